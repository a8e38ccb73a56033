"""Columns whose values are nearly all in another form: one cause, mended in one step whatever else is wrong in them.

A date that is read at last may show an error that nobody could see before. That is no reason to leave it unread, and a
column must not be read for one half and left for the other.
"""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass

from plumbline.checking.result import Result
from plumbline.model import DATE_TYPES, ssda903
from plumbline.model.years import TableOfYear
from plumbline.reading.date_order import turned
from plumbline.reading.returns import LoadedTable, Return
from plumbline.reading.writing.rewriting import Place
from plumbline.repairing.candidates import MOST, Column, Family, candidates, family_of
from plumbline.repairing.damage import own_fields, suspects
from plumbline.repairing.evidence import Evidence
from plumbline.repairing.proposing import Repair, proposals
from plumbline.repairing.tidying import tidy


@dataclass(frozen=True)
class InAnotherForm:
    """A column of this year's return whose values are in another form: their repairs, and how many values it has."""

    table: str
    column: str
    family: Family
    repairs: tuple[Repair, ...]
    values: int


def in_another_form(result: Result, given: Return, evidence: Evidence) -> list[InAnotherForm]:
    """The columns of this year's return in another form as a whole, as far as each value has one reading."""
    wanted = candidates(result)
    if not wanted:
        return []
    cells = suspects(result, given, evidence, wanted).values()
    found: dict[Column, list[Repair]] = {}
    for repair in proposals(cells, evidence, misread_only=True):
        found.setdefault((repair.place.table, repair.place.field), []).append(repair)
    return [
        InAnotherForm(table, column, family_of(ssda903().table(table).field(column)), tuple(repairs), values)
        for (table, column), repairs in found.items()
        if len(repairs) >= MOST * (values := _filled(result, table, column))
    ]


def turned_dates(given: Return, evidence: Evidence) -> list[InAnotherForm]:
    """The columns of this year's return whose dates had the month first, with what each is written as."""
    found: dict[Column, list[Repair]] = {}
    for key, before in given.turned.items():
        if key.years_back:
            continue
        fields = [f.name for f in own_fields(key.name, before, evidence) if f.type in DATE_TYPES]
        for at, (old, new) in enumerate(zip(_rows(before), _rows(given.tables[key]), strict=True)):
            for field in fields:
                if old[field] and turned(old[field]) == new[field]:
                    place = Place(key.name, at, field)
                    why = "The month stands first in all dates of this column that can be told."
                    repair = Repair(place, tidy(new["CHILD"]), tidy(old[field]), new[field], _TURNED, (), why)
                    found.setdefault((key.name, field), []).append(repair)
    return [InAnotherForm(*column, "dates", tuple(repairs), len(repairs)) for column, repairs in found.items()]


#: The kind that such a repair is told as.
_TURNED = "day_and_month_swapped"


def _filled(result: Result, table: str, column: str) -> int:
    read = result.reading.tables[TableOfYear(table)].columns
    return read.filled.get(column, 0) if read else 0


def _rows(one: LoadedTable) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(one.csv.decode("utf-8"), newline="")))


def all_repairs(columns: Collection[InAnotherForm]) -> list[Repair]:
    """The repairs of several columns in the return's order."""
    return sorted(repair for one in columns for repair in one.repairs)
