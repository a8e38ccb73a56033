"""Core tables as one workbook: what it is and from which loads, a sheet for each table, and what each column means."""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from plumbline.exporting.held import Held, from_load
from plumbline.exporting.package import NO, YES
from plumbline.faults import BadInput
from plumbline.model import Field, Table, core
from plumbline.model.authorities import council_name
from plumbline.reporting.shared.long_sheets import LongSheet, Row, poured, specimen
from plumbline.reporting.shared.sheets import (
    ARROW,
    MADE_UP_DATA,
    MOST_ROWS,
    Column,
    as_cell,
    fill,
    for_paper,
    height,
    new_book,
    say_made_up,
    sheet_with_heads,
    styles_of,
)
from plumbline.wording import counted

_COLUMNS = (
    Column("Table", 22), Column("Column", 24), Column("Called", 30, "wrap"), Column("What it is", 80, "wrap"),
    Column("Identifying", 14),
)  # fmt: skip
_HEADS = (("Table", "head"), ("Rows", "head of numbers"), ("What a row is", "head"))
_MEANING = 110
_ABOUT, _DICTIONARY = "About", "Columns"
#: The day from which Excel counts, and the first that it can show.
_DAY_0, _FIRST_DAY = date(1899, 12, 30), date(1900, 3, 1)
_STYLES = {"date": "date", "number": "decimal"}


def workbook(held: Held, names: Sequence[str]) -> bytes:
    """The workbook as bytes. Text is text, whatever it looks like; numbers are numbers and days are days.

    A day before March 1900, which Excel can't count, is text, year first. A table longer than a sheet is BadInput.
    """
    for name in names:
        if held.rows[name] > MOST_ROWS:
            raise BadInput(
                f"{name} has {counted(held.rows[name], 'row')}, more than a sheet of Excel holds. Write CSV or Parquet instead."
            )
    out = io.BytesIO()
    book = new_book(out)
    styles = styles_of(book) | {
        "date": book.add_format({"valign": "top", "num_format": "dd/mm/yyyy", "align": "right"}),
        "decimal": book.add_format({"valign": "top", "num_format": "General"}),
    }
    _about(book, styles, held, names)
    tables = [core().table(name) for name in names]
    long = {}
    for table in tables:
        sheet = _sheet(held, table)
        long[specimen(book, styles, table.name, sheet)] = sheet
    described = [_described(table, field) for table in tables for field in table.fields]
    dictionary = sheet_with_heads(book, styles, _DICTIONARY, _COLUMNS, len(described))
    fill(dictionary, styles, _COLUMNS, described)
    if held.made_up:
        say_made_up(book)
    book.close()
    return poured(out.getvalue(), long)


def _about(book: Any, styles: dict[str, Any], held: Held, names: Sequence[str]) -> None:
    """The first sheet: what the book is, whose, as at when, from which loads, and what is in it."""
    sheet = book.add_worksheet(_ABOUT)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, _MEANING)
    for_paper(sheet)
    councils = ", ".join(council_name(code) if code else "no council by name" for code in held.state.councils)
    sheet.write_string(0, 0, "Core tables of the year-round data set", styles["title"])
    said = [
        ("Council", councils), ("As at", f"{held.state.as_at:%d/%m/%Y}"),
        (MADE_UP_DATA, "Nothing in it is real.") if held.made_up
        else ("Keep it safe", "It holds children's records. Keep it within the council."),
        *(("From", from_load(load)) for load in held.state.loads),
    ]  # fmt: skip
    for at, (title, words) in enumerate(said, start=2):
        sheet.write_string(at, 0, title, styles["text"])
        sheet.write_string(at, 1, as_cell(words))
    head = len(said) + 3
    for at, (title, style) in enumerate(_HEADS):
        sheet.write_string(head, at, title, styles[style])
    for at, name in enumerate(names, start=head + 1):
        meaning = core().table(name).meaning
        sheet.set_row(at, height(["", "", meaning], [(2, _MEANING)]))
        sheet.write_url(at, 0, f"internal:'{name}'!A1", styles["link in words"], name)
        sheet.write_number(at, 1, held.rows[name], styles["number"])
        sheet.write_string(at, 2, meaning, styles["wrap"])


def _sheet(held: Held, table: Table) -> LongSheet:
    columns = [
        Column(field.name, max(12, len(field.name) + ARROW), _STYLES.get(field.type, "text")) for field in table.fields
    ]
    return LongSheet(columns, held.rows[table.name], _rows(held, table))


def _rows(held: Held, table: Table) -> Iterator[Row]:
    days = [at for at, field in enumerate(table.fields) if field.type == "date"]
    for row in held.read(held.query(table, ", ".join(map(_cell, table.fields)))):
        cells = list(row)
        for at in days:
            cells[at] = _day(row[at])
        yield Row(cells)


@lru_cache(50_000)
def _day(day: date | None) -> int | str | None:
    """The number by which Excel counts a day."""
    if day is None:
        return None
    return (day - _DAY_0).days if day >= _FIRST_DAY else day.isoformat()


def _cell(field: Field) -> str:
    """SQL for the cell of a column: text, a number, or nothing."""
    name = f'"{field.name}"'
    if field.type == "boolean":
        return f"CASE WHEN {name} THEN '{YES}' WHEN NOT {name} THEN '{NO}' END"
    return name


def _described(table: Table, field: Field) -> tuple[str, ...]:
    return table.name, field.name, field.title, field.meaning, field.identifying
