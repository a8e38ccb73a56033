"""Solutions in a network: beginning one, listing those of a rule, adopting one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plumbline.faults import BadInput
from plumbline.model.authorities import council_name
from plumbline.networks.evidence import Tried, tried
from plumbline.networks.solutions import Solution, to_fill_in
from plumbline.networks.store import NetworkStore, nothing
from plumbline.rules.declare import code_order


@dataclass(frozen=True)
class Listed:
    """The solutions of a rule, best first; the drafts, which are not shown yet; and what in the network is damaged."""

    found: list[Tried]
    drafts: tuple[Solution, ...]
    damaged: tuple[str, ...]


@dataclass(frozen=True)
class Begun:
    """A solution to fill in: its name; and those that the same council has of the same rule, drafts among them."""

    name: str
    others: tuple[Solution, ...]


def begin_solution(store: NetworkStore, code: str, authority: str, day: date) -> Begun:
    """Keeps a solution of a member to fill in, under a name that is free."""
    network = store.read(nothing)
    author = network.member(authority)
    others = [one for one in network.solutions.values() if one.authority == author.authority and one.is_about(code)]
    name = store.new_solution(f"{code}-{authority}".lower(), lambda name: to_fill_in(name, code, author, day))
    return Begun(name, tuple(sorted(others, key=lambda one: one.id)))


def solutions_of(store: NetworkStore, code: str, authority: str = "") -> Listed:
    """The solutions of a rule; of equally good ones those of councils like the member that asks come first."""
    network = store.read(rules=[code])
    drafts = tuple(one for _, one in sorted(network.solutions.items()) if one.is_about(code) and one.unfilled)
    return Listed(tried(network, code, network.member(authority) if authority else None), drafts, network.damaged)


def every_solution(store: NetworkStore) -> tuple[list[Solution], tuple[str, ...]]:
    """All solutions that are filled in, by their rules; and what in the network is damaged."""
    network = store.read(nothing)
    shown = [one for one in network.solutions.values() if not one.unfilled]
    return sorted(shown, key=lambda one: (code_order(one.rules[0]), one.id)), network.damaged


def adopt(store: NetworkStore, name: str, authority: str, since: date) -> None:
    """Notes since when a member does what a solution says; BadInput where there is none, it is a draft, or it did before."""
    network = store.read(nothing)
    council = network.member(authority).authority
    if name not in network.solutions:
        raise BadInput(_no_solution(name, network.solutions, network.damaged))
    if left := network.solutions[name].unfilled:
        raise BadInput(f"{name} is not filled in yet ({', '.join(left)}): fill it in first.")
    if before := network.solutions[name].adopted.get(council):
        raise BadInput(f"{council_name(council)} adopted {name} on {before:%d/%m/%Y} already; nothing was changed.")
    store.put_adoption(name, council, since)


def _no_solution(name: str, there: Mapping[str, object], damaged: tuple[str, ...]) -> str:
    said = [f"The network has no solution '{name}'. It has: {', '.join(sorted(there)) or 'none'}."]
    return " ".join([*said, *(f"Damaged: {words}" for words in damaged if f"/{name}.md" in words)])
