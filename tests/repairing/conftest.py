"""Small returns in memory, and what one kind of repair, or all of them, say of a cell."""

import csv
import io

import pytest

from plumbline.model import ssda903
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import LoadedTable, Return
from plumbline.reading.writing.rewriting import Place
from plumbline.reference.postcodes import open_directory
from plumbline.reference.providers import Provider
from plumbline.repairing.declare import KINDS, Cell
from plumbline.repairing.evidence import Evidence
from plumbline.repairing.proposing import proposals


def loaded(name: str, years_back: int, rows: list[dict[str, str]]) -> LoadedTable:
    """A table as reading gives it, every submitted column there."""
    fields = [field.name for field in ssda903().table(name).submitted]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fields, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({"CHILD": "1"} | row for row in rows)
    file = f"{name}.csv"
    return LoadedTable(name, years_back, file, tuple(fields), out.getvalue().encode(), len(rows), False)


def evidence_of(year: int = 2026, providers: list[Provider] | None = None, **tables: list[dict[str, str]]) -> Evidence:
    """The evidence of a return given as rows by table; last year's tables end in ``_last``."""
    given = Return(providers=providers)
    for name, rows in tables.items():
        given.add(loaded(name.removesuffix("_last"), int(name.endswith("_last")), rows))
    return Evidence(given, year, open_directory())


def cell_of(evidence: Evidence, name: str, field: str, row: int = 0) -> Cell:
    """One cell of this year's tables."""
    values = evidence.tables[TableOfYear(name)][row]
    return Cell(Place(name, row, field), ssda903().table(name).field(field), values[field], values)


@pytest.fixture
def read():
    """What one kind reads in the first row's field of a table: the new value, or None."""

    def reading(kind: str, name: str, field: str, row: int = 0, **context) -> str | None:
        evidence = evidence_of(**context)
        found = KINDS[kind].reading(cell_of(evidence, name, field, row), evidence)
        return found.value if found else None

    return reading


@pytest.fixture
def propose():
    """What all kinds together propose for one field: the new value and the kind, or None."""

    def proposed(name: str, field: str, row: int = 0, **context) -> tuple[str, str] | None:
        evidence = evidence_of(**context)
        found = proposals([(cell_of(evidence, name, field, row), [])], evidence)
        return (found[0].new, found[0].kind) if found else None

    return proposed
