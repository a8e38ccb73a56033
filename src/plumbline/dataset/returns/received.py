"""A year's return as it was loaded: the same columns, order, lines and text."""

from pathlib import Path

from plumbline.dataset.folder import Folder
from plumbline.dataset.loads import Load, TableKept
from plumbline.engine.protocol import Engine, literal
from plumbline.reading.returns import LoadedTable


def received_tables(engine: Engine, folder: Folder, load: Load, years_back: int) -> list[LoadedTable]:
    """The tables of one load of a return, to stand so many years back."""
    return [_table(engine, folder, name, kept, years_back) for name, kept in load.tables.items()]


def _table(engine: Engine, folder: Folder, name: str, kept: TableKept, years_back: int) -> LoadedTable:
    columns = ("line", *kept.columns)
    listed = ", ".join(f'"{column}"' for column in columns)
    read = f"SELECT {listed} FROM read_parquet({literal(str(folder.file(kept.file)))}, file_row_number = true) ORDER BY file_row_number"
    return LoadedTable(name, years_back, kept.origin, columns, as_csv(engine, read), kept.rows, True)


def as_csv(engine: Engine, query: str) -> bytes:
    """What a query gives, as plain CSV with a line of column names."""
    file = engine.put("return.csv", b"")
    engine.execute(f"COPY ({query}) TO {literal(file)} (FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"')")
    return Path(file).read_bytes()
