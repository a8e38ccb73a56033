"""Dates as spreadsheets and people leave them, where only one day can be meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from plumbline.model import DATE_TYPES, Field
from plumbline.model.years import TableOfYear
from plumbline.reading.date_order import Order, turned
from plumbline.repairing.declare import Cell, Reading, repair
from plumbline.repairing.evidence import Evidence, as_date, written
from plumbline.repairing.looks import TO_DIGITS

_TIME = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)? ?([AP]M|Z)?$")
_BETWEEN = re.compile(r"[/\-.,\s]+")
_ORDINAL = re.compile(r"(\d{1,2})(ST|ND|RD|TH)")
_DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
    "DECEMBER",
)  # fmt: skip
_EXCEL_BEGINS = date(1899, 12, 30)
#: Years before and after the collection's end between which a field's dates can lie.
_SPANS = {"DOB": (26, 0), "MC_DOB": (14, 0), "DUC": (6, 18), "DATE_PERM": (26, 0)}
_SPAN = (21, 0)


@dataclass(frozen=True)
class _Read:
    """The form that a value has, and the days that it can mean as far as the form says."""

    form: str
    days: frozenset[date]


def _dated(field: Field) -> bool:
    return field.type in DATE_TYPES


@repair("day and month changed over", _dated, spreadsheet=True)
def day_and_month_swapped(cell: Cell, evidence: Evidence) -> Reading | None:
    """Month before day, where the month's place holds 13 to 31."""
    return _only(cell, evidence, "swapped", "There is no such month, so the day stands in the month's place.")


@repair("a date in another form", _dated, spreadsheet=True)
def date_in_another_form(cell: Cell, evidence: Evidence) -> Reading | None:
    """The year first, a time after it, dashes, dots or spaces between, or nothing; look-alike letters for digits."""
    return _only(cell, evidence, "form", "The same day in the form that the return asks for.")


@repair("a date with the month in words", _dated, spreadsheet=True)
def month_in_words(cell: Cell, evidence: Evidence) -> Reading | None:
    """The month by its English name or the first letters of it."""
    return _only(cell, evidence, "words", "The same day with the month as a number.")


@repair("a year of two digits", _dated, spreadsheet=True)
def year_of_two_digits(cell: Cell, evidence: Evidence) -> Reading | None:
    """The year without its century, where the field allows one century only."""
    return _only(cell, evidence, "short_year", f"Only one century is possible for {cell.place.field}.")


@repair("a date as Excel's day number", _dated, spreadsheet=True)
def excel_day_number(cell: Cell, evidence: Evidence) -> Reading | None:
    """Days since 1900 as Excel counts them, where the day is one that the field can have."""
    return _only(cell, evidence, "serial", f"Excel's number for a day that {cell.place.field} can have.")


def _only(cell: Cell, evidence: Evidence, form: str, why: str) -> Reading | None:
    if as_date(cell.value) or "ZZ" in cell.value:  # ZZ says that a part is not known
        return None
    order = evidence.date_orders.get((cell.place.table, cell.place.field))
    read = _read(cell.value, month_first=order == Order.MONTH)
    if read.form != form:
        return None
    doubtful = form in ("short_year", "serial") or len(read.days) > 1
    days = {day for day in read.days if not doubtful or _possible(day, cell, evidence)}
    if len(days) != 1 or (form in ("form", "short_year", "swapped") and _order_is_open(cell, evidence, order)):
        return None
    return Reading(written(days.pop()), why)


def _order_is_open(cell: Cell, evidence: Evidence, order: Order | None) -> bool:
    """Whether nobody can say if the day or the month comes first: then a date is left, lest the column be read two ways."""
    return order == Order.MIXED or (order is None and _month_may_be_first(cell, evidence))


def _possible(day: date, cell: Cell, evidence: Evidence) -> bool:
    before, after = _SPANS.get(cell.place.field, _SPAN)
    end = evidence.end
    return end.replace(year=end.year - before) <= day <= end.replace(year=end.year + after)


def _read(text: str, *, month_first: bool) -> _Read:
    """The value's form and possible days; the form is empty where it is none that is known.

    ``month_first`` settles dates in numbers that can be read either way.
    """
    timed = _TIME.sub("", text)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _Read("serial", frozenset({_EXCEL_BEGINS + timedelta(int(float(text)))}))
    if re.fullmatch(r"\d{8}", timed):
        return _Read("form", _run_together(timed))
    bare = re.sub(r"\s", "", timed)
    if "/" in timed and (day := as_date((month_first and turned(bare)) or bare)):
        return _Read("form", frozenset({day}))
    words = [_ORDINAL.sub(r"\1", word) for word in _BETWEEN.split(timed.strip("/-., ")) if word[:3] not in _DAYS]
    if len(words) != 3:
        return _Read("", frozenset())
    if any(_month(word) for word in words):
        return _Read("words", _with_name(words))
    numbers = [word if word.isdigit() else _as_digits(word) for word in words]
    if not all(numbers):
        return _Read("", frozenset())
    return _numeric(text, *numbers, month_first=month_first)


def _numeric(text: str, first: str, second: str, third: str, *, month_first: bool) -> _Read:
    if month_first and len(third) in (2, 4) and int(first) <= 12 and int(second) <= 31:
        first, second = second, first
    if len(first) == 4:
        days = _days([(first, second, third)]) or _days([(first, third, second)])
        return _Read("form", days)
    if len(third) == 2:
        days = _days((year, second, first) for year in _centuries(third))
        days = days or _days((year, first, second) for year in _centuries(third))
        year_first = _days((year, second, third) for year in _centuries(first)) if "-" in text else frozenset()
        return _Read("short_year", days | year_first)
    if len(third) != 4:
        return _Read("", frozenset())
    if days := _days([(third, second, first)]):
        return _Read("form", days)
    swapped = _days([(third, first, second)])
    return _Read("swapped" if re.fullmatch(r"\d+/\d+/\d+", text) else "form", swapped)


def _run_together(digits: str) -> frozenset[date]:
    """Eight digits: day first, or year first."""
    return _days([(digits[4:], digits[2:4], digits[:2]), (digits[:4], digits[4:6], digits[6:])])


def _with_name(words: list[str]) -> frozenset[date]:
    at = next(i for i, word in enumerate(words) if _month(word))
    month = str(_month(words[at]))
    first, last = (word if word.isdigit() else _as_digits(word) for i, word in enumerate(words) if i != at)
    day, year = (last, first) if len(first) == 4 else (first, last)
    return _days((full, month, day) for full in _centuries(year))


def _centuries(year: str) -> list[str]:
    return [f"19{year}", f"20{year}"] if len(year) == 2 else [year]


def _days(parts: Iterable[tuple[str, str, str]]) -> frozenset[date]:
    """The real days among years, months and days."""
    found = (as_date(f"{day}/{month}/{year}") for year, month, day in parts)
    return frozenset(day for day in found if day)


def _month(word: str) -> int:
    """The number of a month by its name or first three letters or more; 0 for none."""
    return next((n for n, name in enumerate(_MONTHS, 1) if len(word) > 2 and name.startswith(word)), 0)


def _as_digits(word: str) -> str:
    """A number typed with letters for its digits; empty for anything else."""
    digits = word.translate(TO_DIGITS)
    return digits if digits.isdigit() else ""


def _month_may_be_first(cell: Cell, evidence: Evidence) -> bool:
    """Whether day and month could change places here, and another date of this form in the column has the month first."""
    numbers = _day_and_month(cell.value)
    if not numbers or max(numbers) > 12 or numbers[0] == numbers[1]:
        return False
    shape = _shape(cell.value)
    column = (row.get(cell.place.field, "") for row in evidence.tables[TableOfYear(cell.place.table)])
    others = (_day_and_month(value) for value in column if _shape(value) == shape)
    return any(other and other[1] > 12 for other in others)


def _day_and_month(text: str) -> tuple[int, int] | None:
    begins = re.match(r"(\d{1,2})[/\-. ](\d{1,2})[/\-. ]\d", text)
    return (int(begins[1]), int(begins[2])) if begins else None


def _shape(text: str) -> str:
    return re.sub(r"\d+", lambda number: "9999" if len(number[0]) > 2 else "9", text)
