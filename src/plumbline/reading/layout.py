"""Where in a file the table is: its headings, maybe below a title, and the rows that hold anything."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from plumbline.faults import BadInput
from plumbline.reading.blanks import is_empty
from plumbline.reading.column_names import tidy
from plumbline.reading.recognise import Recognised, looks_like_a_table, recognise
from plumbline.reading.returns import Note
from plumbline.wording import counted

#: Headings are looked for in so many of a file's first rows that hold anything.
LOOKED_AT = 20


class Headings(NamedTuple):
    """The table that a file's headings name, and how many of the records before them hold anything."""

    found: Recognised
    above: int


def headings(records: Iterator[list[str]], file: str) -> Headings:
    """The first record that names a table's columns; ``records`` then stands behind it.

    Where none does: BadInput, of the record that was likely meant to, else of the first.
    """
    first: BadInput | None = None
    seen = 0
    for cells in records:
        if is_empty(cells):
            continue
        try:
            found = recognise(cells, file)
            return Headings(_with_title_noted(found, seen, file), seen)
        except BadInput as problem:
            if looks_like_a_table(cells):
                raise
            first = first or problem
        seen += 1
        if seen == LOOKED_AT:
            break
    raise first or BadInput(f"{file}: the file is empty. Export it again from the case system.")


def names_a_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether any of a sheet's first rows has the headings of a table, or was likely meant to."""
    filled = [cells for cells in rows[: 5 * LOOKED_AT] if not is_empty(cells)]
    return any(looks_like_a_table(cells) or _recognised(cells) for cells in filled[:LOOKED_AT])


def _recognised(cells: Sequence[str]) -> bool:
    try:
        recognise(cells, "")
    except BadInput:
        return False
    return True


def holds_values(cells: Sequence[str], used: Iterable[int]) -> bool:
    """Whether a record has a value in any of the columns used: without one it is no row of the table."""
    return not is_empty(cells[at] for at in used if at < len(cells))


def is_row(cells: Sequence[str], found: Recognised, used: Iterable[int]) -> bool:
    """Whether a record is a row of the table: it holds a value, and not the headings again, as where two files were joined."""
    return holds_values(cells, used) and not names_again(cells, found)


def names_again(cells: Sequence[str], found: Recognised) -> bool:
    """Whether a record below the headings is the headings once more."""
    names = [(cell, name) for cell, name in zip(cells, found.columns, strict=False) if name]
    return all(tidy(cell) == name for cell, name in names)


def _with_title_noted(found: Recognised, above: int, file: str) -> Recognised:
    if not above:
        return found
    said = f"{counted(above, 'line')} above the column names {'was' if above == 1 else 'were'} left out."
    return replace(found, notes=(Note("title_left_out", file, said, above), *found.notes))
