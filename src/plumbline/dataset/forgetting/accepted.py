"""Lines of accepted.csv that are of a child: their keys hold its number."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from plumbline.dataset.forgetting.finding import BLOTTED_OUT
from plumbline.faults import BadInput
from plumbline.model import ssda903
from plumbline.reading.csv_files import decode, delimiter_of

_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8"}


class WithoutThem(NamedTuple):
    """A file of accepted findings without some children: its new content, how many lines went, how many reasons changed."""

    path: Path
    content: bytes
    lines: int
    reasons: int


def without(paths: Iterable[Path], children: Collection[str]) -> list[WithoutThem]:
    """The files that hold a line or a word of the children, without them. What is no file of accepted findings is BadInput.

    Every other line stays as it is, byte for byte. A child's number in the reason given for another's finding is blotted out.
    """
    found = [_without(path, frozenset(children)) for path in paths]
    return [one for one in found if one.lines or one.reasons]


def _without(path: Path, children: frozenset[str]) -> WithoutThem:
    content = path.read_bytes()
    text, _ = decode(content, path.name)
    mark = next((mark for mark in _BYTE_ORDER_MARKS if content.startswith(mark)), b"")
    encoding = _BYTE_ORDER_MARKS.get(mark) or ("utf-8" if text.encode() == content else "cp1252")
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(children)))})(?!\w)", re.IGNORECASE)
    kept, lines, reasons = [], 0, 0
    for raw, cells in _rows(text, path.name):
        if children.intersection(_children_of(cells)):
            lines += 1
            continue
        changed = named.sub(BLOTTED_OUT, raw) if named.search(cells.get("reason", "")) else raw
        reasons += changed != raw
        kept.append(changed)
    return WithoutThem(path, mark + "".join(kept).encode(encoding, "replace"), lines, reasons)


def _rows(text: str, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row as it is written, and its cells by heading; the heading itself has none."""
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(iter(lines), delimiter=delimiter_of(text) if text.strip() else ",")
    head: list[str] | None = None
    start = 0
    try:
        for row in reader:
            raw, start = "".join(lines[start : reader.line_num]), reader.line_num
            if head is None:
                head = [name.strip().lower() for name in row]
                if "key" not in head:
                    raise BadInput(f"{file}: the first row must name the columns key and reason.")
                yield raw, {}
            else:
                yield raw, dict(zip(head, map(str.strip, row), strict=False))
    except csv.Error as problem:
        raise BadInput(f"{file}: line {reader.line_num} can't be read as CSV. Save it as CSV again.") from problem


def _children_of(cells: dict[str, str]) -> Iterator[str]:
    """The child that a line is of, by its key (code, table, the row's natural key, a number) and by its own column."""
    yield cells.get("child", "").removeprefix("'").upper()
    _, table, *natural = [*cells.get("key", "").removeprefix("'").split("|"), "", ""]
    declared = ssda903().tables.get(table)
    at = declared.key.index("CHILD") if declared and "CHILD" in declared.key else 0
    yield natural[at].strip().upper()
