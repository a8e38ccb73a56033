"""How a kind of repair is declared: a name, plain words, the fields it looks at, and a function that reads the value."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from plumbline.model import Field
from plumbline.reading.writing.rewriting import Place
from plumbline.repairing.evidence import Evidence, Row


@dataclass(frozen=True)
class Cell:
    """A cell that something complains about: where it is, its field, its tidied value, its row."""

    place: Place
    field: Field
    value: str
    row: Row

    @property
    def child(self) -> str:
        """The child whose row it is."""
        return self.row["CHILD"]


class Reading(NamedTuple):
    """The one reading of a value, and why there is no other."""

    value: str
    why: str


Mend = Callable[[Cell, Evidence], Reading | None]


@dataclass(frozen=True)
class Kind:
    """One kind of repair. ``mend`` gives the one reading of a cell, or None where there is none or more than one.

    Only kinds that ``fill_blanks`` are asked about a blank cell. ``spreadsheet`` says that the value may well be right
    in the case system: a spreadsheet that the file went through leaves such.
    """

    name: str
    words: str
    looks_at: Callable[[Field], bool]
    mend: Mend
    fill_blanks: bool
    spreadsheet: bool

    def reading(self, cell: Cell, evidence: Evidence) -> Reading | None:
        """The one reading of a cell, if this kind speaks of it."""
        if not self.looks_at(cell.field) or not (cell.value or self.fill_blanks):
            return None
        return self.mend(cell, evidence)


KINDS: dict[str, Kind] = {}


def repair(
    words: str, looks_at: Callable[[Field], bool], *, fill_blanks: bool = False, spreadsheet: bool = False
) -> Callable[[Mend], Mend]:
    """Declares a kind of repair, named by its function."""

    def declared(mend: Mend) -> Mend:
        name = mend.__name__
        KINDS[name] = Kind(name, words, looks_at, mend, fill_blanks, spreadsheet)
        return mend

    return declared


def named(*names: str) -> Callable[[Field], bool]:
    """The fields of these names, in whatever table."""
    return lambda field: field.name in names


def coded(field: Field) -> bool:
    """The fields whose values come from a code set."""
    return bool(field.codes)
