"""The guide for notebooks runs: each of its blocks of Python, in order, on a made-up data set."""

import importlib.util
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from hand_made import Given, data_set, day

import plumbline
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.load import Asked, load
from plumbline.notebook import FindingRow, NotChecked
from plumbline.synthetic import sample

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "python.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
#: What a block needs that Plumbline does not install, by a word that shows it.
NEEDS = {".pl()": "polars", ".df()": "pandas"}


def lacking(block: str) -> list[str]:
    return [name for word, name in NEEDS.items() if word in block and importlib.util.find_spec(name) is None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Made as the guide says."""
    folder = tmp_path_factory.mktemp("guide")
    sample("E08000003", 100, 2026, 1, 0.1, folder / "council")
    for year in ("last_year", "this_year"):
        asked = Asked([str(folder / "council" / year)], "E08000003")
        load(Folder(folder / "dataset"), asked, datetime(2026, 5, 1))
    return folder


def test_every_block_of_the_guide_runs(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for block in BLOCKS:
        if not lacking(block):
            exec(compile(block, GUIDE.name, "exec"), names)
    printed = capsys.readouterr().out
    assert "the return of 2025 2025-03-31" in printed and "Made-up data" in printed


def test_a_check_that_is_shown_says_what_was_not_checked_and_nothing_of_a_child(folder):
    checked = plumbline.check(plumbline.Dataset(folder / "dataset"))
    assert checked.findings and "not checked" in repr(checked) and "MADEUP" not in repr(checked)


def test_a_data_set_and_its_files_have_the_same_findings(folder):
    council = folder / "council"
    of_files = plumbline.check(council / "this_year", last_year=council / "last_year", authority="Manchester")
    of_data_set = plumbline.check(plumbline.Dataset(folder / "dataset"))
    assert {one.key for one in of_data_set.findings} == {one.key for one in of_files.findings}


def test_importing_plumbline_imports_nothing_else():
    program = "import sys, plumbline; print([name for name in sys.modules if name.startswith(('plumbline.', 'duckdb', '_duckdb'))])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_name_that_the_package_has_not_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'dataset_of'"):
        plumbline.dataset_of  # noqa: B018


def test_findings_of_a_year_that_is_not_over_are_due_now_or_not_yet(tmp_path):
    """She will be 18 in February, and in September she is still in care; what is wrong with her sex is wrong now."""
    tables = {
        "header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB\n A X 010208 WBRI UN1 - -",
        "episodes": "CHILD DECOM RNE LS PLACE PLACE_PROVIDER DEC REC CIN\n A 010524 S C2 U1 PR1 - - N1",
    }
    checked = plumbline.check(data_set(tmp_path, Given(2026, tables, as_at=day("300925"))))
    assert {one.due for one in checked.findings} == {"now", "not due yet"}
    assert [one.key for one in checked.findings if one.due == "now"] == [
        one.key for one in checked.result.open_findings()
    ]


@pytest.mark.parametrize(("rules", "rows"), [(["101"], 0), (["102"], 1)], ids=["without findings", "with one"])
def test_findings_are_a_table_with_its_columns_however_many_there_are(tmp_path, rules, rows):
    tables = {"header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB\n A M - WBRI UN1 - -"}
    checked = plumbline.check(data_set(tmp_path, Given(2026, tables)), rules=rules)
    found = checked.table()
    assert tuple(found.columns) == FindingRow._fields
    assert found.fetchall() == [tuple(one) for one in checked.findings]
    assert (len(checked.findings), tuple(checked.table("not_checked").columns)) == (rows, NotChecked._fields)
