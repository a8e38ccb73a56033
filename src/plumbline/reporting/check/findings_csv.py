"""Findings as CSV that a spreadsheet opens without running anything in it."""

from collections.abc import Mapping

from plumbline.checking.result import Finding, Result
from plumbline.reporting.check.accepted import ACCEPTED, COLUMNS, Mark
from plumbline.reporting.shared.spreadsheet_csv import csv_text


def findings_csv(result: Result) -> str:
    """One line per finding, accepted ones marked with their reason."""
    head = ("code", "title", "table", "file", "line", "child", "values", "fix", "severity", "owner", "accepted", "key")
    return csv_text(head, [_line(result, finding) for finding in result.findings])


def accepted_csv(result: Result, marks: Mapping[str, Mark] | None = None) -> str:
    """Every finding with what was said of it (without ``marks``: those accepted), in the form that ``--accepted`` reads.

    What was said of findings that are gone is kept, without a child.
    """
    said = {key: Mark(ACCEPTED, reason) for key, reason in result.accepted.items()} if marks is None else marks
    gone = sorted(said.keys() - {finding.key for finding in result.findings})
    rows = [_marked(finding, said) for finding in result.findings]
    return csv_text(
        COLUMNS, [*rows, *((key, key.partition("|")[0], "", said[key].reason, said[key].status) for key in gone)]
    )


def _marked(finding: Finding, marks: Mapping[str, Mark]) -> tuple[str, ...]:
    status, reason = marks.get(finding.key, ("", ""))
    return (finding.key, finding.code, finding.child, reason, status)


def _line(result: Result, finding: Finding) -> tuple[str, ...]:
    rule = result.rules[finding.code]
    values = "; ".join(f"{name}: {value or '(blank)'}" for name, value in result.values(finding).items())
    reason = result.accepted.get(finding.key, "")
    where = (str(finding.table), finding.file, str(finding.line), finding.child)
    return (finding.code, rule.name, *where, values, rule.fix, rule.severity, rule.owner, reason, finding.key)
