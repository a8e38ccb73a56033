"""Old loads are dropped, and every state as at a load that stays is as it was."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_data_sets import RETURN, SSD, content, load

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.thin import thin, what_would_go
from plumbline.dataset.loads import Scope
from plumbline.dataset.state import state_as_at
from plumbline.faults import BadInput

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 27)
CASES = {
    "one load": (["2020-05-01"], []),
    "each day within thirteen months": (["2025-10-01", "2025-10-02", "2026-11-26"], []),
    "the last of a day": (["2026-11-26", "2026-11-26"], [1]),
    "the last of each month before": (["2025-08-01", "2025-08-31", "2025-09-01", "2025-09-30", "2025-10-01"], [1, 3]),
    "loaded in another order": (["2025-08-31", "2025-08-01", "2026-11-26"], [2]),
    "the newest, however old": (["2020-05-01", "2020-05-02"], [1]),
}


@pytest.mark.parametrize(("days", "going"), CASES.values(), ids=CASES)
def test_what_goes(tmp_path, days, going):
    folder = Folder(tmp_path)
    for number, day in enumerate(days):
        load(folder, SSD, date.fromisoformat(day), {"ssd_person": [("pers_person_id",), (str(number),)]})
    assert [one.number for one in what_would_go(folder.kept().loads, TODAY).going] == going
    thin(folder, TODAY)
    assert [one.number for one in folder.kept().loads] == [n for n in range(1, len(days) + 1) if n not in going]


def test_each_scope_is_thinned_by_itself(tmp_path):
    folder = Folder(tmp_path)
    for scope in (SSD, RETURN, Scope("E08000001", "ssd", "ssd")):
        load(folder, scope, date(2020, 5, 1), {})
    assert what_would_go(folder.kept().loads, TODAY).going == ()


def test_shorter_than_thirteen_months(tmp_path):
    folder = Folder(tmp_path)
    for day in (1, 2, 3):
        load(folder, SSD, date(2026, 6, day), {})
    assert [one.number for one in what_would_go(folder.kept().loads, TODAY, months=2).going] == [1, 2]


def test_another_load_than_was_shown_stops_it(tmp_path):
    folder = Folder(tmp_path)
    for day in (1, 2):
        load(folder, SSD, date(2020, 6, day), {})
    with pytest.raises(BadInput, match="run it again"):
        thin(folder, TODAY, expected=[])
    assert len(folder.kept().loads) == 2


def test_a_file_moves_to_the_oldest_load_that_needs_it(tmp_path):
    folder = Folder(tmp_path)
    for day, month in ((1, 5), (2, 5), (1, 6)):
        load(folder, SSD, date(2020, month, day), {"ssd_person": [("pers_person_id",), ("A",)]})
    thin(folder, TODAY)
    assert [one.tables["ssd_person"].file for one in folder.kept().loads] == ["000002/ssd_person.parquet"] * 2


DAYS = st.integers(0, 120).map(lambda days: date(2025, 8, 1) + timedelta(days))
LOADS = st.lists(
    st.tuples(st.sampled_from([SSD, RETURN]), DAYS, st.sampled_from("AB"), st.sampled_from("CD")), max_size=7
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loads=LOADS)
def test_every_state_that_is_kept_is_as_it_was(tmp_path_factory, loads):
    folder = Folder(tmp_path_factory.mktemp("loads"))
    (folder.loads_folder).mkdir()
    for scope, day, one, other in loads:
        load_or_nothing(folder, scope, day, one, other)
    before, rows = folder.kept().loads, content(folder).rows
    plan = thin(folder, TODAY)
    after = folder.kept().loads
    assert [one.number for one in after] == [one.number for one in plan.staying]
    assert content(folder).rows == {at: rows[at] for at in rows if at[0] in {one.number for one in after}}
    for one in plan.staying:
        held, holds = state_as_at(before, one.as_at), state_as_at(after, one.as_at)
        assert [x.number for x in held.loads if x.scope == one.scope] == [
            x.number for x in holds.loads if x.scope == one.scope
        ]


def load_or_nothing(folder, scope, day, one, other):
    """Loads two tables; the same as before on the same day is no load."""
    names = ("ssd_person", "ssd_address") if scope is SSD else ("header", "episodes")
    columns = {"ssd_person": "pers_person_id", "ssd_address": "addr_person_id"}
    tables = {name: [(columns.get(name, "CHILD"),), (child,)] for name, child in zip(names, (one, other), strict=True)}
    try:
        load(folder, scope, day, tables)
    except AssertionError:
        assert any(known.as_at == day for known in folder.kept().loads)
