"""What is known of a flagged row, its child and its placement: the attributes in which findings may concentrate."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from plumbline.checking.context import ReturnRows, Row, date_of, text_of
from plumbline.model import code_set, ssda903
from plumbline.model.years import TableOfYear


@dataclass(frozen=True)
class Seen:
    """One row among the return's, and the row that an attribute is read from (the same, or the child's beside it)."""

    around: ReturnRows
    table: TableOfYear
    row: int
    source: Row
    year_end: date


#: What worked-out fields are made of.
_MADE_OF = {"PL_LA": {"PL_POST"}, "PL_LOCATION": {"PL_POST"}, "PL_DISTANCE": {"PL_POST", "HOME_POST"}}
Made = Callable[[Seen, Any], str]


def as_given(_seen: Seen, value: Any) -> str:
    """The field's own value."""
    return str(value)


def age_band(seen: Seen, born: date) -> str:
    """The child's age at the year end, in the bands of the published statistics."""
    end = seen.year_end
    age = end.year - born.year - ((end.month, end.day) < (born.month, born.day))
    return (
        "" if age < 0 else _band(age, ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15")), "16 or over")
    )


def month(_seen: Seen, day: date) -> str:
    """The month of a day, such as September 2025."""
    return f"{day:%B %Y}"


def entry_month(seen: Seen, _start: date) -> str:
    """The month in which the child came into care."""
    entered = _entered(seen)
    return f"{entered:%B %Y}" if entered else ""


def time_in_care(seen: Seen, _start: date) -> str:
    """From coming into care to the year end, or to the end of the last episode where that is earlier."""
    entered = _entered(seen)
    last = seen.around.latest(text_of(seen.source, "CHILD"), "episodes") or {}
    until = min(date_of(last, "DEC") or seen.year_end, seen.year_end)
    if entered is None or entered > until:
        return ""
    bands = ((183, "under 6 months"), (365, "6 to 12 months"), (731, "1 to 2 years"), (1827, "2 to 5 years"))
    return _band((until - entered).days, bands, "5 years or more")


def postcode_area(_seen: Seen, postcode: str) -> str:
    """The letters that a postcode begins with."""
    found = re.match(r"[A-Z]{1,2}(?=[0-9])", postcode)
    return found[0] if found else ""


def side(_seen: Seen, location: str) -> str:
    """Inside or outside, in words."""
    return {"IN": "inside", "OUT": "outside"}.get(location, "")


def distance_band(_seen: Seen, miles: float) -> str:
    """How far the placement is from home; the published statistics count from 20 miles."""
    return _band(miles, ((5, "under 5 miles"), (20, "5 to 20 miles"), (50, "20 to 50 miles")), "50 miles or more")


@dataclass(frozen=True)
class Attribute:
    """One attribute: its name, how those who have a value of it are spoken of, the table and field it is read from, how
    it is made from the field, and other fields that have a say in that."""

    name: str
    having: str
    table: str
    field: str
    make: Made = as_given
    also: tuple[str, ...] = ()

    def value(self, around: ReturnRows, table: TableOfYear, row: int, year_end: date) -> str:
        """The value for a row: its own field, else that of the child's row on that day; empty where there is none."""
        source = self.source(around, table, row)
        given = source.get(self.field) if source else None
        if source is None or given is None:
            return ""
        return self.make(Seen(around, table, row, source, year_end), given)

    def source(self, around: ReturnRows, table: TableOfYear, row: int) -> Row | None:
        """The row that a row's value is read from: itself, else the child's on that day; None where the child has none."""
        own = around.tables[table][row]
        return own if self.field in own else around.beside(table, row, self.table)

    def label(self, value: str) -> str:
        """The value as people read it: a code with its label from the model."""
        known = ssda903().table(self.table).field(self.field).codes
        labels = {code.code: code.label for code in code_set(known).codes} if known else {}
        if not value:
            return "none recorded"
        return f"{value} ({labels.get(value, 'not a known code')})" if known else value

    def concerns(self, fields: Iterable[str]) -> bool:
        """Whether it has to do with any of these fields, be it only through what they are worked out from."""
        return not _sources((self.field, *self.also)).isdisjoint(_sources(fields))

    def words(self, value: str) -> str:
        """What children with the value do or have, as the middle of a sentence."""
        return self.having.format(self.label(value)) if value else f"have no {self.name} recorded"


ATTRIBUTES = (
    Attribute("placement type", "are in placements of type {}", "episodes", "PLACE"),
    Attribute("placement provider", "have the placement provider {}", "episodes", "PLACE_PROVIDER"),
    Attribute("Ofsted number", "live in placements of URN {}", "episodes", "URN"),
    Attribute("legal status", "have the legal status {}", "episodes", "LS"),
    Attribute("category of need", "have the category of need {}", "episodes", "CIN"),
    Attribute("sex", "have the recorded sex {}", "header", "SEX"),
    Attribute("ethnic group", "have the ethnic group {}", "header", "ETHNIC"),
    Attribute("age at the year end", "are aged {}", "header", "DOB", age_band),
    Attribute("month of coming into care", "came into care in {}", "episodes", "DECOM", entry_month, ("RNE",)),
    Attribute("month of the episode's start", "have an episode that started in {}", "episodes", "DECOM", month),
    Attribute("social worker", "had the social worker {} at the time", "sw_episodes", "SW_ID"),
    Attribute("time in care", "have been in care for {}", "episodes", "DECOM", time_in_care, ("RNE", "DEC")),
    Attribute("postcode area of the placement", "live in the postcode area {}", "episodes", "PL_POST", postcode_area),
    Attribute("postcode area of the home", "come from the postcode area {}", "episodes", "HOME_POST", postcode_area),
    Attribute("placement in or out of area", "live {} the area", "episodes", "PL_LOCATION", side),
    Attribute("distance from home", "live {} from home", "episodes", "PL_DISTANCE", distance_band),
)


def _sources(fields: Iterable[str]) -> set[str]:
    """The fields with those that they are worked out from."""
    named = set(fields)
    return named.union(*(_MADE_OF.get(name, ()) for name in named))


def _entered(seen: Seen) -> date | None:
    """The last start of care up to the row's day, else the last of all, as far as the two years' episodes show it."""
    child = text_of(seen.source, "CHILD")
    rows = [one for back in (1, 0) for one in seen.around.of_child(TableOfYear("episodes", back), child)]
    starts = sorted(start for one in rows if one["RNE"] == "S" and (start := date_of(one, "DECOM")))
    day = seen.around.day(seen.table, seen.row)
    before = [start for start in starts if day is None or start <= day]
    return next(reversed(before or starts), None)


def _band(number: float, below: tuple[tuple[int, str], ...], above: str) -> str:
    return next((label for limit, label in below if number < limit), above)
