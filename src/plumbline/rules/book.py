"""The compiled rulebook as it is used."""

from typing import Any

Definition = dict[str, Any]


def definitions(compiled: dict[str, Any], year: int) -> dict[str, Definition]:
    """The definitions in force in ``year`` by code."""
    return {code: d for code, d in written_for(compiled, year).items() if not d["withdrawn"]}


def written_for(compiled: dict[str, Any], year: int) -> dict[str, Definition]:
    """The definitions of ``year`` by code, with those that were withdrawn before they came into force."""
    return {d["code"]: d for d in compiled["definitions"] if str(year) in d["parts"]}
