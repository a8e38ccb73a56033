"""The collection years whose rules are in the rulebook, and how people write one."""

import re

from plumbline.faults import NotKnown

FIRST_YEAR, LAST_YEAR = 2023, 2027

#: 2026, or 2025/26, 2025-26, 25/26, 2025/2026.
_FORM = re.compile(r"(?:(\d{4}|\d\d)\s*[/-]\s*)?(\d{4}|\d\d)")


def collection_year(given: str) -> int:
    """The collection year that is written as 2026 or as 2025/26, named by its 31 March.

    NotKnown for anything else, for two years that don't follow one another, and for a year without rules.
    """
    found = _FORM.fullmatch(given.strip())
    if not found or not (found[1] or len(found[2]) == 4):
        raise NotKnown(f"'{given}' is not a collection year: write it as {LAST_YEAR} or {in_full(LAST_YEAR)}.")
    begins, year = found[1], _of_four_digits(found[2])
    if begins and _of_four_digits(begins) != year - 1:
        raise NotKnown(
            f"'{given}' is not a collection year: it runs from 1 April to 31 March, as {in_full(year)} does."
        )
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotKnown(
            f"There are no rules of {given}: the rulebook has the collection years {FIRST_YEAR} ({in_full(FIRST_YEAR)}) to "
            f"{LAST_YEAR} ({in_full(LAST_YEAR)})."
        )
    return year


def in_full(year: int) -> str:
    """A collection year as councils write it: 2025/26."""
    return f"{year - 1}/{year % 100:02}"


def _of_four_digits(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
