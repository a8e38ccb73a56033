"""CSV files: any usual encoding and separator, into plain CSV."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import repeat
from typing import Any

from plumbline.faults import BadInput
from plumbline.reading.blanks import SPACE, may_hold_words, stands_for_blank, words_for_blank
from plumbline.reading.layout import LOOKED_AT, headings, holds_values, names_again
from plumbline.reading.recognise import Recognised, looks_like_a_table, recognise
from plumbline.reading.returns import LoadedTable, Note
from plumbline.wording import counted

#: Larger than any council's table by far.
LIMIT = 200 * 1024 * 1024
#: Where the column names are, if anywhere.
_BEGINNING = 100_000
_SEPARATORS = ",;\t"
_NOT_TEXT = (b"\x89PNG", b"PK\x03\x04", b"%PDF", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
#: A row that begins with a blank may be blank altogether.
_BEGINS_BLANK = re.compile(f"\n[,{SPACE}]")


def read_csv(content: bytes, file: str, years_back: int) -> tuple[LoadedTable, list[Note]]:
    """The table that a CSV file holds. Not text, empty, unknown columns or over-long rows: BadInput.

    Rows without any value are left out, and words that stand for blank read as blank; both are noted.
    """
    text, notes = decode(content, file)
    if not text.strip():
        raise BadInput(f"{file}: the file is empty. Export it again from the case system.")
    delimiter = delimiter_of(text)
    if delimiter == "," and (plain := _already_plain(text, file, years_back)):
        return plain[0], [*notes, *plain[1], *_no_rows(plain[0])]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        found = headings(iter(reader), file).found
        table, left = _plain(reader, found, file, years_back, words=may_hold_words(text))
    except csv.Error as problem:
        raise BadInput(
            f"{file}: line {reader.line_num} can't be read as CSV ({problem}). Save it as CSV again."
        ) from problem
    return table, [*notes, *found.notes, *left, *_no_rows(table)]


def _already_plain(text: str, file: str, years_back: int) -> tuple[LoadedTable, tuple[Note, ...]] | None:
    """A file that is plain CSV but for its header is taken as it stands, ten times as fast; None for any other."""
    text = text.replace("\r\n", "\n")
    if any(mark in text for mark in ('"', "\x00", "\r")):
        return None
    head, _, body = text.partition("\n")
    commas = head.count(",")
    lines = body.removesuffix("\n").split("\n") if body else []
    if (
        "" in lines
        or head in lines
        or set(map(str.count, lines, repeat(","))) - {commas}
        or not looks_like_a_table(head.split(","))
    ):
        return None
    ended = "\n".join(["", *lines, ""])
    if _BEGINS_BLANK.search(ended) or may_hold_words(ended):
        return None
    found = recognise(head.split(","), file)
    if not all(found.columns):
        return None
    content = (",".join(found.columns) + ended).encode("utf-8")
    return LoadedTable(found.name, years_back, file, found.columns, content, len(lines), False), found.notes


def _plain(
    reader: Any, found: Recognised, file: str, years_back: int, *, words: bool
) -> tuple[LoadedTable, list[Note]]:
    """The rows below the headings as plain CSV, and what was left out of them or, where ``words`` are, read as blank."""
    used = [at for at, column in enumerate(found.columns) if column]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    kept = ("line", *(found.columns[at] for at in used))
    writer.writerow(kept)
    rows = empty = again = 0
    blanked: Counter[str] = Counter()
    for line, row in _fitting(reader, len(found.columns), file):
        if not holds_values(row, used):
            empty += 1
            continue
        if names_again(row, found):
            again += 1
            continue
        cells = [row[at].replace("\x00", "") for at in used]
        for at in [at for at, cell in enumerate(cells) if stands_for_blank(cell)] if words else ():
            blanked[kept[at + 1]] += 1
            cells[at] = ""
        writer.writerow([line, *cells])
        rows += 1
    table = LoadedTable(found.name, years_back, file, kept, out.getvalue().encode("utf-8"), rows, True)
    return table, [
        *_left_out(empty, "without any value", file),
        *_left_out(again, "of column names", file),
        *words_for_blank(blanked, file),
    ]


def _fitting(reader: Any, width: int, file: str) -> Iterator[tuple[int, list[str]]]:
    """The records below the headings, each with its line, as wide as the headings. A value beyond them: BadInput."""
    line = reader.line_num
    for row in reader:
        line, begins = reader.line_num, line + 1
        if not row:
            continue
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            raise BadInput(
                f"{file}: line {begins} has {counted(len(row), 'value')} but the file has {counted(width, 'column')}. "
                "Look for an extra comma or a missing quotation mark there."
            )
        yield begins, row[:width] + [""] * (width - len(row))


def _left_out(count: int, which: str, file: str) -> list[Note]:
    said = f"{counted(count, 'row')} {which} {'was' if count == 1 else 'were'} left out."
    return [Note("empty_rows", file, said, count)] if count else []


def _no_rows(table: LoadedTable) -> list[Note]:
    said = f"{table.name}: no rows. The file has column names and nothing below them."
    return [] if table.rows else [Note("no_rows", table.file, said)]


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
    """The separator under which a line names a table's columns, else the one that the first line uses most."""
    lines = [line for line in text[:_BEGINNING].splitlines() if line.strip()]
    for line in lines[:LOOKED_AT]:
        for separator in sorted(_SEPARATORS, key=line.count, reverse=True):
            if looks_like_a_table(line.replace('"', "").split(separator)):
                return separator
    return max(_SEPARATORS, key=lines[0].count) if lines else ","
