"""One council held against what was fitted to its peers: a verdict for every rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Literal, NamedTuple

from plumbline.comparing.fitted import FEWEST_PEERS, FittedRule, Observed
from plumbline.comparing.tails import at_least, at_most
from plumbline.profiles.profile import Count
from plumbline.statistics.intervals import wilson
from plumbline.statistics.multiple_testing import RATE, q_values

Verdict = Literal["only_you", "higher", "similar", "lower", "cannot_tell", "none", "not_checked", "too_few_peers"]

#: An error is a council's alone when at most one peer in so many is known to have it.
ALONE = 10

#: A chance this small stands out where about a tenth of the rules do.
STANDS_OUT = 0.01


class Chances(NamedTuple):
    """What the fit says of one council's counts: see ``chances``."""

    higher: float
    lower: float
    possible: float


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
    tested = {code: chances(fits[code], *own[code]) for code in codes if _testable(own.get(code), fits.get(code))}
    return verdicts(own, fits, codes, tested)


def verdicts(
    own: Observed, fits: Mapping[str, FittedRule], codes: Iterable[str], tested: Mapping[str, Chances]
) -> list[Compared]:
    """The same from chances that are worked out already."""
    family = {code: chance for code, chance in tested.items() if chance.possible <= STANDS_OUT}
    q_higher = q_values({code: chance.higher for code, chance in family.items()})
    q_lower = q_values({code: chance.lower for code, chance in family.items()})
    compared = []
    for code in codes:
        counts, fit, chance = own.get(code), fits.get(code), tested.get(code)
        if counts is None or counts[0].hi == 0:
            compared.append(Compared(code, "not_checked", fit=fit))
        elif fit is None or chance is None:
            compared.append(_described(code, "none" if counts[1].hi == 0 else "too_few_peers", counts, fit))
        else:
            q = q_higher.get(code, 1.0)
            verdict = _verdict(*counts, fit, chance, q, q_lower.get(code, 1.0))
            compared.append(_described(code, verdict, counts, fit, chance.higher, q))
    return sorted(compared, key=lambda rule: (-rule.excess[0] if rule.excess else 0.0, rule.code))


def chances(fit: FittedRule, checked: Count, children: Count) -> Chances:
    """How likely counts like these are in a council like the peers.

    ``higher``: as many children in error or more, a rounded count taken at its lower end, so that rounding never makes a
    finding. ``lower``: as few or fewer, at its upper end; 1 where that can't be little. ``possible``: the first for the
    largest number to be reckoned with; it depends on the peers and the children checked alone, and decides whether the
    rule is tested at all.
    """
    higher, of = at_least(fit, checked.hi, children.lo), max(checked.lo, children.hi)
    return Chances(
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


def _verdict(
    checked: Count, children: Count, fit: FittedRule, chance: Chances, q_higher: float, q_lower: float
) -> Verdict:
    """That councils differ widely is no reason for ``cannot_tell``, but counts too small to rule out a doubling are.

    What half of the peers or more don't have is no measure either: whoever has it is not as they are.
    """
    if children.hi == 0:
        return "none"
    if q_higher <= RATE and children.lo > 0:
        return "only_you" if fit.peers_with.lo * ALONE <= fit.peers_checked else "higher"
    if q_lower <= RATE:
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
