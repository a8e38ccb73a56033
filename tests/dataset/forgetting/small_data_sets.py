"""Small data sets, written by the real keeping of loads, and all that their folders hold, decoded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.received import person_columns
from plumbline.dataset.keeping.incoming import Incoming, Offered
from plumbline.dataset.keeping.keep import keep
from plumbline.dataset.loads import Load, Scope
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import literal

NOW = datetime(2026, 11, 27, 12)
SSD, RETURN = Scope("E08000003", "ssd", "ssd"), Scope("E08000003", "903", "2026")
Row = tuple[str | None, ...]
#: Table by name: its columns, then its rows.
Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Content:
    """What a data set holds: the rows of each load's tables, and every other file as text."""

    rows: dict[tuple[int, str], list[Row]]
    texts: dict[str, str] = field(default_factory=dict)

    def without(self, *children: str) -> "Content":
        """The rows that do not name one of the children in any cell."""
        gone = set(children)
        return Content({at: [row for row in rows if not gone.intersection(row)] for at, rows in self.rows.items()})


def load(folder: Folder, scope: Scope, as_at: date, tables: Tables, forgotten: Sequence[str] = ()) -> Load:
    """Keeps one load."""
    incoming = [_incoming(scope, name, tuple(map(str, columns)), rows) for name, (columns, *rows) in tables.items()]
    offered = Offered(scope, as_at, NOW, (), incoming)
    outcome = keep(DuckDB(), folder, folder.kept().loads, offered, accept_loss=True, forgotten=forgotten)
    assert outcome.load
    return outcome.load


def content(folder: Folder) -> Content:
    """All that is in the folder of a data set, once what was stopped is finished."""
    execute = DuckDB().execute
    rows = {
        (load.number, name): execute(f"SELECT * FROM read_parquet({literal(str(folder.file(kept.file)))})")
        for load in folder.kept().loads
        for name, kept in load.tables.items()
    }
    texts = {
        str(path.relative_to(folder.path)): path.read_text("utf-8")
        for path in folder.path.rglob("*")
        if path.is_file() and path.suffix != ".parquet" and path.stat().st_size  # .lock is empty
    }
    return Content(rows, texts)


def every_cell(path: Path) -> set[str | None]:
    """The cells of every Parquet file below a folder, whether a load refers to it or not."""
    execute = DuckDB().execute
    return {
        cell
        for file in path.rglob("*.parquet")
        for row in execute(f"SELECT * FROM read_parquet({literal(str(file))})")
        for cell in row
    }


def _incoming(scope: Scope, name: str, columns: tuple[str, ...], rows: Sequence[Row]) -> Incoming:
    values = ", ".join(f"({', '.join(map(literal, row))})" for row in rows)
    listed = ", ".join(f'"{column}"' for column in columns)
    nothing = ", ".join(f'NULL::VARCHAR AS "{column}"' for column in columns)
    query = f"SELECT * FROM (VALUES {values}) AS t({listed})" if rows else f"SELECT {nothing} LIMIT 0"
    return Incoming(name, query, columns, person_columns(scope.source, name, columns))
