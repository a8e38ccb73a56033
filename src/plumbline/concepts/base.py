"""The tables as the concepts see them: typed, numbered, keyed by council (LA), collection year and row."""

import ibis
from ibis.expr.types import Column, Table

from plumbline.model import ssda903

#: Columns every table has: the council or case, the collection year, the row (from 0), and the file's line.
KEYS = {"LA": "string", "YEAR": "int64", "row": "int64", "line": "int64"}

#: One row per council and year to be checked. ``start`` and ``end`` are the collection's dates; whoever turned 18 by
#: ``adult_by`` may have been in care before the earliest return given.
COLLECTION = {
    "LA": "string", "YEAR": "int64", "start": "date", "end": "date", "authority": "string", "adult_by": "date",
}  # fmt: skip

#: What was loaded per council and year, for the rules whose source depends on it.
SOURCES = {
    "LA": "string", "YEAR": "int64", "is_xml": "boolean",
    "has_header": "boolean", "has_marker": "boolean", "has_uasc": "boolean",
}  # fmt: skip

#: Ofsted's providers, as read.
PROVIDERS = {
    "LA": "string", "URN": "string", "PLACE_CODES": "string", "PROVIDER_CODES": "string",
    "REG_END": "date", "POSTCODE": "string", "LA_CODE_INFERRED": "string",
}  # fmt: skip

_TYPE = {
    "text": "string", "date": "date", "partial_date": "date", "timestamp": "timestamp", "number": "float64",
    "boolean": "boolean",
}  # fmt: skip


def columns(table: str) -> dict[str, str]:
    """The columns of a table with their types: keys, typed fields, and the text of fields that are not text."""
    found = dict(KEYS)
    for field in ssda903().tables[table].fields:
        found[field.name] = _TYPE[field.type]
        if field.type != "text":
            found[f"text_{field.name}"] = "string"
    if table == "prev_perm":
        found["resolved_DATE_PERM"] = "date"
    return found


def base(table: str) -> Table:
    """The table as an unbound expression."""
    return ibis.table(columns(table), name=table)


def collection() -> Table:
    """The collections to be checked, as an unbound expression."""
    return ibis.table(COLLECTION, name="collection")


def sources() -> Table:
    """What was loaded, as an unbound expression."""
    return ibis.table(SOURCES, name="sources")


def providers() -> Table:
    """Ofsted's providers, as an unbound expression."""
    return ibis.table(PROVIDERS, name="providers")


def earliest_first(day: Column) -> Column:
    """Orders by a date, rows without one last, on every engine alike."""
    return day.asc(nulls_first=False)


def latest_first(day: Column) -> Column:
    """Orders by a date from the latest on, rows without one last, on every engine alike."""
    return day.desc(nulls_first=False)
