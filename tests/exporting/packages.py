"""A small reader of Frictionless packages: whether the files hold what their description says.

It knows only the standard, and what of it the packages use: types, formats, codes, a primary key and foreign keys.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
from openpyxl import load_workbook

Row = Mapping[str, Any]


def faults(folder: Path) -> Iterator[str]:
    """What of a package is not as its description says."""
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    tables = {one["name"]: list(_read(folder, one)) for one in package["resources"]}
    for one in package["resources"]:
        schema, rows = one["schema"], tables[one["name"]]
        names = [field["name"] for field in schema["fields"]]
        if rows and list(rows[0]) != names:
            yield f"{one['name']} has other columns than its description"
        for field in schema["fields"]:
            yield from (
                f"{one['name']}.{field['name']}: {why}" for row in rows for why in _wrong(row[field["name"]], field)
            )
        if key := schema.get("primaryKey"):
            keys = [tuple(row[name] for name in key) for row in rows]
            if len(set(keys)) < len(keys) or any(None in one for one in keys):
                yield f"{one['name']}: the primary key is not one"
        for foreign in schema.get("foreignKeys", ()):
            to = {
                tuple(row[name] for name in foreign["reference"]["fields"])
                for row in tables[foreign["reference"]["resource"]]
            }
            if any(tuple(row[name] for name in foreign["fields"]) not in to for row in rows):
                yield f"{one['name']}: a row leads nowhere"


def tables_of(folder: Path) -> dict[str, list[Row]]:
    """Every table of a package as its description types it."""
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return {one["name"]: list(_read(folder, one)) for one in package["resources"]}


def _read(folder: Path, resource: Mapping[str, Any]) -> Iterator[Row]:
    path = folder / resource["path"]
    if resource["format"] == "parquet":
        relation = duckdb.sql(f"FROM read_parquet('{path}')")
        yield from (dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall())
        return
    if resource["format"] == "xlsx":
        sheet = load_workbook(path)[resource["dialect"]["sheet"]]
        head, *rows = sheet.iter_rows(values_only=True, max_col=len(resource["schema"]["fields"]))
    else:
        with path.open(newline="", encoding="utf-8-sig") as file:
            head, *rows = csv.reader(file)
    of = {field["name"]: field for field in resource["schema"]["fields"]}
    for row in rows:
        yield {str(name): _typed(cell, of[str(name)]) for name, cell in zip(head, row, strict=True)}


def _typed(cell: Any, field: Mapping[str, Any]) -> Any:
    """A cell as its field's type has it; as it is where it is none of that type."""
    if cell in ("", None):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if not isinstance(cell, str):
        return cell
    try:
        return _PARSERS[field["type"]](cell, field)
    except ValueError:
        return cell


_PARSERS: Mapping[str, Callable[[str, Mapping[str, Any]], Any]] = {
    "string": lambda cell, _: cell,
    "number": lambda cell, _: float(cell),
    "date": lambda cell, field: datetime.strptime(cell, field["format"]).date(),
    "boolean": lambda cell, field: (
        cell in field.get("trueValues", ["true"])
        if cell in field.get("trueValues", ["true"]) + field.get("falseValues", ["false"])
        else cell
    ),
}
_TYPES: Mapping[str, tuple[type, ...]] = {"string": (str,), "number": (int, float), "date": (date,), "boolean": (bool,)}


def _wrong(value: Any, field: Mapping[str, Any]) -> Iterator[str]:
    if value is None:
        return
    if not isinstance(value, _TYPES[field["type"]]):
        yield f"{value!r} is no {field['type']}"
    if (codes := field.get("constraints", {}).get("enum")) and value not in codes:
        yield f"{value!r} is no code"
