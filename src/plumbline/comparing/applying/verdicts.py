"""One council held against what was fitted to its peers: a verdict for every rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Literal, NamedTuple

from plumbline.comparing.applying.fitted import FEWEST_PEERS, FittedRule, Observed
from plumbline.comparing.applying.predictive import at_least, at_most
from plumbline.profiles.profile import Count
from plumbline.statistics.intervals import wilson
from plumbline.statistics.multiple_testing import q_values

Verdict = Literal["only_you", "higher", "similar", "lower", "cannot_tell", "none", "not_checked", "too_few_peers"]

#: An error is a council's alone when at most one peer in so many is known to have it.
ALONE = 10

#: The false discovery rate: of the errors that are named, at most one in ten is expected to be chance.
FALSE_DISCOVERY_RATE = 0.10

#: A rule is tested only if its p-value could be as small as this, which stands out where about a tenth of the rules do.
ATTAINABLE = 0.01


class PValues(NamedTuple):
    """What the fit says of one council's counts: see ``p_values``."""

    higher: float
    lower: float
    attainable: float


@dataclass(frozen=True)
class Compared:
    """One rule of one council beside its peers. Pairs are what is known of a rounded number, from and to.

    ``p`` and ``q`` are of the test that the council is higher; absent where there was no test.
    """

    code: str
    verdict: Verdict
    children_checked: Count | None = None
    children: Count | None = None
    rate: tuple[float, float] | None = None
    interval: tuple[float, float] | None = None
    fit: FittedRule | None = None
    expected: tuple[float, float] | None = None
    excess: tuple[float, float] | None = None
    p: float | None = None
    q: float | None = None


def compare(own: Observed, fits: Mapping[str, FittedRule], codes: Iterable[str]) -> list[Compared]:
    """Every rule of ``codes``, the one with most children above what is expected first.

    ``own`` are the council's counts, ``fits`` what was fitted to its peers, without it.
    """
    tested = {code: p_values(fits[code], *own[code]) for code in codes if _testable(own.get(code), fits.get(code))}
    return verdicts(own, fits, codes, tested)


def verdicts(
    own: Observed, fits: Mapping[str, FittedRule], codes: Iterable[str], tested: Mapping[str, PValues]
) -> list[Compared]:
    """The same from p-values that are worked out already.

    The family that is corrected for is the rules that could stand out at all (Tarone 1990). The p-values are tails of counts
    and so a little too large: the true false discovery rate is lower than the one aimed at.
    """
    family = {code: p for code, p in tested.items() if p.attainable <= ATTAINABLE}
    q_higher = q_values({code: p.higher for code, p in family.items()})
    q_lower = q_values({code: p.lower for code, p in family.items()})
    compared = []
    for code in codes:
        counts, fit, p = own.get(code), fits.get(code), tested.get(code)
        if counts is None or counts[0].hi == 0:
            compared.append(Compared(code, "not_checked", fit=fit))
        elif fit is None or p is None:
            compared.append(_described(code, "none" if counts[1].hi == 0 else "too_few_peers", counts, fit))
        else:
            q = q_higher.get(code, 1.0)
            verdict = _verdict(*counts, fit, q, q_lower.get(code, 1.0))
            compared.append(_described(code, verdict, counts, fit, p.higher, q))
    return sorted(compared, key=lambda rule: (-rule.excess[0] if rule.excess else 0.0, rule.code))


def p_values(fit: FittedRule, checked: Count, children: Count) -> PValues:
    """How probable counts like these are in a council like the peers: predictive p-values (Box 1980).

    ``higher``: as many children in error or more, a rounded count taken at its lower end, so that rounding never makes a
    finding. ``lower``: as few or fewer, at its upper end; 1 where that can't be small. ``attainable``: the first for the
    largest number to be reckoned with; it depends on the peers and the children checked alone, and decides whether the
    rule is tested at all.
    """
    higher, of = at_least(fit, checked.hi, children.lo), max(checked.lo, children.hi)
    return PValues(
        higher,
        at_most(fit, of, children.hi) if higher > 0.5 and may_be_low(fit.mean, of, children.hi) else 1.0,
        at_least(fit, checked.hi, reckoned(checked.hi)),
    )


def may_be_low(mean: float, checked: int, children: int) -> bool:
    """Whether so few children may be rarer than every other time: only if at least half as many and more are expected."""
    return mean * checked >= (children + 1) / 2


def reckoned(checked: int) -> int:
    """The largest number of children in error to be reckoned with: half of those checked, and at least five."""
    return min(checked, max(5, ceil(checked / 2)))


def _testable(counts: tuple[Count, Count] | None, fit: FittedRule | None) -> bool:
    return counts is not None and counts[0].hi > 0 and fit is not None and fit.peers_checked >= FEWEST_PEERS


def _verdict(checked: Count, children: Count, fit: FittedRule, q_higher: float, q_lower: float) -> Verdict:
    """That councils differ widely is no reason for ``cannot_tell``, but counts too small to rule out a doubling are.

    What half of the peers or more don't have is no measure either: whoever has it is not as they are.
    """
    if children.hi == 0:
        return "none"
    if q_higher <= FALSE_DISCOVERY_RATE:
        return "only_you" if fit.peers_with.lo * ALONE <= fit.peers_checked else "higher"
    if q_lower <= FALSE_DISCOVERY_RATE:
        return "lower"
    usual = 2 * fit.peers_with.lo > fit.peers_checked
    return "similar" if usual and _interval(checked, children)[1] < 2 * fit.mean else "cannot_tell"


def _interval(checked: Count, children: Count) -> tuple[float, float]:
    """What the council's share of children in error may be, chance and rounding allowed for."""
    fewest = max(1, checked.lo, children.lo)
    return wilson(children.lo, checked.hi)[0], wilson(min(children.hi, fewest), fewest)[1]


def _described(
    code: str,
    verdict: Verdict,
    counts: tuple[Count, Count],
    fit: FittedRule | None,
    p: float | None = None,
    q: float | None = None,
) -> Compared:
    checked, children = counts
    rate = (children.lo / checked.hi, min(1.0, children.hi / max(1, checked.lo, children.lo)))
    expected = excess = None
    if fit is not None and p is not None:
        expected = (fit.mean * checked.lo, fit.mean * checked.hi)
        excess = (children.lo - expected[1], children.hi - expected[0])
    return Compared(code, verdict, checked, children, rate, _interval(*counts), fit, expected, excess, p, q)
