"""Tables as Frictionless Data Packages (frictionlessdata.io, version 1), for tools that validate tables."""

from collections.abc import Iterable, Sequence
from typing import Any

from plumbline.model import PERSON, Field, Table, code_set, core, ssda903

_TYPES = {"number": "number", "boolean": "boolean"}


def descriptor(year: int) -> dict[str, Any]:
    """The tables of the return of collection ``year``, with the codes of that year and dates as dd/mm/yyyy."""
    return {
        "profile": "tabular-data-package",
        "name": f"ssda903-{year}",
        "title": f"Children looked after return (SSDA903), collection year {year}",
        "description": f"1 April {year - 1} to 31 March {year}.",
        "resources": [_of_return(table, year) for table in ssda903().tables.values() if table.since <= year],
    }


def core_descriptor(names: Iterable[str] = ()) -> dict[str, Any]:
    """The core tables called ``names``, or all, as they are exported: dates year first, codes of every year.

    Each row of a person's leads to the person table, if that is among them. Only that table has a primary key: in others
    rows of one key may differ, and stay, and a key may have a blank part. KeyError for a name that is no table.
    """
    tables = [core().table(name) for name in names] or list(core().tables.values())
    people = any(table.name == "person" for table in tables)
    return {
        "profile": "tabular-data-package",
        "name": "year-round-data-set",
        "title": core().title,
        "description": core().meaning,
        "resources": [_of_core(table, people) for table in tables],
    }


def _of_return(table: Table, year: int) -> dict[str, Any]:
    fields = [_field(field, "%d/%m/%Y", _codes_of(field, year)) for field in table.submitted]
    return _resource(table, table.meaning, {"fields": fields, "primaryKey": list(table.key)})


def _of_core(table: Table, people: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(field, "%Y-%m-%d", _every_code(field)) for field in table.fields]}
    key = ["council", PERSON]
    if table.name == "person":
        schema["primaryKey"] = key
    elif people and PERSON in table.key:
        schema["foreignKeys"] = [{"fields": key, "reference": {"resource": "person", "fields": key}}]
    return _resource(table, f"{table.meaning} A row is known by {', '.join(table.key)}.", schema)


def _resource(table: Table, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": description,
        "path": f"{table.name}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(field: Field, dates: str, codes: Sequence[str]) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "title": field.title, "description": field.meaning}
    described |= (
        {"type": "date", "format": dates} if field.type == "date" else {"type": _TYPES.get(field.type, "string")}
    )
    if codes:
        described["constraints"] = {"enum": list(codes)}
    return described


def _codes_of(field: Field, year: int) -> Sequence[str]:
    return code_set(field.codes).valid_in(year) if field.codes else ()


def _every_code(field: Field) -> Sequence[str]:
    """The codes of every year; none where several or other words may stand in the field."""
    return () if not field.codes or field.many or field.open else [code.code for code in code_set(field.codes).codes]
