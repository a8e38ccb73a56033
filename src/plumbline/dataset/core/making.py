"""The core tables as views in an engine: each one's rows from every source, once, with the columns that are declared."""

from collections.abc import Collection
from typing import get_args

from plumbline.dataset.core.both import DifferingColumn, differing, rows_of_both
from plumbline.dataset.core.of_source import is_from, no_rows, rows_from, written
from plumbline.dataset.core.received_903 import make_received
from plumbline.dataset.core.received_ssd import make_received_ssd
from plumbline.dataset.folder import Folder
from plumbline.dataset.loads import Kind
from plumbline.dataset.state import State
from plumbline.engine.protocol import Execute
from plumbline.faults import NotKnown
from plumbline.model import Table, core

#: What is worked out once of returns, before the core tables that are made of it.
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
    if state.of("903"):
        make_received(execute, folder, state, wanted, only)
        for first, used_by in _FIRST.items():
            if not used_by.isdisjoint(table.name for table in wanted):
                execute(f"CREATE TABLE {first} AS {written('from_903', first)}")
    if state.of("ssd"):
        make_received_ssd(execute, folder, state, wanted, only)
    for table in wanted:
        execute(f"CREATE VIEW core_{table.name} AS {_once(table, _rows(execute, folder, state, table, only))}")


def differing_columns(execute: Execute, folder: Folder, state: State) -> list[DifferingColumn]:
    """In which columns returns and an SSD extract say different things of the same row; none where only one was loaded."""
    make_core(execute, folder, state)
    return [
        one
        for table in core().tables.values()
        if set(_sources(table, state)) >= {"903", "ssd"}
        for one in differing(execute, table, *(_once(table, f"FROM {_named(table, kind)}") for kind in ("903", "ssd")))
    ]


def has_source(table: Table, state: State) -> bool:
    """Whether anything was loaded that a core table is made of."""
    return bool(_sources(table, state))


def columns_of(table: Table) -> list[str]:
    """The columns of a core table in their order, with the occurrence after its own."""
    names = [field.name for field in table.fields]
    return [*names[:-2], OCCURRENCE, *names[-2:]]


def _sources(table: Table, state: State) -> list[Kind]:
    return [kind for kind in get_args(Kind) if is_from(table, kind, state)]


def _rows(execute: Execute, folder: Folder, state: State, table: Table, only: str) -> str:
    """A table's rows from all sources; where two have some, each source's stay as a table of their own."""
    sources = _sources(table, state)
    if not sources:
        return no_rows(table)
    rows = {kind: rows_from(execute, folder, state, table, kind, only) for kind in sources}
    if not {"903", "ssd"} <= rows.keys():
        return " UNION ALL ".join(rows.values())
    for kind, of_kind in rows.items():
        execute(f"CREATE TABLE {_named(table, kind)} AS {of_kind}")
    return rows_of_both(table, _named(table, "903"), _named(table, "ssd"), state)


def _named(table: Table, source: Kind) -> str:
    return f"from_{source}_{table.name}"


def _once(table: Table, rows: str) -> str:
    """Rows that are equal in all that they mean are one row; those with one key that differ are numbered."""
    keys = ", ".join(f'"{name}"' for name in table.key)
    own = [field.name for field in table.fields if field.name not in ("source", "seen_as_at")]
    listed = ", ".join(f'"{name}"' for name in own)
    others = ", ".join(f'"{name}"' for name in own if name not in table.key) or "source"
    once = f"SELECT {listed}, source, MAX(seen_as_at) AS seen_as_at FROM ({rows}) AS t GROUP BY {listed}, source"
    number = f"ROW_NUMBER() OVER (PARTITION BY {keys} ORDER BY {others}) AS {OCCURRENCE}"
    return f"SELECT {listed}, {number}, source, seen_as_at FROM ({once}) AS t"
