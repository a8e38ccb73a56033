"""Puts an extract where a council may have it beside CSV files: Parquet files, or a PostgreSQL database."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import psycopg
from psycopg import sql

from plumbline.synthetic.ssd import Written

#: Where the scripts make their tables unless told otherwise.
SCHEMA = "ssd_development"
#: The form of Python's own CSV, so that nothing is guessed.
_PLAIN_CSV = """auto_detect=false, header=false, delim=',', quote='"', escape='"', nullstr=''"""
_SQL_TYPES = {str: "TEXT", int: "INTEGER", float: "DOUBLE PRECISION", date: "DATE", datetime: "TIMESTAMP"}


def write_parquet(tables: Iterable[Written], folder: Path) -> None:
    """One Parquet file per table; an empty text is a blank."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as database, TemporaryDirectory() as passing:
        between = Path(passing) / "table.csv"
        for table in tables:
            with between.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(table.rows)
            types = ", ".join(f"{_quoted(name)}: '{_SQL_TYPES[kind]}'" for name, kind in table.columns)
            rows = f"read_csv({_quoted(str(between))}, {_PLAIN_CSV}, columns={{{types}}})"
            target = _quoted(str(folder / f"{table.name}.parquet"))
            database.execute(f"COPY (FROM {rows}) TO {target} (FORMAT parquet)")


def write_postgres(tables: Iterable[Written], url: str, schema: str = SCHEMA) -> None:
    """One table each in a schema of a database, which is made anew: an extract takes the place of the one before."""
    where = sql.Identifier(schema)
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SET client_min_messages = warning")
        cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(where))
        cursor.execute(sql.SQL("CREATE SCHEMA {}").format(where))
        for table in tables:
            name = sql.Identifier(schema, table.name)
            columns = [sql.SQL("{} " + _SQL_TYPES[kind]).format(sql.Identifier(name)) for name, kind in table.columns]
            cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(name, sql.SQL(", ").join(columns)))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(name)) as copy:
                for row in table.rows:
                    copy.write_row(row)


def empty_postgres(url: str, table: str, schema: str = SCHEMA) -> None:
    """Empties a table, as the nightly refresh does for some minutes."""
    with psycopg.connect(url) as connection:
        connection.execute(sql.SQL("TRUNCATE TABLE {}").format(sql.Identifier(schema, table)))


def _quoted(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
