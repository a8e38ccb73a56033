"""Errors of one case system: do the councils that use it have greater shares of children in error than the others?

The council is the unit: a large one is not many. Of all pairs of a council with the system and one without, the test counts
those in which the first has the greater share, and asks how seldom there would be so many, were the system's name dealt
out to councils at random (Mann and Whitney's test, worked out exactly). Equal shares count against the finding, and so
does rounding: a share is taken at its lower end at councils with the system and at its upper end at the others. So the
chance worked out is never below the true one. Of the errors named, at most one in ten is expected to be chance, over the
pairs of rule and system that had a real chance of a finding, which is seen from the shares without their councils' systems.
"""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from plumbline.comparing.across import FEWEST_COUNCILS, OfSystem, checked_by, group_of, share
from plumbline.comparing.components import Floats
from plumbline.comparing.verdicts import STANDS_OUT
from plumbline.profiles.profile import Profile
from plumbline.statistics.multiple_testing import RATE, q_values


def of_case_systems(
    codes: list[str], councils: Mapping[str, Profile], systems: Mapping[str, str]
) -> tuple[list[OfSystem], int, dict[str, str]]:
    """The errors of one case system, the surest first; how many tests there were; the systems that can't be told of.

    ``systems`` are the case systems of the councils that say theirs.
    """
    names = sorted(set(systems.values()))
    family = {
        (code, name): p for code in codes for name in names if (p := _chance(code, name, councils, systems)) is not None
    }
    found = [
        _of_system(code, name, councils, systems, family[code, name], q)
        for (code, name), q in q_values(family).items()
        if q <= RATE
    ]
    tested = {name for _, name in family}
    untold = {name: _why_untold(name, systems) for name in names if name not in tested}
    return sorted(found, key=lambda one: (one.p, one.code, one.system)), len(family), untold


def _chance(code: str, name: str, councils: Mapping[str, Profile], systems: Mapping[str, str]) -> float | None:
    """The chance of so great shares; None where too few councils checked the rule, or no shares could have stood out."""
    ran = checked_by(code, councils)
    its = np.array([systems.get(council) == name for council in ran], dtype=bool)
    number = int(its.sum())
    if min(number, len(ran) - number) < FEWEST_COUNCILS:
        return None
    low, high = np.array([share(counts) for counts in ran.values()]).T
    in_order = np.sort(low)
    if chance_above(in_order[-number:], in_order[:-number]) > STANDS_OUT:
        return None
    return chance_above(low[its], high[~its])


def chance_above(these: Floats, others: Floats) -> float:
    """The chance that so many pairs have the greater share on the side of these, by dealing out the shares at random."""
    greater = int((these[:, None] > others).sum())
    return float(_pairs(len(these), len(others))[greater:].sum())


@lru_cache(maxsize=256)
def _pairs(these: int, others: int) -> Floats:
    """The chances of 0, 1, 2... pairs: the greatest share of all is with these, above all others, or with the others."""
    row = [np.ones(1)] * (others + 1)
    for i in range(1, these + 1):
        above, row = row, [np.ones(1)]
        for j in range(1, others + 1):
            chances = np.zeros(i * j + 1)
            chances[j:] += i / (i + j) * above[j]
            chances[: i * (j - 1) + 1] += j / (i + j) * row[j - 1]
            row.append(chances)
    return row[others]


def _of_system(
    code: str, name: str, councils: Mapping[str, Profile], systems: Mapping[str, str], p: float, q: float
) -> OfSystem:
    ran = checked_by(code, councils)
    its = [counts for council, counts in ran.items() if systems.get(council) == name]
    others = [counts for council, counts in ran.items() if systems.get(council) != name]
    return OfSystem(code, name, group_of(its), group_of(others), p, q)


def _why_untold(name: str, systems: Mapping[str, str]) -> str:
    number = sum(system == name for system in systems.values())
    if number < FEWEST_COUNCILS:
        return f"only {number} of the councils {'uses' if number == 1 else 'use'} it"
    return "no error is spread so that a difference could have stood out"
