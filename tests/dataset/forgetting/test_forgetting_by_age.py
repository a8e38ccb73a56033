"""A child's age in the data set counts from the last dated event in any table."""

from datetime import date

import pytest
from small_data_sets import RETURN, SSD, load

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.ages import last_events
from plumbline.dataset.forgetting.forget import older_than
from plumbline.dataset.forgetting.received import kept_files
from plumbline.dataset.loads import Scope
from plumbline.engine.native import DuckDB
from plumbline.faults import BadInput

AS_AT = date(2026, 3, 31)
EPISODES, REVIEWS = ("CHILD", "DECOM", "DEC"), ("CHILD", "DOB", "REVIEW")
CASES = {
    "the end of an episode": ({"episodes": [EPISODES, ("A", "01/05/2024", "01/06/2025")]}, date(2025, 6, 1)),
    "an episode without an end is of the day of the load": ({"episodes": [EPISODES, ("A", "01/05/2024", None)]}, AS_AT),
    "the latest of several tables": (
        {"episodes": [EPISODES, ("A", "01/05/2024", "01/06/2025")], "reviews": [REVIEWS, ("A", "01/01/2010", "02/07/2025")]},
        date(2025, 7, 2),
    ),
    "what is still to come is none": (
        {"reviews": [REVIEWS, ("A", "01/01/2010", "02/07/2025"), ("A", "01/01/2010", "02/07/2026")]},
        date(2025, 7, 2),
    ),
    "a birth is none, so the child is of the day of the load": ({"header": [("CHILD", "DOB"), ("A", "01/01/2010")]}, AS_AT),
    "what is no date is none": ({"reviews": [REVIEWS, ("A", "01/01/2010", "soon"), ("A", None, "02/07/2025")]}, date(2025, 7, 2)),
    "a year's answers are of its last day": (
        {"oc2": [("CHILD", "DOB", "CONVICTED"), ("A", "01/01/2010", "0")], "episodes": [EPISODES, ("A", "01/05/2024", "01/06/2025")]},
        AS_AT,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("tables", "day"), CASES.values(), ids=CASES)
def test_the_last_event(tmp_path, tables, day):
    folder = Folder(tmp_path)
    load(folder, RETURN, AS_AT, tables)
    assert last_events(DuckDB().execute, folder, kept_files(folder.kept().loads)) == {"A": day}


def test_an_extract_counts_as_well_with_days_as_it_writes_them(tmp_path):
    folder = Folder(tmp_path)
    load(folder, RETURN, AS_AT, {"episodes": [EPISODES, ("A", "01/05/2024", "01/06/2025")]})
    visits = [("clav_person_id", "clav_cla_visit_date"), ("A", "2025-09-01 00:00:00"), ("A", "2027-01-01")]
    load(folder, SSD, date(2026, 4, 30), {"ssd_cla_visits": visits})
    assert last_events(DuckDB().execute, folder, kept_files(folder.kept().loads)) == {"A": date(2025, 9, 1)}


@pytest.mark.parametrize(
    ("years", "today", "old"),
    [(1, date(2026, 6, 1), set()), (1, date(2026, 6, 2), {"A"}), (2, date(2028, 2, 29), {"A", "B"})],
)
def test_older_than_so_many_years(tmp_path, years, today, old):
    folder = Folder(tmp_path)
    load(
        folder,
        RETURN,
        AS_AT,
        {"episodes": [EPISODES, ("A", "01/05/2024", "01/06/2025"), ("B", "01/05/2024", "01/02/2026")]},
    )
    assert older_than(folder, RETURN.council, years, today) == old


def test_a_table_without_people_has_no_say(tmp_path):
    folder = Folder(tmp_path)
    load(folder, RETURN, AS_AT, {"episodes": [EPISODES, ("A", "01/05/2024", "01/06/2025")]})
    load(
        folder,
        Scope(RETURN.council, "csv", "capacity"),
        AS_AT,
        {"capacity": [("urn", "reported_on"), ("SC1", "2026-03-01")]},
    )
    assert older_than(folder, RETURN.council, 1, date(2026, 6, 1)) == set()


def test_no_years_at_all_is_refused(tmp_path):
    folder = Folder(tmp_path)
    load(folder, RETURN, AS_AT, {"episodes": [EPISODES, ("A", "01/05/2024", "01/06/2025")]})
    with pytest.raises(BadInput, match="from 1"):
        older_than(folder, RETURN.council, 0, AS_AT)
