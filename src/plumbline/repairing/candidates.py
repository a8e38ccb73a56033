"""Which columns may be in another form as a whole, told from what reading counted: whether there is any need to look closer.

Every check asks this, and nearly always the answer is none, so that the rest of this room need not even be imported.
"""

from collections import Counter
from typing import Literal

from plumbline.checking.result import Result
from plumbline.model import DATE_TYPES, Field, ssda903

#: Of a column's values, the share that must be in another form.
MOST = 0.5
#: Fewer are single mistakes.
_ENOUGH = 3
#: What the values of a column are.
Family = Literal["dates", "codes", "numbers"]
#: A table and a field of it.
Column = tuple[str, str]


def family_of(field: Field) -> Family:
    """What a field's values are: dates, codes, or numbers and names of children, workers and places."""
    if field.type in DATE_TYPES:
        return "dates"
    return "codes" if field.codes else "numbers"


def _cause_of(table: str, column: str) -> str:
    """What columns that are damaged together have in common: all dates are, else those of one name."""
    family = family_of(ssda903().table(table).field(column))
    return family if family == "dates" else column


def candidates(result: Result) -> frozenset[Column]:
    """The columns of this year's return that may be in another form: reading could make nothing of most of their values."""
    times, there = Counter[str](), Counter[str]()
    found: dict[Column, str] = {}
    strange = 0
    for key, read in result.reading.tables.items():
        if key.years_back or read.columns is None:
            continue
        for name, count in read.columns.odd.items():
            cause = _cause_of(key.name, name)
            there[cause] += read.columns.filled[name]
            if _most(count, read.columns.filled[name]):
                found[key.name, name] = cause
                times[cause] += count
        strange += sum(count for count in (read.columns.strangers, read.columns.new) if _most(count, read.rows))
    numbers = {(key.name, "CHILD") for key in result.reading.tables if strange >= _ENOUGH and not key.years_back}
    all_dates = times["dates"] == there["dates"]  # be there ever so few
    wanted = {cause for cause, count in times.items() if count >= _ENOUGH or (cause == "dates" and all_dates)}
    return frozenset(numbers | {column for column, cause in found.items() if cause in wanted})


def _most(count: int, of: int) -> bool:
    return count > 0 and count >= MOST * of
