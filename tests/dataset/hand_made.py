"""Returns made by hand for a test, as tables that are read at a glance, and data sets of them.

A table is lines of words: the columns, then a row each; ``-`` is a blank. Days are written 010525 for 01/05/2025.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from plumbline.dataset.dataset import Dataset
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.load import Asked, Loaded, load

LOADED = datetime(2026, 6, 1, 12)
COUNCIL = "E08000003"
_DAY = re.compile(r"(\d\d)(\d\d)(\d\d)")


def day(text: str) -> date:
    """010525 as a day of this century."""
    return date(2000 + int(text[4:]), int(text[2:4]), int(text[:2]))


def written(cell: str) -> str:
    """A word of a table as a file has it."""
    if cell == "-":
        return ""
    found = _DAY.fullmatch(cell)
    return f"{found[1]}/{found[2]}/20{found[3]}" if found else cell


@dataclass(frozen=True)
class Given:
    """A return as it is given to be loaded: its year, its tables, and the day it speaks for (None: the year's last)."""

    year: int
    tables: Mapping[str, str]
    as_at: date | None = None
    council: str = COUNCIL
    columns: Mapping[str, list[str]] = field(default_factory=dict)


def rows_of(table: str) -> list[list[str]]:
    """A table's lines as files have them, the columns first."""
    return [[written(cell) for cell in line.split()] for line in table.strip().splitlines()]


def write_return(folder: Path, given: Given) -> Path:
    """The files of a return in a new folder."""
    folder.mkdir(parents=True)
    for name, table in given.tables.items():
        lines = [",".join(cells) for cells in rows_of(table)]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def load_return(folder: Path, given: Given, *, accept_loss: bool = False, now: datetime = LOADED) -> Loaded:
    """Loads a return into the data set in ``folder / "dataset"``."""
    files = write_return(folder / f"given-{len(list(folder.iterdir())):04d}", given)
    asked = Asked([str(files)], given.council, given.as_at, given.year, accept_loss)
    (done,) = load(Folder(folder / "dataset"), asked, now)
    return done


def data_set(folder: Path, *returns: Given) -> Dataset:
    """A data set of these returns, loaded in this order."""
    for given in returns:
        load_return(folder, given)
    return Dataset(folder / "dataset")


def core(dataset: Dataset, name: str, columns: str, as_at: date | None = None) -> list[str]:
    """The rows of a core table as lines of words, in the order of its natural key: as the tables above."""
    asked = ", ".join(f'"{column}"' for column in columns.split())
    found = dataset.core(name, as_at).query("t", f"SELECT {asked} FROM t ORDER BY ALL").fetchall()
    return [" ".join(_word(value) for value in row) for row in found]


def lines(table: str) -> list[str]:
    """A table without its columns, in the same form."""
    return [" ".join(line.split()) for line in table.strip().splitlines()]


def _word(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, date):
        return f"{value:%d%m%y}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
