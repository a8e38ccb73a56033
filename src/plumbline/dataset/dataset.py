"""A data set as an analyst's notebook uses it, and the command line as well."""

from collections.abc import Collection
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from plumbline.dataset.core.both import DifferingColumn
from plumbline.dataset.core.making import differing_columns
from plumbline.dataset.core.on_demand import CoreTables
from plumbline.dataset.days import Day, as_date
from plumbline.dataset.folder import Folder, Kept
from plumbline.dataset.history.changes import Changes, changes
from plumbline.dataset.loads import Load
from plumbline.dataset.returns.windows import latest_year, return_of_window, years_held
from plumbline.dataset.state import State, newest, state_as_at
from plumbline.engine.native import DuckDB
from plumbline.faults import BadInput, NotKnown
from plumbline.model import core
from plumbline.model.authorities import authority_code
from plumbline.reading.returns import Return

if TYPE_CHECKING:
    import duckdb


class Dataset:
    """The loads in a folder, and what follows from them as at any day. Nothing here changes a file.

    A day is a date, or its text: 2026-03-31. ``council`` chooses one where the folder holds several. A folder without a data set is BadInput when it is first read.
    """

    def __init__(self, folder: str | Path, council: str = ""):
        self.folder = Folder(Path(folder))
        self._council = authority_code(council)
        self._days: dict[date, CoreTables] = {}

    @cached_property
    def _kept(self) -> Kept:
        return self.folder.existing().kept()

    @property
    def damaged(self) -> tuple[str, ...]:
        """What of the folder can't be read and was left out, in words."""
        return self._kept.damaged

    def loads(self) -> tuple[Load, ...]:
        """Every load, oldest first; where a council was chosen, its loads."""
        return tuple(load for load in self._kept.loads if self._council in ("", load.scope.council))

    def state(self, as_at: Day | None = None) -> State:
        """The loads that hold as at a day; without one, as at the latest day that any load speaks for."""
        loads = self.loads()
        latest = newest(loads)
        if latest is None:
            raise BadInput(
                f"{self.folder.path}: nothing is loaded yet. Load a return or an extract first: plumbline load."
            )
        first, day = min(load.as_at for load in loads), as_date(as_at) if as_at else latest
        if day < first:
            raise BadInput(f"Nothing was known as at {day:%d/%m/%Y}: the first load speaks for {first:%d/%m/%Y}.")
        return state_as_at(loads, day)

    def core(self, name: str, as_at: Day | None = None) -> "duckdb.DuckDBPyRelation":
        """A core table as at a day, as a DuckDB relation: ``.df()`` for pandas, ``.pl()`` for Polars, ``.to_arrow_table()`` for Arrow.

        Its columns are those of the data dictionary, and ``occurrence``, which tells rows with one key apart. Tables of one day
        can be joined. An unknown name is NotKnown.
        """
        if name not in core().tables:
            raise NotKnown(f"There is no core table {name}. There are {', '.join(core().tables)}.")
        return self.sql(f"SELECT * FROM {name}", as_at)

    def sql(self, query: str, as_at: Day | None = None) -> "duckdb.DuckDBPyRelation":
        """What a query of DuckDB's SQL gives over the core tables as at a day, each by its name."""
        import duckdb  # noqa: F401  with it, a connection gives relations

        state = self.state(as_at)
        tables = self._days.setdefault(state.as_at, CoreTables(self.folder, state))
        tables.named_in(query)
        return tables.engine.connection.sql(query)

    def differing_columns(self, as_at: Day | None = None) -> tuple[DifferingColumn, ...]:
        """In how many rows that returns and an SSD extract both have they differ, column by column: each is an error of one of them."""
        return tuple(differing_columns(DuckDB().execute, self.folder, self.state(as_at)))

    def changes(
        self,
        since: Day,
        until: Day | None = None,
        *,
        tables: Collection[str] = (),
        child: str = "",
        with_rows: bool = True,
    ) -> Changes:
        """What changed in the core tables from one day to another, the latest known without ``until``; of one child where named."""
        first, last = as_date(since), self.state(until).as_at
        if first >= last:
            raise BadInput(f"{first:%d/%m/%Y} is not before {last:%d/%m/%Y}, the day to compare with.")
        loads = self.loads()
        return changes(
            DuckDB(),
            self.folder,
            loads,
            self.state(first).as_at,
            last,
            tables=tables,
            child=child.strip().upper(),
            with_rows=with_rows,
        )

    def latest_year(self, as_at: Day | None = None) -> int:
        """The collection year of the latest return that the data set has as at a day."""
        return latest_year(self.state(as_at))

    def years(self, as_at: Day | None = None) -> frozenset[int]:
        """The collection years that the data set has a return of as at a day, loaded or made from an extract."""
        return years_held(self.state(as_at))

    def return_of(self, year: int = 0, as_at: Day | None = None) -> Return:
        """The return of a collection year as at a day, earlier years as ``years_back`` as far as the loads hold them.

        Year 0 is the latest that the data set has. A year of which nothing is loaded is BadInput.
        """
        return return_of_window(self.folder, self.state(as_at), year)
