"""What every page of a check says of itself: which return, of whom, under which rules, and whether it is made up."""

from typing import Any

from plumbline.checking.result import Result
from plumbline.model.authorities import council_name


def frame(result: Result) -> dict[str, Any]:
    """What the page's frame asks for, as its template names it."""
    return {"council": council_name(result.authority), "made_up": result.made_up, "collection": collection(result)}


def collection(result: Result) -> str:
    """The return that was checked, and under which rules, in a line."""
    days = f"{result.start:%d/%m/%Y} to {result.end:%d/%m/%Y}"
    found = "" if result.reading.year_given else f", {result.reading.year_in_words}"
    about = [
        f"Return of {result.year} ({days}{found})",
        council_name(result.authority),
        f"rules of {result.reading.rules_of}",
    ]
    return " · ".join(filter(None, about))
