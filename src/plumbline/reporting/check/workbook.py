"""The workbook: findings, the flagged rows of each table with the blamed cells coloured, the rules, what was not checked."""

import io
from typing import Any

from plumbline.checking.result import Result
from plumbline.model.years import TableOfYear
from plumbline.reporting.shared.sheets import new_book, sheet_of

#: Excel grows slow beyond this many rows or notes; what is left out is said on the sheet.
MOST_ROWS = 100_000
MOST_NOTES = 20_000


def workbook(result: Result) -> bytes:
    """The workbook as bytes. Every value is text, so nothing in it can run."""
    out = io.BytesIO()
    book = new_book(out)
    styles = {"head": book.add_format({"bold": True}), "blamed": book.add_format({"bg_color": "#F6D7D2", "border": 1})}
    _findings(book, styles, result)
    for table in result.flagged:
        _table(book, styles, result, table)
    rules = [(w.code, w.name, w.why, w.fix, w.theme, w.severity, w.owner) for w in result.rules.values()]
    sheet_of(book, styles["head"], "Rules", ("Rule", "Title", "Why", "Fix", "Theme", "Severity", "Owner"), rules)
    skipped = [(code, s.words) for code, s in result.skipped.items()] + list(result.failed.items())
    sheet_of(book, styles["head"], "Not checked", ("Rule", "Why not"), skipped)
    book.close()
    return out.getvalue()


def _findings(book: Any, styles: dict[str, Any], result: Result) -> None:
    head = ("Rule", "Title", "Table", "File", "Line", "Child", "Values", "Fix", "Severity", "Owner", "Accepted because")
    rows: list[tuple[str, ...]] = []
    for finding in result.findings[:MOST_ROWS]:
        rule = result.rules[finding.code]
        values = "; ".join(f"{name}: {value or '(blank)'}" for name, value in result.values(finding).items())
        where = (str(finding.table), finding.file, str(finding.line), finding.child)
        labels = (rule.severity, rule.owner, result.accepted.get(finding.key, ""))
        rows.append((finding.code, rule.name, *where, values, rule.fix, *labels))
    if len(result.findings) > MOST_ROWS:
        rows.append(("", f"The first {MOST_ROWS:,} of {len(result.findings):,} findings; findings.csv has them all."))
    sheet_of(book, styles["head"], "Findings", head, rows)


def _table(book: Any, styles: dict[str, Any], result: Result, table: TableOfYear) -> None:
    """The flagged rows of one table; a blamed cell is coloured and has one note for all its rules."""
    columns, texts = result.flagged[table]
    lines: dict[int, int] = {}
    notes: dict[tuple[int, str], list[str]] = {}
    for finding in result.findings:
        if finding.table == table:
            lines[finding.row] = finding.line
            rule = result.rules[finding.code]
            for name in rule.fields:
                if name in columns:
                    notes.setdefault((finding.row, name), []).append(f"{rule.code}: {rule.title}.")
    rows = sorted(lines)[:MOST_ROWS]
    cells = [(str(lines[row]), *(value or "" for value in texts[row])) for row in rows]
    sheet = sheet_of(book, styles["head"], str(table), ("Line", *columns), cells)
    places = {row: at + 1 for at, row in enumerate(rows)}
    for count, ((row, name), said) in enumerate(notes.items()):
        if row in places:
            at, column = places[row], columns.index(name)
            sheet.write_string(at, column + 1, texts[row][column] or "", styles["blamed"])
            if count < MOST_NOTES:
                sheet.write_comment(at, column + 1, "\n".join(said))
    if len(notes) > MOST_NOTES:
        sheet.write_string(
            len(rows) + 2, 0, f"Notes are on the first {MOST_NOTES:,} cells; all blamed cells are coloured."
        )
