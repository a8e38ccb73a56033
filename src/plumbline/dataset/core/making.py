"""The core tables as views in an engine: each one's rows from every source, once, with the columns that are declared."""

from collections.abc import Collection
from functools import cache
from importlib.resources import files

from plumbline.dataset.core.received_903 import make_received
from plumbline.dataset.folder import Folder
from plumbline.dataset.state import State
from plumbline.engine.protocol import Execute
from plumbline.faults import NotKnown
from plumbline.model import PERSON, Field, Table, core

_SQL_TYPES = {
    "text": "VARCHAR", "date": "DATE", "partial_date": "VARCHAR", "timestamp": "TIMESTAMP", "number": "DOUBLE", "boolean": "BOOLEAN",
}  # fmt: skip
#: What is worked out once, before the core tables that are made of it.
_FIRST = {
    "latest_episodes": frozenset(("episode", "period", "placement", "legal_status", "address")),
    "latest_people": frozenset(("person",)),
}
#: What tells rows with one key apart, beside the key: counted from 1.
OCCURRENCE = "occurrence"


def make_core(execute: Execute, folder: Folder, state: State, names: Collection[str] = (), *, only: str = "") -> None:
    """Makes ``core_NAME`` for each core table named (none: all) as at the day of the state. An unknown name is NotKnown.

    ``only`` is a table of ``council`` and ``person_id``: the rows of others are left out before anything is worked out of them.
    """
    declared = core().tables
    if unknown := sorted(set(names) - set(declared)):
        raise NotKnown(f"There is no core table {', '.join(unknown)}. There are {', '.join(declared)}.")
    wanted = [table for name, table in declared.items() if not names or name in names]
    make_received(execute, folder, state, only)
    for first, used_by in _FIRST.items():
        if not used_by.isdisjoint(table.name for table in wanted):
            execute(f"CREATE TABLE {first} AS {_written('from_903', first)}")
    for table in wanted:
        rows = _once(table, _from_903(execute, table)) if has_source(table, state) else _no_rows(table)
        execute(f"CREATE VIEW core_{table.name} AS {rows}")


def has_source(table: Table, state: State) -> bool:
    """Whether anything was loaded that a core table is made of."""
    loaded = {name for load in state.loads for name in load.tables}
    own = (field for field in table.fields if field.name != PERSON)
    return any(column.table in loaded for field in own for column in (*field.columns_903, *field.columns_ssd))


def columns_of(table: Table) -> list[str]:
    """The columns of a core table in their order, with the occurrence after its own."""
    names = [field.name for field in table.fields]
    return [*names[:-2], OCCURRENCE, *names[-2:]]


def _from_903(execute: Execute, table: Table) -> str:
    """A table's rows from returns: worked out by the SQL beside this module, else field by field as declared; none: no rows."""
    rows = _written("from_903", table.name) or _as_declared(table)
    if not rows:
        return _no_rows(table)
    given = {str(name).lower() for name, *_ in execute(f"DESCRIBE {rows}")}  # DuckDB keeps URN where it is renamed urn
    values = [_value(table, field, given, "903") for field in table.fields]
    return f"SELECT {', '.join(values)} FROM ({rows}) AS t"


def _no_rows(table: Table) -> str:
    return f"SELECT {', '.join(map(_blank, table.fields))}, 1::BIGINT AS {OCCURRENCE} LIMIT 0"


def _value(table: Table, field: Field, given: Collection[str], source: str) -> str:
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


def _as_declared(table: Table) -> str:
    """A query for a core table whose rows are those of one table of the return, from where each field says it is from."""
    own = {
        field.name: field.columns_903[0]
        for field in table.fields
        if field.columns_903 and not field.derived and field.name != PERSON
    }
    if not own:
        return ""
    of = {column.table for column in own.values()}
    if len(of) != 1:
        raise ValueError(f"core table {table.name} is from {', '.join(sorted(of))}: it needs SQL of its own")
    columns = ", ".join(f'"{column.field}" AS "{name}"' for name, column in own.items())
    return f'SELECT council, "CHILD" AS person_id, {columns}, seen_as_at, position FROM latest_903_{of.pop()}'


def _once(table: Table, rows: str) -> str:
    """Rows that are equal in all that they mean are one row; those with one key that differ are numbered."""
    keys = ", ".join(f'"{name}"' for name in table.key)
    own = [field.name for field in table.fields if field.name not in ("source", "seen_as_at")]
    listed = ", ".join(f'"{name}"' for name in own)
    others = ", ".join(f'"{name}"' for name in own if name not in table.key) or "source"
    once = f"SELECT {listed}, source, MAX(seen_as_at) AS seen_as_at FROM ({rows}) AS t GROUP BY {listed}, source"
    number = f"ROW_NUMBER() OVER (PARTITION BY {keys} ORDER BY {others}) AS {OCCURRENCE}"
    return f"SELECT {listed}, {number}, source, seen_as_at FROM ({once}) AS t"


@cache
def _written(folder: str, name: str) -> str:
    """The SQL written for a table, empty where there is none."""
    file = files("plumbline.dataset.core").joinpath(folder, f"{name}.sql")
    return file.read_text("utf-8") if file.is_file() else ""
