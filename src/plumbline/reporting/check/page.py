"""The report page: one file that opens anywhere, prints, and needs nothing from elsewhere."""

import json
from typing import Any

from plumbline.checking.result import Result, RuleWords
from plumbline.reporting.check.in_words import labelled, sentence, skipped_by_reason
from plumbline.reporting.shared.pages import environment


def report_page(result: Result) -> str:
    """The page as HTML with everything inlined; the findings are compact JSON that its script pages through."""
    template = environment().get_template("reporting/check/report.html")
    summary = result.summary()
    most = max((line.rows for line in summary), default=1)
    return template.render(
        result=result,
        summary=summary,
        accepted=result.accepted_summary(),
        labelled=labelled(result),
        labels=labels(result) if labelled(result) else {},
        worst=max(summary, key=lambda line: line.rows, default=None),
        most=most,
        reasons=skipped_by_reason(result),
        sentence=sentence(result),
        data=_script_safe(by_number(result)),
    )


def labels(result: Result) -> dict[str, list[str]]:
    """The severities and owners of the rules with findings, for the page's filters."""
    words = [result.rules[code] for code in sorted({f.code for f in result.findings})]
    return {
        "severity": list(dict.fromkeys(w.severity for w in words)),
        "owner": sorted({w.owner for w in words}),
    }


def by_number(result: Result) -> dict[str, Any]:
    """Findings and rows by number, so that a row blamed by many rules is written once."""
    names = sorted({finding.file for finding in result.findings})
    codes = sorted({finding.code for finding in result.findings})
    rules, tables, files = ({one: at for at, one in enumerate(some)} for some in (codes, result.flagged, names))
    accepted = result.accepted
    return {
        "rules": [_rule(result.rules[code]) for code in codes],
        "tables": [
            {"name": str(table), "columns": one.columns, "rows": one.rows} for table, one in result.flagged.items()
        ],
        "files": names,
        "findings": [
            (rules[f.code], tables[f.table], f.row, f.line, files[f.file], f.child, accepted.get(f.key, 0))
            for f in result.findings
        ],
    }


def _rule(rule: RuleWords) -> dict[str, Any]:
    return {
        "code": rule.code, "title": rule.name, "why": rule.why, "fix": rule.fix, "fields": rule.fields,
        "severity": rule.severity, "owner": rule.owner,
    }  # fmt: skip


def _script_safe(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
