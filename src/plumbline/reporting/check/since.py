"""What changed since an earlier check: which findings are new, which are gone, and which rules can't be held against it."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plumbline.checking.result import Result
from plumbline.faults import BadInput
from plumbline.rules.declare import code_order
from plumbline.wording import counted, plural

#: What ``findings.json`` says of a finding of a year that was not over and that was not due yet.
_NOT_DUE = "not_due_yet"


@dataclass(frozen=True)
class Earlier:
    """An earlier check: its findings by key, but those not due yet, the rules it checked, and the day where its file says so."""

    file: str
    checked_on: date | None
    year: int
    authority: str
    ran: frozenset[str]
    findings: Mapping[str, str]

    @property
    def name(self) -> str:
        """The earlier check as people speak of it."""
        return f"the check of {self.checked_on:%d/%m/%Y}" if self.checked_on else f"the earlier check ({self.file})"


@dataclass(frozen=True)
class Changes:
    """Findings held against an earlier check by key, of the rules that both checked.

    ``new`` are keys of findings that nobody accepted; ``gone`` counts by rule those that are there no more; ``still`` is how
    many of both. ``quiet`` are the rules whose findings are all gone. ``checked_once`` are the rules that only one of the
    checks could check: of them nothing is said.
    """

    earlier: Earlier
    new: frozenset[str]
    gone: Mapping[str, int]
    still: int
    quiet: tuple[str, ...]
    checked_once: tuple[str, ...]

    @property
    def new_by_rule(self) -> Mapping[str, int]:
        """How many findings of each rule are new."""
        return Counter(key.partition("|")[0] for key in self.new)

    @property
    def most_gone(self) -> tuple[str, int] | None:
        """The rule of which most findings are gone, with how many; None where none is gone."""
        return max(self.gone.items(), key=lambda one: one[1], default=None)

    @property
    def quiet_in_words(self) -> str:
        """The rules whose findings are all gone, in a sentence; empty where there is none."""
        return (
            f"Nothing found any more by {plural('rule', len(self.quiet))} {', '.join(self.quiet)}."
            if self.quiet
            else ""
        )


def read_earlier(path: Path) -> Earlier:
    """The check that a ``findings.json`` holds; BadInput for any other file."""
    try:
        document = json.loads(path.read_bytes())
        checked_on = document.get("checked_on")
        return Earlier(
            path.name,
            date.fromisoformat(checked_on) if checked_on else None,
            int(document["collection"]["year"]),
            str(document["authority"]),
            frozenset(document["rules"]["ran"]),
            {str(one["key"]): str(one["code"]) for one in document["findings"] if one.get("due") != _NOT_DUE},
        )
    except OSError as problem:
        raise BadInput(f"{path.name}: the earlier check can't be read.") from problem
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise BadInput(f"{path.name}: this is not a findings.json that plumbline check wrote.") from problem


def changes(result: Result, earlier: Earlier) -> Changes:
    """What changed since; a check of another year or another council is BadInput."""
    if earlier.year != result.year:
        raise BadInput(f"{earlier.file}: this is a check of {earlier.year}, not of {result.year}.")
    if earlier.authority and result.authority and earlier.authority != result.authority:
        raise BadInput(f"{earlier.file}: this is a check of another council ({earlier.authority}).")
    ran = frozenset(result.ran) - frozenset(result.failed)
    both = ran & earlier.ran
    now = {one.key for one in result.findings if one.code in both} - result.not_due
    then = {key for key, code in earlier.findings.items() if code in both}
    return Changes(
        earlier,
        new=frozenset(now - then - result.accepted.keys()),
        gone=Counter(earlier.findings[key] for key in then - now),
        quiet=tuple(
            sorted({earlier.findings[key] for key in then} - {key.partition("|")[0] for key in now}, key=code_order)
        ),
        still=len((now & then) - result.accepted.keys()),
        checked_once=tuple(sorted(ran ^ earlier.ran)),
    )


def changes_in_words(found: Changes) -> str:
    """What changed, in a sentence."""
    once = f"; of {counted(len(found.checked_once), 'rule')} only one of the two checks could check, nothing is said"
    counts = f"{len(found.new):,} new, {sum(found.gone.values()):,} gone, {found.still:,} still there"
    said = f"Since {found.earlier.name}: {counts}{once if found.checked_once else ''}."
    return f"{said} {found.quiet_in_words}".rstrip()
