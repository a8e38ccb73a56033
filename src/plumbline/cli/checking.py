"""``plumbline check`` and ``plumbline demo``."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plumbline.checking.check import NO_LABELS
from plumbline.checking.labels import Labels
from plumbline.checking.live import Asked as CheckAsked
from plumbline.checking.live import check_as_at
from plumbline.checking.native import here
from plumbline.checking.result import Result
from plumbline.cli.given import Wanted
from plumbline.cli.given import given as given_return
from plumbline.cli.progress import shown_progress
from plumbline.diagnosing.diagnose import diagnosed
from plumbline.diagnosing.notes import TOLD
from plumbline.model.authorities import council_name
from plumbline.reading.returns import Note
from plumbline.reporting.check.in_words import live_in_words, summary_line
from plumbline.reporting.check.since import Changes, Earlier, changes, changes_in_words, read_earlier
from plumbline.rules.local import SUFFIXES
from plumbline.wording import counted, plural

if TYPE_CHECKING:
    from plumbline.worklists.worklists import Asked

#: So many notes of one kind are printed.
_NOTES = 4


@dataclass(frozen=True)
class CheckOptions:
    """What the person asked for, as given."""

    paths: Sequence[Path]
    last_year: Sequence[Path] = ()
    earlier: Sequence[Path] = ()
    year: int = 0
    authority: str = ""
    providers: Sequence[Path] = ()
    rules: Sequence[str] = ()
    accepted: Path | None = None
    since: Path | None = None
    out: Path | None = None
    formats: Sequence[str] = ()
    split_by: str = ""
    carry_over: Sequence[Path] = ()
    as_json: bool = False
    quiet: bool = False
    fail_on_errors: bool = False
    dataset: Path | None = None
    as_at: date | None = None
    labels: Labels = NO_LABELS

    @property
    def codes(self) -> list[str]:
        """The rules to check, where ``rules`` names any."""
        return [part for part in self.rules if Path(part).suffix not in SUFFIXES]

    @property
    def local(self) -> list[Path]:
        """The files of the council's own rules that ``rules`` names."""
        return [Path(part) for part in self.rules if Path(part).suffix in SUFFIXES]


def run_check(options: CheckOptions) -> int:
    """Checks, prints and writes; returns the exit code: 0 ran, 1 findings and asked to fail, 3 a rule failed."""
    asked = Wanted(
        options.paths, options.last_year, options.earlier, options.providers, options.dataset, options.as_at, options.year,
        options.authority,
    )  # fmt: skip
    given, year, authority, as_at = given_return(asked)
    marked = accepted_findings(options.accepted)
    earlier = earlier_check(options.since)
    lists = work_lists(options, marked)
    with shown_progress(quiet=options.quiet) as progress:
        wanted = CheckAsked(
            year, authority, options.codes, marked, options.labels, with_context=lists is not None,
            with_records=bool(options.out) and "html" in options.formats,
        )  # fmt: skip
        result = check_as_at(given, lambda: here(options.local), wanted, as_at, progress)
        result = diagnosed(result, given, lambda: here(options.local))
    changed = changes(result, earlier) if earlier else None
    written = [str(path) for path in write_files(result, options.out, options.formats, changed)]
    if lists:
        written.append(write_work_lists(result, lists))
    if options.as_json:
        from plumbline.reporting.check.as_json import json_pieces

        sys.stdout.writelines(json_pieces(result))
        print()
    elif not options.quiet:
        print(terminal_summary(result, changed))
    if written and not options.as_json and not options.quiet:
        print("\nWritten: " + ", ".join(written))
    if result.failed:
        print(f"plumbline: these rules failed and were not checked: {', '.join(result.failed)}", file=sys.stderr)
        return 3
    return 1 if options.fail_on_errors and len(result.findings) > len(result.not_due) else 0


def accepted_findings(path: Path | None) -> dict[str, str]:
    """The findings that an analyst accepted, by key, with the reason; none without a file."""
    if path is None:
        return {}
    from plumbline.reporting.check.accepted import read_accepted

    return read_accepted(path)


def earlier_check(path: Path | None) -> Earlier | None:
    """The check that this one is held against, if any."""
    return read_earlier(path) if path else None


def write_files(result: Result, out: Path | None, formats: Sequence[str], changed: Changes | None) -> list[Path]:
    """The report files written, if a folder was given; the libraries that draw them are imported only then."""
    if out is None:
        return []
    from plumbline.reporting.check.files import write_reports

    return write_reports(result, out, formats, changed)


def work_lists(options: CheckOptions, accepted: dict[str, str]) -> "Asked | None":
    """The work lists asked for, with what is carried over; the libraries that read it are imported only then."""
    if not options.split_by and not options.carry_over:
        return None
    from plumbline.worklists.worklists import asked_for

    return asked_for(options.split_by, options.carry_over, options.out, accepted)


def write_work_lists(result: Result, asked: "Asked") -> str:
    """Writes the work lists; returns where they are, with the number of findings of each mark."""
    from plumbline.worklists.worklists import write_worklists

    marks = write_worklists(result, asked)
    of_each = ", ".join(f"{count:,} {mark}" for mark, count in marks.items())
    return f"{asked.folder} ({f'findings: {of_each}' if marks else 'no findings'})"


def terminal_summary(result: Result, changed: Changes | None = None) -> str:
    """What was found, worst first, and what was not checked, as lines of text."""
    summary = result.summary()
    of_council = f"; {council_name(result.authority)}" if result.authority else ""
    lines = [
        f"Collection year {result.year} ({result.start:%d/%m/%Y} to {result.end:%d/%m/%Y}), {result.reading.year_in_words}; "
        f"rules of {result.reading.rules_of}{of_council}.",
        *([live_in_words(result)] if result.live else []),
        *first_of_all(result),
        _counts(result, len(summary)),
    ]
    if changed:
        lines.append(changes_in_words(changed))
    grouped: dict[str, list[str]] = {}
    for line in summary:
        severity = f"Severity: {result.rules[line.code].severity}" if result.severities else ""
        grouped.setdefault(severity, []).append(summary_line(line))
    for heading, members in grouped.items():
        lines += ["", *([heading] if heading else []), *members]
    if later := result.not_due_summary():
        lines += ["", f"Not due yet ({counted(len(result.not_due_findings()), 'finding')}):", *map(summary_line, later)]
    if accepted := result.accepted_summary():
        lines += [
            "",
            f"Accepted as right ({counted(len(result.accepted_findings()), 'finding')}):",
            *map(summary_line, accepted),
        ]
    if result.skipped:
        lines += ["", f"Not checked ({len(result.skipped)}):"]
        reasons: dict[str, list[str]] = {}
        for code, skipped in result.skipped.items():
            reasons.setdefault(skipped.words, []).append(code)
        lines += [f"  {words} {plural('Rule', len(codes))} {', '.join(codes)}." for words, codes in reasons.items()]
    return "\n".join(lines)


def first_of_all(result: Result) -> list[str]:
    """What is wrong with the return as a whole, with what mends it, and what reading noted: lines to stand before counts."""
    lines = []
    for one in result.diagnoses:
        explains = f" It explains {counted(one.findings, 'finding', of=len(result.findings))}." if one.findings else ""
        mend = f" ({one.command})" if one.command else ""
        lines.append(f"{'Fault' if one.fault else 'Note'}: {one.words}{explains} {one.advice}{mend}")
    lines += notes_of(result)
    return ["", *lines, ""] if lines else []


def notes_of(result: Result) -> Iterator[str]:
    """What reading noted and no diagnosis tells; of notes of one kind the first few."""
    by_kind: dict[str, list[Note]] = {}
    for note in result.reading.notes:
        if not (result.diagnoses and note.kind in TOLD):
            by_kind.setdefault(note.kind, []).append(note)
    for notes in by_kind.values():
        yield from (f"  {note.file}: {note.message}" if note.file else f"  {note.message}" for note in notes[:_NOTES])
        if left := notes[_NOTES:]:
            yield f"  and so of {counted(len(left), 'more file')}, {sum(note.count for note in notes):,} in all."


def _counts(result: Result, rules: int) -> str:
    """How many findings there are; never an all-clear where nothing could be looked at."""
    if not result.ran:
        return "Nothing was checked: no rule has all that it needs."
    if not any(result.tables.values()):
        return "Nothing was checked: this year's files have no rows."
    found = counted(len(result.open_findings()), "finding")
    if result.live:
        found += f" now, {len(result.not_due_findings()):,} not due yet; those of now"
    return f"{found} in {counted(rules, 'rule', of=len(result.ran))} checked."
