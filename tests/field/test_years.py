"""The collection year: named, after last year's return, that of most dates, or asked for. Doubt is said first."""

import pytest
from spoiling import Rows, dates_as

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.checking.years import years_of
from plumbline.diagnosing.diagnose import diagnosed
from plumbline.faults import BadInput
from plumbline.reading.find import read_return

UNREADABLE = {
    "year first": lambda y, m, d: f"{y}-{m:02d}-{d:02d}",
    "a word": lambda y, m, d: "banana",
    "blank": lambda y, m, d: "",
}


@pytest.mark.parametrize("form", UNREADABLE.values(), ids=UNREADABLE)
def test_without_a_date_that_can_be_read_the_year_is_asked_for(spoiled, look, mend, form):
    folder = spoiled(dates_as(form))
    with pytest.raises(BadInput, match="--year"):
        look(folder, last_year=False)


def test_last_years_return_tells_the_year_where_no_date_does(spoiled, look):
    reading = look(spoiled(dates_as(UNREADABLE["year first"]))).reading
    assert (reading.year, reading.year_from) == (2026, "last_year")


def later(share: int):
    """A change that moves one episode in so many to after the year's end."""

    def change(table: str, rows: Rows) -> Rows:
        for row in rows[::share] if table == "episodes" else ():
            row |= {"DECOM": "20/04/2026", "DEC": "10/05/2026"}
        return rows

    return change


@pytest.mark.parametrize("last_year", [True, False])
def test_a_return_taken_after_the_years_end_is_of_that_year(spoiled, look, last_year):
    result = look(spoiled(later(6)), last_year=last_year)
    assert result.year == 2026
    assert (result.diagnoses[0].kind, result.diagnoses[0].remedy) == ("year_doubtful", "year")


def test_a_few_late_dates_are_single_errors_and_no_doubt(spoiled, look):
    assert look(spoiled(later(60))).diagnoses == ()


def test_a_year_that_is_named_is_taken_and_doubted_where_the_dates_are_anothers(council, look):
    result = look(council / "this_year", year=2024)
    assert (result.year, result.reading.year_from) == (2024, "given")
    assert result.diagnoses[0].kind == "year_doubtful" and "2026" in result.diagnoses[0].words


def test_the_cure_for_a_wrong_year_is_the_year_that_the_dates_show(council, look):
    (told,) = [one for one in look(council / "this_year", year=2025).diagnoses if one.kind == "year_doubtful"]
    assert told.words == "This year's files look like collection year 2026, but were checked as 2025."
    assert (told.remedy, told.command) == ("year", "plumbline check --year 2026")


def test_this_years_files_given_as_last_years_are_no_matter_of_the_year_named(council):
    given = read_return([council / "this_year"], [council / "this_year" / "episodes.csv"], [])
    told = diagnosed(check(given, here(), year=2026), given, here).diagnoses[0]
    assert (told.kind, told.remedy, told.command) == ("year_doubtful", "files", "")
    assert told.advice == "One year's files may be given twice: give this year's, and with --last-year those of before."


def test_last_years_files_given_as_this_years_are_doubted(council, look):
    assert look(council / "last_year").diagnoses[0].kind == "year_doubtful"


def test_a_return_of_two_years_ago_beside_this_years_misleads_nobody(council, tmp_path):
    (tmp_path / "episodes.csv").write_text("CHILD,DECOM,DEC\n" + "1,01/05/2023,01/06/2023\n" * 9, "utf-8")
    years = years_of(read_return([council / "this_year"], [tmp_path]), 0)
    assert (years.found, years.found_from) == (2026, "dates")
