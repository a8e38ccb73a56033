"""Writes core tables to a folder, with the package that describes them: all of it or nothing."""

import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plumbline.dataset.dataset import Dataset
from plumbline.engine.protocol import literal
from plumbline.exporting.held import Held, held, listed
from plumbline.exporting.package import BOOK, PACKAGE, Form, file_of, files_of_package, package
from plumbline.exporting.workbook import workbook
from plumbline.faults import BadInput
from plumbline.files import Content, remove_together, write_together
from plumbline.model import Field, Table, core
from plumbline.reporting.shared.spreadsheet_csv import csv_pieces

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Exported:
    """What was written: the tables with their rows, the files, and what an earlier export had left and this one removed."""

    as_at: date
    rows: dict[str, int]
    files: tuple[Path, ...]
    removed: tuple[str, ...]
    made_up: bool


def export(
    dataset: Dataset, to: Path, form: Form, *, as_at: date | None = None, names: Collection[str] = ()
) -> Exported:
    """Writes the core tables named, or all that have rows, as at a day, to the folder ``to``.

    A folder holds one export: files of an earlier one, which a child may be in who was since forgotten, are removed, and no
    other. An unknown name is NotKnown; a data set of which no table has rows, or a path that is a file, is BadInput.
    """
    if to.exists() and not to.is_dir():
        raise BadInput(f"{to}: this is a file. Give a folder, there already or new.")
    tables = held(dataset, as_at, names)
    wanted = tables.names if names else tables.with_rows()
    if not wanted:
        raise BadInput(f"No core table has rows as at {tables.state.as_at:%d/%m/%Y}, so there is nothing to export.")
    before = files_of_package(to)
    files = write_together(_files(tables, wanted, form, to))
    gone = sorted(before - {file.name for file in files})
    if gone:
        remove_together([to / name for name in gone], to)
    rows = {name: tables.rows[name] for name in wanted}
    return Exported(tables.state.as_at, rows, tuple(files), tuple(gone), tables.made_up)


def _files(tables: Held, names: Sequence[str], form: Form, to: Path) -> Iterator[tuple[Path, Content]]:
    """Each file with what it holds, made when it is its turn."""
    if form == "xlsx":
        yield to / BOOK, workbook(tables, names)
    for name in names if form != "xlsx" else ():
        table = core().table(name)
        yield to / file_of(name, form), _csv(tables, table) if form == "csv" else _parquet(tables, table)
    yield to / PACKAGE, package(tables, names, form)


def _csv(tables: Held, table: Table) -> Iterator[str]:
    """A table as CSV for spreadsheets: days and numbers as Frictionless and Power BI read them, and nothing that would run."""
    rows = tables.read(tables.query(table, ", ".join(map(_text, table.fields))))
    return csv_pieces(tuple(field.name for field in table.fields), rows)


def _text(field: Field) -> str:
    """SQL for a column as text: days year first, whole numbers without a point, blanks empty."""
    text = f'CAST("{field.name}" AS VARCHAR)'
    return f"COALESCE({text if field.type != 'number' else f'''REGEXP_REPLACE({text}, '[.]0$', '')'''}, '')"


def _parquet(tables: Held, table: Table) -> Iterator[bytes]:
    """A table as Parquet, which DuckDB writes to a folder that only this user can read."""
    with tempfile.TemporaryDirectory(prefix="plumbline-") as folder:
        file = Path(folder) / "table.parquet"
        mark = ", KV_METADATA {made_up: 'true'}" if tables.made_up else ""
        query = tables.query(table, listed(table.fields))
        tables.engine.execute(f"COPY ({query}) TO {literal(str(file))} (FORMAT parquet, COMPRESSION zstd{mark})")
        with file.open("rb") as written:
            while chunk := written.read(_CHUNK):
                yield chunk
