"""Every edition of a rule ever released. A profile may carry no other: eight free digits would have room for a child's number."""

import csv
from functools import cache
from importlib.resources import files

#: The file that lists them, which only grows.
RELEASED = "released.csv"


@cache
def released() -> dict[str, frozenset[str]]:
    """The editions ever released, by rule."""
    text = files("plumbline.rules").joinpath(RELEASED).read_text("utf-8")
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["code"], set()).add(row["edition"])
    return {code: frozenset(editions) for code, editions in found.items()}
