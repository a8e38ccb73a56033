"""Dates as spreadsheets leave them: said first, with what they explain; repaired as one column, not one for one."""

from datetime import date

import pytest
from spoiling import dates_as, rows_of, write

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.diagnosing.diagnose import diagnosed
from plumbline.reading.find import read_return

#: As Excel counts.
DAY_0 = date(1899, 12, 30)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FORMS = {
    "year first": lambda y, m, d: f"{y}-{m:02d}-{d:02d}",
    "with a time": lambda y, m, d: f"{y}-{m:02d}-{d:02d} 00:00:00",
    "Excel's numbers": lambda y, m, d: str((date(y, m, d) - DAY_0).days),
    "month in words": lambda y, m, d: f"{d:02d}-{MONTHS[m - 1]}-{y % 100:02d}",
    "dashes": lambda y, m, d: f"{d:02d}-{m:02d}-{y}",
    "day first with a time": lambda y, m, d: f"{d:02d}/{m:02d}/{y} 00:00",
    "two digits of the year": lambda y, m, d: f"{d:02d}/{m:02d}/{y % 100:02d}",
    "dots": lambda y, m, d: f"{d}.{m}.{y}",
    "run together": lambda y, m, d: f"{y}{m:02d}{d:02d}",
    "American": lambda y, m, d: f"{m}/{d}/{y}",
    "American with a time": lambda y, m, d: f"{m}/{d}/{y} 12:00:00 AM",
    "American with dashes": lambda y, m, d: f"{m:02d}-{d:02d}-{y}",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_all_dates_in_another_form_are_one_fault(spoiled, look, form):
    first = look(spoiled(dates_as(form))).diagnoses[0]
    assert (first.kind, first.remedy, first.command) == ("dates_in_another_form", "repair", "plumbline repair")
    assert first.words.startswith("All ") and first.fault


@pytest.mark.parametrize("name", ["year first", "Excel's numbers", "American", "American with a time"])
def test_repair_gives_the_return_back_value_for_value(council, spoiled, mend, name):
    outcome = mend(spoiled(dates_as(FORMS[name])))
    files = {one.name: one.content.decode() for one in outcome.files}
    assert files == {file.name: file.read_text("utf-8") for file in (council / "this_year").glob("*.csv")}


def test_what_a_fault_explains_are_the_findings_that_go_when_it_is_mended(spoiled, look, mend):
    folder = spoiled(dates_as(FORMS["year first"]))
    before = look(folder)
    after = mend(folder).after
    places = {(one.code, one.table, one.row) for one in after.findings}
    gone = [one for one in before.findings if (one.code, one.table, one.row) not in places]
    assert before.diagnoses[0].findings == len(gone) > 100


def test_the_dates_of_one_table_are_told_by_its_name(spoiled, look):
    (fault,) = look(spoiled(dates_as(FORMS["year first"], only=("reviews",)))).diagnoses
    assert fault.table == "reviews" and "reviews" in fault.words and not fault.words.startswith("All")


def test_a_file_is_repaired_as_a_whole_though_that_shows_an_error_that_nobody_saw(spoiled, mend):
    """An episode that ends before it starts: as long as its dates can't be read, no rule says so."""

    def change(table, rows):
        if table == "episodes":
            rows[0] |= {"DEC": "01/01/2001", "REC": "X1"}
        return dates_as(FORMS["year first"])(table, rows)

    outcome = mend(spoiled(change))
    episodes = next(one.content.decode() for one in outcome.files if one.name == "episodes.csv")
    starts = [line.split(",")[1] for line in episodes.splitlines()[1:]]
    assert all("/" in start for start in starts) and not outcome.withdrawn


def test_american_dates_are_read_one_way_in_check_as_in_repair(council, spoiled, look):
    """Of 10/8/2024 nobody could say what it is, were there not 10/18/2024 beside it."""
    american = look(spoiled(dates_as(FORMS["American"])))
    assert american.findings == look(council / "this_year").findings
    assert "month first" in american.diagnoses[0].words


def test_dates_of_a_file_that_go_both_ways_are_left_and_said(spoiled, look, mend):
    """Two exports pasted together: half of the rows have the month first."""

    def change(table, rows):
        american = dates_as(FORMS["American"])(table, rows)
        return [one if at % 2 else other for at, (one, other) in enumerate(zip(american, rows, strict=True))]

    folder = spoiled(change)
    fault = next(one for one in look(folder).diagnoses if "now the day first" in one.words)
    assert (fault.kind, fault.fault) == ("dates_unreadable", True)
    swapped = [one for one in mend(folder).repaired if "changed over" in one.kind and one.field == "REVIEW"]
    assert swapped == []


def test_mixed_dates_explain_the_findings_that_go_once_those_that_are_certain_are_read(council, spoiled, look):
    """Of every second review the month stands first, where that shows: 18/10 as 10/18, but no 08/10."""

    def change(table, rows):
        for row in rows[::2] if table == "reviews" else []:
            day, month, year = row["REVIEW"].split("/")
            if int(day) > 12:
                row["REVIEW"] = f"{month}/{day}/{year}"
        return rows

    found = look(spoiled(change))
    clean = {(one.code, one.row) for one in look(council / "this_year").findings}
    (fault,) = [one for one in found.diagnoses if "now the day first" in one.words]
    assert fault.findings == len({(one.code, one.row) for one in found.findings} - clean) > 0
    assert " with the month first, such as 10/18, explain" in fault.advice


def test_a_few_dates_with_the_month_first_are_repaired_where_all_others_tell_of_the_day(council, spoiled, mend):
    def change(table, rows):
        if table == "reviews":
            for row in [row for row in rows if int(row["REVIEW"][:2]) > 12][:2]:
                day, month, year = row["REVIEW"].split("/")
                row["REVIEW"] = f"{month}/{day}/{year}"
        return rows

    files = {one.name: one.content.decode() for one in mend(spoiled(change)).files}
    assert files["reviews.csv"] == (council / "this_year" / "reviews.csv").read_text("utf-8")


def test_dates_that_are_none_are_said_to_be_so_and_left(spoiled, look):
    (fault,) = [one for one in look(spoiled(dates_as(lambda y, m, d: "banana", only=("reviews",)))).diagnoses
                if one.column == "REVIEW"]  # fmt: skip
    assert (fault.kind, fault.remedy, fault.table) == ("dates_unreadable", "export", "reviews")


def test_last_years_dates_are_a_fault_of_last_years_file(council, tmp_path, look):
    file = tmp_path / "episodes.csv"
    write(file, dates_as(FORMS["year first"])("episodes", rows_of(council / "last_year" / "episodes.csv")))
    given = read_return([council / "this_year"], [file])
    found = diagnosed(check(given, here(), year=2026), given, here).diagnoses
    assert {one.table for one in found} == {"episodes_last"}
    assert "in last year's episodes are no dates." in found[0].words
    assert found[0].command == "plumbline repair --year 2025"
