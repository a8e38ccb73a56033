"""Sheets of many rows: the library draws the book with specimen rows in them, and the rows themselves are poured in.

XlsxWriter takes several times as long for a cell as making its XML does, and most of its work is deciding what a cell is.
Here that is known: text, a number, or nothing. Everything else about a sheet (styles, widths, filters, print
settings) stays the library's. The form of the XML is that of ECMA-376, part 1, section 18.3.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from plumbline.reporting.shared.sheets import Column, as_cell, height, sheet_with_heads, wrapped_columns

#: A row's XML is made and packed in lots of this many.
_AT_ONCE = 500
#: The lightest packing: half the time of the usual one.
_PACKING = 1
#: The part of the file that has the texts of all sheets, each once; a cell has the text's number.
_TEXTS = "xl/sharedStrings.xml"

_SHEET = re.compile(r'(?P<before>.*)<row r="2".*(?P<after></sheetData>.*)', re.DOTALL)
_CELL = re.compile(r'<c r="(?P<column>[A-Z]+)(?P<row>[23])" s="(?P<style>\d+)"')
_LINK = re.compile(r'<hyperlink ref="(?P<column>[A-Z]+)2"[^>]*/>')
_COUNTS = re.compile(r' (count|uniqueCount)="\d+"')
_DIMENSION = re.compile(r'(<dimension ref="A1:[A-Z]+)\d+')
#: Text that a reader of workbooks would take for a character's number.
_LIKE_A_NUMBER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Row(NamedTuple):
    """A row's values, None for an empty cell, and the places of those to look at."""

    values: Sequence[str | float | None]
    look_at: Collection[int] = ()


class Link(NamedTuple):
    """A link from a row to a row of another sheet, both counted from 1 as Excel does."""

    row: int
    sheet: str
    to: int


@dataclass(frozen=True)
class LongSheet:
    """A sheet's columns, and what is poured into it: ``count`` rows, and links from the cells of ``link_column``."""

    columns: Sequence[Column]
    count: int
    rows: Iterable[Row]
    link_column: int | None = None
    links: Iterable[Link] = ()


class _Start(NamedTuple):
    """How the XML of a cell begins, before its row's number and after it."""

    column: str
    style: str


class _Numbers(dict[str, int]):
    """The numbers of texts, given as they are asked for, from the first that is free."""

    def __init__(self, first: int):
        super().__init__()
        self._first = first

    def __missing__(self, text: str) -> int:
        number = self[text] = self._first + len(self)
        return number


def specimen(book: Any, styles: dict[str, Any], name: str, long: LongSheet) -> str:
    """Draws a long sheet with a specimen of a row, of one to look at and of a link; returns its part's name in the file."""
    sheet = sheet_with_heads(book, styles, name, long.columns, long.count)
    for at, column in enumerate(long.columns):
        sheet.write_blank(1, at, None, styles[column.style])
        sheet.write_blank(2, at, None, styles["look"])
    if long.link_column is not None:
        style = styles[long.columns[long.link_column].style]
        sheet.write_url(1, long.link_column, f"internal:'{name}'!A1", style, "1")
    return f"xl/worksheets/sheet{len(book.worksheets())}.xml"


def poured(drawn: bytes, long: Mapping[str, LongSheet]) -> bytes:
    """The workbook with rows in place of the specimens of each long sheet, by its part's name."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(drawn)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_PACKING) as new,
    ):
        texts = old.read(_TEXTS).decode("utf-8")
        numbers = _Numbers(texts.count("<si>"))
        for part in old.namelist():
            if part in long:
                _write(new, part, _sheet(old.read(part).decode("utf-8"), long[part], numbers))
            elif part != _TEXTS:
                new.writestr(part, old.read(part))
        _write(new, _TEXTS, _all_texts(texts, numbers))
    return out.getvalue()


def _write(book: zipfile.ZipFile, part: str, pieces: Iterable[str]) -> None:
    with book.open(part, "w") as file:
        for piece in pieces:
            file.write(piece.encode("utf-8"))


def _sheet(drawn: str, long: LongSheet, numbers: _Numbers) -> Iterator[str]:
    """The XML of a long sheet in pieces."""
    parts = _SHEET.fullmatch(drawn)
    if parts is None:
        raise ValueError("the sheet has no specimen rows")
    usual, look = (
        [_Start(f'<c r="{column}', f'" s="{style}"') for column, row, style in _CELL.findall(drawn) if row == wanted]
        for wanted in "23"
    )
    yield _DIMENSION.sub(rf"\g<1>{long.count + 1}", parts["before"])
    yield from _joined(_rows(long, usual, look, numbers))
    after = parts["after"]
    if link := _LINK.search(after):
        yield after[: link.start()]
        yield from _joined(_links(long.links, link["column"]))
        after = after[link.end() :]
    yield after


def _joined(pieces: Iterator[str]) -> Iterator[str]:
    while lot := "".join(islice(pieces, _AT_ONCE)):
        yield lot


def _rows(
    long: LongSheet, usual: Sequence[_Start], look: Sequence[_Start], numbers: Mapping[str, int]
) -> Iterator[str]:
    wrapped = wrapped_columns(long.columns)
    for at, (values, look_at) in enumerate(long.rows, start=2):
        high = height(values, wrapped)
        starts = [look[place] if place in look_at else start for place, start in enumerate(usual)] if look_at else usual
        cells = [f'<row r="{at}" ht="{high}">' if high else f'<row r="{at}">']
        for place, ((column, style), value) in enumerate(zip(starts, values, strict=True)):
            if isinstance(value, str):
                cells.append(f'{column}{at}{style} t="s"><v>{numbers[value]}</v></c>')
            elif value is not None:
                cells.append(f"{column}{at}{style}><v>{value}</v></c>")
            elif place in look_at:
                cells.append(f"{column}{at}{style}/>")
        cells.append("</row>")
        yield "".join(cells)


def _all_texts(drawn: str, more: Iterable[str]) -> Iterator[str]:
    """The XML of the book's texts in pieces: the library's own, then ``more``."""
    yield _COUNTS.sub("", drawn).removesuffix("</sst>")
    yield from _joined(f'<si><t xml:space="preserve">{_escaped(as_cell(text))}</t></si>' for text in more)
    yield "</sst>"


def _escaped(text: str) -> str:
    plain = _LIKE_A_NUMBER.sub("_x005F_", text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _links(links: Iterable[Link], column: str) -> Iterator[str]:
    for row, sheet, to in links:
        yield f'<hyperlink ref="{column}{row}" location="\'{sheet}\'!A{to}"/>'
