"""Columns that hold nothing, or nothing that can be read: what rests on them is no error of a child's record."""

from collections.abc import Collection, Iterator

from plumbline.checking.diagnosis import Diagnosis, Kind
from plumbline.checking.evidence import named
from plumbline.checking.result import Result
from plumbline.model import DATE_TYPES, Field, ssda903
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import Return

#: Of a column's values, the share that must be unreadable, or that last year's must have had.
_MOST = 0.5
#: Fewer values, rows or findings are single mistakes.
_ENOUGH = 3


def columns_unreadable(result: Result, mended: Collection[tuple[str, str]]) -> Iterator[Diagnosis]:
    """Columns of dates and codes of which most values are none, and which repair does not read."""
    for key, read in result.reading.tables.items():
        if read.columns is None:
            continue
        for name, bad in read.columns.odd.items():
            there = read.columns.filled[name]
            if bad >= max(_ENOUGH, _MOST * there) and (key.years_back or (key.name, name) not in mended):
                yield _unreadable(result, key, name, bad, there)


def _unreadable(result: Result, key: TableOfYear, name: str, bad: int, there: int) -> Diagnosis:
    dates = ssda903().table(key.name).field(name).type in DATE_TYPES
    kind: Kind = "dates_unreadable" if dates else "codes_unknown"
    what = "dates" if dates else "codes of that year"
    words = f"{bad:,} of the {there:,} values of {name} in {named(key)} are no {what}."
    advice, command = "Look at the column in the file, and at how it was exported.", ""
    if key.years_back:
        advice = "Repair that year's return as well, and give its copies."
        command = f"plumbline repair --year {result.year - key.years_back}"
    findings = _resting_on(result, key, name)
    return Diagnosis(kind, words, advice, "export", str(key), name, bad, findings, command)


def columns_missing(result: Result, given: Return) -> Iterator[Diagnosis]:
    """Columns of this year's tables that are not there, or all blank and last year not, where rules rest on them."""
    for key, read in result.reading.tables.items():
        if key.years_back or read.columns is None or read.rows < _ENOUGH:
            continue
        for field in ssda903().table(key.name).submitted:
            there = field.name in given.tables[key].columns
            if read.columns.filled.get(field.name, 0) or not _in_force(field, result.year):
                continue
            if there and not _filled_last_year(result, key.name, field.name):
                continue
            findings = _resting_on(result, key, field.name)
            if findings >= _ENOUGH:
                yield _missing(key, field.name, read.rows, findings, there=there)


def _missing(key: TableOfYear, name: str, rows: int, findings: int, *, there: bool) -> Diagnosis:
    words = f"{name} is blank in all {rows:,} rows of {key}." if there else f"{key} has no column {name}."
    advice = "Add it to the export, or name it so if it is there under another name."
    return Diagnosis("column_missing", words, advice, "export", str(key), name, rows, findings)


def _filled_last_year(result: Result, table: str, column: str) -> bool:
    last = result.reading.tables.get(TableOfYear(table, 1))
    return bool(last and last.columns and last.columns.filled.get(column, 0) >= _MOST * max(last.rows, 1))


def _in_force(field: Field, year: int) -> bool:
    return field.since <= year and (not field.until or year <= field.until)


def _resting_on(result: Result, key: TableOfYear, name: str) -> int:
    """The findings of rules that blame a column of a table, in that table."""
    blaming = {code for code, rule in result.rules.items() if name in rule.fields}
    return sum(one.code in blaming and one.table == key for one in result.findings)
