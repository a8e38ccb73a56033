"""Errors of one case system: do the councils that use it have greater shares of children in error than the others?

The council is the unit: a large one is not many. Councils are ranked by their share of children in error; the test is how
seldom so high a sum of ranks would come about were the system's name dealt out to councils at random, counted out exactly
over all ways to deal it (Wilcoxon's test, ties included). A rounded share is taken at its lower end at councils with the
system and at its upper end at the others: the chance worked out is then never below the true one, so rounding makes no
finding. Of the errors named, at most one in ten is expected to be chance, over the pairs of rule and system that had a
real chance of a finding (which is seen from the shares without their councils' systems).
"""

from collections.abc import Mapping
from math import comb, sqrt

import numpy as np

from plumbline.comparing.across import FEWEST_COUNCILS, OfSystem, checked_by, group_of, share
from plumbline.comparing.components import Floats
from plumbline.comparing.discoveries import RATE, q_values
from plumbline.comparing.verdicts import STANDS_OUT
from plumbline.profiles.profile import Profile

#: Ranks are told apart in so many steps: any scores make a valid test, and finer ones cost time.
_STEPS = 24

#: Below so many standard deviations above the middle nothing can stand out, and the chance is taken to be 1.
_WORTH_COUNTING = 1.5


def of_case_systems(
    codes: list[str], councils: Mapping[str, Profile], systems: Mapping[str, str]
) -> tuple[list[OfSystem], int, dict[str, str]]:
    """The errors of one case system, the surest first; how many tests there were; the systems that can't be told of.

    ``systems`` are the case systems of the councils that say theirs.
    """
    names = sorted(set(systems.values()))
    chances = {
        (code, name): chance for code in codes for name in names if (chance := _chance(code, name, councils, systems))
    }
    family = {pair: p for pair, (p, possible) in chances.items() if possible <= STANDS_OUT}
    found = [
        _of_system(code, name, councils, systems, family[code, name], q)
        for (code, name), q in q_values(family).items()
        if q <= RATE
    ]
    tested = {name for _, name in family}
    untold = {name: _why_untold(name, systems) for name in names if name not in tested}
    return sorted(found, key=lambda one: (one.p, one.code, one.system)), len(family), untold


def _chance(
    code: str, name: str, councils: Mapping[str, Profile], systems: Mapping[str, str]
) -> tuple[float, float] | None:
    """The chance of so high ranks, and the least that it could have been; None where too few councils checked the rule."""
    ran = checked_by(code, councils)
    its = np.array([systems.get(council) == name for council in ran], dtype=bool)
    number = int(its.sum())
    if min(number, len(ran) - number) < FEWEST_COUNCILS:
        return None
    low, high = np.array([share(counts) for counts in ran.values()]).T
    return _tail(_scores(np.where(its, low, high)), its), _least(_scores(low), number)


def _scores(shares: Floats) -> Floats:
    """The ranks of councils by their share, in steps; equal shares have equal scores."""
    ordered = np.sort(shares)
    ranks = np.searchsorted(ordered, shares, "left") + np.searchsorted(ordered, shares, "right")
    return np.asarray((ranks * _STEPS) // (2 * len(shares)), dtype=float)


def _tail(scores: Floats, its: Floats) -> float:
    """The chance that so many of the scores, drawn at random, have so great a sum."""
    number, total = int(its.sum()), int(scores[its.astype(bool)].sum())
    rest = len(scores) - number
    spread = sqrt(number * rest / len(scores) * float(np.var(scores, ddof=1)))
    if total - number * float(scores.mean()) <= _WORTH_COUNTING * spread:
        return 1.0
    ways = np.zeros((number + 1, number * _STEPS + 1))
    ways[0, 0] = 1
    for score in scores.astype(int):
        ways[1:, score:] += ways[:-1, : ways.shape[1] - score].copy()
    return float(ways[number, total:].sum() / comb(len(scores), number))


def _least(scores: Floats, number: int) -> float:
    """The chance of the greatest sum that there is."""
    last = np.sort(scores)[-number]
    alike, above = int((scores == last).sum()), int((scores > last).sum())
    return comb(alike, number - above) / comb(len(scores), number)


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
