"""The 153 councils of England with children's services, from the Office for National Statistics' codes."""

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from plumbline.faults import NotKnown


@dataclass(frozen=True)
class Authority:
    """One council: its ONS code, its name and its region."""

    code: str
    name: str
    region: str


@cache
def authorities() -> dict[str, Authority]:
    """Every council by its ONS code."""
    text = files("plumbline.model").joinpath("declared", "authorities.csv").read_text("utf-8")
    return {row["code"]: Authority(**row) for row in csv.DictReader(text.splitlines())}


def council_name(code: str) -> str:
    """A council's name; its code where it has none."""
    return authorities()[code].name if code in authorities() else code


def authority_code(given: str) -> str:
    """The ONS code of a council given by code or name, in any case; NotKnown with the nearest names for any other."""
    if not given.strip():
        return ""
    wanted = " ".join(given.split()).casefold()
    by_name = {one.name.casefold(): one.code for one in authorities().values()}
    found = by_name.get(wanted, wanted.upper())
    if found in authorities():
        return found
    near = [authorities()[by_name[name]] for name in get_close_matches(wanted, by_name, n=3)]
    hint = "; did you mean " + " or ".join(f"{one.name} ({one.code})" for one in near) + "?" if near else ""
    raise NotKnown(f"There is no council '{given}' with children's services in England{hint or '.'}")
