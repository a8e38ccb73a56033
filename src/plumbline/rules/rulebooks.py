"""The compiled rulebook: built into the wheel, or made at first use and kept in the user's cache folder.

Either way its file is named by a hash of what it is made from, so that a stale one is never taken.
"""

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from plumbline.files import cache_folder, keep_in_cache
from plumbline.rules.book import definitions

_ROOMS = ("model", "engine", "concepts", "compiling", "rules", "checking")


@cache
def compiled_rulebook(dialect: str = "duckdb") -> dict[str, Any]:
    """The rulebook of every year, compiled for ``dialect``; compiled anew when any source has changed."""
    name = file_name(dialect)
    kept = cache_folder() / name
    for place in (Path(str(files("plumbline.rules").joinpath("compiled", name))), kept):
        if place.exists():
            found: dict[str, Any] = json.loads(place.read_text("utf-8"))
            return found
    from plumbline.rules.compiling import compile_rulebook  # Ibis takes a second to import

    compiled = compile_rulebook(dialect)
    keep_in_cache(name, json.dumps(compiled), f"rulebook-{dialect}-*.json")
    return compiled


def file_name(dialect: str) -> str:
    """The name of the file that holds the compiled rulebook of these sources."""
    return f"rulebook-{dialect}-{fingerprint()}.json"


def fingerprint() -> str:
    """A hash of everything the compiled rulebook is made from: rules, concepts, model and compiler."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        folder = Path(str(files("plumbline").joinpath(room)))
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".toml")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def codes_in_force(year: int) -> frozenset[str]:
    """The codes of the rules in force in a collection year; none for a year that the rulebook does not reach."""
    return frozenset(definitions(compiled_rulebook(), year))


@cache
def edition(year: int) -> str:
    """The edition of a year's rulebook, such as 2026.417: another number when any condition or denominator differs.

    It is taken from a hash of the SQL, so nobody need count; two editions share a number once in a thousand.
    """
    compiled = compiled_rulebook()
    of_year = {
        code: (d["table"], [_meaning(part) for part in d["parts"][str(year)]], d["applies"].get(str(year)))
        for code, d in sorted(definitions(compiled, year).items())
    }
    beneath = {name: sql for name, sql in compiled.items() if name not in ("definitions", "columns")}
    whole = json.dumps([of_year, beneath], sort_keys=True)
    return f"{year}.{int(hashlib.sha256(whole.encode()).hexdigest(), 16) % 1000}"


def _meaning(part: dict[str, Any]) -> dict[str, Any]:
    """A part of a rule without what was only noted while compiling it."""
    return {name: value for name, value in part.items() if name not in ("touched", "by_year")}
