"""A work list as a workbook: one team's findings with columns for people to fill in. Every value in it is inert text."""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, datetime
from typing import Any

from plumbline.faults import BadInput
from plumbline.reporting.shared.sheets import (
    MADE_UP_DATA,
    MOST_ROWS,
    Column,
    as_cell,
    height,
    new_book,
    put,
    say_made_up,
    sheet_with_heads,
    styles_of,
    wrapped_columns,
)
from plumbline.wording import counted

TITLE = "Plumbline work list"
#: What a finding is about beside the blamed fields; it is made anew each time.
EVIDENCE = "Looked at as well"
COLUMNS = (
    "Mark", "Rule", "Title", "Table", "File", "Line", "Child", "Values", EVIDENCE, "Fix",
    "Status", "Owner", "Due date", "Note", "Key",
)  # fmt: skip
STATUSES = ("open", "in hand", "done", "accepted")
#: The sheets that hold entries.
WORK, GONE, NOT_CHECKED = "Work list", "Gone", "Not checked"
NOBODY = "none recorded"

_WIDTHS = {
    "Mark": 13, "Rule": 11, "Title": 26, "Table": 17, "File": 21, "Line": 7, "Child": 17, "Values": 32, EVIDENCE: 38, "Fix": 28,
    "Owner": 13, "Due date": 12, "Note": 24, "Key": 20,
}  # fmt: skip
_STYLES = dict.fromkeys(("Title", "Values", EVIDENCE, "Fix", "Note"), "wrap") | {"Line": "line", "Due date": "date"}
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_ABOUT = (
    ("Status", "open, in hand, done or accepted (right as it is). Owner, Due date and Note are yours to fill in too."),
    ("Carry over", "Give this file or its folder back with --carry-over, and the next work lists keep what you wrote."),
    ("Columns", "Please add none, and leave Key as it is: by it a finding is known again."),
    ("new", "Not in the work lists carried over."),
    ("still there", "In them already, and still found."),
    ("accepted", "Still found, and marked as accepted."),
    ("came back", "Was gone, and is found again."),
    ("gone", "No longer found: on the sheet Gone, so that it is known if it comes back."),
    ("not checked", "In the work lists carried over, but its rule was not checked this time."),
)


@dataclass(frozen=True)
class Entry:
    """One line of a work list: its mark, the finding in words, and what people fill in."""

    mark: str
    code: str
    title: str
    table: str
    file: str
    line: str
    child: str
    values: str
    evidence: str
    fix: str
    status: str
    owner: str
    due: str
    note: str
    key: str


@dataclass
class WorkList:
    """One team's entries: found now, gone, and those whose rule was not checked this time."""

    name: str
    work: list[Entry] = field(default_factory=list)
    gone: list[Entry] = field(default_factory=list)
    not_checked: list[Entry] = field(default_factory=list)


def worklist_book(listed: WorkList, by: str, year: int, *, made_up: bool = False) -> bytes:
    """The workbook as bytes."""
    out = io.BytesIO()
    book = new_book(out)
    styles = styles_of(book) | {"date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"})}
    for name, entries in ((WORK, listed.work), (GONE, listed.gone), (NOT_CHECKED, listed.not_checked)):
        if entries or name == WORK:
            _entries(book, styles, name, entries)
    about = book.add_worksheet("About")
    about.set_column(0, 0, 20)
    known = (TITLE, ""), ("List", listed.name or NOBODY), ("Split by", by), ("Collection year", str(year))
    mark = ((MADE_UP_DATA, "Nothing in it is real."),) if made_up else ()
    for at, (title, said) in enumerate((*known, *mark, *_ABOUT)):
        about.write_string(at, 0, title, styles["head"])
        about.write_string(at, 1, as_cell(said))
    if made_up:
        say_made_up(book, beside=False)  # a column more could not be carried over
    book.close()
    return out.getvalue()


def _entries(book: Any, styles: dict[str, Any], name: str, entries: Sequence[Entry]) -> None:
    if len(entries) > MOST_ROWS:
        raise BadInput(
            f"A work list of {counted(len(entries), 'finding')} is longer than a sheet of Excel. Split by another field."
        )
    columns = [Column(title, _WIDTHS.get(title, 10), _STYLES.get(title, "text")) for title in COLUMNS]
    sheet = sheet_with_heads(book, styles, name, columns, len(entries))
    due = COLUMNS.index("Due date")
    sheet.set_column(due, due, _WIDTHS["Due date"], styles["date"])
    sheet.print_area(0, 0, len(entries), COLUMNS.index("Note"))  # nobody reads the key, which comes after it
    wrapped = wrapped_columns(columns)
    for row, entry in enumerate(entries, start=1):
        values = astuple(entry)
        sheet.set_row(row, height(values, wrapped))
        for at, (column, value) in enumerate(zip(columns, values, strict=True)):
            _put(sheet, row, at, value, column.style, styles)
    at = COLUMNS.index("Status")
    sheet.data_validation(1, at, max(1, len(entries)), at, {"validate": "list", "source": list(STATUSES)})


def _put(sheet: Any, row: int, at: int, value: str, style: str, styles: dict[str, Any]) -> None:
    """Writes a cell: a day as a day and a line as a number, where they are so; anything else as text."""
    if style == "date" and (day := _day(value)):
        sheet.write_datetime(row, at, datetime(day.year, day.month, day.day), styles[style])
    elif style == "line" and value.isdecimal():
        put(sheet, row, at, int(value), styles[style])
    else:
        put(sheet, row, at, value, styles[style])


def _day(text: str) -> date | None:
    try:
        day = datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None
    return day if day.year >= 1900 else None  # Excel's days begin there


def file_names(names: Iterable[str]) -> dict[str, str]:
    """A file name for each list that every system takes, no two alike in any case; the list without a name comes first."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names):
        plain = base = _safe(name)
        number = 1
        while plain.casefold() in taken:
            number += 1
            plain = f"{base} ({number})"
        taken.add(plain.casefold())
        found[name] = f"{plain}.xlsx"
    return found


def _safe(name: str) -> str:
    kept = (c if c.isalnum() or c in " -_" else "_" for c in unicodedata.normalize("NFC", name or NOBODY))
    plain = "".join(kept)[:60].strip() or "_"
    return f"_{plain}" if plain.casefold() in _RESERVED else plain
