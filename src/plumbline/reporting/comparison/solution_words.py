"""The evidence for a solution in words."""

from plumbline.comparing.applying.difference_in_differences import Change, Effect
from plumbline.model.authorities import council_name
from plumbline.networks.evidence import Tried
from plumbline.reporting.comparison.words import percent
from plumbline.wording import plural

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def evidence(tried: Tried) -> str:
    """Who adopted it and what came of it, beside councils like them."""
    adopters, judged = len(tried.solution.adopted), len(tried.effect.changes)
    who = f"{_number(adopters)} {plural('council', adopters)} adopted it"
    if not adopters:
        return who
    of_them = f", {_number(judged) if judged else 'none'} of them can be judged" if judged < adopters else ""
    if tried.effect.interval is None:
        return "; ".join([f"{who}{of_them}, too few for an estimate", *map(_change, tried.effect.changes)])
    return f"{who}{of_them}; {_estimate(tried.effect)}"


def _estimate(effect: Effect) -> str:
    fell_by, (low, high) = effect.fell_by or 0.0, effect.interval or (0.0, 0.0)
    how = "fell"
    if fell_by < 0:
        how, fell_by, low, high = "rose", -fell_by, -high, -low
    words = f"the share of children in error {how} by {100 * fell_by:.0f}% more than at like councils"
    return f"{words} ({100 * low:.0f} to {100 * high:.0f}){'' if low > 0 else ', which may be chance'}"


def _change(change: Change) -> str:
    return f"{council_name(change.council)}: {percent(change.before)} of children in error before, {percent(change.after)} after"


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
