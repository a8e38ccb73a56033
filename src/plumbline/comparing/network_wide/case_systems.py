"""Errors of one case system: do the councils that use it have greater shares of children in error than the others?

The council is the unit: a large one is not many. Of all pairs of a council with the system and one without, the test counts
those in which the first has the greater share, and asks how seldom there would be so many, were the system's name dealt
out to councils at random (Mann and Whitney's test, worked out exactly). Equal shares count against the finding, and so
does rounding: a share is taken at its lower end at councils with the system and at its upper end at the others. So the
p-value is never below the true one. Of the errors named, at most one in ten is expected to be chance, over the pairs of rule
and system whose p-value could have been small (Tarone 1990), which is seen from the shares without their councils' systems.
"""

from collections.abc import Mapping

import numpy as np

from plumbline.comparing.applying.verdicts import ATTAINABLE, FALSE_DISCOVERY_RATE
from plumbline.comparing.network_wide.across import FEWEST_COUNCILS, OfSystem, checked_by, group_of, share
from plumbline.profiles.profile import Profile
from plumbline.statistics.multiple_testing import q_values
from plumbline.statistics.numeric.mann_whitney import exact_p_value


def of_case_systems(
    codes: list[str], councils: Mapping[str, Profile], systems: Mapping[str, str]
) -> tuple[list[OfSystem], int, dict[str, str]]:
    """The errors of one case system, the surest first; how many tests there were; the systems that can't be tested.

    ``systems`` are the case systems of the councils that say theirs.
    """
    names = sorted(set(systems.values()))
    family = {
        (code, name): p
        for code in codes
        for name in names
        if (p := _p_value(code, name, councils, systems)) is not None
    }
    found = [
        _of_system(code, name, councils, systems, family[code, name], q)
        for (code, name), q in q_values(family).items()
        if q <= FALSE_DISCOVERY_RATE
    ]
    tested = {name for _, name in family}
    untestable = {name: _why_untestable(name, systems) for name in names if name not in tested}
    return sorted(found, key=lambda one: (one.p, one.code, one.system)), len(family), untestable


def _p_value(code: str, name: str, councils: Mapping[str, Profile], systems: Mapping[str, str]) -> float | None:
    """That the shares of councils with a system are greater; None with too few councils, or where it could not be small."""
    ran = checked_by(code, councils)
    its = np.array([systems.get(council) == name for council in ran], dtype=bool)
    number = int(its.sum())
    if min(number, len(ran) - number) < FEWEST_COUNCILS:
        return None
    low, high = np.array([share(counts) for counts in ran.values()]).T
    in_order = np.sort(low)
    if exact_p_value(in_order[-number:], in_order[:-number]) > ATTAINABLE:
        return None
    return exact_p_value(low[its], high[~its])


def _of_system(
    code: str, name: str, councils: Mapping[str, Profile], systems: Mapping[str, str], p: float, q: float
) -> OfSystem:
    ran = checked_by(code, councils)
    its = [counts for council, counts in ran.items() if systems.get(council) == name]
    others = [counts for council, counts in ran.items() if systems.get(council) != name]
    return OfSystem(code, name, group_of(its), group_of(others), p, q)


def _why_untestable(name: str, systems: Mapping[str, str]) -> str:
    number = sum(system == name for system in systems.values())
    if number < FEWEST_COUNCILS:
        return f"only {number} of the councils {'uses' if number == 1 else 'use'} it"
    return "no error is spread so that a difference could have stood out"
