"""``plumbline core``: what it prints, by golden files; delete one after a change that is meant, and read what the test writes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from plumbline.cli.app import app
from plumbline.model import core

GOLDEN = Path(__file__).parent / "golden"


def printed(*words: object) -> str:
    done = CliRunner().invoke(app, [str(word) for word in ("core", *words)])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_list_with_rows_is_as_before(folder):
    file = GOLDEN / "list.txt"
    text = printed("list", "--dataset", folder)
    if not file.exists():
        file.write_text(text, "utf-8")
        pytest.fail("list.txt was not there and has been written: read it")
    assert text == file.read_text("utf-8")


def test_without_a_data_set_the_tables_are_listed_without_rows():
    lines = printed("list").splitlines()
    assert [line.split()[0] for line in lines[:-1]] == list(core().tables) and lines[
        -1
    ] == f"{len(core().tables)} tables"


def test_the_list_for_machines(folder):
    found = json.loads(printed("list", "--dataset", folder, "--as-at", "2025-03-31", "--json"))
    assert (found["as_at"], found["made_up"]) == ("2025-03-31", True)
    assert {one["name"]: one["rows"] for one in found["tables"]}["episode"] == 3


def test_an_export_says_what_it_wrote(folder, tmp_path):
    text = printed("export", "--dataset", folder, "--to", tmp_path / "to", "--tables", "person,sdq")
    assert text.splitlines()[:3] == [
        "As at 31/03/2026. Made-up data: nothing in it is real.",
        "        2  person",
        "        2  sdq",
    ]
    again = printed("export", "--dataset", folder, "--to", tmp_path / "to", "--format", "xlsx")
    assert "2 files of an earlier export removed, for a folder holds one." in again


def test_an_export_for_machines(folder, tmp_path):
    found = json.loads(printed("export", "--dataset", folder, "--to", tmp_path, "--tables", "sdq", "--json"))
    assert found == {
        "as_at": "2026-03-31", "made_up": True, "tables": {"sdq": 2}, "removed": [],
        "files": [str(tmp_path / "sdq.csv"), str(tmp_path / "datapackage.json")],
    }  # fmt: skip


def test_the_data_set_may_stand_in_plumbline_toml(folder, tmp_path, monkeypatch):
    (tmp_path / "plumbline.toml").write_text(f"dataset = '{folder}'\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert "Rows as at 31/03/2026" in printed("list")
    assert (
        "1 file" in printed("export", "--to", tmp_path / "to", "--tables", "sdq") or (tmp_path / "to/sdq.csv").exists()
    )
