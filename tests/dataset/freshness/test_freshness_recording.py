"""Recording delays, and what is still to come."""

from datetime import date

import pytest
from hypothesis import given
from tables import HISTORIES, day, history, steady

from plumbline.dataset.freshness.fresh import freshness
from plumbline.dataset.freshness.recording import known_days, recording_delay


def test_delays_are_measured_to_the_first_load_that_held_the_row():
    rows = [(0, 1)] * 5 + [(0, 2)] * 5 + [(0, 4)] * 2
    delay = recording_delay(history(rows, 6))
    assert (delay.median, delay.ninetieth, delay.rows, delay.resolution) == (14, 27, 12, 7)


def test_rows_of_the_first_load_are_left_out():
    rows = [(0, 1)] * 12
    assert recording_delay(history([*rows, *[(-300, 0)] * 50], 6)) == recording_delay(history(rows, 6))


def test_rows_that_came_more_than_a_year_ago_are_left_out():
    rows = [(380, 55)] * 12
    assert recording_delay(history([*rows, *[(-70, 1)] * 50], 60)) == recording_delay(history(rows, 60))


def test_few_rows_give_no_delay():
    assert recording_delay(history([(0, 1)] * 9, 6)) is None


def test_days_known_are_those_beyond_the_delay():
    # Seen after 10 days, of which one waits half a week for the load on average.
    assert known_days(history([(4, 2)] * 12, 6), 30) == pytest.approx(30 - 6.5)
    assert known_days(history([], 6), 30) == 0.0


def of_months(rows, loads):
    return freshness(history(rows, loads))


def test_the_last_three_months_are_told_apart_up_to_the_last_load():
    found = of_months(steady(30), 30)
    assert found.as_at == day(203) == date(2026, 7, 26)
    assert [(one.first, one.last) for one in found.months] == [
        (date(2026, 5, 1), date(2026, 5, 31)),
        (date(2026, 6, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 7, 26)),
    ]


def test_older_months_are_more_complete():
    shares = [one.coming.share for one in of_months(steady(40, step=1, delay=25), 40).months]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.99
    # With 25 days until a row is in, hardly anything of a month of 4 days is.
    assert shares[-1] < 0.05


@pytest.mark.parametrize("delay", [3, 11, 25])
def test_what_a_steady_table_lacks_is_expected(delay):
    found = of_months(steady(60, step=1, delay=delay), 60).still_to_come
    assert found.low <= delay <= found.high
    assert abs(found.likely - delay) <= 3


def test_nothing_is_to_come_where_all_is_recorded_on_its_day():
    assert of_months(steady(60, step=1, delay=0), 60).still_to_come.high <= 1


def test_of_a_late_table_the_usual_number_is_to_come():
    found = of_months(steady(60, step=1, delay=3, until=7 * 40), 60)
    assert found.late
    days = (found.as_at - found.months[0].first).days + 1
    assert found.still_to_come.known == 0
    assert found.still_to_come.low <= days <= found.still_to_come.high


def test_where_nothing_came_after_the_first_load_no_share_is_known():
    found = of_months([(event, 0) for event in range(-400, 0)], 30)
    assert found.late
    assert [one.coming.share for one in found.months] == [None] * 3


def test_old_records_brought_in_are_no_delay_and_nothing_to_come():
    rows = steady(60, step=1, delay=3)
    old = [(-700 + number, 50) for number in range(300)]
    plain, with_old = (freshness(history(one, 60)) for one in (rows, [*rows, *old]))
    assert with_old.delay == plain.delay
    assert with_old.still_to_come == plain.still_to_come


@pytest.mark.parametrize(("rows", "loads"), [(steady(5), 5), (steady(30, step=40), 30), ([], 30)])
def test_where_nothing_can_be_judged_nothing_is_expected(rows, loads):
    found = of_months(rows, loads)
    assert (found.months, found.still_to_come) == ((), None)


@given(HISTORIES)
def test_every_table_gets_whole_numbers_in_order(one):
    found = freshness(one)
    for coming in [month.coming for month in found.months] + [found.still_to_come] * bool(found.months):
        assert 0 <= coming.low <= coming.likely <= coming.high
        assert coming.share is None or 0 < coming.share < 1
    if found.still_to_come:
        assert sum(month.coming.known for month in found.months) == found.still_to_come.known
