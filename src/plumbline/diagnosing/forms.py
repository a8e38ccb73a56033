"""Columns in another form as a whole, in words: dates, codes, numbers of children; with what mending them would spare."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from plumbline.checking.diagnosis import Diagnosis, Kind
from plumbline.checking.resources import Resources
from plumbline.checking.result import Result
from plumbline.diagnosing.trial import Trial
from plumbline.model import DATE_TYPES, ssda903
from plumbline.reading.returns import Return
from plumbline.repairing.candidates import Column
from plumbline.repairing.declare import KINDS
from plumbline.repairing.evidence import Evidence
from plumbline.repairing.systematic import InAnotherForm, all_repairs, in_another_form, turned_dates

_REPAIR = "plumbline repair"
_ADVICE = "Repairing the return writes them as the department takes them, in copies."
#: How a date's form looks, with a day that is nobody's.
_LOOKS = (
    (r"\d{4}-\d{1,2}-\d{1,2}", "2025-04-01"), (r"\d{4}-\d{1,2}-\d{1,2}[T ].*", "2025-04-01 00:00:00"),
    (r"\d{1,2}/\d{1,2}/\d{4}", "4/30/2025, the month first"), (r"\d{1,2}/\d{1,2}/\d{4} .*", "01/04/2025 00:00"),
    (r"\d{5}(\.\d+)?", "45748, Excel's number for a day"), (r"\d{1,2}[- ][A-Z]{3,}[- ]\d{2,4}", "01-Apr-25"),
    (r"\d{1,2}-\d{1,2}-\d{4}", "01-04-2025"), (r"\d{1,2}\.\d{1,2}\.\d{4}", "01.04.2025"),
    (r"\d{1,2}/\d{1,2}/\d{2}", "01/04/25"), (r"\d{8}", "20250401"), (r"\d{4}/\d{1,2}/\d{1,2}", "2025/04/01"),
)  # fmt: skip


class Forms(NamedTuple):
    """What is told of columns in another form, and which columns repair would mend."""

    told: Sequence[Diagnosis]
    mended: frozenset[Column]


def forms_of(result: Result, given: Return, resources: Callable[[], Resources]) -> Forms:
    """The columns of a return in another form; the return is checked again without each cause."""
    evidence = Evidence(given, result.year, None)  # no postcode is looked at: it has no form that reading counts
    columns = in_another_form(result, given, evidence)
    told = _told(columns, turned_dates(given, evidence), result, Trial(result, given, resources))
    return Forms([*told], frozenset((one.table, one.column) for one in columns))


def _told(
    columns: Sequence[InAnotherForm], turned: Sequence[InAnotherForm], result: Result, trial: Trial
) -> Iterator[Diagnosis]:
    """One diagnosis for all dates, one for all dates that reading turned, one for each column of codes or numbers."""
    if dates := [one for one in columns if one.family == "dates"]:
        yield _dates(dates, _dates_of(result), trial.findings_gone(all_repairs(dates)), _ADVICE)
    if turned:
        advice = "They were read so here. Repairing the return writes them with the day first, in copies."
        yield _dates(turned, _dates_of(result), 0, advice)
    for name, same in _by_name(one for one in columns if one.family != "dates"):
        yield _others(name, same, trial.findings_gone(all_repairs(same)))


class _Dates(NamedTuple):
    """How many dates this year's tables hold, and how many of them can't be read."""

    there: int
    unreadable: int


def _dates(columns: Sequence[InAnotherForm], dates: _Dates, findings: int, advice: str) -> Diagnosis:
    values, of = sum(len(one.repairs) for one in columns), dates.there
    tables = list(dict.fromkeys(one.table for one in columns))
    table, column = _place(columns)
    if dates.unreadable == of or values + dates.unreadable == of:  # a date with ZZ for a part of it is right as it is
        said = f"All {values:,} dates in this return are"
    elif column:
        said = f"{values:,} of the {sum(one.values for one in columns):,} dates in {table}, {column}, are"
    else:
        said = f"{values:,} of the {of:,} dates in this return, in {', '.join(tables)}, are"
    words = f"{said} in another form, such as {_looks(columns)}."
    return Diagnosis("dates_in_another_form", words, advice, "repair", table, column, values, findings, _REPAIR)


def _others(name: str, columns: Sequence[InAnotherForm], findings: int) -> Diagnosis:
    """A column of codes or numbers, in all tables in which it is in another form."""
    values, of = sum(len(one.repairs) for one in columns), sum(one.values for one in columns)
    tables = ", ".join(one.table for one in columns)
    table, column = _place(columns)
    kind: Kind = "codes_in_another_form" if columns[0].family == "codes" else "identifiers_damaged"
    how = Counter(KINDS[repair.kind].words for one in columns for repair in one.repairs).most_common(1)[0][0]
    if name == "CHILD":
        words = (
            f"The children's numbers in {tables} are written otherwise than elsewhere in the return or last year's, with "
            f"decimals, separators, letters or zeros more or less: {values:,} rows find nothing."
        )
    else:
        which = f"All {of:,}" if values == of else f"{values:,} of the {of:,}"
        words = f"{which} values of {name} in {tables} are in another form: {how}."
    return Diagnosis(kind, words, _ADVICE, "repair", table, column, values, findings, _REPAIR)


def _by_name(columns: Iterator[InAnotherForm]) -> list[tuple[str, list[InAnotherForm]]]:
    found: dict[str, list[InAnotherForm]] = {}
    for one in columns:
        found.setdefault(one.column, []).append(one)
    return list(found.items())


def _place(columns: Sequence[InAnotherForm]) -> tuple[str, str]:
    """The table and the column, where there is only one of each."""
    tables, names = {one.table for one in columns}, {one.column for one in columns}
    return tables.pop() if len(tables) == 1 else "", names.pop() if len(names) == 1 else ""


def _dates_of(result: Result) -> _Dates:
    """The dates of this year's tables."""
    there = unreadable = 0
    for key, read in result.reading.tables.items():
        if not key.years_back and read.columns:
            fields = [f.name for f in ssda903().table(key.name).submitted if f.type in DATE_TYPES]
            there += sum(read.columns.filled.get(name, 0) for name in fields)
            unreadable += sum(read.unreadable.values())
    return _Dates(there, unreadable)


def _looks(columns: Sequence[InAnotherForm]) -> str:
    """The form that most of the dates have, shown on a day of no child's."""
    forms = Counter(_look(repair.old) for one in columns for repair in one.repairs)
    return forms.most_common(1)[0][0]


def _look(value: str) -> str:
    return next((shown for form, shown in _LOOKS if re.fullmatch(form, value)), "none that the department takes")
