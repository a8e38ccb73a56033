"""CSV that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable

#: What makes a spreadsheet take a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """The text with an apostrophe before anything that a spreadsheet would run."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_text(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A CSV file for spreadsheets: with a byte order mark, and nothing in it that would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()
