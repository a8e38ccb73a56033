"""From what a check found to the counts of it."""

import re
from datetime import date

from plumbline.checking.result import Result
from plumbline.faults import BadInput
from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts, Stage


def counted(result: Result, *, stage: Stage, as_at: date, case_system: str, version: str) -> Profile:
    """The exact profile of a result. A council's own rules are left out: others don't have them.

    A result without a council, or of a year without a rulebook of its own, is BadInput.
    """
    if not result.authority:
        raise BadInput("A profile needs the council: choose it, or give --authority with its ONS code or its name.")
    rules_of = result.reading.rules_of
    if rules_of != result.year:
        raise BadInput(f"There is no rulebook of collection year {result.year}, so its errors can't be compared.")
    return Profile(
        authority=result.authority,
        year=rules_of,
        stage=stage,
        as_at=as_at,
        case_system=case_system,
        version=_release(version),
        disclosure=Disclosure("exact"),
        children=_exact(result.children),
        tables={name: _exact(rows) for name, rows in result.tables.items()},
        ran=_ran(result),
        skipped=_skipped(result),
        editions={code: words.edition for code, words in result.rules.items() if not words.local},
        made_up=result.made_up,
    )


def _ran(result: Result) -> dict[str, RuleCounts]:
    return {
        code: RuleCounts(_exact(n.checked), _exact(n.flagged), _exact(n.children_checked), _exact(n.children))
        for code, n in result.ran.items()
        if not result.rules[code].local
    }


def _skipped(result: Result) -> dict[str, str]:
    reasons = {code: why.reason for code, why in result.skipped.items()} | dict.fromkeys(result.failed, "failed")
    return {code: reason for code, reason in reasons.items() if not result.rules[code].local}


def _exact(number: int) -> Count:
    return Count(number, number)


def _release(version: str) -> str:
    """The numbers of a version, without what marks a build between releases."""
    found = re.match(r"\d+\.\d+(\.\d+)?", version)
    return found[0] if found else "0.0"
