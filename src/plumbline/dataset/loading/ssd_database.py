"""An extract of the Standard Safeguarding Dataset in the database where its scripts made it: PostgreSQL or SQL Server.

Plain SELECTs of declared columns, each a short transaction of its own that only reads: a reader that stayed would make the nightly
TRUNCATE of the scripts wait. The SQL for SQL Server was never run against one: its text is tested.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plumbline.dataset.loading.connecting import Cursor, Database, connected, database_of
from plumbline.dataset.loading.source_tables import Matched, SourceTable, matched, rows_table
from plumbline.dataset.loads import GivenFile
from plumbline.engine.protocol import Engine
from plumbline.faults import BadInput
from plumbline.model import Table, ssd

_ROWS_AT_ONCE = 5000


class Column(NamedTuple):
    """A column of a database, by the names of its table and its own."""

    table: str
    name: str


def read_database(engine: Engine, url: str) -> list[SourceTable]:
    """The tables of the SSD in a database's schema; BadInput where it can't be reached or has none.

    Rows pass through a file in the engine's own folder, with declared columns alone.
    """
    database = database_of(url)
    with connected(database) as cursor:
        cursor.execute(columns_query(database))
        columns = [Column(str(table), str(name)) for table, name in cursor.fetchall()]
        found = list(_tables(engine, cursor, database, columns))
    if not found:
        raise BadInput(
            f"The schema {database.schema} of the database has no table of the SSD that you may read. Name another at the end of the "
            "address: ?schema=NAME"
        )
    return found


def columns_query(database: Database) -> str:
    """SQL for the columns of the schema's tables, in their order."""
    schema = database.schema.replace("'", "''")
    return (
        f"SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = '{schema}' "
        "ORDER BY table_name, ordinal_position"
    )


def rows_query(database: Database, table: str, columns: Iterable[str]) -> str:
    """SQL for a table's rows: a plain SELECT of columns by name."""
    listed = ", ".join(map(database.quoted, columns))
    return f"SELECT {listed} FROM {database.quoted(database.schema)}.{database.quoted(table)}"


def _tables(engine: Engine, cursor: Cursor, database: Database, columns: Iterable[Column]) -> Iterator[SourceTable]:
    of: dict[str, list[str]] = {}
    for column in columns:
        of.setdefault(column.table, []).append(column.name)
    for called, names in of.items():
        table = ssd().tables.get(called.lower())
        found = matched(table, names, called) if table else Matched({}, ())
        if table and found.at:
            yield _table(engine, cursor, database, table, called, names, found)


def _table(
    engine: Engine, cursor: Cursor, database: Database, table: Table, called: str, names: list[str], found: Matched
) -> SourceTable:
    cursor.execute(rows_query(database, called, (names[at] for at in found.at.values())))
    given = GivenFile(f"{database.schema}.{called}", 0, "")
    return rows_table(engine, table, tuple(found.at), _rows(cursor), found.unknown, given)


def _rows(cursor: Cursor) -> Iterator[tuple[object, ...]]:
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        yield from rows
