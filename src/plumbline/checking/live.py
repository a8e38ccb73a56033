"""Checks a year that is not over: which findings are to be dealt with now, and which are not due yet.

The return is checked twice, as if the collection ended on 31 March and as if it ended on the day as at which it is known. What
both find is wrong now; what only the first finds, such as a child of 18 who is still in care in September, may come right. What
only the second finds is an artefact of the early end, and is dropped. (core_tables.md, section 8.)
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from plumbline.checking.check import NO_LABELS, check
from plumbline.checking.labels import Labels
from plumbline.checking.reading_report import ReadingReport
from plumbline.checking.resources import Resources
from plumbline.checking.result import Checked, Finding, Live, Result
from plumbline.progress import Progress, part_of, unheard
from plumbline.reading.returns import Return


@dataclass(frozen=True)
class Asked:
    """What is asked of a check, as ``checking.check`` has it."""

    year: int = 0
    authority: str = ""
    only: Collection[str] = ()
    accepted: Mapping[str, str] = field(default_factory=dict)
    labels: Labels = NO_LABELS
    with_context: bool = False
    with_records: bool = False


def check_as_at(
    given: Return,
    resources: Callable[[], Resources],
    asked: Asked,
    as_at: date | None = None,
    progress: Progress = unheard,
) -> Result:
    """Checks a return; where its year is not over ``as_at`` that day, its findings are now or not due yet.

    ``resources`` gives new ones for each of the two checks. The second is of the rules alone for which it settles anything.
    """
    first = check(
        given, resources(), year=asked.year, authority=asked.authority, only=asked.only, accepted=asked.accepted,
        labels=asked.labels, with_context=asked.with_context, with_records=asked.with_records,
        progress=part_of(progress, 0.0, 0.7),
    )  # fmt: skip
    if as_at is None or not first.start <= as_at < first.end:
        progress("Checked", 1.0)
        return first
    at_year_end = _due_at_year_end(resources(), first)
    unsettled = {one.code for one in first.findings} - at_year_end
    second = (
        check(
            given, resources(), year=first.year, until=as_at, authority=asked.authority, only=unsettled,
            progress=part_of(progress, 0.7, 1.0),
        ).findings
        if unsettled
        else ()
    )  # fmt: skip
    progress("Checked", 1.0)
    live = Live(as_at, _not_due(first.findings, second))
    return replace(first, ran=_of_those_due(first, live), live=live, reading=_without_doubt_of_year(first.reading))


def _without_doubt_of_year(reading: ReadingReport) -> ReadingReport:
    """Early in a year most dates, such as those of children in care for long, are of the years before: that is no doubt."""
    return replace(reading, notes=[note for note in reading.notes if note.kind != "another_year"])


def _due_at_year_end(resources: Resources, result: Result) -> set[str]:
    in_force = resources.book_of(result.reading.rules_of).in_force
    return {code for code in result.ran if in_force[code].due == "year end"}


def _not_due(at_year_end: Collection[Finding], on_the_day: Collection[Finding]) -> frozenset[str]:
    """The keys of those that are found with the collection ending on 31 March alone."""
    return frozenset(one.key for one in at_year_end) - {one.key for one in on_the_day}


def _of_those_due(result: Result, live: Live) -> dict[str, Checked]:
    """How much each rule looked at and flagged in its subject table, what is not due yet left out."""
    due: dict[str, list[Finding]] = {}
    for one in result.findings:
        if one.key not in live.not_due and one.table == result.rules[one.code].table:
            due.setdefault(one.code, []).append(one)
    return {
        code: ran._replace(flagged=len(mine), children=len({one.child for one in mine} - {""}))
        for code, ran in result.ran.items()
        for mine in [due.get(code, [])]
    }
