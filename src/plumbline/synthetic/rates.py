"""When something happens to a child: days drawn from rates that hold for its age, placement and month."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from math import ceil, log1p
from random import Random
from typing import NamedTuple

from plumbline.synthetic.life import birthday, days
from plumbline.synthetic.plan import AGES, PLACEMENTS, Change, Plan

_YEAR = 365.25
_BEGIN = tuple(AGES.values())
_BANDS = tuple(AGES)


class Person(NamedTuple):
    """What of a child never changes and a rate may depend on."""

    born: date
    girl: bool
    asylum: bool


class Rates:
    """A plan's rates for one child, on any day."""

    def __init__(self, plan: Plan, person: Person):
        self.plan, self.person = plan, person
        self._changes = [
            change
            for change in plan.changes
            if _meets(change, "sex", "girl" if person.girl else "boy") and _meets(change, "asylum", person.asylum)
        ]
        self._birthdays = [birthday(person.born, age) for age in _BEGIN[1:]]
        self._turns = sorted([*self._birthdays, *(change.start for change in self._changes)])

    def band(self, day: date) -> str:
        """The child's age band on a day."""
        return _BANDS[bisect_right(self._birthdays, day)]

    def times(self, rate: str, day: date, placement: str = "") -> float:
        """By how much the plan's changes multiply a rate on a day."""
        found = 1.0
        for change in self._changes:
            if change.rate == rate and change.start <= day and _meets(change, "age", self.band(day)):
                found *= change.times if _meets(change, "placement", grouped(placement)) else 1.0
        return found

    def exits(self, day: date) -> float:
        """Exits a year on a day."""
        return self.plan.exits[self.band(day)] * self.times("exits", day)

    def moves(self, day: date, placement: str) -> float:
        """Moves a year from a placement on a day."""
        usual = self.plan.moves[grouped(placement)] * self.plan.moves_by_age[self.band(day)]
        return usual * self.times("moves", day, placement)

    def missing(self, day: date, placement: str) -> float:
        """Spells of going missing a year from a placement on a day."""
        return self.plan.missing[self.band(day)] * self.times("missing", day, placement)

    def reviews_in_time(self, day: date) -> float:
        """The share of reviews in time among those due on a day."""
        return min(1.0, self.plan.reviews_in_time * self.times("reviews_in_time", day))

    def first(
        self, rng: Random, first: date, until: date, rates: Callable[[date], Sequence[float]]
    ) -> tuple[date, int]:
        """The day, from ``first`` to the one before ``until``, on which the first of several things happens, and which.

        ``rates`` are their yearly rates on a day, the same until the next birthday or month at which any may change. Day
        by day each happens with the same chance, so that events per day at risk are the rate. ``until`` and -1: nothing.
        """
        left, day = rng.expovariate(1.0), first
        while day < until:
            turn = bisect_right(self._turns, day)
            end = min(until, self._turns[turn]) if turn < len(self._turns) else until
            here = rates(day)
            hazard = _hazard(sum(here))
            if hazard * (end - day).days > left:
                on = day + days(max(0, ceil(left / hazard) - 1))
                return on, rng.choices(range(len(here)), here)[0] if len(here) > 1 else 0
            left -= hazard * (end - day).days
            day = end
        return until, -1


def _meets(change: Change, trait: str, value: str | bool) -> bool:
    return bool(change.group.get(trait, value) == value)


@cache
def _hazard(yearly: float) -> float:
    """The hazard with which a day brings an event with the chance of a yearly rate."""
    return -log1p(-min(yearly / _YEAR, 0.99))


@cache
def grouped(placement: str) -> str:
    """The group of a placement type; empty for none."""
    return next((name for name, firsts in PLACEMENTS.items() if placement.startswith(firsts)), "")
