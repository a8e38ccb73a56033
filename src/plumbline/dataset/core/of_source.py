"""A core table's rows from one source: worked out by the SQL beside this module, else field by field as declared."""

from collections.abc import Collection
from functools import cache
from importlib.resources import files

from plumbline.dataset.core.received_903 import EVERYBODY
from plumbline.dataset.core.received_ssd import of_people, received_rows
from plumbline.dataset.folder import Folder
from plumbline.dataset.loads import Kind
from plumbline.dataset.state import State
from plumbline.engine.protocol import Execute
from plumbline.model import PERSON, Column, Field, Table, ssd

_SQL_TYPES = {
    "text": "VARCHAR", "date": "DATE", "partial_date": "VARCHAR", "timestamp": "TIMESTAMP", "number": "DOUBLE", "boolean": "BOOLEAN",
}  # fmt: skip
#: What Plumbline says of every row itself.
OF_EVERY_ROW = ("council", "source", "seen_as_at")


def is_from(table: Table, source: Kind, state: State) -> bool:
    """Whether anything was loaded from a source that a core table is made of."""
    if source == "csv":
        return bool(state.tables("csv", table.name))
    if table.name == EVERYBODY:
        return bool(state.of(source))
    loaded = {name for load in state.of(source) for name in load.tables}
    own = (field for field in table.fields if field.name != PERSON)
    return any(column.table in loaded for field in own for column in _columns(field, source))


def rows_from(execute: Execute, folder: Folder, state: State, table: Table, source: Kind, only: str) -> str:
    """SQL for a table's rows from a source, with all declared columns; a row of nobody is none of a table of people."""
    rows = (
        _own(folder, state, table, only)
        if source == "csv"
        else written(f"from_{source}", table.name) or _as_declared(table, source)
    )
    if not rows:
        return no_rows(table)
    given = {str(name).lower() for name, *_ in execute(f"DESCRIBE {rows}")}  # DuckDB keeps URN where it is renamed urn
    values = [_value(table, field, given, source) for field in table.fields]
    of_nobody = f" WHERE {PERSON} IS NOT NULL" if PERSON in table.key else ""
    return f"SELECT {', '.join(values)} FROM ({rows}) AS t{of_nobody}"


def no_rows(table: Table) -> str:
    """SQL for no rows, with all declared columns."""
    return f"SELECT {', '.join(map(_blank, table.fields))} LIMIT 0"


@cache
def written(folder: str, name: str) -> str:
    """The SQL written for a table, empty where there is none."""
    file = files("plumbline.dataset.core").joinpath(folder, f"{name}.sql")
    return file.read_text("utf-8") if file.is_file() else ""


def _columns(field: Field, source: Kind) -> tuple[Column, ...]:
    return field.columns_903 if source == "903" else field.columns_ssd


def _value(table: Table, field: Field, given: Collection[str], source: Kind) -> str:
    """SQL for a declared column of rows that have the columns ``given``."""
    if field.name == "source":
        return f"'{source}' AS source"
    if field.name in given:
        return f'CAST("{field.name}" AS {_SQL_TYPES[field.type]}) AS "{field.name}"'
    exact = field.name.removesuffix("_precision")
    if exact != field.name and any(one.name == exact for one in table.fields):
        known = f"WHEN \"{exact}\" IS NOT NULL THEN 'day'" if exact in given else ""
        year = "WHEN reported_year IS NOT NULL THEN 'year'" if "reported_year" in given else ""
        if known or year:
            return f'CASE {known} {year} END AS "{field.name}"'
    return _blank(field)


def _blank(field: Field) -> str:
    return f'CAST(NULL AS {_SQL_TYPES[field.type]}) AS "{field.name}"'


def _as_declared(table: Table, source: Kind) -> str:
    """A query for a core table whose rows are those of one table of its source, from where each field says it is from.

    What is derived from a return may be a plain column of the SSD.
    """
    own = {
        field.name: _columns(field, source)[0]
        for field in table.fields
        if _columns(field, source) and (source == "ssd" or not field.derived) and field.name != PERSON
    }
    if not own:
        return ""
    of = {column.table for column in own.values()}
    if len(of) != 1:
        raise ValueError(f"core table {table.name} is from {', '.join(sorted(of))}: it needs SQL of its own")
    (name,) = of
    person, rows = (
        ("CHILD", f"latest_903_{name}") if source == "903" else (ssd().table(name).key[0], f"received_{name}")
    )
    columns = ", ".join(f'"{column.field}" AS "{field}"' for field, column in own.items())
    return f'SELECT council, "{person}" AS {PERSON}, {columns}, seen_as_at, position FROM {rows}'


def _own(folder: Folder, state: State, table: Table, only: str) -> str:
    """The rows of the council's own files, in which every column is called as in the core."""
    fields = [field for field in table.fields if field.name not in OF_EVERY_ROW]
    return received_rows(
        folder, state.tables("csv", table.name), fields, of_people(PERSON, only if PERSON in table.key else "")
    )
