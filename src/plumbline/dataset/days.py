"""A day as people give it in Python: a date, or its text."""

from contextlib import suppress
from datetime import date, datetime

from plumbline.faults import BadInput

#: A date, or its text as 2026-03-31 or 31/03/2026.
Day = date | str

_FORMS = ("%Y-%m-%d", "%d/%m/%Y")


def as_date(day: Day) -> date:
    """The date of a day; of a moment, such as pandas has, its day. Text that is no day is BadInput."""
    if isinstance(day, datetime):
        return day.date()
    if isinstance(day, date):
        return day
    found = day_in(day)
    if found is None:
        raise BadInput(f"'{day}' is not a day: write it as 2026-03-31 or 31/03/2026.")
    return found


def day_in(text: str) -> date | None:
    """The day that a text is; None where it is none."""
    for form in _FORMS:
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()
    return None
