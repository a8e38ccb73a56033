"""Writes what was made up: the tables as CSV files, Ofsted's list as a workbook, and the list of planted errors."""

import csv
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

from plumbline.model import ssda903
from plumbline.synthetic.places import Places
from plumbline.synthetic.planting import Error
from plumbline.synthetic.returns import Row, Tables

_TITLES = (
    "Provider type", "URN", "Local authority", "Placement code", "Placement provider code", "Deregistration date",
    "Setting address postcode",
)  # fmt: skip
#: The day the workbook says it was made on: the same arguments give the same files.
_CREATED = datetime(1980, 1, 1)
LineOf = Callable[[Row], int]


class Planted(NamedTuple):
    """One change of one planted error, as ``planted.csv`` lists it.

    ``rule`` must report the row at ``found_line`` of ``found_table``; it is empty for what reading mends by itself.
    ``line`` is 0 for a row that was removed.
    """

    id: int
    kind: str
    rule: str
    action: str
    table: str
    line: int
    field: str
    original: str
    planted: str
    found_table: str
    found_line: int


class Writer:
    """One open file for each table of a return, to which rows are added batch by batch."""

    def __init__(self, stack: ExitStack, folder: Path, names: Tables):
        folder.mkdir(parents=True, exist_ok=True)
        self._lines = dict.fromkeys(names, 2)
        self._books = {}
        for name in names:
            fields = [field.name for field in ssda903().table(name).submitted]
            file = stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(fields)
            self._books[name] = writer, dict.fromkeys(fields, ""), itemgetter(*fields)

    def write(self, tables: Tables) -> LineOf:
        """Adds a batch of rows; what is returned tells in which line of its file a row of the batch now is."""
        starts = dict(self._lines)
        for name, rows in tables.items():
            writer, blank, in_order = self._books[name]
            writer.writerows(in_order(blank | row) for row in rows)
            self._lines[name] += len(rows)
        lines: dict[int, int] = {}

        def line_of(row: Row) -> int:
            if not lines:
                for name, rows in tables.items():
                    lines.update((id(one), at) for at, one in enumerate(rows, start=starts[name]))
            return lines.get(id(row), 0)

        return line_of


def planted_lines(errors: Iterable[Error], now: LineOf, before: LineOf) -> list[Planted]:
    """The lines of ``planted.csv`` for the errors of one batch; tables of last year's return end in ``_last``."""

    def line(name: str, row: Row) -> int:
        return (before if name.endswith("_last") else now)(row)

    found = []
    for error in errors:
        planter = error.planter
        where = (error.table, line(error.table, error.row)) if planter.rule else ("", 0)
        found += [
            Planted(
                error.number, planter.kind, planter.rule, change.action, change.table, line(change.table, change.row),
                change.field, change.original, change.planted, *where,
            )
            for change in error.changes
        ]  # fmt: skip
    return found


def write_providers(path: Path, places: Places) -> None:
    """Ofsted's list in the layout of one combined sheet."""
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet("Providers")
    sheet.write_row(0, 0, _TITLES)
    for at, p in enumerate(places.providers, start=1):
        closed = f"{p.closes:%d/%m/%Y}" if p.closes else ""
        for column, value in enumerate((p.kind, p.urn, "", ",".join(p.types), p.code, closed, p.postcode)):
            sheet.write_string(at, column, value)
    book.close()


def write_planted(path: Path, planted: Iterable[Planted]) -> None:
    """The list of planted errors; a line of 0 is left blank."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Planted._fields)
        writer.writerows(tuple(value or "" for value in one) for one in planted)
