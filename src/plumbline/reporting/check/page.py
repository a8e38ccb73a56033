"""The report page: one file that opens anywhere, prints, and needs nothing from elsewhere."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from plumbline.checking.result import Checked, Result, RuleWords, SummaryLine
from plumbline.reporting.check.in_words import children_in, labelled, live_in_words, sentence, skipped_by_reason
from plumbline.reporting.check.page_data import PageData
from plumbline.reporting.check.since import Changes
from plumbline.reporting.shared.charts.year import year_frame
from plumbline.reporting.shared.of_a_check import frame
from plumbline.reporting.shared.pages import environment
from plumbline.wording import counted

#: From this share of all findings on a cause of them stands above their number.
_MUCH = 0.1


@dataclass(frozen=True)
class RuleLine:
    """A rule of the list: its words, its open findings counted, and how they changed; ``bar`` is the share of the most, in per cent."""

    rule: RuleWords
    line: SummaryLine
    of_checked: str
    bar: int
    new: int
    gone: int


def report_page(result: Result, changes: Changes | None = None, checked_on: date | None = None) -> str:
    """The page as HTML with everything inlined; the findings are compact JSON that its script pages through.

    ``changes`` hold it against an earlier check. The day of the check is today's if left out.
    """
    lines = rule_lines(result, changes)
    data = PageData(result, [one.rule.code for one in lines], changes.new if changes else ())
    return environment().get_template("reporting/check/report.html").render(
        frame(result),
        result=result,
        sentence=sentence(result),
        checked_on=checked_on or date.today(),
        changes=changes,
        without=result.children - len(children_in(result.open_findings(), 0)),
        title=title(result),
        faults=any(one.fault for one in result.diagnoses),
        causes=result.diagnoses,
        notes=[note for note in result.reading.notes if note.message not in {one.words for one in result.diagnoses}],
        lines=lines,
        accepted=result.accepted_summary(),
        later=result.not_due_summary(),
        live=live_in_words(result),
        labels=labels(result) if labelled(result) else {},
        reasons=skipped_by_reason(result),
        year_frame=year_frame(result.start, result.end),
        data=_script_safe(data.document()),
    )  # fmt: skip


def title(result: Result) -> str:
    """The page's finding: a fault of the whole return where many findings rest on it, else what was found."""
    for one in result.diagnoses:
        if one.fault and (one.findings is None or one.findings >= _MUCH * len(result.findings)):
            return one.words.rstrip(".")
    return sentence(result)


def rule_lines(result: Result, changes: Changes | None) -> list[RuleLine]:
    """The rules with findings, worst first; last those of which every finding was accepted or is not due yet."""
    summary = result.summary()
    open_codes = {line.code for line in summary}
    others = {
        line.code: line
        for line in (*result.accepted_summary(), *result.not_due_summary())
        if line.code not in open_codes
    }
    hidden = [line._replace(rows=0, children=0) for line in others.values()]
    most = max((line.rows for line in summary), default=1)
    new, gone = (changes.new_by_rule, changes.gone) if changes else ({}, {})
    return [
        RuleLine(
            result.rules[line.code], line, _of_checked(line, result.ran[line.code]), round(line.rows * 100 / most),
            new.get(line.code, 0), gone.get(line.code, 0),
        )
        for line in [*summary, *hidden]
    ]  # fmt: skip


def _of_checked(line: SummaryLine, ran: Checked) -> str:
    """A rule's findings of what it checked. Where it marks rows of several tables there is no one number of rows checked."""
    if line.rows > ran.flagged:
        return f"{counted(line.rows, 'row')} of several tables, {counted(line.children, 'child')}"
    rows = counted(line.rows, "row", of=ran.checked)
    return f"{rows} checked, and {counted(line.children, 'child', of=ran.children_checked)}"


def labels(result: Result) -> dict[str, list[str]]:
    """The severities and owners of the rules with findings, for the page's filters."""
    words = [result.rules[code] for code in sorted({f.code for f in result.findings})]
    return {
        "severity": list(dict.fromkeys(w.severity for w in words)),
        "owner": sorted({w.owner for w in words}),
    }


def _script_safe(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
