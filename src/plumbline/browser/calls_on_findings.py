"""What the page can ask about findings: accept some, tell where a rule's concentrate, repair what has one reading."""

from dataclasses import replace
from itertools import islice

from plumbline.browser.answers import Bar, Change, FindingShown, Head, Repaired, RepairKind, Why
from plumbline.browser.files import as_found
from plumbline.browser.finding import finding_shown
from plumbline.browser.session import Bytes, Json, Session
from plumbline.browser.showing import head
from plumbline.explaining.concentration import explain
from plumbline.explaining.words import STRONGEST, places, sentences
from plumbline.repairing.repair import Council
from plumbline.repairing.repair import repair as repaired

#: Of the changes so many are shown; the list to save has all.
_MOST_SHOWN = 200


def finding(session: Session, given: Json, _content: Bytes | None) -> FindingShown:
    """All that the finding of a number is about."""
    result = session.checked()
    return finding_shown(result, result.findings[given["number"]])


def accept(session: Session, given: Json, _content: Bytes | None) -> Head:
    """Takes findings as accepted, by key with the reason, those of before no longer; what leads the result then."""
    session.result = replace(session.checked(), accepted=given["accepted"])
    return head(session.result)


def why(session: Session, given: Json, _content: Bytes | None) -> Why:
    """Where a rule's findings concentrate."""
    found = explain(session.with_rows(), given["code"])
    bars = [
        Bar(f"{group.attribute}: {group.label}", group.share_of_flagged, group.share_of_checked)
        for group in found.standing_out[:STRONGEST]
    ]
    return Why(f"{found.code}: {found.title}", sentences(found), places(found), bars)


def repair(session: Session, _given: Json, _content: Bytes | None) -> Repaired:
    """Repairs copies of this year's files, checked as the result was; the files kept stay as they are."""
    result = session.checked()
    found = as_found(session.kept.values())
    council = Council(found.sources, session.ready, found.providers, result.year, result.authority, found.notes)
    session.repaired = outcome = repaired(council, session.progress)
    return Repaired(
        len(outcome.before.findings),
        len(outcome.after.findings),
        len(outcome.repaired),
        len(outcome.withdrawn),
        [RepairKind(*one) for one in outcome.by_kind()],
        [
            Change(one.file, one.line, one.field, one.old, one.new, one.why)
            for one in islice(outcome.repaired, _MOST_SHOWN)
        ],
    )
