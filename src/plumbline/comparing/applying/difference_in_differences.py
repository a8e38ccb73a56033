"""What a fix did, by difference-in-differences: how an error changed at its adopters, less how it changed at their controls.

Councils adopt a fix after a bad spell, and a bad spell ends by itself. So the baseline of an adopter leaves out the last
return before it adopted, which prompted it, and the returns of two months on either side, for a spell begins before it
is noticed and ends after it. The same days are left out at the councils it is held against.

Those, its controls, are councils that did not adopt, of the nearest baseline at the same stage, so weighted that on average
they had the adopter's baseline and a return as bad as the one that prompted it. Regression to the mean after such a history
came to them too: a council that adopts because it did worse than it used to is not credited with the way back, nor debited
with how good it used to be. (Matched on the baseline alone, a fix that did nothing seemed to make things a quarter worse.)

The council is the unit: a large council or many returns do not make one success into many.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log, sqrt
from statistics import fmean, variance

from plumbline.profiles.profile import Count
from plumbline.statistics.quantiles import student_two_sided
from plumbline.statistics.regression import regression_weights

#: With fewer adopters there is a description and no estimate.
FEWEST_ADOPTERS = 3

#: So many councils that did not adopt stand beside each that did; with fewer than the least, it is left out.
CONTROLS, FEWEST_CONTROLS = 15, 6

#: Returns of the baseline, those of the spell not among them.
FEWEST_BEFORE = 2

#: How long a bad spell may begin before, and end after, the return that prompted the adoption and the adoption.
SPELL = timedelta(days=60)


@dataclass(frozen=True)
class Observation:
    """The children checked by a rule and in error, on one day at one stage."""

    as_at: date
    stage: str
    checked: Count
    children: Count


@dataclass(frozen=True)
class Change:
    """One adopter: its share of children in error before and after, and how that of its controls changed.

    ``before``, ``after`` are shares, from and to where counts are rounded; ``change`` and ``control_change`` are
    logarithms of ratios. ``controls`` are the councils it is held against, with their weights, which sum to 1.
    """

    council: str
    before: tuple[float, float]
    after: tuple[float, float]
    change: float
    control_change: float
    controls: Mapping[str, float]

    @property
    def difference(self) -> float:
        """The difference of the two changes, as the logarithm of a ratio of ratios."""
        return self.change - self.control_change


@dataclass(frozen=True)
class Effect:
    """The evidence for a fix.

    ``fell_by`` is the share by which the error fell more than at like councils, ``interval`` its 95 % interval (negative:
    it rose); absent with fewer than three adopters that can be judged. ``not_judged`` says why the others could not be.
    """

    changes: tuple[Change, ...]
    not_judged: Mapping[str, str]
    fell_by: float | None = None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class _Period:
    """One council before and after a spell: its shares, and their logarithms, and that of the share at the prompt."""

    before: tuple[float, float]
    after: tuple[float, float]
    log_before: float
    log_prompt: float
    log_after: float


def difference_in_differences(
    adopted: Mapping[str, date],
    histories: Mapping[str, Sequence[Observation]],
    stage: str,
    not_controls: Sequence[str] = (),
) -> Effect:
    """What the fix did to one rule's error.

    ``adopted`` are the councils that adopted it and when; ``histories`` all councils' returns; ``not_controls`` the
    councils that adopted another fix of the same error, and so are no one's control.
    """
    series = {council: _at_stage(seen, stage) for council, seen in sorted(histories.items())}
    others = [council for council in series if council not in adopted and council not in not_controls]
    changes, spreads, not_judged = [], [], {}
    for council, day in sorted(adopted.items()):
        judged = _change(council, day, series, others)
        if isinstance(judged, str):
            not_judged[council] = judged
        else:
            changes.append(judged[0])
            spreads.append(judged[1])
    if len(changes) < FEWEST_ADOPTERS:
        return Effect(tuple(changes), not_judged)
    middle, half = _estimate(changes, fmean(spreads))
    return Effect(tuple(changes), not_judged, 1 - exp(middle), (1 - exp(middle + half), 1 - exp(middle - half)))


def _at_stage(seen: Sequence[Observation], stage: str) -> list[Observation]:
    return sorted((one for one in seen if one.stage == stage and one.checked.hi > 0), key=lambda one: one.as_at)


def _change(
    council: str, day: date, series: Mapping[str, Sequence[Observation]], others: Sequence[str]
) -> tuple[Change, float] | str:
    """The adopter's change with that of its controls, and the residual variance of these; or why there is none."""
    before = [one.as_at for one in series.get(council, []) if one.as_at <= day]
    begun = before[-1] - SPELL if before else day
    own = _period(series.get(council, []), begun, day)
    if isinstance(own, str):
        return own
    periods = {other: _period(series[other], begun, day) for other in others}
    known = {other: period for other, period in periods.items() if isinstance(period, _Period)}
    nearest = sorted(known, key=lambda other: (abs(known[other].log_before - own.log_before), other))[:CONTROLS]
    if len(nearest) < FEWEST_CONTROLS:
        return "too few councils that did not adopt it to compare with"
    like = [known[other] for other in nearest]
    history = [[one.log_before for one in like], [one.log_prompt for one in like]]
    weights, spread = regression_weights(history, (own.log_before, own.log_prompt), [one.log_after for one in like])
    expected = sum(weight * one.log_after for weight, one in zip(weights, like, strict=True))
    controls = dict(sorted(zip(nearest, weights, strict=True)))
    change = own.log_after - own.log_before
    return Change(council, own.before, own.after, change, expected - own.log_before, controls), spread


def _period(seen: Sequence[Observation], begun: date, day: date) -> _Period | str:
    before = [one for one in seen if one.as_at < begun]
    prompt = [one for one in seen if begun <= one.as_at <= day]
    after = [one for one in seen if one.as_at > day + SPELL]
    if len(before) < FEWEST_BEFORE or not prompt or not after:
        return "too few returns before it adopted, or none since, those of the spell left out"
    if sum(one.children.hi - one.children.lo for one in before) > sum(one.children.lo for one in before):
        return "too few children in error before it adopted to see a change through the rounding"
    logs = (_log_share(returns) for returns in (before, prompt[-1:], after))
    return _Period(_share(before), _share(after), *logs)


def _share(seen: Sequence[Observation]) -> tuple[float, float]:
    fewest = sum(one.children.lo for one in seen) / sum(one.checked.hi for one in seen)
    return fewest, min(1.0, sum(one.children.hi for one in seen) / max(1, sum(one.checked.lo for one in seen)))


def _log_share(seen: Sequence[Observation]) -> float:
    """Of the middles of the counts; half a child is added, so that none in error is not infinitely few (Haldane 1956)."""
    children = sum(one.children.lo + one.children.hi for one in seen) / 2
    checked = sum(one.checked.lo + one.checked.hi for one in seen) / 2
    return log((children + 0.5) / (checked + 1))


def _estimate(changes: Sequence[Change], spread: float) -> tuple[float, float]:
    """The mean of the adopters' differences and the half width of its 95 % interval, by Student's t.

    The differences tell their own variance. Controls shared by several adopters correlate these; what that adds is
    worked out from how often each control serves.
    """
    number = len(changes)
    differences = [change.difference for change in changes]
    serves: dict[str, float] = {}
    apart = 0.0
    for change in changes:
        for control, weight in change.controls.items():
            serves[control] = serves.get(control, 0.0) + weight / number
            apart += (weight / number) ** 2
    own = variance(differences) / number
    shared = spread * max(0.0, sum(weight * weight for weight in serves.values()) - apart)
    return fmean(differences), student_two_sided(number - 1) * sqrt(own + shared)
