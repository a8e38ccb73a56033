"""Rows and facts as SQL: plain text and numbers, so that what was compiled runs where no compiler is.

What Ibis makes of the declared rows and facts is kept as a ``Library``; ``building`` makes of it the statements of a run.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

CHILD = "child"
CHILD_KEY = ("LA", "YEAR", "CHILD")


@dataclass(frozen=True)
class Expression:
    """A condition over one or two rows as SQL over the aliases ``a`` and ``b``, and the columns it asks for of each."""

    rows: tuple[str, ...]
    sql: str
    columns: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class FactColumn:
    """A fact as a column: a truth value is False where its query has no row. ``needs`` is what must be loaded for it.

    ``title`` is what it is called where a finding is explained, ``cells`` what is shown there of the child's rows, or of the
    row whose number the fact ``at`` of the same kind of row holds. Where the row's field ``day`` is blank, it is not shown.
    """

    name: str
    is_truth: bool
    needs: tuple[str, ...]
    version: int
    title: str
    cells: tuple[str, ...] = ()
    at: str = ""
    day: str = ""


@dataclass(frozen=True)
class Source:
    """SQL that reads tables: of the years to be checked, and of every year given, should that be asked of it.

    ``uses`` are the shared queries it reads, which must be tables by then; ``current`` the tables of the return of which
    it reads the rows of the years to be checked.
    """

    sql: str
    every_year: str
    uses: tuple[str, ...] = ()
    current: tuple[str, ...] = ()


@dataclass(frozen=True)
class FactQuery:
    """One query for facts of a kind of row, joined by ``key``; by the neighbour that the fact ``via`` holds, if it names one.

    One that is ``shared`` becomes a table, for others read it.
    """

    name: str
    of: str
    key: tuple[str, ...]
    columns: tuple[FactColumn, ...]
    source: Source
    shared: bool
    via: str


@dataclass(frozen=True)
class RowQuery:
    """A kind of row: the table of the return it belongs to, its own columns, and what its rows are read from.

    ``needs`` is what must be loaded for a column that is worked out while loading.
    """

    name: str
    table: str
    columns: tuple[str, ...]
    source: Source
    needs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Library:
    """Every kind of row and every fact, compiled for one dialect of SQL."""

    dialect: str
    rows: Mapping[str, RowQuery]
    facts: tuple[FactQuery, ...]

    @cached_property
    def of_row(self) -> dict[str, dict[str, tuple[FactQuery, FactColumn]]]:
        """Per kind of row, each fact's query and column by name."""
        found: dict[str, dict[str, tuple[FactQuery, FactColumn]]] = {name: {} for name in self.rows}
        for query in self.facts:
            found[query.of].update((column.name, (query, column)) for column in query.columns)
        return found

    def quoted(self, name: str) -> str:
        """A name as the dialect writes it."""
        return f"`{name}`" if self.dialect == "spark" else f'"{name}"'

    def columns_of(self, row: str) -> tuple[str, ...]:
        """Every column that can be asked of a row, the facts of its child among them."""
        own, child = ((*self.rows[kind].columns, *self.of_row[kind]) for kind in (row, CHILD))
        return (*own, *(f"{CHILD}_{name}" for name in child if name not in CHILD_KEY))

    def needs_of(self, row: str, column: str) -> tuple[str, ...]:
        """What must be loaded for a column of a row, its own table apart."""
        known = self.fact(row, column)
        return known.needs if known else self.rows[row].needs.get(column, ())

    def version_of(self, row: str, column: str) -> int:
        """The declared version of a fact; 0 for a column of the table itself."""
        known = self.fact(row, column)
        return known.version if known else 0

    def with_places(self, asked: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
        """What is asked of each kind of row, and the rows of the neighbours that are asked about."""
        return {row: {*names, *self._places(row.removesuffix("_last"), names)} for row, names in asked.items()}

    def _places(self, row: str, names: Iterable[str]) -> set[str]:
        return {known.at for name in names if (known := self.fact(row, name)) and known.at}

    def fact(self, row: str, column: str) -> FactColumn | None:
        """The fact that a column of a row is, the child's among them; None for a column of the table itself."""
        if column.startswith(f"{CHILD}_"):
            row, column = CHILD, column.removeprefix(f"{CHILD}_")
        known = self.of_row[row].get(column)
        return known[1] if known else None
