"""The tables as the concepts see them: typed, numbered, keyed by council (LA), collection year and row."""

import ibis
from ibis.expr.types import BooleanValue, Column, DateValue, IntegerValue, Table

from plumbline.model import ssda903

#: Columns every table has: the council or case, the collection year, the row (from 0), and the file's line.
KEYS = {"LA": "string", "YEAR": "int64", "row": "int64", "line": "int64"}
#: What tells one row, and one child of a year, from all others.
ROW, CHILD = ("LA", "YEAR", "row"), ("LA", "YEAR", "CHILD")

#: One row per council and year to be checked. ``start`` and ``end`` are the collection's dates; whoever turned 18 by
#: ``adult_by`` may have been in care before the earliest return given.
COLLECTION = {
    "LA": "string", "YEAR": "int64", "start": "date", "end": "date", "authority": "string", "adult_by": "date",
}  # fmt: skip

#: What was loaded per council and year, for the facts whose source depends on it.
SOURCES = {
    "LA": "string", "YEAR": "int64", "is_xml": "boolean",
    "has_header": "boolean", "has_marker": "boolean", "has_uasc": "boolean",
}  # fmt: skip

#: Ofsted's providers, as read.
PROVIDERS = {
    "LA": "string", "URN": "string", "PLACE_CODES": "string", "PROVIDER_CODES": "string",
    "REG_END": "date", "POSTCODE": "string", "LA_CODE_INFERRED": "string", "LA_CODE_LISTED": "string",
}  # fmt: skip

_TYPE = {
    "text": "string", "date": "date", "partial_date": "date", "timestamp": "timestamp", "number": "float64",
    "boolean": "boolean",
}  # fmt: skip


def columns(table: str) -> dict[str, str]:
    """The columns of a table with their types: keys, typed fields, and the text of fields that are not text.

    A resolved date of which parts may be unknown has one more: the latest date that it can mean.
    """
    found = dict(KEYS)
    for field in ssda903().table(table).fields:
        found[field.name] = _TYPE[field.type]
        if field.type != "text":
            found[f"text_{field.name}"] = "string"
        if field.resolved:
            found[f"resolved_{field.name}"] = "date"
    return found


#: What the rows of a table that belong to a year to be checked are called.
CURRENT = "current_"


def every_year(table: str) -> Table:
    """The table's rows of all years given, as an unbound expression."""
    return ibis.table(columns(table), name=table)


def current(table: str) -> Table:
    """The table's rows of the years to be checked; all that most facts are made of."""
    return ibis.table(columns(table), name=f"{CURRENT}{table}")


def of_children(rows: Table) -> Table:
    """The rows that name a child."""
    return rows.filter(lambda t: t.CHILD.notnull())


def collection() -> Table:
    """The collections to be checked, as an unbound expression."""
    return ibis.table(COLLECTION, name="collection")


def sources() -> Table:
    """What was loaded, as an unbound expression."""
    return ibis.table(SOURCES, name="sources")


def providers() -> Table:
    """Ofsted's providers, as an unbound expression."""
    return ibis.table(PROVIDERS, name="providers")


def with_collection(table: Table) -> Table:
    """The table with the dates of its collection year; rows of a year that is not checked get none."""
    dates = collection().rename(lambda name: name if name in ("LA", "YEAR") else f"collection_{name}")
    return table.left_join(dates, ["LA", "YEAR"]).drop("LA_right", "YEAR_right")


def a_year_on(table: Table) -> Table:
    """The same rows seen from the year after: last year's rows under this year's key."""
    return table.mutate(YEAR=table.YEAR + 1)


def up_to_now(table: Table) -> Table:
    """A council's rows of each collection year that is checked and of every year before it, under the checked year.

    ``years_back`` is 0 for the year's own rows.
    """
    checked = collection().select("LA", checked_year="YEAR")
    rows = table.join(checked, [table.LA == checked.LA, checked.checked_year >= table.YEAR]).drop("LA_right")
    return rows.mutate(years_back=rows.checked_year - rows.YEAR, YEAR=rows.checked_year).drop("checked_year")


def yes(condition: BooleanValue) -> BooleanValue:
    """The condition with unknown counted as no."""
    return condition.fill_null(False)


def earliest_first(day: Column) -> Column:
    """Orders by a date, rows without one last, on every engine alike."""
    return day.asc(nulls_first=False)


def latest_first(day: Column) -> Column:
    """Orders by a date from the latest on, rows without one last, on every engine alike."""
    return day.desc(nulls_first=False)


def birthday(born: DateValue, years: int) -> DateValue:
    """The birthday ``years`` after the date of birth; 29 February falls on the 28th in other years."""
    return (born + ibis.interval(years=years)).cast("date")


def in_order(date: DateValue, tie: IntegerValue) -> IntegerValue:
    """A date and a row as one number that sorts as both do; empty where the date is."""
    return date.delta(ibis.date(1600, 1, 1), unit="day") * 1_000_000_000 + tie
