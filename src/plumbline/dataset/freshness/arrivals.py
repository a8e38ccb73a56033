"""From the loads to what freshness is worked out of: which load was the first to hold each dated row of a core table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plumbline.dataset.folder import Folder
from plumbline.dataset.freshness.history import Arrival, TableHistory
from plumbline.dataset.loads import Kind, Load
from plumbline.engine.protocol import Engine, literal
from plumbline.engine.typed_columns import as_date
from plumbline.model import Column, Table, core, ssd, ssda903

_SPECIFICATIONS = {"903": ssda903, "ssd": ssd}
_DATES = {"903": as_date, "ssd": "TRY_CAST({} AS DATE)".format}


@dataclass(frozen=True)
class _Held:
    """A file of a source table with its column that dates events, and the day of the first load that held it."""

    event: Column
    file: str
    columns: tuple[str, ...]
    first: date


def histories(engine: Engine, folder: Folder, loads: Sequence[Load], until: date) -> list[TableHistory]:
    """The history of each core table that one column of the source dates, as known on a day.

    It is that of the extracts where there are any, else that of the returns: two sources have two rhythms. A table whose rows are
    split from another's, as periods are from episodes, has no rhythm of its own.
    """
    known = sorted((load for load in loads if load.as_at <= until), key=lambda load: load.order)
    source: Kind = "ssd" if any(load.scope.source == "ssd" for load in known) else "903"
    of_source = [load for load in known if load.scope.source == source]
    days = sorted({load.as_at for load in of_source})
    found = []
    for table in core().tables.values():
        held = [one for column in _events(table, source) for one in _held(of_source, column)]
        if held:
            engine.expect(sum(kept.rows for load in of_source for kept in load.tables.values()))
            first = min(one.first for one in held)
            arrivals = tuple(_arrivals(engine, folder, held, source, first))
            found.append(TableHistory(table.name, [day for day in days if day >= first], arrivals))
    return found


def _events(table: Table, source: Kind) -> tuple[Column, ...]:
    """The source's columns that date a core table's rows; none where the date has to be worked out."""
    if not table.event or table.field(table.event).derived:
        return ()
    field = table.field(table.event)
    return field.columns_903 if source == "903" else field.columns_ssd


def _held(loads: Sequence[Load], event: Column) -> list[_Held]:
    """The files that hold the column, each once, the earliest first."""
    files: dict[str, _Held] = {}
    for load in loads:
        kept = load.tables.get(event.table)
        if kept and event.field in kept.columns:
            files.setdefault(kept.file, _Held(event, kept.file, kept.columns, load.as_at))
    return list(files.values())


def _arrivals(engine: Engine, folder: Folder, held: Sequence[_Held], source: Kind, first: date) -> Iterator[Arrival]:
    """Counts of rows by event and first load. Rows of one key are one event, however often it was sent or corrected."""
    events = {one.event for one in held}
    keys = {name for event in events for name in _SPECIFICATIONS[source]().table(event.table).key} - {
        one.field for one in events
    }
    rows = " UNION ALL BY NAME ".join(_rows(folder, one, sorted(keys), source) for one in held)
    listed = "".join(f', "{name}"' for name in sorted(keys))
    once = f"SELECT event{listed}, MIN(seen) AS seen FROM ({rows}) AS t WHERE event IS NOT NULL GROUP BY event{listed}"
    for when, seen, count in engine.execute(
        f"SELECT event, seen, COUNT(*) FROM ({once}) AS t GROUP BY ALL ORDER BY ALL"
    ):
        yield Arrival(when, None if seen == first else seen, count)


def _rows(folder: Folder, one: _Held, key: Sequence[str], source: Kind) -> str:
    keys = "".join(f', "{name}"' if name in one.columns else f', CAST(NULL AS VARCHAR) AS "{name}"' for name in key)
    dated = _DATES[source](f'"{one.event.field}"')
    file = literal(str(folder.file(one.file)))
    return f"SELECT {dated} AS event{keys}, {literal(one.first)} AS seen FROM read_parquet({file})"
