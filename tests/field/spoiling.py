"""What happens to a return's rows on their way through other people's hands."""

import csv
from collections.abc import Callable
from pathlib import Path

from plumbline.model import DATE_TYPES, ssda903

Rows = list[dict[str, str]]
#: What is done to the rows of a table of this year, called by its name.
Change = Callable[[str, Rows], Rows]


def rows_of(file: Path) -> Rows:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def write(file: Path, rows: Rows) -> None:
    """Writes rows as the CSV file that a spreadsheet would; without any it keeps its headings."""
    columns = list(rows[0]) if rows else file.read_text("utf-8").splitlines()[0].split(",")
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def dates_as(form: Callable[[int, int, int], str], only: tuple[str, ...] = ()) -> Change:
    """A change that writes all dates, or those of some tables, otherwise: from year, month and day."""

    def change(table: str, rows: Rows) -> Rows:
        fields = [f.name for f in ssda903().table(table).submitted if f.type in DATE_TYPES]
        if only and table not in only:
            return rows
        return [row | {f: _as(form, row[f]) for f in fields} for row in rows]

    return change


def column_as(table: str, column: str, form: Callable[[str], str]) -> Change:
    """A change that writes the values of one column of a table otherwise; a blank stays blank."""

    def change(name: str, rows: Rows) -> Rows:
        return [row | {column: form(row[column]) if row[column] else ""} for row in rows] if name == table else rows

    return change


def _as(form: Callable[[int, int, int], str], text: str) -> str:
    if not text or "Z" in text:
        return text
    day, month, year = text.split("/")
    return form(int(year), int(month), int(day))
