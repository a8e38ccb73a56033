"""Findings as CSV that a spreadsheet opens without running anything in it."""

from collections.abc import Iterator, Mapping

from plumbline.checking.result import Result
from plumbline.reporting.check.accepted import ACCEPTED, COLUMNS, Mark
from plumbline.reporting.check.evidence_in_words import EvidenceInWords
from plumbline.reporting.check.evidence_texts import EvidenceTexts
from plumbline.reporting.check.in_words import FindingInWords, due_in_words, findings_in_words
from plumbline.reporting.shared.spreadsheet_csv import csv_pieces

_HEAD = (
    "code", "title", "table", "file", "line", "child", "values", "fix", "severity", "owner", "accepted", "key", "due",
    "evidence",
)  # fmt: skip


def findings_csv(result: Result) -> Iterator[str]:
    """One line per finding, accepted ones marked with their reason; in pieces, for there may be a great many."""
    together = zip(findings_in_words(result), EvidenceTexts(result, EvidenceInWords()), strict=True)
    return csv_pieces(_HEAD, (_line(result, one, evidence) for one, evidence in together))


def accepted_csv(result: Result, marks: Mapping[str, Mark] | None = None) -> Iterator[str]:
    """Every finding with what was said of it (without ``marks``: those accepted), in the form that ``--accepted`` reads.

    What was said of findings that are gone is kept, without a child. In pieces, for there may be a great many.
    """
    given = {key: Mark(ACCEPTED, reason) for key, reason in result.accepted.items()} if marks is None else marks
    return csv_pieces(COLUMNS, _marked(result, given))


def _marked(result: Result, marks: Mapping[str, Mark]) -> Iterator[tuple[str, ...]]:
    for finding in result.findings:
        status, reason = marks.get(finding.key, ("", ""))
        yield finding.key, finding.code, finding.child, reason, status
    for key in sorted(set(marks).difference(finding.key for finding in result.findings)):
        yield key, key.partition("|")[0], "", marks[key].reason, marks[key].status


def _line(result: Result, one: FindingInWords, evidence: str) -> tuple[str, ...]:
    finding, rule, values = one
    where = (str(finding.table), finding.file, str(finding.line), finding.child)
    reason = result.accepted.get(finding.key, "")
    labels = (rule.severity, rule.owner)
    return (
        rule.code,
        rule.name,
        *where,
        values,
        rule.fix,
        *labels,
        reason,
        finding.key,
        due_in_words(result, finding),
        evidence,
    )
