"""The report page: one file that opens anywhere, prints, and needs nothing from elsewhere."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, select_autoescape

from plumbline.checking.result import Result


def report_page(result: Result) -> str:
    """The page as HTML with everything inlined; the findings are compact JSON that its script pages through."""
    template = environment().from_string(
        files("plumbline.reporting").joinpath("templates/report.html").read_text("utf-8")
    )
    summary = result.summary()
    most = max((line.rows for line in summary), default=1)
    reasons: dict[str, list[str]] = {}
    for code, skipped in result.skipped.items():
        reasons.setdefault(skipped.words, []).append(code)
    return template.render(
        result=result,
        summary=summary,
        most=most,
        reasons=reasons,
        sentence=sentence(result),
        data=_script_safe(_data(result)),
    )


def sentence(result: Result) -> str:
    """What was found, in one sentence."""
    children = len({f.child for f in result.findings} - {""})
    rules = len({f.code for f in result.findings})
    errors = "1 error" if len(result.findings) == 1 else f"{len(result.findings):,} errors"
    not_checked = len(result.skipped) + len(result.failed)
    left = "1 rule not checked" if not_checked == 1 else f"{not_checked} rules not checked"
    touched = "1 child" if children == 1 else f"{children:,} children"
    return f"{errors} in {rules} of {len(result.ran)} rules checked; {touched}; {left}"


def _data(result: Result) -> dict[str, Any]:
    """Findings and rows by number, so that a row blamed by many rules is written once."""
    files_ = sorted({f.file for f in result.findings})
    rules = sorted({f.code for f in result.findings})
    tables = list(result.rows)
    codes = {code: at for at, code in enumerate(rules)}
    accepted = result.accepted
    return {
        "rules": [
            {"code": w.code, "title": w.title, "why": w.why, "fix": w.fix, "fields": w.fields}
            for w in (result.rules[code] for code in rules)
        ],
        "tables": [{"name": name, "columns": result.columns[name], "rows": result.rows[name]} for name in tables],
        "files": files_,
        "findings": [
            (codes[f.code], tables.index(f.table), f.row, f.line, files_.index(f.file), f.child, accepted.get(f.key, 0))
            for f in result.findings
        ],
    }


def _script_safe(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def environment() -> Environment:
    """What makes pages from templates: every value is escaped."""
    return Environment(autoescape=select_autoescape(default=True, default_for_string=True), trim_blocks=True)
