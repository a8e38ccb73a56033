"""The core tables of a data set as at a day, in an engine of their own, to be counted and read row by row."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from plumbline.dataset.core.making import OCCURRENCE, make_core
from plumbline.dataset.core.places import add_places
from plumbline.dataset.dataset import Dataset
from plumbline.dataset.loads import Load
from plumbline.dataset.state import State
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import literal
from plumbline.model import Field, Table, core
from plumbline.model.authorities import council_name
from plumbline.model.made_up import MADE_UP
from plumbline.reference.postcodes import open_directory

#: So many rows are fetched at once.
_AT_ONCE = 5_000


@dataclass(frozen=True)
class Held:
    """The tables, in the order of the dictionary, and the loads that they are from. ``made_up``: any child in them is."""

    engine: DuckDB
    state: State
    names: tuple[str, ...]
    made_up: bool

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """How many rows each table has."""
        counts = " UNION ALL ".join(f"SELECT '{name}', COUNT(*) FROM core_{name}" for name in self.names)
        found: dict[str, int] = dict(self.engine.execute(counts))
        return {name: found[name] for name in self.names}

    def with_rows(self) -> tuple[str, ...]:
        """The tables that have rows."""
        return tuple(name for name in self.names if self.rows[name])

    def query(self, table: Table, columns: str) -> str:
        """A query for a table in the order of its natural key, so that the same data gives the same file."""
        order = ", ".join(f'"{name}"' for name in (*table.key, OCCURRENCE))
        return f"SELECT {columns} FROM core_{table.name} ORDER BY {order}"

    def read(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, fetched as they are asked for."""
        cursor = self.engine.connection.cursor().execute(query)
        while some := cursor.fetchmany(_AT_ONCE):
            yield from some


def held(dataset: Dataset, as_at: date | None, names: Collection[str] = ()) -> Held:
    """The core tables named (none: all) as at a day. An unknown name is NotKnown."""
    state = dataset.state(as_at)
    engine = DuckDB()
    engine.expect(state.rows)
    make_core(engine.execute, dataset.folder, state, {*names, "person", "episode"} if names else ())
    if (not names or "placement" in names) and (directory := open_directory()):
        add_places(engine, directory)
    wanted = tuple(name for name in core().tables if not names or name in names)
    made_up = f"SELECT COUNT(*) > 0 FROM core_person WHERE STARTS_WITH(person_id, {literal(MADE_UP)})"
    return Held(engine, state, wanted, bool(engine.execute(made_up)[0][0]))


def listed(fields: Collection[Field]) -> str:
    """Columns as SQL lists them."""
    return ", ".join(f'"{field.name}"' for field in fields)


def from_load(load: Load) -> str:
    """A load in words: which it is, what it speaks for and as at when."""
    whose = f" of {council_name(load.scope.council)}" if load.scope.council else ""
    said = f"{load.scope.words}{whose}"
    return f"{said[:1].upper()}{said[1:]}, as at {load.as_at:%d/%m/%Y} (load {load.number}, loaded on {load.loaded_at:%d/%m/%Y})"
