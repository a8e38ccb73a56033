"""The workbook: a summary, all findings, the flagged rows of each table, the rules, and what was not checked."""

import io
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from plumbline.checking.result import Result, RuleWords
from plumbline.model.years import TableOfYear
from plumbline.reporting.check.evidence_in_words import EvidenceInLines
from plumbline.reporting.check.evidence_texts import EvidenceTexts
from plumbline.reporting.check.in_words import due_in_words, findings_in_words, labelled
from plumbline.reporting.check.summary_sheet import summary_sheet
from plumbline.reporting.shared.long_sheets import Link, LongSheet, Row, poured, specimen
from plumbline.reporting.shared.sheets import (
    ARROW,
    MOST_LINKS,
    MOST_ROWS,
    Column,
    fill,
    new_book,
    say_made_up,
    sheet_with_heads,
    styles_of,
)

#: The columns of labels, for councils that use them.
_LABELS = (Column("Severity", 14), Column("Owner", 20))
_FINDINGS = (
    Column("Rule", 10), Column("What is wrong", 40, "wrap"), Column("Table", 14), Column("Line", 8, "link"),
    Column("Child", 15), Column("Values", 34, "wrap"), Column("Looked at as well", 44, "wrap"),
    Column("What to do", 44, "wrap"),
)  # fmt: skip
_LINE = [column.title for column in _FINDINGS].index("Line")
_ACCEPTED = Column("Accepted because", 30, "wrap")
_DUE = Column("Due", 12)
_OF_ROW = (Column("Line", 8, "line"), Column("What is wrong", 60, "wrap"))
_RULES = (
    Column("Rule", 10), Column("What is wrong", 50, "wrap"), Column("Rows checked", 11, "number"),
    Column("Rows flagged", 11, "number"), Column("Children checked", 11, "number"),
    Column("Children flagged", 11, "number"), Column("Why it matters", 60, "wrap"), Column("What to do", 60, "wrap"),
    Column("Table", 16), Column("Fields", 24, "wrap"), Column("Theme", 22),
)  # fmt: skip
_NOT_CHECKED = (
    Column("Rule", 10),
    Column("What it looks for", 60, "wrap"),
    Column("Why it was not checked", 70, "wrap"),
)

#: How wide a column of a table may be, in characters.
_NARROWEST, _WIDEST = 8, 40

#: Where each flagged row of a table is on its sheet, counted from 1 as Excel does.
_Places = Mapping[TableOfYear, Mapping[int, int]]


def workbook(result: Result, checked_on: date | None = None) -> bytes:
    """The workbook as bytes; the day of the check is today's if left out. Every value is inert: text, or a whole number.

    Of more findings or rows than a sheet of Excel holds, the first are there, and the summary says so.
    """
    out = io.BytesIO()
    book = new_book(out)
    styles = styles_of(book)
    summary_sheet(book, styles, result, checked_on or date.today())
    places = {table: {row: at for at, row in enumerate(_rows_of(result, table), start=2)} for table in result.flagged}
    long = dict([_findings(book, styles, result, places), *(_table(book, styles, result, table) for table in places)])
    _rules(book, styles, result)
    _not_checked(book, styles, result)
    if result.made_up:
        say_made_up(book)
    book.close()
    return poured(out.getvalue(), long)


def _rows_of(result: Result, table: TableOfYear) -> list[int]:
    """The rows of a table that its sheet has."""
    return sorted(result.flagged[table].rows)[:MOST_ROWS]


def _findings(book: Any, styles: dict[str, Any], result: Result, places: _Places) -> tuple[str, LongSheet]:
    """The sheet of findings, each with a link from its line to the row on its table's sheet."""
    labels = labelled(result)
    columns = [
        *_FINDINGS,
        *(_LABELS if labels else ()),
        *([_ACCEPTED] if result.accepted else ()),
        *([_DUE] if result.live else ()),
    ]
    count = min(len(result.findings), MOST_ROWS)

    def rows() -> Iterator[Row]:
        together = zip(findings_in_words(result), EvidenceTexts(result, EvidenceInLines()), strict=True)
        for (finding, rule, values), evidence in islice(together, count):
            cells: list[str | int | None] = [
                rule.code,
                rule.name,
                str(finding.table),
                finding.line,
                finding.child,
                values,
                evidence or None,
                rule.fix,
            ]
            if labels:
                cells += rule.severity, rule.owner
            if result.accepted:
                cells.append(result.accepted.get(finding.key))
            if result.live:
                cells.append(due_in_words(result, finding))
            yield Row(cells)

    def links() -> Iterator[Link]:
        for at, finding in enumerate(result.findings[: min(count, MOST_LINKS)], start=2):
            if place := places[finding.table].get(finding.row):
                yield Link(at, str(finding.table), place)

    long = LongSheet(columns, count, rows(), _LINE, links())
    return specimen(book, styles, "Findings", long), long


def _table(book: Any, styles: dict[str, Any], result: Result, table: TableOfYear) -> tuple[str, LongSheet]:
    """The sheet of one table: its flagged rows, which rules blame each, and the blamed cells coloured."""
    columns = [*_OF_ROW, *(Column(name, width) for name, width in _widths(result, table))]
    long = LongSheet(columns, min(len(result.flagged[table].rows), MOST_ROWS), _flagged_rows(result, table))
    return specimen(book, styles, str(table), long), long


def _widths(result: Result, table: TableOfYear) -> Iterator[tuple[str, int]]:
    """Each column of a table with the width that its heading and its values need."""
    names, rows = result.flagged[table]
    for at, name in enumerate(names):
        longest, head = max((len(cells[at] or "") for cells in rows.values()), default=0), result.head(table, name)
        yield head, min(max(_NARROWEST, len(head) + ARROW, longest + 2), _WIDEST)


def _flagged_rows(result: Result, table: TableOfYear) -> Iterator[Row]:
    blamed_by: dict[int, list[tuple[int, str, bool]]] = {}
    for finding in result.findings:
        if finding.table == table:
            accepted = finding.key in result.accepted
            blamed_by.setdefault(finding.row, []).append((finding.line, finding.code, accepted))
    for row in _rows_of(result, table):
        blamed = blamed_by[row]
        words = "; ".join([_blame(result.rules[code], accepted) for _, code, accepted in blamed])
        look_at = {at + len(_OF_ROW) for _, code, _ in blamed for _, at in result.blamed(code, table)}
        yield Row([blamed[0][0], words, *result.flagged[table].rows[row]], look_at)


def _blame(rule: RuleWords, accepted: bool) -> str:
    return f"{rule.code}{' (accepted)' if accepted else ''}: {rule.name}"


def _rules(book: Any, styles: dict[str, Any], result: Result) -> None:
    """The sheet of rules; one that was not checked has no counts."""
    labels = labelled(result)
    columns = [*_RULES, *(_LABELS if labels else ())]
    sheet = sheet_with_heads(book, styles, "Rules", columns, len(result.rules))
    fill(sheet, styles, columns, (_rule(result, rule, labels) for rule in result.rules.values()))


def _rule(result: Result, rule: RuleWords, labels: bool) -> tuple[str | int | None, ...]:
    ran = result.ran.get(rule.code)
    counts = (ran.checked, ran.flagged, ran.children_checked, ran.children) if ran else (None,) * 4
    about = (rule.why, rule.fix, str(rule.table), ", ".join(rule.fields), rule.theme)
    return rule.code, rule.name, *counts, *about, *((rule.severity, rule.owner) if labels else ())


def _not_checked(book: Any, styles: dict[str, Any], result: Result) -> None:
    reasons = {code: skipped.words for code, skipped in result.skipped.items()}
    reasons |= {code: f"It failed: {why}. Please report it." for code, why in result.failed.items()}
    sheet = sheet_with_heads(book, styles, "Not checked", _NOT_CHECKED, len(reasons))
    fill(sheet, styles, _NOT_CHECKED, ((code, result.rules[code].name, why) for code, why in reasons.items()))
