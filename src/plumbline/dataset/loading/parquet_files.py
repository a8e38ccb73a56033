"""Parquet files, of which only the declared columns are read, as text."""

from pathlib import Path

from plumbline.dataset.loading.source_tables import SourceTable, matched
from plumbline.dataset.loads import GivenFile
from plumbline.engine.protocol import EngineError, Execute, literal
from plumbline.faults import BadInput
from plumbline.model import Table


def parquet_columns(execute: Execute, path: Path) -> tuple[str, ...]:
    """The columns of a Parquet file. What is none is BadInput."""
    try:
        return tuple(str(row[0]) for row in execute(f"DESCRIBE SELECT * FROM read_parquet({literal(str(path))})"))
    except EngineError as problem:
        raise BadInput(f"{path.name}: this is no Parquet file, or a damaged one. Make the extract again.") from problem


def parquet_table(execute: Execute, table: Table, path: Path, given: GivenFile) -> SourceTable:
    """A Parquet file as a table."""
    names = parquet_columns(execute, path)
    found = matched(table, names, path.name)
    listed = ", ".join(f"CAST({_quoted(names[at])} AS VARCHAR) AS c{at}" for at in found.at.values())
    read = f"(SELECT {listed} FROM read_parquet({literal(str(path))}))"
    return SourceTable(table, read, {name: f"c{at}" for name, at in found.at.items()}, found.unknown, given)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
