"""A result as one JSON document, for programs."""

import json

from plumbline.checking.result import Finding, Result


def to_json(result: Result) -> str:
    """The whole result; the form is in the documentation of ``plumbline check --json``."""
    skipped = {code: {"reason": s.reason, "needs": list(s.needs)} for code, s in result.skipped.items()}
    ran = {code: {"checked": c.checked, "children_checked": c.children_checked} for code, c in result.ran.items()}
    document = {
        "collection": {"year": result.year, "start": result.start.isoformat(), "end": result.end.isoformat()},
        "authority": result.authority,
        "tables": result.tables,
        "rules": {"ran": ran, "skipped": skipped, "failed": result.failed},
        "findings": [_finding(result, finding) for finding in result.findings],
        "summary": [line._asdict() for line in result.summary()],
        "reading": result.reading,
    }
    return json.dumps(document, ensure_ascii=False)


def _finding(result: Result, finding: Finding) -> dict[str, object]:
    return {
        "key": finding.key,
        "code": finding.code,
        "table": finding.table,
        "row": finding.row,
        "line": finding.line,
        "child": finding.child,
        "fields": result.rules[finding.code].fields,
        "values": result.values(finding),
    }
