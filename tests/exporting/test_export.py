"""Core tables as files: the same rows in every form, described truly, written whole or not at all.

After a change of words that is meant, delete the golden file, run the test, and read what it writes.
"""

import json
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook
from packages import faults, tables_of

from plumbline.exporting import workbook as workbooks
from plumbline.exporting.export import export
from plumbline.exporting.package import Form
from plumbline.faults import BadInput, NotKnown
from plumbline.reporting.shared.spreadsheet_csv import safe

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parent / "golden"
FORMS: list[Form] = ["csv", "parquet", "xlsx"]


def as_before(name: str, text: str) -> None:
    """Holds a text against its golden file."""
    file = GOLDEN / name
    if not file.exists():
        file.write_text(text, "utf-8", newline="")
        pytest.fail(f"{name} was not there and has been written: read it")
    assert text == file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_the_files_hold_what_the_package_says(dataset, tmp_path, form):
    export(dataset, tmp_path, form)
    assert list(faults(tmp_path)) == []


def test_the_reader_of_packages_does_see_faults(dataset, tmp_path):
    export(dataset, tmp_path, "csv")
    person = tmp_path / "person.csv"
    person.write_text(person.read_text("utf-8").replace("2010-02-01", "01/02/2010").replace(",F,", ",X,"), "utf-8")
    (tmp_path / "sdq.csv").write_text((tmp_path / "sdq.csv").read_text("utf-8").replace("MADEUP1", "MADEUP9"), "utf-8")
    assert (
        list(faults(tmp_path))
        == [
            "person.birth_date: '01/02/2010' is no date",
            "person.sex: 'X' is no code",
            "sdq: a row leads nowhere",
            "sdq: a row leads nowhere",
        ][:3]
    )


@pytest.mark.parametrize("form", FORMS[1:])
def test_every_form_has_the_same_rows_and_values(dataset, tmp_path, form):
    export(dataset, tmp_path / "csv", "csv")
    export(dataset, tmp_path / form, form)
    csv = tables_of(tmp_path / "csv")
    for row in csv["person"]:
        row["upn"] = row["upn"] and row["upn"].removeprefix("'")
    assert tables_of(tmp_path / form) == csv


def test_a_table_as_csv_is_as_people_read_it(dataset, tmp_path):
    export(dataset, tmp_path, "csv")
    assert (tmp_path / "placement.csv").read_bytes().startswith(b"\xef\xbb\xbfcouncil,person_id,")
    as_before("person.csv", (tmp_path / "person.csv").read_bytes().decode("utf-8"))


def test_the_package_says_as_at_when_and_from_which_loads(dataset, tmp_path):
    export(dataset, tmp_path, "csv", as_at=date(2025, 4, 1), names=["person"])
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    said = "The return of 2025 of Manchester, as at 31/03/2025 (load 1, loaded on 01/06/2026)"
    assert (package["as_at"], package["sources"]) == ("2025-04-01", [{"title": said}])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("-2+3", "'-2+3"),
        ("+44", "'+44"),
        ("-5", "-5"),
        ("-0.5", "-0.5"),
        ("a=b", "a=b"),
    ],
)
def test_what_a_spreadsheet_would_run_is_made_text_and_a_number_stays_one(text, written):
    assert safe(text) == written


def test_the_first_sheet_says_what_the_workbook_is(dataset, tmp_path):
    export(dataset, tmp_path, "xlsx")
    about = load_workbook(tmp_path / "core.xlsx").worksheets[0]
    rows = (["" if cell is None else str(cell) for cell in row] for row in about.iter_rows(values_only=True))
    as_before("about.txt", "\n".join("\t".join(row).rstrip() for row in rows) + "\n")


def test_a_sheet_for_each_table_and_one_of_all_columns(dataset, tmp_path):
    done = export(dataset, tmp_path, "xlsx")
    assert load_workbook(tmp_path / "core.xlsx").sheetnames == ["About", *done.rows, "Columns"]


def test_in_a_workbook_days_are_days_numbers_numbers_and_text_text(dataset, tmp_path):
    export(dataset, tmp_path, "xlsx")
    book = load_workbook(tmp_path / "core.xlsx")
    people = {row[1].value: row for row in book["person"].iter_rows(min_row=2)}
    head = [cell.value for cell in book["person"][1]]
    born, upn = (people["MADEUP2"][head.index(name)] for name in ("birth_date", "upn"))
    assert (born.value, born.number_format, upn.value, upn.data_type) == (
        datetime(2012, 2, 29),
        "dd/mm/yyyy",
        "=1+1",
        "s",
    )
    score = book["sdq"].cell(2, [cell.value for cell in book["sdq"][1]].index("score") + 1)
    assert (score.value, score.data_type) == (12, "n")


def test_a_table_longer_than_a_sheet_is_refused_and_the_old_files_stay(dataset, tmp_path, monkeypatch):
    export(dataset, tmp_path, "csv")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    monkeypatch.setattr(workbooks, "MOST_ROWS", 2)
    with pytest.raises(BadInput, match="episode has 3 rows, more than a sheet of Excel holds"):
        export(dataset, tmp_path, "xlsx")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("which", ["dataset", "real"])
def test_made_up_data_says_so_and_other_data_does_not(request, tmp_path, which):
    for form in FORMS:
        export(request.getfixturevalue(which), tmp_path / form, form)
    made_up = which == "dataset"
    packages = [json.loads((tmp_path / form / "datapackage.json").read_text("utf-8")) for form in FORMS]
    assert [("Made-up data" in one["title"], one.get("made_up", False)) for one in packages] == [(made_up, made_up)] * 3
    for sheet in load_workbook(tmp_path / "xlsx/core.xlsx").worksheets:
        said = any(cell.value == "Made-up data" for cell in (*sheet[1], *sheet["A"]))
        assert (said, "nothing in it is real" in (sheet.oddHeader.center.text or "")) == (made_up, made_up)
    marks = duckdb.sql(f"SELECT key FROM parquet_kv_metadata('{tmp_path}/parquet/sdq.parquet')").fetchall()
    assert ((b"made_up",) in marks) == made_up


def test_all_tables_with_rows_are_written_unless_some_are_named(dataset, tmp_path):
    done = export(dataset, tmp_path / "all", "csv")
    assert all(done.rows.values()) and "visit" not in done.rows
    some = export(dataset, tmp_path / "some", "csv", names=["visit", "sdq"])
    assert some.rows == {"visit": 0, "sdq": 2}
    assert sorted(file.name for file in (tmp_path / "some").iterdir()) == ["datapackage.json", "sdq.csv", "visit.csv"]


def test_a_folder_holds_one_export_and_what_else_lies_in_it_stays(dataset, tmp_path):
    export(dataset, tmp_path, "parquet")
    (tmp_path / "sdq.txt").write_text("mine")
    done = export(dataset, tmp_path, "csv", names=["sdq"])
    assert "person.parquet" in done.removed
    assert sorted(file.name for file in tmp_path.iterdir()) == ["datapackage.json", "sdq.csv", "sdq.txt"]


def test_a_package_of_somebody_else_is_no_list_of_what_to_remove(dataset, tmp_path):
    (tmp_path / "mine.csv").write_text("mine")
    (tmp_path / "datapackage.json").write_text('{"resources": [{"path": "mine.csv"}, {"path": "../secret.csv"}]}')
    assert export(dataset, tmp_path, "csv", names=["sdq"]).removed == ()
    assert (tmp_path / "mine.csv").exists()


def test_the_same_data_gives_the_same_files(dataset, tmp_path):
    for name in ("one", "other"):
        export(dataset, tmp_path / name, "csv")
    one, other = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "other"))
    assert one == other


REFUSED = [
    ("an unknown table", {"names": ["reviews"]}, NotKnown, "There is no core table reviews"),
    ("a day before the first load", {"as_at": date(2020, 1, 1)}, BadInput, "Nothing was known as at 01/01/2020"),
]


@pytest.mark.parametrize(("says", "asked", "fault", "said"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused(dataset, tmp_path, says, asked, fault, said):
    with pytest.raises(fault, match=said):
        export(dataset, tmp_path / "to", "csv", **asked)
    assert not (tmp_path / "to").exists()


def test_a_file_is_no_folder_to_write_to(dataset, tmp_path):
    (tmp_path / "to").write_text("mine")
    with pytest.raises(BadInput, match="this is a file"):
        export(dataset, tmp_path / "to", "csv")
