"""Findings in words, as every list and sheet has them."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from plumbline.checking.labels import UNKNOWN
from plumbline.checking.result import Finding, Result, RuleWords, SummaryLine
from plumbline.wording import counted, plural


class FindingInWords(NamedTuple):
    """A finding, its rule, and the blamed fields with their values in one line."""

    finding: Finding
    rule: RuleWords
    values: str


def findings_in_words(result: Result) -> Iterator[FindingInWords]:
    """Every finding in the result's order. They are made as they are asked for: there may be a great many."""
    for (code, table), group in groupby(result.findings, key=attrgetter("code", "table")):
        rule, rows = result.rules[code], result.flagged[table].rows
        blamed = [(f"{result.head(table, name)}: ", at) for name, at in result.blamed(code, table)]
        for finding in group:
            cells = rows[finding.row]
            yield FindingInWords(finding, rule, "; ".join([name + (cells[at] or "(blank)") for name, at in blamed]))


def sentence(result: Result) -> str:
    """What was found and could not be looked for, in one sentence: of how many rules and children."""
    not_checked = f"{counted(len(result.skipped) + len(result.failed), 'rule')} not checked"
    if not result.ran or not any(result.tables.values()):
        return f"Nothing could be checked: {not_checked}"
    found = result.open_findings()
    due = f" now, {len(result.not_due_findings()):,} not due yet" if result.live else ""
    if not found:
        none = f"No errors{due}{',' if due else ''} in {counted(len(result.ran), 'rule')} checked"
        return f"{none}, on {counted(result.children, 'child')}; {not_checked}"
    rules = counted(len({f.code for f in found}), "rule", of=len(result.ran))
    this_year, ever = (children_in(found, back) for back in (0, 1))
    on = f"on {counted(len(this_year), 'child', of=result.children)}"
    earlier = f" and {counted(len(ever - this_year), 'child')} of earlier returns alone" if ever - this_year else ""
    where = f" (now: {rules} checked, {on}{earlier})" if due else f" in {rules} checked, {on}{earlier}"
    return f"{counted(len(found), 'error')}{due}{where}; {not_checked}"


def children_in(findings: Iterable[Finding], back: int) -> set[str]:
    """The children with findings in tables of at most so many years back."""
    return {f.child for f in findings if min(f.table.years_back, 1) <= back} - {""}


def summary_line(line: SummaryLine) -> str:
    """A rule with its findings counted, as a line of a list on the terminal."""
    rows = f"{line.rows:>7,} {plural('row', line.rows):<4}"
    children = f"{line.children:>7,} {plural('child', line.children):<8}"
    return f"{rows} {children}  {line.code:<9} {line.title}"


def live_in_words(result: Result) -> str:
    """What a check of a year that is not over means, in sentences; empty for any other."""
    return (
        f"The year is not over: this is what was known as at {result.live.as_at:%d/%m/%Y}. An error is to be mended now if it would "
        f"be one were the year to end on that day. It is not due yet if it would be one only on {result.end:%d/%m/%Y}, or if what it "
        "asks for may be recorded until then."
        if result.live
        else ""
    )


def due_in_words(result: Result, finding: Finding) -> str:
    """Whether a finding of a year that is not over is to be dealt with now; empty for any other year's."""
    if result.live is None:
        return ""
    return "not due yet" if finding.key in result.live.not_due else "now"


def labelled(result: Result) -> bool:
    """Whether the council has said how much any rule matters or who looks after it."""
    return any((rule.severity, rule.owner) != (UNKNOWN, UNKNOWN) for rule in result.rules.values())


def skipped_by_reason(result: Result) -> dict[str, list[str]]:
    """The codes of the rules that were not checked, by the reason in words."""
    reasons: dict[str, list[str]] = {}
    for code, skipped in result.skipped.items():
        reasons.setdefault(skipped.words, []).append(code)
    return reasons
