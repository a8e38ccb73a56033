"""What a council gives to be loaded, as tests write it, and what comes of it."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb

from plumbline.dataset.dataset import Dataset
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.load import Asked, Loaded, load
from plumbline.synthetic.ssd import Returns

DAY = date(2026, 3, 31)
NOW = datetime(2026, 4, 14, 9)
#: What the made-up council calls a check that the return calls otherwise.
VALUES = '[clah_health_check_type]\n"Health Surveillance" = "health_check"\n'


def load_into(folder: Path, *sources: object, as_at: date | None = DAY, accept_loss: bool = False) -> list[Loaded]:
    """Loads sources as at a day."""
    asked = Asked([str(source) for source in sources], as_at=as_at, accept_loss=accept_loss)
    return load(Folder(folder), asked, NOW)


def data_set(folder: Path, *sources: object, values: str = VALUES) -> Dataset:
    """A new data set with what some sources give, in which the council's words have a meaning."""
    folder.mkdir()
    (folder / "values.toml").write_text(values, "utf-8")
    load_into(folder, *sources)
    return Dataset(folder)


def write_returns(returns: Returns, folder: Path) -> None:
    """One folder a year, one CSV file a table."""
    for year, tables in returns.items():
        (folder / str(year)).mkdir(parents=True)
        for name, rows in tables.items():
            if rows:
                columns = list(dict.fromkeys(column for row in rows for column in row))
                with (folder / str(year) / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, columns, restval="")
                    writer.writeheader()
                    writer.writerows(rows)


def write_rows(file: Path, text: str) -> Path:
    """A CSV file as it is written in a test: lines without their indent."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", "utf-8")
    return file


def received(folder: Path, table: str, columns: str) -> list[tuple[object, ...]]:
    """The rows of a table in the newest load that has it, in order."""
    kept = Dataset(folder).loads()[-1].tables[table]
    return sorted(duckdb.sql(f"SELECT {columns} FROM '{folder / 'loads' / kept.file}'").fetchall(), key=str)


def texts_of(folder: Path) -> Iterator[str]:
    """All that is in the files of a data set, Parquet decoded."""
    for file in folder.rglob("*"):
        if file.suffix == ".parquet":
            yield str(duckdb.sql(f"FROM '{file}'").fetchall())
        elif file.is_file():
            yield file.read_text("utf-8")
