"""What a check asks of a SQL engine, whichever it is: DuckDB on a computer or in a browser tab."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Protocol

Rows = list[tuple[Any, ...]]
Execute = Callable[[str], Rows]

#: Rows that one statement inserts: one each would take most of the time of running cases.
_ROWS_AT_ONCE = 50


class EngineError(Exception):
    """The engine could not run a statement. ``kind`` is its name for the fault; its message may hold a child's value."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind


class Engine(Protocol):
    """A database that lives as long as one check."""

    def execute(self, sql: str) -> Rows:
        """Runs a statement and returns its rows. One that can't be run is an EngineError."""

    def put(self, name: str, content: bytes) -> str:
        """Takes a file in; returns what ``read_csv`` knows it by."""

    def forget_files(self) -> None:
        """Lets go of the files that were put in."""

    def expect(self, rows: int) -> None:
        """Hears how many rows are coming, so that it spends its time well."""


def insert(execute: Execute, name: str, rows: Iterable[Sequence[Any]]) -> None:
    """Adds rows of text, numbers, truth values, days and None to a table."""
    written = [f"({', '.join(map(literal, row))})" for row in rows]
    for start in range(0, len(written), _ROWS_AT_ONCE):
        execute(f"INSERT INTO {name} VALUES {', '.join(written[start : start + _ROWS_AT_ONCE])}")


def literal(value: str | int | date | None) -> str:
    """A value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value)
