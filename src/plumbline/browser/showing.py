"""A result as the page shows it."""

from typing import Any

from plumbline.checking.result import Result, RuleWords, SummaryLine
from plumbline.model import ssda903
from plumbline.reporting.check.as_json import reading_document
from plumbline.reporting.check.in_words import sentence
from plumbline.reporting.check.page import by_number
from plumbline.wording import counted


def shown(result: Result) -> dict[str, Any]:
    """Everything that the page shows of a result; findings and rows by number, in the form of the report page."""
    return {
        "sentence": sentence(result),
        "year": result.year,
        "start": f"{result.start:%d/%m/%Y}",
        "end": f"{result.end:%d/%m/%Y}",
        "authority": result.authority,
        "children": result.children,
        "reading": reading_document(result.reading),
        "tables": [
            {"name": name, "rows": rows, "title": ssda903().table(name).title} for name, rows in result.tables.items()
        ],
        "checked": len(result.ran),
        "summary": [_line(result, line) for line in result.summary()],
        "notChecked": _not_checked(result),
        "data": by_number(result),
        "keys": [finding.key for finding in result.findings],
    }


def _line(result: Result, line: SummaryLine) -> dict[str, Any]:
    """A rule's findings counted. Where it marks rows of several tables there is no one number of rows checked."""
    ran = result.ran[line.code]
    alone = line.rows <= ran.flagged
    counts = [(line.rows, ran.checked, "row"), (line.children, ran.children_checked, "child")]
    said = ", ".join(counted(number, noun, of=of if alone else None) for number, of, noun in counts)
    return {"code": line.code, "rows": line.rows, "children": line.children, "said": said}


def _not_checked(result: Result) -> list[dict[str, Any]]:
    """The rules that were not checked, by the reason in words."""
    reasons: dict[str, list[RuleWords]] = {}
    for code, skipped in result.skipped.items():
        reasons.setdefault(skipped.words, []).append(result.rules[code])
    if result.failed:
        reasons["These rules failed: please report them."] = [result.rules[code] for code in result.failed]
    return [
        {"reason": reason, "rules": [{"code": rule.code, "title": rule.name} for rule in rules]}
        for reason, rules in reasons.items()
    ]
