"""The core tables of one day in one engine, each made when it is first asked for, so that they can be joined."""

import re

from plumbline.dataset.core.making import columns_of, make_core
from plumbline.dataset.core.places import add_places
from plumbline.dataset.folder import Folder
from plumbline.dataset.state import State
from plumbline.engine.native import DuckDB
from plumbline.model import core
from plumbline.reference.postcodes import open_directory

#: Where a placement is rests on the home that its episodes name.
_WITH = {"placement": ("episode",)}


class CoreTables:
    """``engine`` has the tables that were asked for, by their names."""

    def __init__(self, folder: Folder, state: State):
        self.engine = DuckDB()
        self._folder, self._state = folder, state
        self._made: set[str] = set()
        self.engine.execute("SET enable_progress_bar = false")

    def named_in(self, query: str) -> None:
        """Makes the tables whose names stand in a query."""
        names = [name for name in core().tables if re.search(rf"\b{name}\b", query, re.IGNORECASE)]
        self._make([name for name in names if name not in self._made])

    def _make(self, names: list[str]) -> None:
        if not names:
            return
        execute, schema = self.engine.execute, f"made_{len(self._made)}"
        self.engine.expect(self._state.rows)
        execute(f"CREATE SCHEMA {schema}")
        execute(f"USE {schema}")
        make_core(
            execute, self._folder, self._state, {*names, *(other for name in names for other in _WITH.get(name, ()))}
        )
        if "placement" in names and (directory := open_directory()):
            add_places(self.engine, directory)
        for name in names:
            listed = ", ".join(f'"{column}"' for column in columns_of(core().table(name)))
            execute(f"CREATE TABLE main.{name} AS SELECT {listed} FROM core_{name}")
        execute("USE main")
        execute(f"DROP SCHEMA {schema} CASCADE")
        execute("RESET disabled_optimizers")  # a person's own query may join what it likes
        self._made.update(names)
