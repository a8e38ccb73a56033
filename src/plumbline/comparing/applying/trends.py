"""How an error of one council went over its returns, taken at the same stage."""

from collections.abc import Sequence
from typing import Literal

from plumbline.profiles.profile import Count
from plumbline.statistics.tails import greater_rate

Trend = Literal["first", "none", "new", "persisting", "improved", "worsened", "fixed", "came_back", "unclear"]

#: The p-value at which a change is taken to be beyond chance.
_BEYOND_CHANCE = 0.01


def trend(returns: Sequence[tuple[Count, Count]]) -> Trend:
    """From the children checked and in error of each return, the oldest first.

    ``unclear`` where a rounded count hides whether there is an error at all. Children in error twice make two returns
    more alike than chance would, so a change is named a little too seldom rather than too often.
    """
    if len(returns) < 2:
        return "first"
    *_, (before_checked, before), (now_checked, now) = returns
    if _may(now) or _may(before):
        return "unclear"
    if now.lo and before.lo:
        return _change(before_checked, before, now_checked, now)
    if before.lo:
        return "fixed"
    earlier = [children for _, children in returns[:-2]]
    if not now.lo:
        return "none"
    if any(children.lo for children in earlier):
        return "came_back"
    return "unclear" if any(map(_may, earlier)) else "new"


def _may(children: Count) -> bool:
    return children.lo == 0 < children.hi


def _change(before_checked: Count, before: Count, now_checked: Count, now: Count) -> Trend:
    """Rounding makes no change: of the greater share the lower end is taken, of the other the upper end."""
    if greater_rate(now.lo, now_checked.hi, before.hi, before_checked.lo) <= _BEYOND_CHANCE:
        return "worsened"
    if greater_rate(before.lo, before_checked.hi, now.hi, now_checked.lo) <= _BEYOND_CHANCE:
        return "improved"
    return "persisting"
