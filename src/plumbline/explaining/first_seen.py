"""Since when the findings of a rule are there, and by when others were gone: from what earlier loads of a data set show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plumbline.checking.result import Result
from plumbline.wording import counted, listed


@dataclass(frozen=True)
class Look:
    """The findings as known on a load's day: their keys, by each rule that could be checked."""

    day: date
    found: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class FirstSeen:
    """What the loads' days show of one rule, oldest first.

    ``first`` is, for each finding of the newest day, the earliest day that has it; on the oldest day looked at it may be older
    still. ``fixed`` counts the others by the day after which they were never found again: the first without them.
    """

    code: str
    days: tuple[date, ...]
    first: Mapping[str, date]
    fixed: Mapping[date, int]

    @property
    def still(self) -> Mapping[date, int]:
        """How many of the newest day's findings were first seen on each day."""
        return Counter(self.first.values())

    def document(self) -> dict[str, Any]:
        """As JSON has it; the findings themselves, which name children, are left out."""
        return {
            "loads": [day.isoformat() for day in self.days],
            "first_seen": {day.isoformat(): count for day, count in sorted(self.still.items())},
            "fixed": {day.isoformat(): count for day, count in sorted(self.fixed.items())},
        }


def look(result: Result, day: date) -> Look:
    """What a check found as at a day, but for what is not due yet."""
    found: dict[str, set[str]] = {code: set() for code in result.ran}
    for one in result.findings:
        if one.key not in result.not_due:
            found[one.code].add(one.key)
    return Look(day, {code: frozenset(keys) for code, keys in found.items()})


def first_seen(code: str, looks: Sequence[Look]) -> FirstSeen | None:
    """What the looks, oldest first, show of a rule; None where fewer than two of them could check it."""
    mine = [(one.day, one.found[code]) for one in looks if code in one.found]
    if len(mine) < 2:
        return None
    first: dict[str, date] = {}
    last: dict[str, int] = {}
    for at, (day, keys) in enumerate(mine):
        for key in keys:
            first.setdefault(key, day)
            last[key] = at
    _, now = mine[-1]
    fixed = Counter(mine[at + 1][0] for key, at in last.items() if key not in now)
    return FirstSeen(code, tuple(day for day, _ in mine), {key: first[key] for key in now}, fixed)


def since_when(found: FirstSeen, left_out: int = 0) -> str:
    """It in words; ``left_out`` is how many older loads' days were not looked at."""
    oldest = found.days[0]
    older = f"; {counted(left_out, 'older day')} not looked at" if left_out else ""
    seen = [
        f"{count:,} {'there already' if day == oldest else 'first seen'} on {day:%d/%m/%Y}"
        for day, count in sorted(found.still.items())
    ]
    gone = [f"{count:,} by {day:%d/%m/%Y}" for day, count in sorted(found.fixed.items())]
    now = f"{counted(len(found.first), 'finding')} now: {listed(seen)}" if seen else "No finding now"
    fixed = f"{sum(found.fixed.values()):,} more were found and are gone: {listed(gone)}" if gone else "None is gone"
    looked = f"What {counted(len(found.days), 'load')} of {oldest:%d/%m/%Y} to {found.days[-1]:%d/%m/%Y} show{older}"
    return f"{looked}. {now}. {fixed}."
