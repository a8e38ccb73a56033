"""The return of a window from the core tables: the same rows as the return that the core was made of, but for what the core can't hold."""

import csv
import io
from collections import Counter
from datetime import date, datetime

import pytest

from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.load import Asked, load
from plumbline.dataset.returns.from_core import Window, tables_of_window, work_out_core
from plumbline.dataset.state import state_as_at
from plumbline.engine.native import DuckDB
from plumbline.model import ssda903
from plumbline.synthetic.plan import Plan
from plumbline.synthetic.years import Shown, write_years

COUNCIL = "E08000003"
YEARS = (2024, 2025, 2026)
AS_AT = date(2026, 3, 31)
#: What the core of returns keeps of one year alone, or only as a yes.
KEPT_OTHERWISE = {("header", "MOTHER"), ("header", "MC_DOB"), ("header", "UPN"), ("oc2", "CONVICTED")}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("years")
    write_years(COUNCIL, 150, Shown(range(YEARS[0], YEARS[-1] + 1)), 3, Plan(), out)
    return out


@pytest.fixture(scope="module")
def engine(written):
    folder = Folder(written / "kept")
    for year in YEARS:
        load(folder, Asked([str(written / str(year))], COUNCIL, year=year), datetime(2026, 7, 1))
    engine = DuckDB()
    work_out_core(engine.execute, folder, state_as_at(folder.kept().loads, AS_AT))
    yield engine
    engine.forget_files()


@pytest.fixture(scope="module")
def made(engine):
    """The tables made of each year's window, by year and name."""
    names = list(ssda903().tables)
    windows = [Window(year, AS_AT, YEARS[-1] - year) for year in YEARS]
    return {
        one.year: {table.name: table for table in tables_of_window(engine, one, "the core", names)} for one in windows
    }


def rows_in(content, name):
    read = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    rows = [
        {field: text for field, text in row.items() if text and (name, field) not in KEPT_OTHERWISE} for row in read
    ]
    if name == "oc2":
        rows = [row for row in rows if set(row) - {"CHILD", "DOB"}]
    return Counter(tuple(sorted(row.items())) for row in rows)


@pytest.mark.parametrize("year", YEARS)
def test_a_years_tables_are_those_that_the_guide_has(made, year):
    assert set(made[year]) == {name for name, one in ssda903().tables.items() if one.since <= year} - {"dolo"}


@pytest.mark.parametrize("name", ["header", "episodes", "reviews", "uasc", "oc2", "oc3", "ad1", "placed_adoption", "prev_perm", "missing", "sw_episodes"])  # fmt: skip
def test_the_latest_return_comes_back_row_for_row(made, written, name):
    given = rows_in((written / "2026" / f"{name}.csv").read_bytes(), name)
    table = made[2026][name]
    assert given
    assert rows_in(table.csv, name) == given
    assert table.rows == len(table.csv.splitlines()) - 1


@pytest.mark.parametrize("year", YEARS[:-1])
@pytest.mark.parametrize("name", ["reviews", "uasc", "oc3", "ad1", "placed_adoption", "missing", "sw_episodes"])
def test_an_earlier_return_comes_back_as_it_was_at_its_end(made, written, year, name):
    """What ended later was open then; what the core keeps once for all years is as it was said last."""
    if ssda903().table(name).since <= year:
        given = rows_in((written / str(year) / f"{name}.csv").read_bytes(), name)
        assert rows_in(made[year][name].csv, name) == given


def test_an_episode_that_ended_after_its_window_was_open_in_it(made):
    rows = csv.DictReader(io.StringIO(made[2025]["episodes"].csv.decode()))
    ends = [datetime.strptime(row["DEC"], "%d/%m/%Y").date() for row in rows if row["DEC"]]
    assert max(ends) <= date(2025, 3, 31)


def test_a_row_says_where_it_is_from(made):
    table = made[2026]["episodes"]
    assert (table.file, table.line_given) == ("episodes from the core", False)


def test_a_window_ends_on_the_day_as_at_which_it_is_known():
    window = Window(2026, date(2025, 9, 30))
    assert (window.last_day, window.until) == (date(2025, 9, 30), date.max)


def test_a_window_that_is_over_knows_nothing_later():
    window = Window(2025, date(2025, 9, 30), 1)
    assert (window.last_day, window.until) == (date(2025, 3, 31), date(2025, 3, 31))
