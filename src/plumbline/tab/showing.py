"""A result as the page shows it."""

from typing import Any

from plumbline.checking.result import Result, RuleWords
from plumbline.model import table
from plumbline.reporting.page import by_number, sentence


def shown(result: Result) -> dict[str, Any]:
    """Everything that the page shows of a result; findings and rows by number, in the form of the report page."""
    return {
        "sentence": sentence(result),
        "year": result.year,
        "start": f"{result.start:%d/%m/%Y}",
        "end": f"{result.end:%d/%m/%Y}",
        "authority": result.authority,
        "children": result.children,
        "reading": result.reading,
        "tables": [{"name": name, "rows": rows, "title": table(name).title} for name, rows in result.tables.items()],
        "ran": {code: counts._asdict() for code, counts in result.ran.items()},
        "notChecked": _not_checked(result),
        "data": by_number(result),
        "keys": [finding.key for finding in result.findings],
    }


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
