"""The ten councils most like each council, by the children and families who live there."""

import csv
from functools import cache
from importlib.resources import files


def neighbours(authority: str) -> tuple[str, ...]:
    """A council's statistical neighbours, the nearest first; none for a council that the list does not have."""
    return _all().get(authority, ())


@cache
def _all() -> dict[str, tuple[str, ...]]:
    text = files("plumbline.model").joinpath("declared", "statistical_neighbours.csv").read_text("utf-8")
    ranked = sorted(csv.DictReader(text.splitlines()), key=lambda row: int(row["rank"]))
    found: dict[str, tuple[str, ...]] = {}
    for row in ranked:
        found[row["authority"]] = (*found.get(row["authority"], ()), row["neighbour"])
    return found
