"""What all workbooks have in common. A value is written as text or as a number, so nothing in it can run."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import xlsxwriter

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

#: What a sheet of Excel can hold below its row of headings: rows, and links.
MOST_ROWS = 1_048_575
MOST_LINKS = 65_530

#: The characters that a cell of Excel can hold.
_MOST_TEXT = 32_767
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_A4 = 9
#: What a heading needs beside its characters: they are bold, set in a little, and a filter's arrow follows.
ARROW = 5
#: What is said of data in which nothing is real.
MADE_UP_DATA = "Made-up data"
#: The height of a line and of the highest row, in points.
_LINE, _HIGHEST = 15, 405


class Column(NamedTuple):
    """A column of a sheet: its heading, its width in characters, and the name of its cells' style."""

    title: str
    width: float = 12
    style: str = "text"


def new_book(out: io.BytesIO) -> Any:
    """A workbook that is written to ``out`` when it is closed."""
    return xlsxwriter.Workbook(out, _OPTIONS)


def styles_of(book: Any) -> dict[str, Any]:
    """The styles of cells by name; ``look`` is for what is wrong, ``link`` for a number that leads to another sheet."""
    top = {"valign": "top"}
    words = top | {"align": "left", "indent": 1}
    head = words | {"bold": True, "text_wrap": True, "bg_color": "#D8E5E9", "bottom": 1}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "section": book.add_format({"bold": True, "font_size": 12}),
        "head": book.add_format(head),
        "head of numbers": book.add_format(head | {"align": "right", "indent": 0}),
        "text": book.add_format(words),
        "wrap": book.add_format(words | {"text_wrap": True}),
        "number": book.add_format(top | {"num_format": "#,##0"}),
        "number among words": book.add_format(words | {"num_format": "#,##0"}),
        "line": book.add_format(top | {"num_format": "0"}),
        "link": book.add_format(top | {"num_format": "0", "font_color": "#125A9C", "underline": 1}),
        "link in words": book.add_format(words | {"font_color": "#125A9C", "underline": 1}),
        "look": book.add_format(words | {"bg_color": "#FBE3D4", "border": 1, "border_color": "#B3420C"}),
    }


def sheet_with_heads(book: Any, styles: dict[str, Any], name: str, columns: Sequence[Column], rows: int) -> Any:
    """A sheet whose headings stay in view, filter all ``rows`` and are printed on every page; it has no rows yet."""
    sheet = book.add_worksheet(name)
    for at, column in enumerate(columns):
        head = "head" if column.style in ("text", "wrap") else "head of numbers"
        sheet.write_string(0, at, as_cell(column.title), styles[head])
        sheet.set_column(at, at, column.width)
    sheet.set_row(0, head_height([(column.title, column.width) for column in columns]))
    _head_stays(sheet, rows, len(columns))
    return sheet


def head_height(titles: Iterable[tuple[str, float]]) -> int | None:
    """How high a row of headings must be, given their columns' widths; None for a single line."""
    return 2 * _LINE if any(len(title) + ARROW > width for title, width in titles) else None


def fill(
    sheet: Any, styles: dict[str, Any], columns: Sequence[Column], rows: Iterable[Sequence[str | int | None]]
) -> None:
    """Writes rows below a sheet's headings, each cell in its column's style. A cell of None stays empty."""
    wrapped = wrapped_columns(columns)
    for at, row in enumerate(rows, start=1):
        sheet.set_row(at, height(row, wrapped))
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            put(sheet, at, place, value, styles[column.style])


def wrapped_columns(columns: Sequence[Column]) -> list[tuple[int, float]]:
    """The places and widths of the columns whose text wraps."""
    return [(at, column.width) for at, column in enumerate(columns) if column.style == "wrap"]


def height(row: Sequence[str | float | None], wrapped: Iterable[tuple[int, float]]) -> int | None:
    """How high a row must be, in points, for the text that wraps in it; None for a single line.

    Excel fits rows by itself, but not every program that opens its files does. It is estimated: a line holds about as many
    characters as its column is wide, the width being that of digits and most letters narrower.
    """
    most = 1
    for at, width in wrapped:
        text = row[at] if at < len(row) else None
        if isinstance(text, str) and (len(text) > most * width or "\n" in text):
            most = max(most, sum(max(1, -int(-len(line) // width)) for line in text.split("\n")))
    return min(most * _LINE, _HIGHEST) if most > 1 else None


def put(sheet: Any, row: int, column: int, value: str | float | None, style: Any = None) -> None:
    """Writes one cell: text as text, whatever it looks like, a number as a number, None not at all."""
    if isinstance(value, str):
        sheet.write_string(row, column, as_cell(value), style)
    elif value is not None:
        sheet.write_number(row, column, value, style)


def sheet_of(
    book: Any, head_style: Any, name: str, head: Sequence[str], rows: Iterable[Sequence[str | float | None]]
) -> Any:
    """A sheet with a row of headings that stays in view and filters, and its rows. A cell of None stays empty."""
    sheet = book.add_worksheet(name)
    for column, title in enumerate(head):
        sheet.write_string(0, column, title, head_style)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            put(sheet, last, column, value)
    _head_stays(sheet, last, len(head))
    return sheet


def for_paper(sheet: Any) -> None:
    """Prints a sheet on A4, landscape, as wide as the paper, with its name and the page's number at the foot."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&RPage &P of &N")


def say_made_up(book: Any, *, beside: bool = True, in_part: bool = False) -> None:
    """Says on every sheet that nothing in it is real, or only a part, which is marked: at the head of each printed page, and ``beside`` its first row."""
    style = book.add_format({"bold": True, "font_color": "#B3420C"})
    for sheet in book.worksheets():
        sheet.set_header(f"&C{MADE_UP_DATA}: {'some of it' if in_part else 'nothing in it is real'}")
        if beside:
            sheet.write_string(0, sheet.dim_colmax + 1, MADE_UP_DATA, style)
            sheet.set_column(sheet.dim_colmax, sheet.dim_colmax, len(MADE_UP_DATA) + 2)


def _head_stays(sheet: Any, rows: int, columns: int) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, columns - 1)
    sheet.repeat_rows(0)
    for_paper(sheet)


def as_cell(text: str) -> str:
    """The text as a cell can hold it: without control characters, and not too long."""
    return _UNFIT.sub("", text)[:_MOST_TEXT]
