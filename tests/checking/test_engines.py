"""The older DuckDB, which runs in a browser tab, gives the same findings as the one installed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plumbline.synthetic import sample

OLDER = Path(__file__).parents[2] / ".duckdb14"


def run(*arguments: str, older: bool) -> dict:
    """The JSON that a command prints, under one DuckDB or the other."""
    path = {"PYTHONPATH": str(OLDER)} if older else {}
    command = [sys.executable, "-m", "plumbline", *arguments, "--json"]
    done = subprocess.run(command, env=os.environ | path, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


@pytest.fixture(autouse=True)
def older_engine():
    if not OLDER.exists():
        pytest.skip("DuckDB 1.4 is not set up: 'make test' installs it")
    version = "import duckdb; print(duckdb.__version__)"
    done = subprocess.run(
        [sys.executable, "-c", version],
        env=os.environ | {"PYTHONPATH": str(OLDER)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("1.4")


def test_every_case_has_the_same_outcome(shared):
    arguments = ("conform", str(shared / "cases"))
    assert run(*arguments, older=True) == run(*arguments, older=False)


@pytest.mark.parametrize("year", ["2024", "2027"])
def test_a_council_with_errors_has_the_same_findings(tmp_path, year):
    sample("E08000003", 800, int(year), 5, 0.4, tmp_path)
    arguments = ("check", str(tmp_path / "this_year"), "--last-year", str(tmp_path / "last_year"), "--providers",
                 str(tmp_path / "providers.xlsx"), "--year", year, "--authority", "E08000003")  # fmt: skip
    ours, theirs = run(*arguments, older=False), run(*arguments, older=True)
    assert ours["findings"]
    assert theirs == ours
