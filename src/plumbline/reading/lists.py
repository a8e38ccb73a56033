"""Lists that people keep beside a return, as a spreadsheet saves them: findings accepted, teams, councils."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plumbline.faults import BadInput
from plumbline.reading.csv_files import decode, delimiter_of


class ListRow(NamedTuple):
    """A row of a list: the line of the file that it ends on, and its cells by heading in lower case."""

    line: int
    cells: dict[str, str]


def read_list(content: bytes, file: str, needed: Sequence[str]) -> Iterator[ListRow]:
    """The rows of a CSV file that has at least the columns ``needed``; BadInput for any other.

    It may be in UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs. A cell that is not there is blank.
    """
    text, _ = decode(content, file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text) if text.strip() else ",")
    try:
        head = [name.strip().lower() for name in next(reader, [])]
        if not set(needed) <= set(head):
            raise BadInput(f"{file}: the first row must name the columns {' and '.join(needed)}.")
        for row in reader:
            cells = [cell.strip() for cell in row[: len(head)]]
            yield ListRow(reader.line_num, dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=True)))
    except csv.Error as problem:
        raise BadInput(f"{file}: line {reader.line_num} can't be read as CSV. Save it as CSV again.") from problem
