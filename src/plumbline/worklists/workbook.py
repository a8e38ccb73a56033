"""A work list as a workbook: one team's findings with columns for people to fill in. Every value in it is inert text."""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, datetime
from typing import Any

from plumbline.faults import BadInput
from plumbline.reporting.shared.sheets import as_cell, new_book

TITLE = "Plumbline work list"
COLUMNS = (
    "Mark", "Rule", "Title", "Table", "File", "Line", "Child", "Values", "Fix",
    "Status", "Owner", "Due date", "Note", "Key",
)  # fmt: skip
STATUSES = ("open", "in hand", "done", "accepted")
#: The sheets that hold entries.
WORK, GONE, NOT_CHECKED = "Work list", "Gone", "Not checked"
NOBODY = "none recorded"

#: The rows that a sheet of Excel can hold.
_MOST_ROWS = 1_048_575
_WIDTHS = {"Title": 40, "Values": 40, "Fix": 40, "Note": 40, "File": 16, "Owner": 16, "Due date": 12, "Mark": 11}
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


def worklist_book(listed: WorkList, by: str, year: int) -> bytes:
    """The workbook as bytes."""
    out = io.BytesIO()
    book = new_book(out)
    styles = {
        "head": book.add_format({"bold": True}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    for name, entries in ((WORK, listed.work), (GONE, listed.gone), (NOT_CHECKED, listed.not_checked)):
        if entries or name == WORK:
            _entries(book, styles, name, entries)
    about = book.add_worksheet("About")
    about.set_column(0, 0, 20)
    known = (TITLE, ""), ("List", listed.name), ("Split by", by), ("Collection year", str(year))
    for at, (title, said) in enumerate((*known, *_ABOUT)):
        about.write_string(at, 0, title, styles["head"])
        about.write_string(at, 1, as_cell(said))
    book.close()
    return out.getvalue()


def _entries(book: Any, styles: dict[str, Any], name: str, entries: Sequence[Entry]) -> None:
    if len(entries) > _MOST_ROWS:
        raise BadInput(
            f"A work list of {len(entries):,} findings is longer than a sheet of Excel. Split by another field."
        )
    sheet = book.add_worksheet(name)
    for at, title in enumerate(COLUMNS):
        sheet.write_string(0, at, title, styles["head"])
        sheet.set_column(at, at, _WIDTHS.get(title, 10), styles["date"] if title == "Due date" else None)
    for row, entry in enumerate(entries, start=1):
        for at, value in enumerate(astuple(entry)):
            day = _day(value) if COLUMNS[at] == "Due date" else None
            if day:
                sheet.write_datetime(row, at, datetime(day.year, day.month, day.day), styles["date"])
            else:
                style = styles["wrap"] if COLUMNS[at] in ("Title", "Values", "Fix", "Note") else None
                sheet.write_string(row, at, as_cell(value), style)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(entries), len(COLUMNS) - 1)
    at = COLUMNS.index("Status")
    sheet.data_validation(1, at, max(1, len(entries)), at, {"validate": "list", "source": list(STATUSES)})


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
