"""accepted.csv: what an analyst has said of findings, by the finding's key: right as it is, done, or a note."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from plumbline.faults import BadInput
from plumbline.reading.lists import read_list

COLUMNS = ("key", "code", "child", "reason", "status")
_NEEDED = ("key", "reason")
#: The status of a finding that is right as it is; one without a status is so too, if it has a reason.
ACCEPTED = "accepted"
STATUSES = (ACCEPTED, "done", "noted")


class Mark(NamedTuple):
    """What was said of one finding."""

    status: str
    reason: str


def read_accepted(path: Path) -> dict[str, str]:
    """The reasons of the accepted findings, by key. A file that can't be read is BadInput."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise BadInput(f"{path.name}: the file of accepted findings can't be read.") from problem
    marks = read_marks(content, path.name)
    return {key: mark.reason for key, mark in marks.items() if mark and mark.status == ACCEPTED}


def read_marks(content: bytes, file: str) -> dict[str, Mark | None]:
    """The findings that a file lists, by key, each with what was said of it: a reason, a status or both, or nothing.

    It may be as Excel saves it: in UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs. Another kind of file, not
    the columns, or a strange status: BadInput.
    """
    rows = [(row.cells["key"].removeprefix("'"), _mark(row.cells)) for row in read_list(content, file, _NEEDED)]
    marks: dict[str, Mark | None] = {}
    for key, mark in rows:
        if key:
            marks[key] = mark or marks.get(key)
    if strange := sorted({mark.status for mark in marks.values() if mark} - set(STATUSES)):
        raise BadInput(f"{file}: a status is one of {', '.join(STATUSES)} or blank; found {', '.join(strange)[:80]}.")
    return marks


def _mark(row: Mapping[str, str]) -> Mark | None:
    reason, status = row["reason"], row.get("status", "")
    return Mark(status.lower() or ACCEPTED, reason) if reason or status else None
