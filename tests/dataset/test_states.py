"""Laws of states: of loads in any order, of returns that come back, and of what is loaded again."""

import csv
import io
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.dataset.core.making import make_core
from plumbline.dataset.dataset import Dataset
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.load import Asked, load
from plumbline.dataset.loads import MODEL, Load, Scope, TableKept
from plumbline.dataset.state import state_as_at
from plumbline.engine.native import DuckDB
from plumbline.synthetic.plan import Plan
from plumbline.synthetic.years import Shown, write_years

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

COUNCIL = "E08000003"
YEARS = range(2022, 2026)
NOW = datetime(2026, 5, 1)
FEW = settings(max_examples=60, deadline=None)


def loaded(folder, source, year):
    return load(Folder(folder), Asked([str(source)], COUNCIL, year=year), NOW)


@pytest.fixture(scope="module")
def returns(tmp_path_factory):
    """The returns of four years of a made-up council, a folder each."""
    out = tmp_path_factory.mktemp("years")
    write_years(COUNCIL, 40, Shown(YEARS), 6, Plan(), out)
    return {year: out / str(year) for year in YEARS}


@pytest.fixture(scope="module")
def in_order(returns, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    for year, source in returns.items():
        loaded(folder, source, year)
    return folder


def meant(folder, day):
    """What a state means: of each scope the day that its load speaks for, and the rows of its tables as sums of hashes."""
    state = Dataset(folder).state(day)
    return {
        load.scope: (load.as_at, {name: (kept.rows, kept.meaning) for name, kept in load.tables.items()})
        for load in state.loads
    }


def core_rows(folder, names):
    """Core tables' rows as at the latest day, in no order."""
    engine, held = DuckDB(), Dataset(folder)
    make_core(engine.execute, Folder(folder), held.state(), names)
    return {name: sorted(engine.execute(f"SELECT * FROM core_{name}"), key=repr) for name in names}


def texts(content):
    return [list(row.values()) for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]


@pytest.fixture(scope="module")
def in_disorder(returns, tmp_path_factory):
    """Ten data sets with the same returns, loaded in ten random orders."""
    folders = [tmp_path_factory.mktemp("disorder") for _ in range(10)]
    for seed, folder in enumerate(folders):
        for year in Random(seed).sample(YEARS, len(YEARS)):
            loaded(folder, returns[year], year)
    return folders


@pytest.mark.parametrize("year", YEARS)
def test_loads_in_any_order_give_the_same_states(in_order, in_disorder, year):
    day = date(year, 3, 31)
    assert [meant(folder, day) for folder in in_disorder] == [meant(in_order, day)] * 10


def test_the_same_states_give_the_same_core(in_order, in_disorder):
    names = ["person", "episode", "period", "placement", "legal_status", "review", "sdq"]
    assert core_rows(in_disorder[0], names) == core_rows(in_order, names)


@pytest.mark.parametrize("year", YEARS)
def test_as_at_its_31_march_each_return_comes_back_row_for_row(returns, in_order, year):
    back = Dataset(in_order).return_of(year, date(year, 3, 31))
    assert back.of_year(0).keys() == {path.stem for path in returns[year].glob("*.csv")}
    for name, table in back.of_year(0).items():
        given = texts((returns[year] / f"{name}.csv").read_bytes())
        assert [row[1:] for row in texts(table.csv)] == given
        assert [row[0] for row in texts(table.csv)] == [str(at + 2) for at in range(len(given))]


@pytest.mark.parametrize("year", YEARS)
def test_a_return_loaded_again_adds_nothing(returns, in_order, year):
    before = {path: path.stat().st_mtime_ns for path in in_order.rglob("*")}
    (again,) = loaded(in_order, returns[year], year)
    assert again.outcome.load is None
    assert {path: path.stat().st_mtime_ns for path in in_order.rglob("*")} == before


def test_a_state_before_a_return_was_sent_does_not_have_it(in_order):
    assert Dataset(in_order).years(date(2024, 3, 30)) == {2022, 2023}


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
SCOPES = st.sampled_from([Scope(COUNCIL, "903", "2025"), Scope(COUNCIL, "903", "2026"), Scope(COUNCIL, "ssd", "ssd")])
KEPT = {"header": TableKept(1, "m", "f", "s")}


@st.composite
def some_loads(draw):
    """Loads of some scopes, numbered as they came in, of days in any order."""
    found = draw(st.lists(st.tuples(SCOPES, DAYS), max_size=12))
    return [Load(at, MODEL, "1.0", scope, day, NOW, (), KEPT) for at, (scope, day) in enumerate(found, start=1)]


@FEW
@given(loads=some_loads(), day=DAYS, shuffled=st.randoms(use_true_random=False))
def test_a_state_does_not_depend_on_the_order_of_loads(loads, day, shuffled):
    other = list(loads)
    shuffled.shuffle(other)
    assert state_as_at(other, day) == state_as_at(loads, day)


@FEW
@given(loads=some_loads(), day=DAYS)
def test_a_state_has_of_each_scope_the_latest_load_that_is_not_later(loads, day):
    for held in state_as_at(loads, day).loads:
        same = [one for one in loads if one.scope == held.scope and one.as_at <= day]
        assert held.order == max(one.order for one in same)
    known = {one.scope for one in loads if one.as_at <= day}
    assert {one.scope for one in state_as_at(loads, day).loads} == known


@FEW
@given(loads=some_loads(), day=DAYS)
def test_what_a_later_day_brings_changes_no_earlier_state(loads, day):
    later = Load(len(loads) + 1, MODEL, "1.0", Scope(COUNCIL, "903", "2026"), day + timedelta(days=1), NOW, (), KEPT)
    assert state_as_at([*loads, later], day) == state_as_at(loads, day)
