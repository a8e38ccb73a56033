"""One council held against what was fitted to its peers: a verdict for every rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Literal, NamedTuple

from plumbline.comparing.applying.fitted import FEWEST_PEERS, FittedRule, Observed
from plumbline.comparing.applying.predictive import at_least, at_most, share_at_least
from plumbline.profiles.profile import Count
from plumbline.statistics.intervals import wilson
from plumbline.statistics.multiple_testing import q_values

Verdict = Literal[
    "only_you",
    "few_only_you",
    "higher",
    "similar",
    "lower",
    "cannot_tell",
    "none",
    "not_checked",
    "too_few_peers",
]

#: Why it can't be told. ``councils_differ``: even if the council's share were known exactly, it would stay unsaid.
Unclear = Literal["small_counts", "councils_differ"]

#: An error is rare among the peers when at most one in so many has it or, for all that rounding hides, could have it.
ALONE = 10

#: A council has a rare error alone in as many children as this or more; in fewer it has few, and alone.
FEWEST_ALONE = 6

#: The false discovery rate: of the errors that are named, at most one in ten is expected to be chance.
FALSE_DISCOVERY_RATE = 0.10

#: The rate at which an error is named as higher, or lower. Below the one above, since how peers differ is itself only learnt
#: from them: benchmarks/COMPARISON.md has what becomes of it.
HIGHER_RATE = 1 / 15

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

    ``unclear`` goes with the verdict ``cannot_tell`` alone. ``p`` and ``q`` are of the test that the council is higher;
    absent where there was no test: an error that is rare among the peers is a fact and not tested.
    """

    code: str
    verdict: Verdict
    unclear: Unclear | None = None
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
    tests = {
        code: p_values(fit, *own[code])
        for code in codes
        if (fit := fits.get(code)) and code in own and own[code][0].hi > 0 and tested(fit)
    }
    return verdicts(own, fits, codes, tests)


def tested(fit: FittedRule) -> bool:
    """Whether a council is held against its peers by a test: where the error is rare among them, whose it is is a fact."""
    return fit.peers_checked >= FEWEST_PEERS and not _rare(fit)


def verdicts(
    own: Observed, fits: Mapping[str, FittedRule], codes: Iterable[str], tests: Mapping[str, PValues]
) -> list[Compared]:
    """The same from p-values that are worked out already, of the rules that are ``tested``.

    The family that is corrected for is the rules that could stand out at all (Tarone 1990). The peers alone decide which
    are tested, so the rules that aren't neither help nor hinder those that are.
    """
    family = {code: p for code, p in tests.items() if p.attainable <= ATTAINABLE}
    q_higher = q_values({code: p.higher for code, p in family.items()})
    q_lower = q_values({code: p.lower for code, p in family.items()})
    compared = []
    for code in codes:
        counts, fit = own.get(code), fits.get(code)
        if counts is None or counts[0].hi == 0:
            compared.append(Compared(code, "not_checked", fit=fit))
        elif fit is None or fit.peers_checked < FEWEST_PEERS:
            compared.append(_described(code, "none" if counts[1].hi == 0 else "too_few_peers", counts, fit))
        elif code in tests:
            q = q_higher.get(code, 1.0)
            verdict = _verdict(*counts, fit, q, q_lower.get(code, 1.0))
            compared.append(_described(code, verdict, counts, fit, tests[code].higher, q))
        else:
            compared.append(_described(code, _of_a_rare_error(counts[1]), counts, fit))
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


def _rare(fit: FittedRule) -> bool:
    return fit.peers_with.hi * ALONE <= fit.peers_checked


def _of_a_rare_error(children: Count) -> Verdict:
    if children.hi == 0:
        return "none"
    if children.lo == 0:
        return "cannot_tell"
    return "only_you" if children.lo >= FEWEST_ALONE else "few_only_you"


def _verdict(checked: Count, children: Count, fit: FittedRule, q_higher: float, q_lower: float) -> Verdict:
    """That councils differ widely is no reason for ``cannot_tell``, but counts too small to rule out a doubling are.

    What half of the peers or more don't have is no measure either: whoever has it is not as they are. A council is said to
    be higher only if its share is sure to be above the peers' median: bands may hide that the peers have as much.
    """
    if children.hi == 0:
        return "none"
    if q_higher <= HIGHER_RATE and children.lo / checked.hi > fit.median[1]:
        return "higher"
    if q_lower <= HIGHER_RATE:
        return "lower"
    return "similar" if _usual(fit) and likely_share(checked, children)[1] < 2 * fit.mean else "cannot_tell"


def _usual(fit: FittedRule) -> bool:
    """Whether more than half of the peers are known to have the error."""
    return 2 * fit.peers_with.lo > fit.peers_checked


def _unclear(checked: Count, children: Count, fit: FittedRule) -> Unclear:
    """Why a council that is neither similar nor apart is not told.

    With ever more children checked and the same share of them in error, would it be told? If not, councils differ too much.
    """
    share = children.lo / checked.hi
    told = share < 2 * fit.mean if _usual(fit) else children.lo == 0
    return "small_counts" if told or share_at_least(fit, share) <= ATTAINABLE else "councils_differ"


def likely_share(checked: Count, children: Count) -> tuple[float, float]:
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
    expected = excess = unclear = None
    if fit is not None and fit.peers_checked >= FEWEST_PEERS:
        expected = (fit.mean * checked.lo, fit.mean * checked.hi)
        excess = (children.lo - expected[1], children.hi - expected[0])
        unclear = _unclear(checked, children, fit) if verdict == "cannot_tell" else None
    return Compared(code, verdict, unclear, checked, children, rate, likely_share(*counts), fit, expected, excess, p, q)
