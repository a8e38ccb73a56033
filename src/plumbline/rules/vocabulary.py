"""The words that rules are written in. Each says what a blank does.

A word answers yes or no, even about a blank, unless it says otherwise, so that ``unless`` can turn it round. A comparison
written with a sign (``<``, ``==``) is neither true nor false when a side is blank, and what is not true is not flagged.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis

from plumbline.concepts.children import SHORT_BREAKS as SHORT_BREAKS
from plumbline.concepts.episodes import PLACED_FOR_ADOPTION as PLACED_FOR_ADOPTION

TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
ADOPTED = ("E11", "E12")
FOSTERING = ("U1", "U2", "U3", "U4", "U5", "U6")
#: Placements of no named kind, by the first year of their codes.
OTHER_PLACEMENTS = {2023: ("Z1",), 2026: ("Z11", "Z12", "Z13", "Z14")}
ADOPTION_ITEMS = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
END_OF_PLAN_ITEMS = ("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
CARE_LEAVER_ITEMS = ("IN_TOUCH", "ACTIV", "ACCOM")
CORE_HEALTH_ITEMS = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
HEALTH_ITEMS = (
    "CONVICTED",
    "HEALTH_CHECK",
    *CORE_HEALTH_ITEMS,
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
)
SDQ_ITEMS = ("SDQ_SCORE", "SDQ_REASON")
#: The filler for "URN not available".
NO_URN = "XXXXXXX"


def unless(condition: Any) -> Any:
    """The condition does not hold. Where a blank leaves it neither true nor false, this is neither too."""
    return ~condition


def known(value: Any) -> Any:
    """There is a value; a blank or unreadable one is not known."""
    return value.notnull()


def no(value: Any) -> Any:
    """There is no value: the field is blank or can't be read, or the row it belongs to does not exist."""
    return value.isnull()


def blank(row: Any, *fields: str) -> Any:
    """All of the fields are empty in the file; an unreadable date is not blank."""
    return reduce(and_, [no(row.given(name)) for name in fields])


def filled(row: Any, field: str) -> Any:
    """The field holds anything at all, readable or not."""
    return known(row.given(field))


def any_filled(row: Any, fields: Sequence[str]) -> Any:
    """At least one of the fields holds something."""
    return reduce(or_, [filled(row, name) for name in fields])


def any_blank(row: Any, fields: Sequence[str]) -> Any:
    """At least one of the fields is empty."""
    return reduce(or_, [blank(row, name) for name in fields])


def unreadable(row: Any, field: str) -> Any:
    """The field is filled in but can't be read as its type."""
    return filled(row, field) & no(getattr(row, field))


def one_of(column: Any, codes: Sequence[str] | Sequence[float]) -> Any:
    """The value is one of the codes or numbers; a blank is not."""
    return column.isin(tuple(codes)).fill_null(False)


def none_of(column: Any, codes: Sequence[str], *, blank: bool) -> Any:
    """The value is none of the codes; ``blank`` says whether an empty cell counts as none of them."""
    return unless(column.isin(tuple(codes))).fill_null(blank)


def same(a: Any, b: Any) -> Any:
    """Both values are equal; two blanks are."""
    return a.identical_to(b)


def differs(a: Any, b: Any) -> Any:
    """The values are not equal; a blank differs from a value but not from a blank."""
    return unless(same(a, b))


def agree(a: Any, b: Any) -> Any:
    """Both values are there and equal; a blank agrees with nothing, not even with a blank."""
    return (a == b).fill_null(False)


def same_day(a: Any, b: Any) -> Any:
    """Both days are known and the same; a blank is the same day as none."""
    return agree(a, b)


def before(a: Any, b: Any) -> Any:
    """The first day is earlier than the second; a blank is neither earlier nor later than any."""
    return (a < b).fill_null(False)


def on_or_before(a: Any, b: Any) -> Any:
    """The first day is the second or earlier; a blank is neither."""
    return (a <= b).fill_null(False)


def after(a: Any, b: Any) -> Any:
    """The first day is later than the second; a blank is neither later nor earlier than any."""
    return (a > b).fill_null(False)


def on_or_after(a: Any, b: Any) -> Any:
    """The first day is the second or later; a blank is neither."""
    return (a >= b).fill_null(False)


def within(day: Any, first: Any, last: Any) -> Any:
    """The day lies from the first to the last, both included; a blank does not."""
    return ((first <= day) & (day <= last)).fill_null(False)


def days_apart_at_most(days: int, a: Any, b: Any) -> Any:
    """The two dates lie no more than so many days apart, whichever is earlier; a blank is near none."""
    return (days_between(a, b).abs() <= days).fill_null(False)


def for_year(codes: Mapping[int, tuple[str, ...]], year: int) -> tuple[str, ...]:
    """The codes that hold in a collection year, of lists that each name the first year they hold in."""
    return codes[max(since for since in codes if since <= year)]


def short_break(episode: Any) -> Any:
    """The child is in a series of short breaks; a blank legal status is none."""
    return one_of(episode.LS, SHORT_BREAKS)


def outside_short_breaks(episode: Any) -> Any:
    """The legal status is none of those for a series of short breaks, or is blank."""
    return none_of(episode.LS, SHORT_BREAKS, blank=True)


def goes_on_after(episode: Any, day: Any) -> Any:
    """The episode ended later than the day, or has no readable end."""
    return no(episode.DEC) | (day < episode.DEC)


def last_day(episode: Any) -> Any:
    """The day on which the episode ended; one without a readable end is taken to last to the end of the year."""
    return episode.DEC.fill_null(episode.collection.end)


def birthday(born: Any, years: int) -> Any:
    """The birthday ``years`` after the date of birth; one of 29 February falls on the 28th in other years."""
    return (born + ibis.interval(years=years)).cast("date")


def days_after(day: Any, days: int) -> Any:
    """The date so many days after another (before, where ``days`` is negative)."""
    return (day + ibis.interval(days=days)).cast("date")


def days_between(start: Any, end: Any) -> Any:
    """Days from ``start`` to ``end``; empty when either is."""
    return end.delta(start, unit="day")


def year_before(day: Any) -> Any:
    """The same day of the calendar year before."""
    return (day - ibis.interval(years=1)).cast("date")


def day(year: int, month: int, day_of_month: int) -> Any:
    """A date that the specification names."""
    return ibis.literal(date(year, month, day_of_month))


def matches(column: Any, pattern: str) -> Any:
    """The whole value fits the regular expression; a blank does not. (To Java, ``$`` would fit before a line's end too.)"""
    return column.re_search(rf"^(?:{pattern})\z").fill_null(False)


def is_number(column: Any, number: int) -> Any:
    """The text is that whole number however it is written: 1, 01, 1.0; a blank is not."""
    return matches(column, f" *[+]?0*{number}([.]0*)? *")


def starts_with(column: Any, prefix: str) -> Any:
    """The value begins with ``prefix``; a blank does not."""
    return column.startswith(prefix).fill_null(False)


def female_code(row: Any) -> str:
    """The code of a female child: 2 until 2024, F from 2025."""
    return "2" if row.collection_year < 2025 else "F"


def male_code(row: Any) -> str:
    """The code of a male child: 1 until 2024, M from 2025."""
    return "1" if row.collection_year < 2025 else "M"


def school_age_day(year_start: Any) -> Any:
    """31 August of the calendar year before the one in which the collection starts (rule 209)."""
    return ibis.date(year_start.year() - 1, 8, 31)


def in_collection_year(row: Any, day: Any) -> Any:
    """The day lies in the row's collection year, 1 April and 31 March included; a blank does not."""
    return within(day, row.collection.start, row.collection.end)


def march_24(year_end: Any) -> Any:
    """24 March of the calendar year in which the collection ends (rule 210 looks at that year only)."""
    return ibis.date(year_end.year(), 3, 24)
