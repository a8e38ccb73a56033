"""``plumbline solution``: what councils did about an error, and what came of it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from plumbline.cli.networking import tell_damage
from plumbline.faults import BadInput
from plumbline.model.authorities import authority_code, council_name
from plumbline.networks.evidence import Tried
from plumbline.networks.files import solution_file
from plumbline.networks.folder import FolderStore
from plumbline.networks.sharing import adopt, begin_solution, every_solution, solutions_of
from plumbline.reporting.comparison.advice_words import solution_document, solution_lines
from plumbline.rules.compiled import codes_in_force
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR


def run_new(folder: Path, code: str, authority: str) -> int:
    """Writes the file to fill in."""
    council = authority_code(authority)
    begun = begin_solution(FolderStore(folder, codes_in_force), _rule(code), council, date.today())
    for one in begun.others:
        draft = "a draft" if one.unfilled else "filled in"
        print(f"{council_name(council)} has one of this rule already, {draft}: {folder / solution_file(one.id)}")
    print(
        f"Written: {folder / solution_file(begun.name)}. Fill it in: until then it is shown to nobody. Then say from when your council does it:"
    )
    print(f"  plumbline solution adopt {begun.name} --network {folder} --authority {council} --on DATE")
    return 0


def run_list_all(folder: Path, as_json: bool) -> int:
    """Lists the solutions of all rules, a line each; 3 when something in the folder is damaged and so left out."""
    found, damaged = every_solution(FolderStore(folder, codes_in_force))
    if as_json:
        solutions = [
            {"id": one.id, "rules": one.rules, "authority": one.authority, "title": one.title} for one in found
        ]
        print(json.dumps({"solutions": solutions, "damaged": damaged}, indent=1, ensure_ascii=False))
    else:
        lines = [f"{', '.join(one.rules):<10}  {one.id}: {one.title} ({council_name(one.authority)})" for one in found]
        print("\n".join([*lines, "What came of one: plumbline solution list CODE"]) if lines else "There is none yet.")
    return tell_damage(damaged)


def run_list(folder: Path, code: str, authority: str, as_json: bool) -> int:
    """Lists solutions, best first; 3 when something in the folder is damaged and so left out."""
    code = _rule(code)
    listed = solutions_of(FolderStore(folder, codes_in_force), code, authority_code(authority) if authority else "")
    if as_json:
        solutions = [solution_document(one) for one in listed.found]
        document = {"code": code, "solutions": solutions, "damaged": list(listed.damaged)}
        print(json.dumps(document, indent=1, ensure_ascii=False))
    else:
        print("\n".join(_in_words(listed.found)) or f"The network has no solution for rule {code}.")
        for one in listed.drafts:
            print(f"Not shown until it is filled in ({', '.join(one.unfilled)}): {solution_file(one.id)}")
    return tell_damage(listed.damaged)


def run_adopt(folder: Path, name: str, authority: str, day: date) -> int:
    """Adds the council to those that adopted a solution, which must not be a faulty one."""
    if day > date.today():
        raise BadInput(f"{day:%d/%m/%Y} is yet to come: note it when it is done.")
    council = authority_code(authority)
    adopt(FolderStore(folder, codes_in_force), name, council, day)
    print(f"{council_name(council)} adopted {name} on {day:%d/%m/%Y}.")
    return 0


def _rule(given: str) -> str:
    """The code of a rule, given in any case."""
    codes = {code.upper(): code for year in range(FIRST_YEAR, LAST_YEAR + 1) for code in codes_in_force(year)}
    if given.upper() not in codes:
        raise BadInput(f"There is no rule {given}; 'plumbline rules list' shows them all.")
    return codes[given.upper()]


def _in_words(found: list[Tried]) -> Iterator[str]:
    for one in found:
        yield f"{one.solution.id}  {one.solution.title}"
        yield from (f"  {line}" for line in solution_lines(one))
        yield f"  {solution_file(one.solution.id)}"
