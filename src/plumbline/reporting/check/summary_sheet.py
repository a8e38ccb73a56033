"""The workbook's first sheet: what was checked, and the findings summed by rule, table, severity and owner."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from plumbline.checking.result import Finding, Result
from plumbline.model.authorities import authorities
from plumbline.reporting.check.in_words import labelled, live_in_words, sentence, skipped_by_reason
from plumbline.reporting.shared.sheets import MOST_LINKS, MOST_ROWS, for_paper, head_height, height, put
from plumbline.wording import counted

_WIDTHS = (24, 70, *[12] * 4, 14, 20)
#: The columns that hold numbers, in every section that has them.
_NUMBERS = range(2, 6)

Cells = Sequence[str | int | None]


class Section(NamedTuple):
    """A part of the sheet: its heading, the columns' headings, and its rows; ``links`` are the rows of findings led to."""

    heading: str
    head: Sequence[str]
    rows: Sequence[Cells]
    links: Sequence[int] = ()


class Counted(NamedTuple):
    """The findings of one kind, counted: findings, rows of tables, and distinct children."""

    kind: str
    findings: int
    rows: int
    children: int


def summary_sheet(book: Any, styles: dict[str, Any], result: Result, checked_on: date) -> None:
    """Writes the summary, ready to print."""
    sheet = book.add_worksheet("Summary")
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    put(sheet, 0, 0, sentence(result), styles["title"])
    at = 1
    for name, value in _about(result, checked_on):
        put(sheet, at, 0, name, styles["text"])
        put(sheet, at, 1, value, styles["wrap" if isinstance(value, str) else "number among words"])
        at += 1
    for section in _sections(result):
        at = _write(sheet, styles, section, at + 1)
    for_paper(sheet)


def _write(sheet: Any, styles: dict[str, Any], section: Section, at: int) -> int:
    """Writes a section from a row on; returns the row below it."""
    put(sheet, at, 0, section.heading, styles["section"])
    sheet.set_row(at + 1, head_height(zip(section.head, _WIDTHS, strict=False)))
    for column, title in enumerate(section.head):
        put(sheet, at + 1, column, title, styles["head of numbers" if column in _NUMBERS else "head"])
    for below, cells in enumerate(section.rows):
        sheet.set_row(at + 2 + below, height(cells, [(1, _WIDTHS[1])]))
        for column, value in enumerate(cells):
            style = "number" if isinstance(value, int) else "wrap" if column == 1 else "text"
            put(sheet, at + 2 + below, column, value, styles[style])
        if section.links:
            sheet.write_url(
                at + 2 + below,
                0,
                f"internal:'Findings'!A{section.links[below]}",
                styles["link in words"],
                str(cells[0]),
            )
    return at + 2 + len(section.rows)


def _about(result: Result, checked_on: date) -> Iterator[tuple[str, str | int]]:
    council = authorities().get(result.authority)
    if result.authority:
        yield "Council", f"{council.name} ({council.code})" if council else result.authority
    yield (
        "Collection year",
        f"{result.year} ({result.start:%d/%m/%Y} to {result.end:%d/%m/%Y}), {result.reading.year_in_words}",
    )
    if result.live:
        yield "Now, or not due yet", live_in_words(result)
    yield "Rules of", f"{result.reading.rules_of}"
    yield "Checked on", f"{checked_on:%d/%m/%Y}"
    yield "Children", result.children
    yield "Keep it safe", "This workbook holds children's records: keep it within the council."
    if len(result.findings) > MOST_ROWS:
        yield (
            "Not all shown",
            f"Of {len(result.findings):,} findings, the first {MOST_ROWS:,} are here: a sheet holds no more.",
        )
    if len(result.findings) > MOST_LINKS:
        yield (
            "Links",
            f"Findings after the first {MOST_LINKS:,} have no link to their row: a sheet holds no more links.",
        )


def _sections(result: Result) -> Iterator[Section]:
    findings = result.open_findings()
    yield _by_rule(result)
    if result.accepted:
        lines = [(line.code, line.title, line.rows, line.children) for line in result.accepted_summary()]
        yield Section("Accepted as right", ("Rule", "What is wrong", "Rows", "Children"), lines)
    if result.live:
        lines = [(line.code, line.title, line.rows, line.children) for line in result.not_due_summary()]
        yield Section("Not due yet", ("Rule", "What is wrong", "Rows", "Children"), lines)
    yield _by_table(result, findings)
    if labelled(result):
        for name in ("severity", "owner"):
            yield _by_label(result, findings, name)
    if result.skipped or result.failed:
        yield _not_checked(result)
    if result.reading.notes:
        notes = [(note.file, note.message) for note in result.reading.notes]
        yield Section("Notes on the files", ("File", "Note"), notes)


def _by_rule(result: Result) -> Section:
    """Rules with errors, worst first, each with a link to its first finding.

    Where a rule marks rows of several tables there is no one number of rows checked, and none is given.
    """
    labels = labelled(result)
    head = ["Rule", "What is wrong", "Rows", "Rows checked", "Children", "Children checked"]
    first: dict[str, int] = {}
    for at, finding in enumerate(result.findings[:MOST_ROWS], start=2):
        first.setdefault(finding.code, at)
    rows: list[Cells] = []
    for line in result.summary():
        ran, rule = result.ran[line.code], result.rules[line.code]
        alone = line.rows <= ran.flagged
        of = (ran.checked, ran.children_checked) if alone else (None, None)
        counts = (line.rows, of[0], line.children, of[1])
        rows.append((line.code, line.title, *counts, *((rule.severity, rule.owner) if labels else ())))
    links = [first.get(str(row[0]), 1) for row in rows]
    return Section("Errors by rule", [*head, *(("Severity", "Owner") if labels else ())], rows, links)


def _by_table(result: Result, findings: Sequence[Finding]) -> Section:
    files = {str(table): one for table, one in result.reading.tables.items()}
    rows = []
    for one in _counted(findings, lambda finding: str(finding.table)):
        read = files.get(one.kind)
        rows.append((one.kind, read.file if read else "", *one[1:], read.rows if read else None))
    return Section("Errors by table", ("Table", "File", "Errors", "Rows with errors", "Children", "Rows in file"), rows)


def _by_label(result: Result, findings: Sequence[Finding], name: str) -> Section:
    counted = _counted(findings, lambda finding: str(getattr(result.rules[finding.code], name)))
    rows = [(one.kind, None, *one[1:]) for one in counted]
    return Section(f"Errors by {name}", (name.capitalize(), "", "Errors", "Rows with errors", "Children"), rows)


def _counted(findings: Sequence[Finding], kind: Callable[[Finding], str]) -> list[Counted]:
    """The findings of each kind counted, most first."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(kind(finding), []).append(finding)
    counted = [
        Counted(name, len(own), len({(one.table, one.row) for one in own}), len({one.child for one in own} - {""}))
        for name, own in found.items()
    ]
    return sorted(counted, key=lambda one: (-one.findings, one.kind))


def _not_checked(result: Result) -> Section:
    reasons = skipped_by_reason(result)
    if result.failed:
        reasons["These rules failed: please report them."] = list(result.failed)
    rows = [(counted(len(codes), "rule"), f"{words} {', '.join(codes)}") for words, codes in reasons.items()]
    return Section("What was not checked", ("Rules", "Why not, and which"), rows)
