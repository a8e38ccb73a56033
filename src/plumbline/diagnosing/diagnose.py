"""Looks at a checked return as a whole and adds to its result what is wrong with it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from plumbline.checking.diagnosis import Diagnosis
from plumbline.checking.resources import Resources
from plumbline.checking.result import Result
from plumbline.diagnosing.children import children_unknown
from plumbline.diagnosing.columns import columns_missing, columns_unreadable
from plumbline.diagnosing.notes import told_by_reading
from plumbline.diagnosing.stale import stale_files
from plumbline.reading.returns import Return
from plumbline.repairing.candidates import candidates

if TYPE_CHECKING:
    from plumbline.diagnosing.forms import Forms


def diagnosed(result: Result, given: Return, resources: Callable[[], Resources]) -> Result:
    """The result with its diagnoses: doubts of the year first, then those that explain most.

    Where a cause can be mended it is, in memory, and the return checked again: ``resources`` gives what that check runs
    on, and is not asked for a return without such a cause.
    """
    forms = _forms(result, given, resources) if given.turned or candidates(result) else None
    mended = forms.mended if forms else ()
    found = [
        *told_by_reading(result, given),
        *_mixed(result, given, resources),
        *(forms.told if forms else ()),
        *columns_unreadable(result, mended),
        *columns_missing(result, given),
        *children_unknown(result, given, mended),
        *stale_files(result, given),
    ]
    return replace(result, diagnoses=tuple(sorted(found, key=_gravest_first)))


def _forms(result: Result, given: Return, resources: Callable[[], Resources]) -> "Forms":
    """Columns in another form; what repairs them is imported only where there are some."""
    from plumbline.diagnosing.forms import forms_of

    return forms_of(result, given, resources)


def _mixed(result: Result, given: Return, resources: Callable[[], Resources]) -> Iterable[Diagnosis]:
    """Columns with dates in two forms; what tries to mend them is imported only where reading noted some."""
    if not any(note.kind == "mixed_dates" for note in result.reading.notes):
        return ()
    from plumbline.diagnosing.mixed import mixed_dates
    from plumbline.diagnosing.trial import Trial

    return mixed_dates(result, given, Trial(result, given, resources))


def _gravest_first(one: Diagnosis) -> tuple[bool, bool, int]:
    return one.kind != "year_doubtful", not one.fault, -(one.findings or 0)
