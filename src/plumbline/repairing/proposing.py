"""From cells that something complains about to proposed repairs: one reading by every kind that has one, or none."""

from collections.abc import Iterable
from typing import NamedTuple

from plumbline.reading.writing.rewriting import Place
from plumbline.repairing import agreement, codes, dates, identifiers, postcodes
from plumbline.repairing.declare import KINDS, Cell, Kind, Reading
from plumbline.repairing.evidence import Evidence
from plumbline.repairing.tidying import tidy

#: The modules that declare kinds. Where several read a value alike, the first of them is named.
_DECLARING = [module.__name__ for module in (codes, dates, identifiers, postcodes, agreement)]
_KINDS = sorted(KINDS.values(), key=lambda kind: _DECLARING.index(kind.mend.__module__))
#: Those that read the value itself, and those that take it from other rows, which are dear to look up.
_FORMS = [kind for kind in _KINDS if not kind.fill_blanks]
_OTHER_ROWS = [kind for kind in _KINDS if kind.fill_blanks]


class Repair(NamedTuple):
    """One proposed repair: where, the value as read and the one it becomes, the kind, the rules that blame it, why."""

    place: Place
    child: str
    old: str
    new: str
    kind: str
    rules: tuple[str, ...]
    why: str


def proposals(
    suspects: Iterable[tuple[Cell, list[str]]], evidence: Evidence, *, misread_only: bool = False
) -> list[Repair]:
    """The repairs of cells that have exactly one reading, in the return's order.

    ``misread_only`` passes over cells of which only other rows say what they should be.
    """
    found = []
    for cell, rules in suspects:
        readings = _readings(_FORMS, cell, evidence)
        if not readings and misread_only:
            continue
        readings |= _readings(_OTHER_ROWS, cell, evidence)
        values = {tidy(reading.value) for reading in readings.values()}
        if len(values) == 1 and values != {cell.value}:
            kind, reading = next(iter(readings.items()))
            repair = Repair(cell.place, cell.child, cell.value, reading.value, kind, tuple(rules), reading.why)
            found.append(repair)
    return found


def _readings(kinds: Iterable[Kind], cell: Cell, evidence: Evidence) -> dict[str, Reading]:
    return {kind.name: reading for kind in kinds if (reading := kind.reading(cell, evidence))}
