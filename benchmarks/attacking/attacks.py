"""The attacks: what someone who has every published profile, and knows so much besides, can tell exactly."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import NamedTuple

from attacking.known import Known, Name, Step
from attacking.universe import ROWS, Day, Universe
from plumbline.profiles.disclosure import band, joined_band
from plumbline.profiles.profile import Count

MONTHS = 12


class Scheme(NamedTuple):
    """How counts are published: of most rules those in error and those checked; of sensitive rules, and of all children."""

    in_error: Callable[[Count], Count]
    checked: Callable[[Count], Count]
    sensitive: Callable[[Count], Count]


#: 0 to 5 for every count; 0 apart, but for sensitive rules; and, which was weighed too, 0 apart for those in error alone.
OLD = Scheme(joined_band, joined_band, joined_band)
NEW = Scheme(band, band, joined_band)
ERRORS_ALONE = Scheme(band, joined_band, joined_band)


class Outcome(NamedTuple):
    """The counts of 1 to 4 that were published, how many of them are known exactly, and the same of sensitive rules."""

    small: int = 0
    pinned: int = 0
    small_sensitive: int = 0
    pinned_sensitive: int = 0

    def __add__(self, other: tuple[int, ...]) -> "Outcome":  # type: ignore[override]
        return Outcome(*(one + another for one, another in zip(self, other, strict=True)))


#: Attacks a universe whose counts are published by a scheme.
Attack = Callable[[Universe, Scheme], Outcome]


def published(universe: Universe, counts: Mapping[Name, int], scheme: Scheme) -> dict[Name, Count]:
    """The counts as a scheme gives them out."""
    return {name: _way(universe, name, scheme)(Count(number, number)) for name, number in counts.items()}


def _way(universe: Universe, name: Name, scheme: Scheme) -> Callable[[Count], Count]:
    if name[1] == "all" or name[2] in universe.sensitive:
        return scheme.sensitive
    return scheme.checked if name[1] in ("checked", "children checked") else scheme.in_error


def one_profile(universe: Universe, scheme: Scheme) -> Outcome:
    """One profile, and that a child has at most three rows."""
    day = universe.day(1)
    return _outcome(universe, scheme, [day], universe.known(day, ROWS))


def one_child_known(universe: Universe, scheme: Scheme) -> Outcome:
    """Two profiles, and everything about the one child who came in between: what it changed in every count of every rule."""
    after = universe.day(2)
    days = [Day(1, after.present - {universe.children[0]}), after]
    return _outcome(universe, scheme, days, _each_day(universe, days) + _changes_known(universe, days))


def one_child_moved_a_month(universe: Universe, scheme: Scheme) -> Outcome:
    """Twelve monthly profiles, and that one child came, left or was put right each month: not who, nor with what errors."""
    days = _months(universe)
    return _outcome(universe, scheme, days, _each_day(universe, days) + _one_child_moved(universe, days))


def every_child_known(universe: Universe, scheme: Scheme) -> Outcome:
    """Twelve monthly profiles, and everything about the child who moved each month. Whoever knows that is inside."""
    days = _months(universe)
    return _outcome(universe, scheme, days, _each_day(universe, days) + _changes_known(universe, days))


ATTACKS: tuple[Attack, ...] = (one_profile, one_child_known, one_child_moved_a_month, every_child_known)


def pinned(found: Mapping[Name, Count]) -> list[Name]:
    """The counts of 1 to 4 that are known exactly."""
    return [name for name, count in found.items() if count.exact and 1 <= count.lo <= 4]


def _outcome(universe: Universe, scheme: Scheme, days: list[Day], known: Known) -> Outcome:
    counts = {name: number for day in days for name, number in universe.counts(day).items()}
    given_away = pinned(known.narrowed(published(universe, counts, scheme)))
    small = [name for name, number in counts.items() if 1 <= number <= 4]
    return Outcome(len(small), len(given_away), _sensitive(universe, small), _sensitive(universe, given_away))


def _sensitive(universe: Universe, names: list[Name]) -> int:
    return sum(name[1] != "all" and name[2] in universe.sensitive for name in names)


def _each_day(universe: Universe, days: list[Day]) -> Known:
    return sum((universe.known(day, ROWS) for day in days), Known())


def _changes_known(universe: Universe, days: list[Day]) -> Known:
    """The change of every count from each day to the next."""
    steps = []
    for one, next_one in pairwise(days):
        after = universe.counts(next_one)
        for name, number in universe.counts(one).items():
            later = (next_one.number, *name[1:])
            steps.append(Step(name, later, after[later] - number, after[later] - number))
    return Known(steps=steps)


def _one_child_moved(universe: Universe, days: list[Day]) -> Known:
    """That no count of children changed by more than one, and none of rows by more than one child has."""
    steps = []
    for one, next_one in pairwise(days):
        for name in universe.counts(one):
            most = ROWS if name[1] in ("checked", "flagged") else 1
            steps.append(Step(name, (next_one.number, *name[1:]), -most, most))
    return Known(steps=steps)


def _months(universe: Universe) -> list[Day]:
    """Twelve days, between each of which one child comes, leaves, or has its errors put right."""
    rng, everyone = universe.rng, frozenset(universe.children)
    days = [Day(1, frozenset(child for child in universe.children if rng.random() < 0.7))]
    while len(days) < MONTHS:
        number, present, put_right = days[-1]
        child = rng.choice(universe.children)
        if child in present and child not in put_right and rng.random() < 0.5:
            put_right |= {child}
        else:
            present ^= {child}
        days.append(Day(number + 1, present & everyone, put_right))
    return days
