"""CSV files: any usual encoding and separator, into plain CSV."""

import csv
import io
from itertools import repeat
from typing import Any

from plumbline.faults import BadInput
from plumbline.reading.recognise import recognise
from plumbline.reading.returns import LoadedTable, Note

#: Larger than any council's table by far.
LIMIT = 200 * 1024 * 1024
_NOT_TEXT = (b"\x89PNG", b"PK\x03\x04", b"%PDF", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")


def read_csv(content: bytes, file: str, years_back: int) -> tuple[LoadedTable, list[Note]]:
    """The table that a CSV file holds. Not text, empty, unknown columns or over-long rows: BadInput."""
    text, notes = decode(content, file)
    if not text.strip():
        raise BadInput(f"{file}: the file is empty. Export it again from the case system.")
    delimiter = delimiter_of(text)
    if delimiter == "," and (plain := _already_plain(text, file, years_back)):
        return plain[0], [*notes, *plain[1]]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        header = next(row for row in reader if any(cell.strip() for cell in row))
        found = recognise(header, file)
        first_line = reader.line_num
        return _plain(reader, found.name, found.columns, file, years_back, first_line), [*notes, *found.notes]
    except csv.Error as problem:
        raise BadInput(
            f"{file}: line {reader.line_num} can't be read as CSV ({problem}). Save it as CSV again."
        ) from problem


def _already_plain(text: str, file: str, years_back: int) -> tuple[LoadedTable, tuple[Note, ...]] | None:
    """A file that is plain CSV but for its header is taken as it stands, ten times as fast; None for any other."""
    text = text.replace("\r\n", "\n")
    if any(mark in text for mark in ('"', "\x00", "\r")):
        return None
    head, _, body = text.partition("\n")
    commas = head.count(",")
    lines = body.removesuffix("\n").split("\n") if body else []
    if not head.strip() or "" in lines or set(map(str.count, lines, repeat(","))) - {commas}:
        return None
    found = recognise(head.split(","), file)
    if not all(found.columns):
        return None
    content = "\n".join([",".join(found.columns), *lines, ""]).encode("utf-8")
    return LoadedTable(found.name, years_back, file, found.columns, content, len(lines), False), found.notes


def _plain(reader: Any, name: str, columns: tuple[str, ...], file: str, years_back: int, line: int) -> LoadedTable:
    used = [at for at, column in enumerate(columns) if column]
    width = len(columns)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    kept = ("line", *(columns[at] for at in used))
    writer.writerow(kept)
    rows = 0
    for row in reader:
        line, begins = reader.line_num, line + 1
        if not row:
            continue
        if len(row) > width:
            if any(cell.strip() for cell in row[width:]):
                raise BadInput(
                    f"{file}: line {begins} has {len(row)} values but the file has {width} columns. "
                    "Look for an extra comma or a missing quotation mark there."
                )
            row = row[:width]
        row += [""] * (width - len(row))
        writer.writerow([begins, *(row[at].replace("\x00", "") for at in used)])
        rows += 1
    return LoadedTable(name, years_back, file, kept, out.getvalue().encode("utf-8"), rows, True)


def decode(content: bytes, file: str) -> tuple[str, list[Note]]:
    """The text of a file in UTF-8, UTF-16 or Windows-1252, and a note when it was not UTF-8."""
    if len(content) > LIMIT:
        raise BadInput(f"{file}: the file is larger than 200 MB, which no return's table is. Check what was exported.")
    if content.startswith(_NOT_TEXT):
        raise BadInput(f"{file}: this is not a CSV file, whatever its name says. Export the table as CSV.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), [Note("encoding", file, "the file is UTF-16; read as such.")]
        except UnicodeDecodeError as problem:
            raise BadInput(f"{file}: the file says it is UTF-16 but is not. Save it as UTF-8 CSV.") from problem
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        return text, [Note("encoding", file, "the file is not UTF-8; read as Windows-1252.")]


def delimiter_of(text: str) -> str:
    """The separator that the header uses most: comma, semicolon or tab."""
    first = next(line for line in text.splitlines() if line.strip())
    return max(",;\t", key=first.count)
