"""What handles files runs under the standard library and pure-Python packages alone, as in a browser's Python."""

import os
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

import plumbline

PURE = ("defusedxml", "openpyxl", "et-xmlfile", "xlsxwriter", "jinja2", "markupsafe")
PROGRAM = """
import sys
from pathlib import Path
from plumbline.reading.find import read_return
from plumbline.reading.writing.xml import as_xml
from plumbline.reporting.check import as_json, findings_csv, page, workbook
from plumbline.model import ssda903
from plumbline.profiles import counting, disclosure, preview
from plumbline.profiles.document import profile_from_json
from plumbline.browser import api

assert api.PageApi
given = read_return([Path(sys.argv[1])])
assert "<CHILDID>1</CHILDID>" in as_xml(given.tables.values())[0]
profile = profile_from_json(Path(sys.argv[2]).read_bytes(), lambda year: {"101"})
assert preview.preview(disclosure.banded(profile, ()))
print(given.of_year(0)["header"].rows, len(ssda903().tables))
compiled = {"duckdb", "ibis", "numpy", "pandas", "pyarrow", "scipy", "sqlglot", "lxml"} & set(sys.modules)
assert not compiled, compiled
"""
PROFILE = """{"schema": "plumbline/profile/1", "authority": "E08000003", "collection_year": 2026, "stage": "raw",
"as_at": "2026-05-01", "tool": {"version": "0.1.0", "rulebook": "2026.7"}, "disclosure": {"method": "exact"},
"children": 1, "tables": {"header": 1}, "rules": {"101": {"skipped": "failed"}}}"""


@pytest.fixture
def bare(tmp_path):
    """A folder with the allowed packages and nothing else."""
    for name in PURE:
        for file in distribution(name).files or ():
            source, target = Path(str(file.locate())), tmp_path / "packages" / str(file)
            if file.suffix in (".py", ".pyi", ".typed") and ".." not in file.parts:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())
    return tmp_path / "packages"


def test_a_file_is_read_without_any_compiled_package(bare, tmp_path):
    header = tmp_path / "header.csv"
    header.write_bytes(b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/01/2010,WBRI,,,\n")
    profile = tmp_path / "profile.json"
    profile.write_text(PROFILE)
    source = Path(plumbline.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-S", "-c", PROGRAM, str(header), str(profile)],
        env={"PYTHONPATH": os.pathsep.join([str(source), str(bare)])},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["1", "12"]
