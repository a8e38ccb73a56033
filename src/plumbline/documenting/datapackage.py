"""The return of one collection year as a Frictionless Data Package, for tools that validate tables."""

from typing import Any

from plumbline.model import Field, Table, code_set, ssda903


def descriptor(year: int) -> dict[str, Any]:
    """A tabular data package (frictionlessdata.io, version 1) of the tables that exist in collection ``year``."""
    return {
        "profile": "tabular-data-package",
        "name": f"ssda903-{year}",
        "title": f"Children looked after return (SSDA903), collection year {year}",
        "description": f"1 April {year - 1} to 31 March {year}.",
        "resources": [_resource(table, year) for table in ssda903().tables.values() if table.since <= year],
    }


def _resource(table: Table, year: int) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.meaning,
        "path": f"{table.name}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "schema": {"fields": [_field(field, year) for field in table.submitted], "primaryKey": list(table.key)},
    }


def _field(field: Field, year: int) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "title": field.title, "description": field.meaning}
    if field.type == "date":
        described |= {"type": "date", "format": "%d/%m/%Y"}
    else:
        described |= {"type": "number" if field.type == "number" else "string"}
    if field.codes:
        described["constraints"] = {"enum": list(code_set(field.codes).valid_in(year))}
    return described
