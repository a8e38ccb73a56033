"""Looks at a checked return as a whole and adds to its result what is wrong with it."""

from collections.abc import Callable
from dataclasses import replace

from plumbline.checking.diagnosis import Diagnosis
from plumbline.checking.resources import Resources
from plumbline.checking.result import Result
from plumbline.diagnosing.children import children_unknown
from plumbline.diagnosing.columns import columns_missing, columns_unreadable
from plumbline.diagnosing.forms import forms_told
from plumbline.diagnosing.mixed import mixed_dates
from plumbline.diagnosing.notes import told_by_reading
from plumbline.diagnosing.stale import stale_files
from plumbline.diagnosing.trial import Trial
from plumbline.reading.returns import Return
from plumbline.repairing.evidence import Evidence
from plumbline.repairing.systematic import candidates, in_another_form, turned_dates


def diagnosed(result: Result, given: Return, resources: Callable[[], Resources]) -> Result:
    """The result with its diagnoses: doubts of the year first, then those that explain most.

    Where a cause can be mended it is, in memory, and the return checked again: ``resources`` gives what that check runs
    on, and is not asked for a return without such a cause.
    """
    forms: list[Diagnosis] = []
    mended: frozenset[tuple[str, str]] = frozenset()
    trial = Trial(result, given, resources)
    if given.turned or candidates(result):
        evidence = Evidence(given, result.year, None)  # no postcode is looked at: it has no form that reading counts
        columns = in_another_form(result, given, evidence)
        mended = frozenset((one.table, one.column) for one in columns)
        forms = [*forms_told(columns, turned_dates(given, evidence), result, trial)]
    found = [
        *told_by_reading(result, given),
        *mixed_dates(result, given, trial),
        *forms,
        *columns_unreadable(result, mended),
        *columns_missing(result, given),
        *children_unknown(result, given, mended),
        *stale_files(result, given),
    ]
    return replace(result, diagnoses=tuple(sorted(found, key=_gravest_first)))


def _gravest_first(one: Diagnosis) -> tuple[bool, bool, int]:
    return one.kind != "year_doubtful", not one.fault, -(one.findings or 0)
