"""What is counted of a table's rows, and what is refused."""

import pytest
from hypothesis import given
from tables import HISTORIES, day, history

from plumbline.dataset.freshness.history import Arrival, TableHistory

TWO_LOADS = [day(0), day(7)]


@pytest.mark.parametrize(
    ("loads", "arrivals"),
    [
        ([], []),
        ([day(7), day(0)], []),
        ([day(0), day(0)], []),
        (TWO_LOADS, [Arrival(day(1), day(3), 1)]),
        (TWO_LOADS, [Arrival(day(1), day(0), 1)]),
        (TWO_LOADS, [Arrival(day(1), day(7), 0)]),
    ],
    ids=["no load", "out of order", "a day twice", "a day without load", "the first load by its day", "no row"],
)
def test_what_contradicts_itself_is_refused(loads, arrivals):
    with pytest.raises(ValueError, match="load"):
        TableHistory("review", loads, arrivals)


@given(HISTORIES)
def test_every_row_is_counted_or_ahead(one):
    assert sum(row.rows for row in one.counted) + one.ahead == sum(row.rows for row in one.arrivals)


def test_a_planned_event_counts_from_the_first_load_on_or_after_its_day():
    planned = history([(10, 0), (40, 1)], loads=3)
    assert [(row.event, row.load) for row in planned.counted] == [(day(10).toordinal(), 2)]
    assert planned.ahead == 1


def test_the_newest_event_is_the_newest_known_at_each_load():
    one = history([(-3, 0), (5, 1), (4, 2), (15, 3)], loads=4)
    assert one.newest == [day(number).toordinal() for number in (-3, 5, 5, 15)]


def test_before_any_event_there_is_no_newest():
    assert history([(5, 2)], loads=3).newest == [None, None, day(5).toordinal()]


def test_a_silence_begins_with_the_last_load_that_brought_a_row():
    assert history([(-3, 0), (5, 1), (4, 3)], loads=6).last_new == [0, 1, 1, 3, 3, 3]


@pytest.mark.parametrize(("loads", "spacing"), [(1, 0), (2, 7), (30, 7)])
def test_spacing_is_the_usual_distance_of_loads(loads, spacing):
    assert history([], loads).spacing == spacing
