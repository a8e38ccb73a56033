"""Writes an extract as a council's analyst exports it: a folder of CSV files."""

import csv
import os
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path

from plumbline.synthetic.ssd.vendors import Cell, Vendor, Written


def write_csv(tables: Iterable[Written], folder: Path, vendor: Vendor) -> None:
    """One CSV file per table, with days and encoding as the vendor's export has them; a blank is an empty cell."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        with (folder / f"{table.name}.csv").open("w", encoding=vendor.encoding, newline="") as file:
            writer = csv.writer(file)
            writer.writerow([column.name for column in table.columns])
            writer.writerows([_text(cell, vendor) for cell in row] for row in table.rows)


def dated(folder: Path, day: date) -> None:
    """Has the files of an extract say that they were written on its day, as a real one's do."""
    noon = datetime.combine(day, time(12)).timestamp()
    for file in folder.iterdir():
        os.utime(file, (noon, noon))


def _text(cell: Cell, vendor: Vendor) -> str:
    if cell is None:
        return ""
    return cell.strftime(vendor.day) if isinstance(cell, date) else str(cell)
