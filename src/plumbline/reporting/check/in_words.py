"""Findings in words, as every list and sheet has them."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from plumbline.checking.labels import UNKNOWN
from plumbline.checking.result import Finding, Result, RuleWords


class FindingInWords(NamedTuple):
    """A finding, its rule, and the blamed fields with their values in one line."""

    finding: Finding
    rule: RuleWords
    values: str


def findings_in_words(result: Result) -> Iterator[FindingInWords]:
    """Every finding in the result's order. They are made as they are asked for: there may be a great many."""
    for (code, table), group in groupby(result.findings, key=attrgetter("code", "table")):
        rule, rows = result.rules[code], result.flagged[table].rows
        blamed = [(f"{name}: ", at) for name, at in result.blamed(code, table)]
        for finding in group:
            cells = rows[finding.row]
            yield FindingInWords(finding, rule, "; ".join([name + (cells[at] or "(blank)") for name, at in blamed]))


def sentence(result: Result) -> str:
    """What was found, in one sentence."""
    open_findings = result.open_findings()
    children = len({f.child for f in open_findings} - {""})
    rules = len({f.code for f in open_findings})
    errors = "1 error" if len(open_findings) == 1 else f"{len(open_findings):,} errors"
    not_checked = len(result.skipped) + len(result.failed)
    left = "1 rule not checked" if not_checked == 1 else f"{not_checked} rules not checked"
    touched = "1 child" if children == 1 else f"{children:,} children"
    return f"{errors} in {rules} of {len(result.ran)} rules checked; {touched}; {left}"


def labelled(result: Result) -> bool:
    """Whether the council has said how much any rule matters or who looks after it."""
    return any((rule.severity, rule.owner) != (UNKNOWN, UNKNOWN) for rule in result.rules.values())


def skipped_by_reason(result: Result) -> dict[str, list[str]]:
    """The codes of the rules that were not checked, by the reason in words."""
    reasons: dict[str, list[str]] = {}
    for code, skipped in result.skipped.items():
        reasons.setdefault(skipped.words, []).append(code)
    return reasons
