"""A made-up council over the years: every return is clean, years and cuts agree, and the council is in a steady state."""

import math
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.reading.find import read_return
from plumbline.synthetic.plan import Plan
from plumbline.synthetic.returns import empty_tables
from plumbline.synthetic.years import Shown, council, tables_cut, tables_of, write_years

COUNCIL = "E08000003"
#: Made-up councils need the postcode directory.
pytestmark = pytest.mark.slow
RULE_YEARS = [2022, 2023, 2024, 2025, 2026, 2027]
YEARS = range(2022, 2027)
DAYS = st.dates(date(2025, 4, 1), date(2026, 3, 31))
few = settings(max_examples=12, deadline=None)
#: Nobody whose life follows no rate.
ORDINARY = {"unusual": 0.0, "adoption": 0.0}
#: Standard errors that two years may lie apart.
FAR = 4.0


@pytest.fixture(scope="module")
def lives():
    return council(children=400, years=YEARS, seed=5).lives


@pytest.fixture(scope="module")
def many():
    return council(children=2500, years=YEARS, seed=11, plan=Plan(**ORDINARY)).lives


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("years")
    write_years(COUNCIL, 700, Shown(range(2020, 2028)), 1, Plan(), out)
    return out


@pytest.mark.parametrize("year", RULE_YEARS)
def test_no_year_has_a_finding_with_all_earlier_years_given(written, year):
    earlier = [written / str(one) for one in range(year - 2, 2019, -1)]
    given = read_return([written / str(year)], [written / str(year - 1)], [written / "providers.xlsx"], earlier)
    result = check(given, here(), year=year, authority=COUNCIL)
    assert [(line.code, line.rows) for line in result.summary()] == []
    assert result.failed == {}
    assert set(result.skipped) <= {"105", "706"}


def test_a_year_is_the_same_whichever_years_are_asked_for(lives):
    alone = council(children=400, years=range(2024, 2025), seed=5).lives
    assert tables_of(alone, 2024) == tables_of(lives, 2024)


def test_a_cut_on_the_last_day_is_the_return(lives):
    assert tables_cut(lives, date(2025, 3, 31)) == tables_of(lives, 2025)


def dates_in(table, rows):
    return [
        date(int(text[6:]), int(text[3:5]), int(text[:2]))
        for row in rows
        for field, text in row.items()
        if text[2:3] == "/" and text[:2] != "ZZ" and (table, field) != ("uasc", "DUC")
    ]


@few
@given(day=DAYS)
def test_a_cut_shows_nothing_later_than_its_day(lives, day):
    tables = tables_cut(lives, day)
    assert [name for name, rows in tables.items() if any(one > day for one in dates_in(name, rows))] == []


#: What is blank in a cut, or still as before, and may be filled in later in the year.
MAY_FOLLOW = {
    "DEC", "REC", "REASON_PLACE_CHANGE", "MIS_END", "DOLO_END", "SW_DEC", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED", "DUC",
    "MOTHER", "MC_DOB",
}  # fmt: skip


@few
@given(day=DAYS)
def test_what_a_cut_shows_is_in_the_return_that_follows(lives, day):
    cut, whole = tables_cut(lives, day), tables_of(lives, 2026)
    left_later = {life.child for life in lives if life.left > day}

    def facts(table):
        return Counter(
            tuple(sorted((field, text) for field, text in row.items() if field not in MAY_FOLLOW)) for row in table
        )

    for name in cut:
        gone = [dict(one)["CHILD"] for one in facts(cut[name]) - facts(whole[name])]
        if name == "oc2":
            assert set(gone) <= left_later
        else:
            assert gone == [], name


@pytest.mark.parametrize("name", sorted(set(empty_tables(2026))))
def test_a_late_cut_has_every_table(lives, name):
    assert tables_cut(lives, date(2026, 2, 20))[name]


def test_an_episode_open_in_one_return_is_in_the_next(lives):
    def episodes(year, still_open):
        rows = tables_of(lives, year)["episodes"]
        return {(row["CHILD"], row["DECOM"], row["RNE"]) for row in rows if not (still_open and row["DEC"])}

    for year in YEARS[:-1]:
        assert episodes(year, True) <= episodes(year + 1, False)


def test_a_child_is_the_same_in_all_years(lives):
    seen = {}
    for year in YEARS:
        for row in tables_of(lives, year)["header"]:
            seen.setdefault(row["CHILD"], []).append(row)
    assert {len({row["DOB"] for row in rows}) for rows in seen.values()} == {1}
    numbers = [{row["UPN"] for row in rows} - {"UN1", "UN4"} for rows in seen.values()]
    assert {len(one) for one in numbers} <= {0, 1}


@pytest.mark.parametrize("name", ["header", "episodes", "oc2", "reviews", "missing", "prev_perm", "oc3"])
def test_the_council_is_in_a_steady_state(many, name):
    counts = [len(tables_of(many, year)[name]) for year in (YEARS[0], YEARS[-1])]
    rows_to_a_child = 3
    assert abs(counts[0] - counts[1]) < FAR * math.sqrt(rows_to_a_child * sum(counts))


def test_about_as_many_children_are_in_a_return_as_asked_for(many):
    assert len({row["CHILD"] for row in tables_of(many, 2024)["episodes"]}) == pytest.approx(2500, rel=0.06)
