"""Which cells may be repaired: those that a finding blames, and values that can't be what their field holds."""

import re
from collections.abc import Collection, Mapping
from itertools import groupby
from operator import attrgetter

from plumbline.checking.columns_read import FORMS
from plumbline.checking.result import Result
from plumbline.model import DATE_TYPES, Field, ssda903
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import LoadedTable, Return
from plumbline.reading.writing.rewriting import Place
from plumbline.repairing.declare import Cell
from plumbline.repairing.episodes import SPELLS, ends_before_it_starts
from plumbline.repairing.evidence import Evidence, Row, as_date
from plumbline.repairing.identifiers import check_letter_holds, upn_form, worker_form
from plumbline.repairing.postcodes import is_postcode, no_postcode

_WHOLE = re.compile(r"\d+")
_PARTLY_UNKNOWN = re.compile(r"(\d{1,2}|ZZ)/(\d{1,2}|ZZ)/(\d{4}|ZZZZ)")
_SHORTENED = re.compile(r"\d(\.\d+)?E\+\d+")
_URN = re.compile(FORMS["URN"])


def damaged(field: Field, value: str, evidence: Evidence) -> bool:
    """Whether a value can't be what its field holds this year. A blank can."""
    if not value:
        return False
    if field.type in DATE_TYPES:
        partly = field.type == "partial_date" and "Z" in value and _PARTLY_UNKNOWN.fullmatch(value)
        day = as_date(value)
        return (day is None and not partly) or (field.name == "DOB" and day is not None and day > evidence.end)
    if field.codes:
        return value not in evidence.codes(field)
    if field.type == "number":
        return not _WHOLE.fullmatch(value)
    return _damaged_text(field, value, evidence)


def _damaged_text(field: Field, value: str, evidence: Evidence) -> bool:
    if is_postcode(field):
        return evidence.directory is not None and no_postcode(value, evidence.directory)
    if field.name == "UPN":
        return not upn_form(value) and value not in ("UN1", "UN2", "UN3", "UN4", "UN5")
    if field.name == "SW_ID":
        return not worker_form(value)
    if field.name == "URN":
        return not _URN.fullmatch(value)
    return field.name == "CHILD" and _SHORTENED.fullmatch(value) is not None


def doubtful(field: Field, value: str, evidence: Evidence) -> bool:
    """Whether a value of the right form is still doubtful: a check letter that fails, a postcode not known, a child of one record."""
    if is_postcode(field):
        return evidence.directory is not None and evidence.directory.lookup(value) is None
    if field.name == "UPN":
        return upn_form(value) and not check_letter_holds(value)
    twins = evidence.with_zeros.get(value.lstrip("0"), ())
    return field.name == "CHILD" and (len(twins) > 1 or evidence.in_one_table_only(value))


def suspects(
    result: Result, given: Return, evidence: Evidence, columns: Collection[tuple[str, str]] = ()
) -> dict[Place, tuple[Cell, list[str]]]:
    """The cells of this year's tables, or only of some ``columns``, that may be repaired, each with the rules that blame it."""
    blamed = blamed_cells(result, columns)
    found: dict[Place, tuple[Cell, list[str]]] = {}
    for name, one in given.of_year(0).items():
        fields = [f for f in own_fields(name, one, evidence) if not columns or (name, f.name) in columns]
        if not fields:
            continue
        for at, row in enumerate(evidence.tables[TableOfYear(name)]):
            contradicted = SPELLS[name] if ends_before_it_starts(name, row) else ()
            for field in fields:
                rules = blamed.get((name, at, field.name), [])
                if rules or field.name in contradicted or _speaks_for_itself(name, field, row, evidence):
                    place = Place(name, at, field.name)
                    found[place] = Cell(place, field, row[field.name], row), rules
    return found


def _speaks_for_itself(name: str, field: Field, row: Row, evidence: Evidence) -> bool:
    value = row[field.name]
    if field.name == "CHILD" and value in evidence.written_otherwise.get(name, ()):
        return True
    if not value:
        return field.name == "DOB"
    return damaged(field, value, evidence) or doubtful(field, value, evidence)


def own_fields(name: str, one: LoadedTable, evidence: Evidence) -> list[Field]:
    """The fields of a table that its file has and its rows hold themselves."""
    return [f for f in ssda903().table(name).fields if f.name in one.columns and _own(f, name, evidence)]


def _own(field: Field, name: str, evidence: Evidence) -> bool:
    """Whether the table's rows hold the field themselves: in XML the child's own items stand once, in the header."""
    return not evidence.is_xml or name == "header" or field.name not in ("CHILD", "DOB", "SEX")


def blamed_cells(result: Result, columns: Collection[tuple[str, str]] = ()) -> Mapping[tuple[str, int, str], list[str]]:
    """The cells of this year's tables, or only of some ``columns``, that findings blame, by table, row and field, each
    with the rules."""
    found: dict[tuple[str, int, str], list[str]] = {}
    for (code, table), group in groupby(result.findings, key=attrgetter("code", "table")):
        blamed = [] if table.years_back else [field for field, _ in result.blamed(code, table)]
        fields = [field for field in blamed if not columns or (table.name, field) in columns]
        for row in [finding.row for finding in group] if fields else ():
            for field in fields:
                found.setdefault((table.name, row, field), []).append(code)
    return found
