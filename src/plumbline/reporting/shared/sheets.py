"""What all workbooks have in common. A value is written as text or as a number, so nothing in it can run."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

#: The characters that a cell of Excel can hold.
_MOST_TEXT = 32_767
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def new_book(out: io.BytesIO) -> Any:
    """A workbook that is written to ``out`` when it is closed."""
    return xlsxwriter.Workbook(out, _OPTIONS)


def sheet_of(
    book: Any, head_style: Any, name: str, head: Sequence[str], rows: Iterable[Sequence[str | float | None]]
) -> Any:
    """A sheet with a row of headings that stays in view and filters. A cell of None stays empty."""
    sheet = book.add_worksheet(name)
    for column, title in enumerate(head):
        sheet.write_string(0, column, title, head_style)
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(at, column, as_cell(value))
            elif value is not None:
                sheet.write_number(at, column, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, 0, len(head) - 1)
    return sheet


def as_cell(text: str) -> str:
    """The text as a cell can hold it: without control characters, and not too long."""
    return _UNFIT.sub("", text)[:_MOST_TEXT]
