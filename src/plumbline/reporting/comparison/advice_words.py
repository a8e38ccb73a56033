"""What others did about an error and whom to call: in words, and as plain data."""

from collections.abc import Callable, Mapping
from typing import Any

from plumbline.model.authorities import council_name
from plumbline.networks.advice import Advice, ToCall
from plumbline.networks.evidence import Tried
from plumbline.networks.likeness import Likeness
from plumbline.profiles.profile import Profile
from plumbline.reporting.comparison.solution_words import evidence
from plumbline.reporting.comparison.words import children, number
from plumbline.reporting.shared.systems import system_name
from plumbline.wording import plural

#: So many councils to call are named of each rule for people to read; a document has them all.
MOST_CALLS = 5


def alike(found: Likeness) -> list[str]:
    """What a council has in common with the one that asks."""
    said = (
        ("your case system", found.same_case_system),
        ("your region", found.same_region),
        ("about your size", found.similar_size),
    )
    return [words for words, is_so in said if is_so]


def solution_lines(one: Tried) -> tuple[str, str]:
    """The evidence for a solution; then who wrote it, what they have in common with the council that asks, the effort."""
    about = one.solution
    by = (
        council_name(about.authority),
        system_name(about.case_system),
        *alike(one.likeness),
        f"effort: {about.effort or 'not said'}",
        about.contact,
    )
    return f"{evidence(one)}.", "; ".join(filter(None, by))


def call_line(one: ToCall, name: Callable[[str], str]) -> str:
    """Whom to call, why, and how; ``name`` gives a council's name."""
    lost = f"{_seen(one.then, one.code)}; now {_seen(one.now, one.code)}"
    return "; ".join(filter(None, (f"{name(one.member.authority)}: {lost}", *alike(one.likeness), one.member.contact)))


def call_briefly(one: ToCall, name: Callable[[str], str]) -> str:
    """Whom to call and why, in a line: how many children had the error, and how many have it now."""
    then, now = (seen.ran[one.code].children for seen in (one.then, one.now))
    return "; ".join(
        (f"{name(one.member.authority)}: had it in {children(then)}, now in {now}", *alike(one.likeness)[:1])
    )


def advice_document(rules: Mapping[str, Advice]) -> dict[str, Any]:
    """The advice by rule as plain data."""
    return {
        code: {
            "solutions": [solution_document(one) for one in found.solutions],
            "to_call": [_call_document(one) for one in found.to_call],
        }
        for code, found in rules.items()
    }


def solution_document(one: Tried) -> dict[str, Any]:
    """One solution and its evidence as plain data."""
    about, found = one.solution, one.effect
    return {
        "id": about.id,
        "title": about.title,
        "rules": list(about.rules),
        "authority": about.authority,
        "case_system": about.case_system,
        **_likeness_document(one.likeness),
        "effort": about.effort,
        "date": about.written.isoformat(),
        "contact": about.contact,
        "adopted": {code: day.isoformat() for code, day in sorted(about.adopted.items())},
        "evidence": evidence(one),
        "stage": one.stage,
        "judged": [change.council for change in found.changes],
        "not_judged": dict(found.not_judged),
        "fell_by": found.fell_by,
        "interval": list(found.interval) if found.interval else None,
    }


def _call_document(one: ToCall) -> dict[str, Any]:
    return {
        "authority": one.member.authority,
        "case_system": one.member.case_system,
        **_likeness_document(one.likeness),
        "contact": one.member.contact,
        "most": _seen_document(one.then, one.code),
        "now": _seen_document(one.now, one.code),
    }


def _likeness_document(found: Likeness) -> dict[str, bool]:
    return {
        "same_case_system": found.same_case_system,
        "same_region": found.same_region,
        "similar_size": found.similar_size,
    }


def _seen_document(one: Profile, code: str) -> dict[str, Any]:
    counts = one.ran[code]
    return {
        "as_at": one.as_at.isoformat(),
        "children_checked": number(counts.children_checked),
        "children": number(counts.children),
    }


def _seen(one: Profile, code: str) -> str:
    counts = one.ran[code]
    return f"{counts.children} of {counts.children_checked} {plural('child', counts.children_checked.hi)} in error on {one.as_at:%d/%m/%Y}"
