"""When a table is late, and when that can't be said."""

import pytest
from hypothesis import given
from tables import HISTORIES, history, steady

from plumbline.dataset.freshness.lateness import Verdict, lateness, rhythm

LATE, ON_TIME, TOO_EARLY, TOO_RARE = Verdict.LATE, Verdict.ON_TIME, Verdict.TOO_EARLY, Verdict.TOO_RARE

#: Rows, number of loads, the verdict and its reason.
VERDICTS = {
    "steady": (steady(30), 30, ON_TIME, "Its newest event is 6 days old; up to 6 is usual."),
    "stopped": (
        steady(30, until=100), 30, LATE,
        "Nothing new has come in for 98 days; nearly every load of the year before had some.",
    ),
    "stopped in a holiday": (steady(30, until=189), 30, ON_TIME, "Its newest event is 18 days old; up to 6 is usual."),
    "stopped, but old rows are corrected": (
        [*steady(30, until=100), *((-300 - load, load) for load in range(15, 30))], 30, LATE,
        "Its newest event is 108 days old; up to 10 is usual.",
    ),
    "stopped long ago": (steady(90, until=100), 90, LATE, "Nothing new has come in for 518 days; nearly every load of the year before had some."),
    "few loads": (steady(5), 5, TOO_EARLY, "This is load 5 with it; 6 are needed."),
    "few loads without events": ([], 5, TOO_EARLY, "This is load 5 with it; 6 are needed."),
    "a short past": (steady(8, back=10), 8, TOO_EARLY, "Its events reach back fewer than the 90 days that are needed."),
    "rare": (steady(30, step=40), 30, TOO_RARE, "It has about 10 events a year; 24 are needed."),
    "never any": ([], 30, TOO_RARE, "No event of it has been loaded yet."),
    "only planned events": ([(500, 3)], 30, TOO_RARE, "No event of it has been loaded yet."),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "loads", "verdict", "why"), VERDICTS.values(), ids=VERDICTS)
def test_a_verdict_and_its_reason(rows, loads, verdict, why):
    found = lateness(history(rows, loads))
    assert (found.verdict, found.why) == (verdict, why)


def test_once_late_it_stays_late():
    rows = steady(80, until=100)
    late = [lateness(history(rows, loads)).verdict is LATE for loads in range(16, 80)]
    assert late == sorted(late)
    assert late[-1]


def test_one_failure_of_the_copy_does_not_hide_the_next():
    # What was recorded in weeks 10 to 16 came with load 17; nothing comes after load 30.
    rows = [(event, 17 if 10 <= load <= 17 else load) for event, load in steady(40, until=7 * 30)]
    verdicts = [lateness(history([row for row in rows if row[1] < loads], loads)).verdict for loads in range(10, 41)]
    assert [number for number, verdict in enumerate(verdicts, 10) if verdict is LATE] == [
        13,
        14,
        15,
        16,
        17,
        *range(34, 41),
    ]


def test_a_table_recorded_in_batches_is_not_late_between_them():
    rows = [(event, max(0, (event // 28 + 1) * 4)) for event in range(-400, 28 * 9)]
    verdicts = {lateness(history([row for row in rows if row[1] < loads], loads)).verdict for loads in range(10, 36)}
    assert verdicts == {ON_TIME}


def test_the_rate_is_that_of_a_year():
    assert rhythm(history(steady(60, step=5), 60)).events == pytest.approx(1 / 5, rel=0.01)


def test_events_of_one_day_are_one_sign_of_life():
    alone = rhythm(history(steady(60, step=5), 60))
    siblings = rhythm(history(steady(60, step=5) * 2, 60))
    assert siblings == (2 * alone.events, alone.days)


@given(HISTORIES)
def test_a_silence_never_began_before_the_newest_event(one):
    found = lateness(one)
    if found.age and found.silence and one.last_new[-1]:
        assert found.silence.days <= found.age.days


@given(HISTORIES)
def test_late_is_only_what_waits_longer_than_usual_and_than_a_holiday(one):
    found = lateness(one)
    if found.verdict is LATE:
        assert any(wait.days > max(wait.usual, 14) for wait in (found.age, found.silence))
