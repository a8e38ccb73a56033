"""The wheel holds the browser page and the compiled rulebook of its own sources; a check made with it needs no compiler."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from plumbline.rules.rulebooks import file_name

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(PROJECT)]
    subprocess.run([sys.executable, "-m", "pip", *build], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    zipfile.ZipFile(built).extractall(folder / "site")
    return folder / "site"


def test_the_rulebook_is_inside(wheel):
    assert (wheel / "plumbline" / "rules" / "compiled" / file_name("duckdb")).stat().st_size > 100_000


def test_notice_and_licence_are_inside(wheel):
    inside = {path.name for path in wheel.glob("plumbline-*.dist-info/licenses/*")}
    assert inside == {"LICENSE", "NOTICE"}


def test_the_browser_page_is_inside(wheel):
    page = wheel / "plumbline" / "hosting" / "page"
    assert (page / "index.html").exists()
    assert (page / "engines" / "duckdb-eh.wasm.gz").stat().st_size > 1_000_000


def test_a_check_needs_no_compiler(wheel, tmp_path):
    header = tmp_path / "header.csv"
    header.write_bytes(b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,9,01/01/2010,WBRI,,,\n")
    program = (
        "import sys; from plumbline.cli.app import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "assert 'ibis' not in sys.modules and 'sqlglot' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "check", str(header), "--year", "2026"],
        env=os.environ | {"PYTHONPATH": str(wheel), "XDG_CACHE_HOME": str(tmp_path / "empty")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "101" in done.stdout
