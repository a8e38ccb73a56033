"""accepted.csv: what an analyst has said of findings, by the finding's key: right as it is, done, or a note."""

import csv
import io
from collections.abc import Mapping
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
    return {key: mark.reason for key, mark in marks.items() if mark and mark.status == ACCEPTED}


def read_marks(content: bytes, file: str) -> dict[str, Mark | None]:
    """The findings that a file lists, by key, each with what was said of it: a reason, a status or both, or nothing.

    No UTF-8, not the columns, or a strange status: BadInput.
    """
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        if not {"key", "reason"} <= set(reader.fieldnames or ()):
            raise BadInput(f"{file}: the first row must name the columns {', '.join(COLUMNS)}.")
        rows = [(row["key"].removeprefix("'"), _mark(row)) for row in reader if row["key"]]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise BadInput(f"{file}: the file of accepted findings can't be read; is it a UTF-8 CSV?") from problem
    marks: dict[str, Mark | None] = {}
    for key, mark in rows:
        marks[key] = mark or marks.get(key)
    if strange := sorted({mark.status for mark in marks.values() if mark} - set(STATUSES)):
        raise BadInput(f"{file}: a status is one of {', '.join(STATUSES)} or blank; found {', '.join(strange)[:80]}.")
    return marks


def _mark(row: Mapping[str, str | None]) -> Mark | None:
    reason, status = row["reason"] or "", row.get("status") or ""
    return Mark(status.strip().lower() or ACCEPTED, reason) if reason or status else None
