"""accepted.csv: what an analyst has said of findings, by the finding's key: right as it is, done, or a note."""

import csv
import io
from pathlib import Path
from typing import NamedTuple

from plumbline.faults import BadInput

COLUMNS = ("key", "code", "child", "reason", "status")
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
    return {key: mark.reason for key, mark in marks.items() if mark.status == ACCEPTED}


def read_marks(content: bytes, file: str) -> dict[str, Mark]:
    """What was said, by finding key; only rows with a reason or a status count. As for ``read_keys``, BadInput."""
    marks = {key: _mark(reason, status) for key, reason, status in _rows(content, file) if reason or status}
    if strange := sorted({mark.status for mark in marks.values()} - set(STATUSES)):
        raise BadInput(f"{file}: a status is one of {', '.join(STATUSES)} or blank; found {', '.join(strange)[:80]}.")
    return marks


def read_keys(content: bytes, file: str) -> list[str]:
    """The keys of all findings that a file lists. No UTF-8, or not the columns: BadInput."""
    return [key for key, _, _ in _rows(content, file)]


def _rows(content: bytes, file: str) -> list[tuple[str, str, str]]:
    """Key, reason and status of each line with a key."""
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        if not {"key", "reason"} <= set(reader.fieldnames or ()):
            raise BadInput(f"{file}: the first row must name the columns {', '.join(COLUMNS)}.")
        return [
            (row["key"].removeprefix("'"), row["reason"] or "", row.get("status") or "") for row in reader if row["key"]
        ]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise BadInput(f"{file}: the file of accepted findings can't be read; is it a UTF-8 CSV?") from problem


def _mark(reason: str, status: str) -> Mark:
    return Mark(status.strip().lower() or ACCEPTED, reason)
