"""Columns that hold nothing, or nothing that can be read: what rests on them is no error of a child's record."""

from collections.abc import Collection, Iterator

from plumbline.checking.diagnosis import Diagnosis, Kind
from plumbline.checking.result import Result
from plumbline.model import DATE_TYPES, Field, ssda903
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import Return

#: Of a column's values, the share that must be unreadable, and of a table's rows, the share that a rule must flag.
_MOST = 0.5
#: Fewer are single mistakes.
_ENOUGH = 3


def columns_unreadable(result: Result, mended: Collection[tuple[str, str]]) -> Iterator[Diagnosis]:
    """Columns of dates and codes of which most values are none, and which repair does not read."""
    for key, read in result.reading.tables.items():
        if read.columns is None:
            continue
        for name, bad in {**read.unreadable, **read.columns.not_codes}.items():
            there = read.columns.filled[name]
            if bad >= max(_ENOUGH, _MOST * there) and (key.years_back or (key.name, name) not in mended):
                yield _unreadable(result, key, name, bad, there)


def _unreadable(result: Result, key: TableOfYear, name: str, bad: int, there: int) -> Diagnosis:
    dates = ssda903().table(key.name).field(name).type in DATE_TYPES
    kind: Kind = "dates_unreadable" if dates else "codes_unknown"
    what = "dates" if dates else "codes of that year"
    words = f"{bad:,} of the {there:,} values of {name} in {key} are no {what}."
    advice, command = "Look at the column in the file, and at how it was exported.", ""
    if key.years_back:
        advice = "Repair that year's return as well, and give its copies."
        command = f"plumbline repair --year {result.year - key.years_back}"
    findings = _resting_on(result, key, name)
    return Diagnosis(kind, words, advice, "export", str(key), name, bad, findings, command)


def columns_missing(result: Result, given: Return) -> Iterator[Diagnosis]:
    """Columns of this year's tables that are not there or blank in every row, where rules rest on them."""
    for key, read in result.reading.tables.items():
        if key.years_back or read.columns is None or read.rows < _ENOUGH:
            continue
        for field in ssda903().table(key.name).submitted:
            there = field.name in given.tables[key].columns
            if read.columns.filled.get(field.name, 0) or not _in_force(field, result.year):
                continue
            if findings := _resting_on(result, key, field.name, at_least=_MOST * read.rows):
                yield _missing(key, field.name, read.rows, findings, there=there)


def _missing(key: TableOfYear, name: str, rows: int, findings: int, *, there: bool) -> Diagnosis:
    words = f"{name} is blank in all {rows:,} rows of {key}." if there else f"{key} has no column {name}."
    advice = "Add it to the export, or name it so if it is there under another name."
    return Diagnosis("column_missing", words, advice, "export", str(key), name, rows, findings)


def _in_force(field: Field, year: int) -> bool:
    return field.since <= year and (not field.until or year <= field.until)


def _resting_on(result: Result, key: TableOfYear, name: str, at_least: float = 0) -> int:
    """The findings of rules that blame a column of a table, in that table; 0 unless some rule has ``at_least`` so many."""
    of_rules: dict[str, int] = {}
    for finding in result.findings:
        if finding.table == key and name in result.rules[finding.code].fields:
            of_rules[finding.code] = of_rules.get(finding.code, 0) + 1
    return sum(of_rules.values()) if max(of_rules.values(), default=0) >= at_least else 0
