"""Checks one return, from files already read to a Result: prepare, plan, run, collect."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from plumbline.checking.collecting import Collected, collect, counted, unmatched, words
from plumbline.checking.labels import Labels
from plumbline.checking.planning import Plan, plan
from plumbline.checking.preparing import LA, Prepared, prepare
from plumbline.checking.resources import Resources
from plumbline.checking.result import Result
from plumbline.checking.running import Run, return_rows, run
from plumbline.checking.years import Years, years_of
from plumbline.faults import NotKnown
from plumbline.progress import Progress, part_of, unheard
from plumbline.reading.returns import Return
from plumbline.rules.book import Book, Definition

NO_LABELS = Labels()


def check(
    given: Return,
    resources: Resources,
    *,
    year: int = 0,
    until: date | None = None,
    authority: str = "",
    only: Collection[str] = (),
    accepted: Mapping[str, str] | None = None,
    labels: Labels = NO_LABELS,
    progress: Progress = unheard,
    with_context: bool = False,
    with_records: bool = False,
) -> Result:
    """Checks a return under the rules of a collection year (0: found from its dates), which ends on 31 March or ``until``.

    ``only`` limits the check to some rules' codes, in any case; an unknown code is NotKnown. ``accepted`` are findings that an
    analyst has marked as right, by key, with the reason. ``labels`` are the council's severities and owners.
    ``with_context`` asks for every row in plain Python as well, for what explains findings or shares them out;
    ``with_records`` for the whole record, of this year and last, of each child with a finding.
    """
    execute = resources.engine.execute
    years = replace(years_of(given, year), until=until)
    book = resources.book_of(years.rules)
    chosen = chosen_rules(book, only, labels)
    resources.engine.expect(sum(one.rows for one in given.tables.values()))
    prepared = prepare(resources, given, years, authority, progress)
    planned = plan(book, chosen, prepared.offered, given.unsupplied)
    ran = run(execute, planned, part_of(progress, 0.4, 0.9))
    records = [key for key in given.tables if key.years_back < 2] if with_records else []
    collected = collect(execute, given, planned, ran, years.rules, records)
    context = return_rows(execute, planned, ran.failed, years.rules, given.tables) if with_context else None
    progress("Checked", 1.0)
    steps = _Steps(given, years, authority, chosen, prepared, planned, ran, collected)
    return replace(_result(steps, accepted or {}, labels), context=context)


class _Steps(NamedTuple):
    """A return, as what it was checked, and what each step of the check made."""

    given: Return
    years: Years
    authority: str
    chosen: Sequence[Definition]
    prepared: Prepared
    planned: Plan
    ran: Run
    collected: Collected


def _result(steps: _Steps, accepted: Mapping[str, str], labels: Labels) -> Result:
    given, years, authority, chosen, prepared, planned, ran, collected = steps
    flagged, applied = ran.flagged.get(LA, {}), ran.applied.get(LA, {})
    ran_well = counted(planned, ran.failed, flagged, collected.flagged, applied)
    notes = [*prepared.reading.notes, *unmatched(accepted, collected.findings, ran_well)]
    return Result(
        years.found,
        *years.dates,
        authority,
        tables={name: one.rows for name, one in given.of_year(0).items()},
        children=prepared.children,
        rules=words(chosen, labels, earlier=years.earliest > 1),
        ran=ran_well,
        skipped=planned.skipped,
        failed=ran.failed,
        findings=collected.findings,
        flagged=collected.flagged,
        reading=replace(prepared.reading, notes=notes),
        witness=collected.witness,
        accepted=accepted,
        severities=labels.severities,
        made_up=prepared.made_up,
    )


def chosen_rules(book: Book, only: Collection[str], labels: Labels) -> list[Definition]:
    """The definitions to check; a code or a label for no rule is NotKnown."""
    if unknown := labels.unknown_keys(book.known):
        raise NotKnown(f"There is no rule or theme {', '.join(unknown)} to set a severity or an owner for.")
    as_written = {code.upper(): code for code in book.in_force}
    if unknown := sorted(one for one in only if one.upper() not in as_written):
        raise NotKnown(f"There is no rule {', '.join(unknown)} in the rules of {book.year}.")
    wanted = {as_written[one.upper()] for one in only}
    return [one for code, one in book.in_force.items() if not only or code in wanted]
