"""The evidence for the solutions of one rule in a network: computed from councils' counts, never claimed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plumbline.comparing.applying.difference_in_differences import (
    Effect,
    Observation,
    difference_in_differences,
)
from plumbline.networks.likeness import Likeness, likeness
from plumbline.networks.members import Member
from plumbline.networks.network import Network
from plumbline.networks.solutions import Solution
from plumbline.profiles.profile import STAGES, Stage

#: The returns of each council, by its code.
_History = dict[str, list[Observation]]


@dataclass(frozen=True)
class Tried:
    """One solution with what it did to the error, seen at one stage, and how like the council that asks its author is."""

    solution: Solution
    stage: Stage
    effect: Effect
    likeness: Likeness


def tried(network: Network, code: str, asks: Member | None = None) -> list[Tried]:
    """The solutions of a rule, best first: by evidence, then by likeness to the council that asks. Drafts are left out."""
    there = [one for _, one in sorted(network.solutions.items()) if one.is_about(code) and not one.unfilled]
    histories = _histories(network, code)
    return sorted((_tried(one, there, histories, asks) for one in there), key=_rank)


def _histories(network: Network, code: str) -> list[_History]:
    """Councils' returns with a rule, for each edition of it apart: before and after don't compare across a change of it."""
    found: dict[str, _History] = {}
    for key, profile in sorted(network.profiles.items(), key=lambda one: one[0].as_at, reverse=True):
        if counts := profile.ran.get(code):
            seen = Observation(key.as_at, key.stage, counts.children_checked, counts.children)
            found.setdefault(profile.edition(code), {}).setdefault(key.authority, []).append(seen)
    return list(found.values()) or [{}]


def _tried(one: Solution, there: Iterable[Solution], histories: Sequence[_History], asks: Member | None) -> Tried:
    """The edition and stage are those at which most adopters can be judged: chosen by that alone, not by what it shows."""
    others = [council for other in there if other is not one for council in other.adopted]
    judged = [
        (history, stage, difference_in_differences(one.adopted, history, stage, others))
        for history in histories
        for stage in STAGES
    ]
    history, stage, found = max(judged, key=lambda one: len(one[2].changes))
    checked = {council: max(seen, key=lambda one: one.as_at).checked for council, seen in history.items()}
    return Tried(one, stage, found, likeness(asks, Member(one.authority, one.case_system), checked))


def _rank(one: Tried) -> tuple[int, float, tuple[bool, bool, bool], int, str]:
    """What surely helped, by the least that it did; then what can't be told; last what surely did not."""
    low, high = one.effect.interval or (-1.0, 1.0)
    helped = low > 0
    return (
        0 if helped else 2 if high < 0 else 1,
        -low if helped else 0.0,
        one.likeness.unlike,
        -len(one.solution.adopted),
        one.solution.id,
    )
