"""Sheets as CSV text, so that one reader serves both."""

import csv
import io

from plumbline.files import Sheet


def sheet_as_csv(rows: Sheet) -> bytes:
    """A sheet as UTF-8 CSV; a row without any value keeps its place, so that line numbers stay Excel's."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")
