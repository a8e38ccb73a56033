"""Which files are what: tables of the Standard Safeguarding Dataset, CSVs of the council's own, or anything else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import NamedTuple

from plumbline.dataset.folder import RECORD
from plumbline.dataset.loading.parquet_files import parquet_columns
from plumbline.dataset.loading.source_tables import SourceFile, matched, names_of, plain_names
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import Execute
from plumbline.faults import BadInput
from plumbline.model import Table, core, ssd
from plumbline.reading.folders import KINDS, files_in

#: The tables that a council brings as CSVs (core_tables.md, section 6): no other source has them.
OWN_TABLES = ("provider", "placement_cost", "capacity", "placement_request", "voice", "question")
_OF_THE_SSD = re.compile(r"ssd_[a-z0-9_]+")
_AS_TEXT = (".csv", ".txt")
#: So many columns make a file a table of the SSD whatever its name is: no two tables share a column's name.
_ENOUGH = 2


class Holding(NamedTuple):
    """A file and the declared table that it holds."""

    file: SourceFile
    table: Table


@dataclass(frozen=True)
class Sorted:
    """Files by what they hold. ``passed_over`` are tables of the SSD that Plumbline does not read."""

    ssd: tuple[Holding, ...] = ()
    passed_over: tuple[str, ...] = ()
    own: tuple[Holding, ...] = ()
    others: tuple[SourceFile, ...] = ()


def sort_files(paths: Sequence[Path]) -> Sorted:
    """Sorts the files that paths lead to, by their names and columns. A path that leads to nothing is BadInput."""
    ssd_files, passed_over, own, others = [], [], [], []
    files = list(_files(paths))
    execute = DuckDB().execute if any(file.is_parquet for file in files) else None
    for file in files:
        names = _column_names(file, execute)
        called = _OF_THE_SSD.search(PurePath(file.name.rpartition(": ")[2]).stem.lower().replace("-", "_"))
        if table := _ssd_table(called[0] if called else "", names):
            ssd_files.append(Holding(file, table))
        elif called:
            passed_over.append(called[0])
        elif table := _own_table(file, names):
            own.append(Holding(file, table))
        else:
            others.append(file)
    return Sorted(tuple(ssd_files), tuple(passed_over), tuple(own), tuple(others))


def together(sorted_apart: Iterable[Sorted]) -> Sorted:
    """The files of several paths as if they had been sorted at once."""
    parts = list(sorted_apart)
    return Sorted(
        tuple(one for part in parts for one in part.ssd),
        tuple(one for part in parts for one in part.passed_over),
        tuple(one for part in parts for one in part.own),
        tuple(one for part in parts for one in part.others),
    )


def required(table: Table) -> list[str]:
    """The columns without which a CSV is not one of the council's own tables: its key, the council left out."""
    return list(table.key[1:])


def _ssd_table(called: str, names: Sequence[str]) -> Table | None:
    """The table of the SSD that a file is by its name, else by its columns."""
    tables = ssd().tables
    if called in tables:
        return tables[called]
    there = plain_names(names)
    best = max(tables.values(), key=lambda table: len(there & names_of(table)))
    return best if len(there & names_of(best)) >= _ENOUGH else None


def _own_table(file: SourceFile, names: Sequence[str]) -> Table | None:
    """The council's own table that a file is: by its columns, and where two could be meant by its name."""
    if file.is_parquet or not names:
        return None
    tables = [core().table(name) for name in OWN_TABLES]
    stem = PurePath(file.name.rpartition(": ")[2]).stem.lower()
    found = [(table, set(matched(table, names, file.name, titles=True).at)) for table in tables]
    meant = [(stem.startswith(table.name), len(at), table) for table, at in found if at.issuperset(required(table))]
    if meant:
        return max(meant, key=lambda one: one[:2])[2]
    for table, at in found:
        if re.match(rf"{table.name}(?![a-z])", stem):
            lacking = [name for name in required(table) if name not in at]
            raise BadInput(f"{file.name}: {table.name} needs the column {', '.join(lacking)}. Add it and load again.")
    return None


def _column_names(file: SourceFile, execute: Execute | None) -> Sequence[str]:
    if file.path and execute and file.is_parquet:
        return parquet_columns(execute, file.path)
    if PurePath(file.name.rpartition(": ")[2]).suffix.lower() in _AS_TEXT:
        with suppress(BadInput):
            return file.head.names
    return ()


def _files(paths: Sequence[Path]) -> Iterator[SourceFile]:
    for path in paths:
        parquet = _parquet_files(path)
        for file in parquet:
            yield SourceFile(file.name, file.read_bytes(), file, _written_on(file), file == path)
        if path in parquet or (parquet and not _holds_more(path)):
            continue
        folder = path if path.is_dir() else path.parent
        for given in files_in([path]):
            own = folder / given.name
            there = own if own.is_file() else None
            yield SourceFile(given.name, given.content, there, _written_on(there or path), given.asked)


def _parquet_files(path: Path) -> list[Path]:
    """The Parquet files that a path leads to; those of a data set that lies there are its own."""
    if path.is_dir():
        found = (one for one in path.rglob("*.parquet") if one.is_file() and not one.name.startswith("."))
        return sorted(one for one in found if not (one.parent / RECORD).exists())
    return [path] if path.suffix.lower() == ".parquet" and path.is_file() else []


def _holds_more(path: Path) -> bool:
    return any(one.suffix.lower() in KINDS for one in path.rglob("*"))


def _written_on(path: Path) -> date:
    return date.fromtimestamp(path.stat().st_mtime)
