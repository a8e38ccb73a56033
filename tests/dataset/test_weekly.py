"""The week of a data set: errors at each load, what changed since the one before, children who came and went, and why not."""

from collections import Counter
from datetime import date

import pytest
from hand_made import Given, data_set

from plumbline.checking.live import Asked, check_as_at
from plumbline.checking.native import here
from plumbline.dataset.dataset import Dataset
from plumbline.faults import BadInput
from plumbline.reporting.weekly.week import Change, Children, ErrorsAt, RuleFound, TableChanges
from plumbline.weekly.assembling import week_of

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

FIRST, SECOND = date(2025, 6, 8), date(2025, 6, 15)
#: Rule 501: an episode begins before the one before has ended.
OVERLAP = "501"
EARLIER = """
    CHILD DECOM  RNE LS DEC    REC
    1     010425 S   C2 050625 X1
    1     010625 P   C2 -      -
    2     010425 S   C2 -      -
    3     010425 S   C2 070625 E4A
"""
LATER = """
    CHILD DECOM  RNE LS DEC    REC
    1     010425 S   C2 010625 X1
    1     010625 P   C2 -      -
    2     010425 S   C2 100625 E4A
    3     010425 S   C2 070625 E4A
    3     120625 S   C2 -      -
    4     110625 S   C2 -      -
"""


@pytest.fixture
def held(tmp_path):
    cuts = ((FIRST, EARLIER), (SECOND, LATER))
    return data_set(tmp_path, *(Given(2026, {"episodes": episodes}, day) for day, episodes in cuts))


class Checking:
    """Checks one rule on the days that it is asked for, and remembers them."""

    def __init__(self, held: Dataset):
        self.held, self.days = held, Counter()

    def __call__(self, day):
        self.days[day] += 1
        return check_as_at(self.held.return_of(2026, day), here, Asked(2026, only=[OVERLAP]), day)


def test_errors_are_those_of_each_load(held):
    assert week_of(held, None, Checking(held)).errors == [ErrorsAt(FIRST, 1, 0), ErrorsAt(SECOND, 0, 0)]


def test_a_rule_without_errors_now_is_named_where_it_had_some(held):
    (rule,) = week_of(held, None, Checking(held)).rules
    assert rule == RuleFound(OVERLAP, rule.title, now=0, not_due_yet=0, before=1)


def test_an_earlier_day_has_its_own_week(held):
    week = week_of(held, FIRST, Checking(held))
    assert (week.load.as_at, week.before, week.changes, week.children) == (FIRST, None, [], None)


def test_changes_are_those_since_the_load_before(held):
    # with the end of the first episode the period of the second changes too
    found = {one.table: one for one in week_of(held, None, Checking(held)).changes}
    assert found["episode"] == TableChanges("episode", [Change("added", 2), Change("changed", 2), Change("ended", 1)])


def test_children_who_came_left_or_are_back_are_counted_by_their_periods_of_care(held):
    assert week_of(held, None, Checking(held)).children == Children(in_care=3, new=1, back=1, left=1)


def test_an_earlier_load_is_checked_once(held):
    checking = Checking(held)
    for _ in range(2):
        week_of(held, None, checking)
    assert checking.days == {SECOND: 2, FIRST: 1}


def test_what_is_kept_names_no_child(held):
    week_of(held, None, Checking(held))
    kept = (held.folder.path / "weekly.json").read_text("utf-8")
    assert "501" in kept
    assert "010425" not in kept and "2025-04-01" not in kept


def test_a_check_that_rests_on_something_else_is_made_anew(held):
    checking = Checking(held)
    week_of(held, None, checking)
    week_of(held, None, checking, rests_on="a list of accepted findings")
    assert checking.days[FIRST] == 2


def test_what_was_kept_and_is_damaged_is_counted_again(held):
    first = week_of(held, None, Checking(held))
    (held.folder.path / "weekly.json").write_text("{", "utf-8")
    assert week_of(held, None, Checking(held)).errors == first.errors


def test_a_day_that_no_return_can_be_made_of_is_said_not_to_be_checked(held):
    def refused(day):
        raise BadInput("No return of 2026 is loaded.")

    week = week_of(held, None, refused)
    assert (week.errors, week.rules) == ([], [])
    assert week.not_checked == "Nothing was checked: No return of 2026 is loaded."
