"""What was repaired, in words, as JSON, as CSV lists and as a page."""

import json

from plumbline.model import ssda903
from plumbline.repairing.outcome import Logged, Outcome
from plumbline.reporting.check.in_words import summary_line
from plumbline.reporting.shared.of_a_check import frame
from plumbline.reporting.shared.pages import environment
from plumbline.reporting.shared.spreadsheet_csv import csv_text
from plumbline.wording import counted


def headline(outcome: Outcome) -> str:
    """What became of the values that had one other reading; where there was none, how much is left to people."""
    done, undone, left = map(len, (outcome.repaired, outcome.withdrawn, outcome.after.findings))
    withdrawn = f"{counted(undone, 'repair')} withdrawn"
    if done:
        return f"{counted(done, 'value')} repaired, {withdrawn}"
    if not undone and not left:
        return "Nothing to repair"
    people = f"{counted(left, 'finding')} {'needs' if left == 1 else 'need'} a person"
    return "; ".join(["Nothing could be repaired", *([withdrawn] if undone else []), *([people] if left else [])])


def in_short(outcome: Outcome) -> str:
    """The summary for a terminal: per kind what was repaired and withdrawn, then the findings that remain."""
    before, after = outcome.before, outcome.after
    counts = f"; {counted(len(before.findings), 'finding')} before, {len(after.findings):,} after"
    lines = [f"Collection year {before.year}. {headline(outcome)}{counts if outcome.repaired else ''}."]
    if kinds := outcome.by_kind():
        lines += ["", *(f"{done:>7,} repaired {undone:>6,} withdrawn  {kind}" for kind, done, undone in kinds)]
    if left := after.summary():
        lines += ["", "What remains:"]
        lines += map(summary_line, left)
    if not_checked := len(after.skipped) + len(after.failed):
        lines += ["", f"{counted(not_checked, 'rule')} could not be checked: plumbline check says why."]
    return "\n".join(lines)


def changes(outcome: Outcome) -> str:
    """Every repair on a line: where, from what to what, and why."""
    lines = [
        f"{one.file}, line {one.line}, {one.field}: {one.old or '(blank)'} -> {one.new}  ({one.why})"
        for one in outcome.repaired
    ]
    return "\n".join([*lines, ""]) if lines else "Nothing has exactly one other reading.\n"


def to_json(outcome: Outcome) -> str:
    """The whole outcome but for the files: repairs, withdrawals, kinds, and findings before and after per rule."""
    before, after = outcome.before, outcome.after
    document = {
        "collection": {"year": before.year, "start": before.start.isoformat(), "end": before.end.isoformat()},
        "kinds": [{"kind": kind, "repaired": n, "withdrawn": m} for kind, n, m in outcome.by_kind()],
        "repaired": [one._asdict() for one in outcome.repaired],
        "withdrawn": [one._asdict() for one in outcome.withdrawn],
        "findings": {"before": len(before.findings), "after": len(after.findings)},
        "remaining": [line._asdict() for line in after.summary()],
    }
    return json.dumps(document, ensure_ascii=False)


def repairs_csv(outcome: Outcome) -> str:
    """Every repair, and every one withdrawn with the rules that it would break."""
    head = (
        "file",
        "line",
        "table",
        "field",
        "child",
        "old",
        "new",
        "kind",
        "rules",
        "reason",
        "outcome",
        "would_break",
    )
    lines = [_line(one, "repaired") for one in outcome.repaired]
    return csv_text(head, [*lines, *(_line(one, "withdrawn") for one in outcome.withdrawn)])


def _line(one: Logged, how: str) -> tuple[str, ...]:
    where = (one.file, str(one.line), one.table, one.field, one.child)
    return (*where, one.old, one.new, one.kind, " ".join(one.rules), one.why, how, " ".join(one.breaks))


def fix_at_source_csv(outcome: Outcome) -> str:
    """What to correct in the case system, child by child, so that next year's return comes out right."""
    head = ("child", "table", "record", "field", "now", "should_be", "why", "look_at", "done")
    places = {name: at for at, name in enumerate(ssda903().tables)}
    ordered = sorted(outcome.repaired, key=lambda one: (one.child, places[one.table], one.line, one.field))
    return csv_text(
        head,
        [(one.child, one.table, one.record, one.field, one.old, one.new, one.why, one.look_at, "") for one in ordered],
    )


def page(outcome: Outcome) -> str:
    """The summary as a page that needs nothing from elsewhere."""
    facts = {
        "headline": headline(outcome),
        "kinds": outcome.by_kind(),
        "left": outcome.after.summary(),
        "form": outcome.form,
    }
    return environment().get_template("repairing/summary.html").render(frame(outcome.before), outcome=outcome, **facts)
