"""Rates: for whom a change holds, and on which day something first happens."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.synthetic.plan import Change, Plan
from plumbline.synthetic.rates import Person, Rates

CHANGED_FROM = date(2024, 4, 1)
GIRL, SEEKER = Person(date(2012, 5, 1), True, False), Person(date(2008, 5, 1), False, True)


@pytest.mark.parametrize(("person", "group", "day", "times"), [
    (GIRL, {}, CHANGED_FROM, 3.0),
    (GIRL, {}, date(2024, 3, 31), 1.0),
    (GIRL, {"sex": "girl"}, CHANGED_FROM, 3.0),
    (GIRL, {"sex": "boy"}, CHANGED_FROM, 1.0),
    (SEEKER, {"asylum": True}, CHANGED_FROM, 3.0),
    (GIRL, {"asylum": True}, CHANGED_FROM, 1.0),
    (SEEKER, {"age": "16 and over"}, date(2024, 5, 1), 3.0),
    (SEEKER, {"age": "16 and over"}, date(2024, 4, 30), 1.0),
    (GIRL, {"placement": "residential"}, CHANGED_FROM, 3.0),
    (GIRL, {"placement": "fostering"}, CHANGED_FROM, 1.0),
    (GIRL, {"sex": "girl", "placement": "fostering"}, CHANGED_FROM, 1.0),
])  # fmt: skip
def test_a_change_is_for_those_whom_its_group_describes_from_its_month_on(person, group, day, times):
    plan = Plan(changes=(Change("moves", group, CHANGED_FROM, 3.0),))
    assert Rates(plan, person).times("moves", day, "K2") == times


DAYS = st.dates(date(2012, 5, 4), date(2030, 5, 1))


@given(
    seed=st.integers(),
    first=DAYS,
    length=st.integers(0, 3000),
    yearly=st.lists(st.floats(0, 100), min_size=1, max_size=4),
)
def test_what_happens_first_does_so_within_the_days_and_has_a_rate(seed, first, length, yearly):
    until = first + timedelta(length)
    day, event = Rates(Plan(), GIRL).first(Random(seed), first, until, lambda day: yearly)
    assert (day, event) == (until, -1) if event < 0 else first <= day < until and yearly[event] > 0


def test_what_is_sure_within_days_happens_and_what_has_no_rate_never_does():
    rates, first = Rates(Plan(), GIRL), date(2024, 1, 1)
    for seed in range(200):
        day, event = rates.first(Random(seed), first, date(2034, 1, 1), lambda day: (0.0, 50.0))
        assert event == 1
        assert day < date(2025, 1, 1)
        assert rates.first(Random(seed), first, date(2034, 1, 1), lambda day: (0.0,))[1] == -1


def test_a_rate_that_begins_on_a_birthday_brings_nothing_before_and_may_on_the_day():
    rates, sixteen = Rates(Plan(), GIRL), date(2028, 5, 1)
    days = [
        rates.first(Random(seed), date(2027, 5, 1), date(2029, 5, 1), lambda day: (365.0 * (day >= sixteen),))[0]
        for seed in range(50)
    ]
    assert min(days) == sixteen
