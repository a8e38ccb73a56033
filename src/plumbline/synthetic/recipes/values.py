"""Values and conditions that recipes are made of, and the kinds of error."""

from collections.abc import Callable
from datetime import date

from plumbline.synthetic.life import days
from plumbline.synthetic.scene import Scene, day_of, moved

Of = Callable[[Scene], str]
Test = Callable[[Scene], object]

MISSING, CODE, UNREADABLE = "missing value", "code that does not exist", "unreadable date"
OLD_CODE = "code of another year"
SWAPPED, ISO, TIMED, SERIAL = (
    "day and month swapped",
    "date as ISO",
    "date with a time",
    "date as Excel's serial number",
)
SHORT = "year of two digits"
LATE, EARLY = "date too late", "date too early"
CLASH, OTHER_TABLE, OTHER_YEAR = "fields that contradict", "tables that contradict", "years that contradict"
GONE, EXTRA, TWICE = "row missing", "row too many", "row repeated"
DIGIT = "wrong digit in a UPN"
CASE, SPACES, MISTYPED = "lower case", "spaces around", "identifier mistyped"

NO_DATE = "31/02/2020"
NO_POSTCODE = "ZZ99 9ZZ"


def has(field: str, *values: str) -> Test:
    """The row's field is one of these values, or filled in where none are given."""
    return lambda s: s[field] in values if values else bool(s[field])


def both(*tests: Test) -> Test:
    """All of these hold."""
    return lambda s: all(test(s) for test in tests)


def without(field: str) -> Test:
    """The row's field is blank."""
    return lambda s: not s[field]


def mistyped(s: Scene) -> str:
    """The child's identifier with a figure too many: nobody's."""
    return f"9{s['CHILD']}"


def ordinary(s: Scene) -> object:
    """The child's care is no series of short breaks."""
    return not s.short_break


def close(by: int = 0) -> Callable[[Scene], date]:
    """So many days after the end of the year."""
    return lambda s: s.end + days(by)


def opening(by: int = 0) -> Callable[[Scene], date]:
    """So many days after the start of the year."""
    return lambda s: s.start + days(by)


def shifted(field: str, by: int, table: str = "") -> Of:
    """A date of the row, or of the child's first row of a table, so many days on."""
    return lambda s: moved((s.first(table) if table else s.row).get(field, ""), by)


def born(years: int, by: int = 0) -> Callable[[Scene], date]:
    """So many days after a birthday."""
    return lambda s: s.birthday(years) + days(by)


def swapped(field: str) -> Of:
    """Day and month the other way round; the same where that is no date or changes nothing."""

    def value(s: Scene) -> str:
        day, month, year = s[field].split("/")
        return f"{month}/{day}/{year}" if int(day) < 13 else s[field]

    return lambda s: value(s) if s[field] else ""


def as_iso(field: str) -> Of:
    """The date as year, month and day with dashes."""
    return lambda s: f"{day_of(s[field]):%Y-%m-%d}" if s[field] else ""


def with_time(field: str) -> Of:
    """The date with midnight after it, as an export from a database leaves it."""
    return lambda s: f"{s[field]} 00:00:00" if s[field] else ""


def as_serial(field: str) -> Of:
    """The date as the number that Excel counts days with."""
    return lambda s: str((day_of(s[field]) - date(1899, 12, 30)).days) if s[field] else ""


def short_year(field: str) -> Of:
    """The date with the last two digits of its year only."""
    return lambda s: s[field][:6] + s[field][8:] if s[field] else ""


def other_than(field: str, *values: str) -> Of:
    """The first of these values that the field does not have."""
    return lambda s: next(value for value in values if value != s[field])
