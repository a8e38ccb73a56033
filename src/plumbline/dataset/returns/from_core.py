"""The return of a window from the core tables, for councils that load an extract all year (core_tables.md, section 8).

An episode, a missing time or a worker that ended after a window was open in it, and stands so in its return. What is dated after
the day as at which the extract is known is no later window's: it is an error, and stays for the rules to find.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from plumbline.dataset.core.making import make_core
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.returns import first_day, last_day
from plumbline.dataset.returns.received import as_csv
from plumbline.dataset.state import State
from plumbline.engine.protocol import Engine, Execute, literal
from plumbline.model import Table, ssda903
from plumbline.reading.returns import LoadedTable

#: Core tables that a return is made of.
_MADE_OF = (
    "person", "episode", "period", "placement", "review", "health_check", "sdq", "substance_misuse", "conviction", "missing",
    "previous_permanence", "adoption", "care_leaver", "worker", "immigration_status", "mother",
)  # fmt: skip
_SHARED = ("windows_children", "windows_care_leavers")


@dataclass(frozen=True)
class Window:
    """A collection year as far as it is known on a day, and how many years before the one asked for it lies."""

    year: int
    as_at: date
    years_back: int = 0

    @property
    def last_day(self) -> date:
        """The last day of the window."""
        return min(last_day(self.year), self.as_at)

    @property
    def until(self) -> date:
        """The last day of what the window's return can know: no limit for the window that the day lies in."""
        return last_day(self.year) if last_day(self.year) < self.as_at else date.max


def work_out_core(execute: Execute, folder: Folder, state: State) -> None:
    """Works out once, for all windows, the core tables that returns are made of: ``core_NAME`` as tables."""
    make_core(execute, folder, state, _MADE_OF)
    for name in _MADE_OF:
        execute(f"CREATE TABLE worked_out AS SELECT * FROM core_{name}")
        execute(f"DROP VIEW core_{name}")
        execute(f"ALTER TABLE worked_out RENAME TO core_{name}")


def tables_of_window(engine: Engine, window: Window, source: str, names: Collection[str]) -> Iterator[LoadedTable]:
    """The tables ``names`` of a window's return, from the core tables, which ``work_out_core`` has
    made.

    ``source`` says where the rows are from, for whoever reads a finding's file. A table that the year's return did not have is left
    out.
    """
    execute = engine.execute
    days = (first_day(window.year), window.last_day, last_day(window.year), window.until)
    first, last, end, until = map(literal, days)
    execute(
        "CREATE OR REPLACE TABLE asked_window AS SELECT "
        f"{first} AS first_day, {last} AS last_day, {end} AS year_end, {until} AS until, {window.year} AS year"
    )
    for name in _SHARED:
        execute(f"CREATE OR REPLACE TABLE {name} AS {_sql(name)}")
    for name, table in ssda903().tables.items():
        if name in names and table.since <= window.year:
            yield _table(engine, table, window, source)


def _table(engine: Engine, table: Table, window: Window, source: str) -> LoadedTable:
    engine.execute(f"CREATE OR REPLACE TABLE made_rows AS {_sql(table.name)}")
    types = {str(name): str(kind) for name, kind, *_ in engine.execute("DESCRIBE made_rows")}
    columns = tuple(field.name for field in table.submitted)
    texts = ", ".join(_as_text(name, types[name]) for name in columns)
    ((rows,),) = engine.execute("SELECT COUNT(*) FROM made_rows")
    csv = as_csv(engine, f"SELECT {texts} FROM made_rows ORDER BY rowid")
    return LoadedTable(table.name, window.years_back, f"{table.name} from {source}", columns, csv, int(rows), False)


def _as_text(column: str, kind: str) -> str:
    """A column as the return writes it: days as dd/mm/yyyy."""
    return f'strftime("{column}", \'%d/%m/%Y\') AS "{column}"' if kind == "DATE" else f'"{column}"'


@cache
def _sql(name: str) -> str:
    """The query written for a table of the return, or for what several of them share."""
    return files("plumbline.dataset.returns").joinpath("as_903", f"{name}.sql").read_text("utf-8")
