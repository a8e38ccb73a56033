"""A source's tables as the engine reads them: which column of a file or database is which declared one, by name alone."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from plumbline.dataset.loads import GivenFile
from plumbline.engine.protocol import Engine, EngineError, literal
from plumbline.faults import BadInput
from plumbline.model import Field, Table
from plumbline.reading.csv_files import decode

#: Where the column names are: the rest of a file is not looked at for them.
_BEGINNING = 100_000
#: Where the engine says which line it could not read.
_LINE = re.compile(r"CSV Error on Line: (\d+)")
_SEPARATORS = ",;\t|"


@dataclass(frozen=True)
class SourceTable:
    """A declared table as a source has it.

    ``read`` is SQL for its rows; ``columns`` says in which of its columns each declared one is. ``unknown`` are those that nothing
    is known of.
    """

    table: Table
    read: str
    columns: Mapping[str, str]
    unknown: tuple[str, ...]
    given: GivenFile

    @property
    def fields(self) -> list[Field]:
        """The declared fields that it has."""
        return [field for field in self.table.fields if field.name in self.columns]

    @property
    def absent(self) -> tuple[str, ...]:
        """The declared columns that it lacks; numbers without meaning are not missed."""
        return tuple(
            field.name
            for field in self.table.fields
            if field.name not in self.columns and (field.points_to or not field.surrogate)
        )


class Matched(NamedTuple):
    """Where each declared column stands among a source's, counted from 0, and the columns that are not known."""

    at: Mapping[str, int]
    unknown: tuple[str, ...]


def matched(table: Table, names: Sequence[str], origin: str, *, titles: bool = False) -> Matched:
    """Finds a table's columns by their names or aliases, with ``titles`` also by what a person would call them.

    Case, order and space don't matter. One that is there twice: BadInput.
    """
    known = {name: field.name for field in table.fields for name in _called(field, titles=titles)}
    passed_over = {_plain(name) for name in table.not_read}
    at: dict[str, int] = {}
    unknown = []
    for place, name in enumerate(names):
        field = known.get(_plain(name))
        if field in at:
            raise BadInput(f"{origin}: two columns are {field}. Leave one out.")
        if field:
            at[field] = place
        elif name.strip() and _plain(name) not in passed_over:
            unknown.append(name.strip())
    return Matched(at, tuple(unknown))


def names_of(table: Table) -> frozenset[str]:
    """All names that a table's columns can have, as ``matched`` compares them."""
    return frozenset(name for field in table.fields for name in _called(field)) | {_plain(n) for n in table.not_read}


def plain_names(names: Iterable[str]) -> frozenset[str]:
    """A source's columns, as ``matched`` compares them."""
    return frozenset(map(_plain, names))


def _called(field: Field, *, titles: bool = False) -> list[str]:
    return [_plain(name) for name in (field.name, *field.aliases, *([field.title] if titles else []))]


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


class CsvHead(NamedTuple):
    """The first record of a CSV file and the separator; ``plain`` where the file is UTF-8, as the engine reads it."""

    names: tuple[str, ...]
    delimiter: str
    plain: bool


@dataclass(frozen=True)
class SourceFile:
    """A file: ``path`` is None for one in a zip. ``changed`` is the day on which it was last written."""

    name: str
    content: bytes
    path: Path | None
    changed: date
    asked: bool

    @property
    def is_parquet(self) -> bool:
        """Whether it is Parquet, by its name."""
        return self.name.lower().endswith(".parquet")

    @cached_property
    def head(self) -> CsvHead:
        """The first record of a CSV file. One without column names is BadInput."""
        text, notes = decode(self.content, self.name)
        first = text[:_BEGINNING].lstrip("\r\n")
        delimiter = max(_SEPARATORS, key=first.partition("\n")[0].count)
        names = next(csv.reader(io.StringIO(first, newline=""), delimiter=delimiter), [])
        if not any(name.strip() for name in names):
            raise BadInput(f"{self.name}: the file has no column names in its first line. Make the extract again.")
        return CsvHead(tuple(names), delimiter, plain=not notes)


def read_plain_csv(file: str, head: CsvHead) -> str:
    """SQL for the rows of a CSV file, its columns called c0, c1 and so on."""
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(head.names)))
    return (
        f"read_csv({literal(file)}, header = true, auto_detect = false, delim = {literal(head.delimiter)}, quote = '\"', "
        f"escape = '\"', columns = {{{columns}}}, null_padding = true, max_line_size = 10000000)"
    )


def csv_table(engine: Engine, table: Table, file: SourceFile, given: GivenFile, *, titles: bool = False) -> SourceTable:
    """A CSV file as a table. Only the declared columns of a file are copied, where it must be copied to be read."""
    head = file.head
    found = matched(table, head.names, file.name, titles=titles)
    if file.path and head.plain:
        columns = {declared: f"c{at}" for declared, at in found.at.items()}
        return SourceTable(table, read_plain_csv(str(file.path), head), columns, found.unknown, given)
    text, _ = decode(file.content, file.name)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=head.delimiter)
    next(records)
    rows = ([row[at] if at < len(row) else "" for at in found.at.values()] for row in records)
    return rows_table(engine, table, tuple(found.at), rows, found.unknown, given)


def rows_table(
    engine: Engine,
    table: Table,
    columns: tuple[str, ...],
    rows: Iterable[Sequence[object]],
    unknown: tuple[str, ...],
    given: GivenFile,
) -> SourceTable:
    """Rows of declared columns as a table, through a file in the engine's own folder."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    content = out.getvalue().encode()
    file = engine.put(f"{table.name}.csv", content)
    given = replace(given, size=given.size or len(content))
    read = read_plain_csv(file, CsvHead(columns, ",", plain=True))
    return SourceTable(table, read, {name: f"c{at}" for at, name in enumerate(columns)}, unknown, given)


def reading_failed(source: SourceTable, problem: EngineError) -> BadInput:
    """That a source's rows can't be read, and in which line as far as that is known, without what is in them."""
    line = _LINE.search(str(problem))
    where = f"line {line[1]} can't be read" if line else "its rows can't be read"
    return BadInput(
        f"{source.given.name}: {where}. Look for a missing quotation mark or an extra comma, or make the extract again."
    )
