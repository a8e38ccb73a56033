"""A return as it is kept: its tables as the reader tidied them."""

import hashlib
from datetime import date, datetime

from plumbline.dataset.keeping.incoming import Incoming, Offered
from plumbline.dataset.loading.years_apart import YearGiven
from plumbline.dataset.loads import GivenFile, Scope
from plumbline.engine.loading import load_table, text_source
from plumbline.engine.protocol import Engine
from plumbline.model import ssda903
from plumbline.reading.returns import LoadedTable


def last_day(year: int) -> date:
    """The last day of a collection year."""
    return date(year, 3, 31)


def first_day(year: int) -> date:
    """The first day of a collection year."""
    return date(year - 1, 4, 1)


def year_of(day: date) -> int:
    """The collection year that a day lies in."""
    return day.year + ((day.month, day.day) >= (4, 1))


def offered(engine: Engine, one: YearGiven, council: str, as_at: date | None, now: datetime) -> Offered:
    """What the return of one year offers to be kept.

    It speaks for ``as_at``; where that is not given, for its last day or today, whichever is earlier. The tables are loaded into
    the engine, whose files must stay until they are kept.
    """
    tables = [_incoming(engine, loaded, one.year) for loaded in one.given.of_year(0).values()]
    return Offered(
        scope=Scope(council, "903", str(one.year)),
        as_at=as_at or min(last_day(one.year), now.date()),
        loaded_at=now,
        given=tuple(given_file(source.name, source.content) for source in one.sources),
        tables=tables,
        notes=tuple(f"{note.file}: {note.message}" if note.file else note.message for note in one.given.notes),
        xml=one.given.source == "xml",
    )


def given_file(name: str, content: bytes) -> GivenFile:
    """What is recorded of a file."""
    return GivenFile(name, len(content), hashlib.sha256(content).hexdigest())


def _incoming(engine: Engine, loaded: LoadedTable, year: int) -> Incoming:
    file = engine.put(f"{loaded.name}.csv", loaded.csv)
    load_table(engine.execute, loaded, file)
    line = 'CAST("line" AS BIGINT)' if loaded.line_given else '"row" + 2'
    columns = tuple(name for name in loaded.columns if name != "line")
    listed = ", ".join(f'"{name}"' for name in columns)
    query = f'SELECT {line} AS "line", {listed} FROM {text_source(loaded, file)} AS t ORDER BY "row"'
    asked = [
        one.name
        for one in ssda903().table(loaded.name).submitted
        if one.since <= year and (not one.until or one.until >= year)
    ]
    absent = tuple(name for name in asked if name not in columns)
    return Incoming(loaded.name, query, columns, ("CHILD",), origin=loaded.file, line_given=True, columns_absent=absent)
