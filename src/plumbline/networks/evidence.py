"""The evidence for the solutions of one rule in a network: computed from councils' counts, never claimed."""

from collections.abc import Iterable
from dataclasses import dataclass

from plumbline.comparing.applying.difference_in_differences import (
    Effect,
    Observation,
    difference_in_differences,
)
from plumbline.faults import BadInput
from plumbline.networks.likeness import Likeness, likeness
from plumbline.networks.network import Member, Network
from plumbline.networks.solutions import Solution, solution
from plumbline.profiles.profile import STAGES, Stage


@dataclass(frozen=True)
class Tried:
    """One solution with what it did to the error, seen at one stage, and how like the council that asks its author is."""

    solution: Solution
    stage: Stage
    effect: Effect
    likeness: Likeness


def read_solutions(network: Network) -> list[Solution]:
    """All solutions of a network; the faulty ones are added to what is damaged in it."""
    read = []
    for name, text in sorted(network.solutions.items()):
        try:
            read.append(solution(name, text, network.adopted.get(name, {})))
        except BadInput as problem:
            if str(problem) not in network.damaged:
                network.damaged.append(str(problem))
    return read


def tried(network: Network, code: str, asks: Member | None = None) -> list[Tried]:
    """The solutions of a rule, best first: by evidence, then by likeness to the council that asks."""
    there = [one for one in read_solutions(network) if code in one.rules]
    histories = _histories(network, code)
    return sorted((_tried(one, there, histories, asks) for one in there), key=_rank)


def _histories(network: Network, code: str) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = {}
    for key, profile in network.profiles.items():
        if counts := profile.ran.get(code):
            seen = Observation(key.as_at, key.stage, counts.children_checked, counts.children)
            found.setdefault(key.authority, []).append(seen)
    return found


def _tried(
    one: Solution, there: Iterable[Solution], histories: dict[str, list[Observation]], asks: Member | None
) -> Tried:
    """The stage is the one at which most adopters can be judged: chosen by that alone, not by what it shows."""
    others = [council for other in there if other is not one for council in other.adopted]
    effects = [(stage, difference_in_differences(one.adopted, histories, stage, others)) for stage in STAGES]
    stage, found = max(effects, key=lambda pair: len(pair[1].changes))
    checked = {council: max(seen, key=lambda one: one.as_at).checked for council, seen in histories.items()}
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
