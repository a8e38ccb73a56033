"""``plumbline solution``: what councils did about an error, and what came of it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from plumbline.cli.networking import tell_damage
from plumbline.faults import BadInput
from plumbline.model.authorities import authority_code
from plumbline.networks.evidence import Tried, tried
from plumbline.networks.folder import new_solution, read_network, write_adoption
from plumbline.networks.network import Member, Network
from plumbline.networks.solutions import solution, to_fill_in
from plumbline.reporting.comparison.advice_words import solution_document, solution_lines
from plumbline.reporting.comparison.words import council_name
from plumbline.rules.compiled import codes_in_force
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR


def run_new(folder: Path, code: str, authority: str) -> int:
    """Writes the file to fill in."""
    code = _rule(code)
    author = _member(_without_profiles(folder), authority)
    stem = f"{code}-{author.authority}".lower()
    path = new_solution(folder, stem, lambda name: to_fill_in(name, code, author, date.today()))
    print(f"Written: {path}. Fill it in, then say from when your council does it:")
    print(f"  plumbline solution adopt {path.stem} --network {folder} --authority {author.authority} --on DATE")
    return 0


def run_list(folder: Path, code: str, authority: str, as_json: bool) -> int:
    """Lists solutions, best first; 3 when something in the folder is damaged and so left out."""
    code = _rule(code)
    network = read_network(folder, codes_in_force, rules=[code])
    found = tried(network, code, _member(network, authority) if authority else None)
    if as_json:
        listed = {"code": code, "solutions": [solution_document(one) for one in found], "damaged": network.damaged}
        print(json.dumps(listed, indent=1, ensure_ascii=False))
    else:
        print("\n".join(_in_words(found)) or f"The network has no solution for rule {code}.")
    return tell_damage(network)


def run_adopt(folder: Path, name: str, authority: str, day: date) -> int:
    """Adds the council to those that adopted a solution, which must not be a faulty one."""
    if day > date.today():
        raise BadInput(f"{day:%d/%m/%Y} is yet to come: note it when it is done.")
    network = _without_profiles(folder)
    council = _member(network, authority).authority
    if name not in network.solutions:
        there = ", ".join(sorted(network.solutions)) or "none"
        raise BadInput(f"The network has no solution '{name}'. It has: {there}.")
    if before := network.adopted.get(name, {}).get(council):
        raise BadInput(f"{council} adopted {name} on {before:%d/%m/%Y} already; nothing was changed.")
    solution(name, network.solutions[name])
    write_adoption(folder, name, council, day)
    print(f"{council_name(council)} adopted {name} on {day:%d/%m/%Y}.")
    return 0


def _without_profiles(folder: Path) -> Network:
    return read_network(folder, codes_in_force, lambda _: False)


def _rule(given: str) -> str:
    """The code of a rule, given in any case."""
    codes = {code.upper(): code for year in range(FIRST_YEAR, LAST_YEAR + 1) for code in codes_in_force(year)}
    if given.upper() not in codes:
        raise BadInput(f"There is no rule {given}; 'plumbline rules list' shows them all.")
    return codes[given.upper()]


def _member(network: Network, authority: str) -> Member:
    code = authority_code(authority)
    if code not in network.members:
        raise BadInput(f"{council_name(code)} ({code}) is no member of the network: add a profile of it first.")
    return network.members[code]


def _in_words(found: list[Tried]) -> Iterator[str]:
    for one in found:
        yield f"{one.solution.id}  {one.solution.title}"
        yield from (f"  {line}" for line in solution_lines(one))
        yield f"  solutions/{one.solution.id}.md"
