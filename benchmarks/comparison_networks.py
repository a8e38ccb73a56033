"""Made-up counts for the study of the comparison: councils that differ by a known law, and errors planted in one."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

Floats = NDArray[np.float64]
Wholes = NDArray[np.int64]

COUNCILS, RULES = 153, 322
NULLS = ("binomial", "overdispersed", "mostly zero")
TIMES = (2, 3, 5)

#: Label of an error that no other council has, beside the multiples.
ALONE = 1

_BLOCK = 8  # rules that go together
_TOGETHER = 0.3  # share of the variance that is the council's, and that is the block's

#: A normal distribution as points with weights, as far out as the smallest p-values that matter.
POINTS = np.linspace(-5, 5, 201)
WEIGHTS = stats.norm.pdf(POINTS) / stats.norm.pdf(POINTS).sum()


@dataclass
class Rules:
    """The true law of each rule: what share of children it speaks of, and how councils' rates are spread."""

    applies: Floats
    mean: Floats
    spread: Floats
    zero: Floats
    log_normal: NDArray[np.bool_]
    nobody: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self.nobody = self.mean == 0

    def rates(self, quantile: Floats) -> Floats:
        """The rates at these quantiles (rules by anything) among the councils that have the error."""
        mean, spread = self.mean[:, None], np.maximum(self.spread, 1e-9)[:, None]
        some = np.clip(mean, 1e-9, None)
        sigma = np.sqrt(np.log1p(spread**2))
        log_normal = special.expit(special.logit(some) - sigma**2 / 2 + sigma * special.ndtri(quantile))
        a = (1 - some) / np.maximum(spread, 0.01) ** 2
        beta = special.betaincinv(a, a * (1 - some) / some, quantile)
        rates = np.where(self.log_normal[:, None], log_normal, beta)
        return np.asarray(np.where(mean == 0, 0, np.where(self.spread[:, None] == 0, mean, rates)))

    @cached_property
    def law(self) -> Floats:
        """Rates at the quantiles of ``POINTS``, for the oracle."""
        return self.rates(np.broadcast_to(special.ndtr(POINTS), (len(self.mean), len(POINTS))))

    @cached_property
    def expected(self) -> Floats:
        """The mean rate over all councils."""
        return np.asarray((1 - self.zero) * (self.law @ WEIGHTS))

    def oracle(self, checked: Wholes, children: Wholes) -> Floats:
        """The p-values of one who knows the law."""
        tails = stats.binom.sf(children[:, None] - 1, checked[:, None], self.law) @ WEIGHTS
        return np.where(children == 0, 1.0, (1 - self.zero) * tails)


@dataclass
class Network:
    """The counts of all councils, rules by councils, and the rates behind them before any peer went wrong."""

    checked: Wholes
    children: Wholes
    rates: Floats
    gone_wrong: NDArray[np.bool_]


def rules(rng: np.random.Generator, null: str) -> Rules:
    """Rules under one of the three nulls. A quarter of them are errors that nobody has."""
    applies = np.where(rng.random(RULES) < 0.4, 1.0, np.exp(rng.uniform(np.log(0.02), 0, RULES)))
    mean = np.exp(rng.normal(np.log(0.008), 1.4, RULES)).clip(2e-4, 0.5)
    spread, zero = np.zeros(RULES), np.zeros(RULES)
    if null != "binomial":
        spread = rng.uniform(0.25, 1.2, RULES)
    if null == "mostly zero":
        zero = rng.uniform(0.5, 0.95, RULES)
        mean = np.minimum(3 * mean, 0.5)
    mean = np.where(rng.random(RULES) < 0.25, 0, mean)
    return Rules(applies, mean, spread, zero, rng.random(RULES) < 0.5)


def network(rng: np.random.Generator, law: Rules, share_wrong: float) -> Network:
    """Councils under the law; in those that went wrong a third of the errors are far more frequent, or out of nowhere."""
    sizes = np.exp(rng.normal(np.log(600), 0.6, COUNCILS)).clip(60, 3000).astype(np.int64)
    checked = rng.binomial(sizes, law.applies[:, None], (RULES, COUNCILS))
    rates = np.where(_together(rng) < law.zero[:, None], 0, law.rates(_together(rng)))
    gone_wrong = rng.random(COUNCILS) < share_wrong
    fate = rng.random((RULES, COUNCILS))
    shown = np.where(gone_wrong & (fate < 0.3), np.minimum(rates * rng.uniform(3, 10, fate.shape), 0.9), rates)
    shown = np.where(gone_wrong & (fate > 0.96), rng.uniform(0.1, 0.6, fate.shape), shown)
    return Network(checked, rng.binomial(checked, shown), rates, gone_wrong)


def _together(rng: np.random.Generator) -> Floats:
    """Quantiles that go together within a council, and more so within a block of rules."""
    blocks = np.arange(RULES) // _BLOCK
    normal = np.sqrt(_TOGETHER) * (rng.normal(size=COUNCILS) + rng.normal(size=(blocks.max() + 1, COUNCILS))[blocks])
    normal += np.sqrt(1 - 2 * _TOGETHER) * rng.normal(size=(RULES, COUNCILS))
    return np.asarray(special.ndtr(normal).clip(1e-12, 1 - 1e-12))


def planted(rng: np.random.Generator, law: Rules, made: Network, council: int) -> tuple[Wholes, Wholes]:
    """The council's counts with errors planted, and a label per rule: 0, the multiple, or ``ALONE``."""
    checked, children = made.checked[:, council], made.children[:, council].copy()
    labels = np.zeros(RULES, dtype=np.int64)
    there = rng.permutation(np.flatnonzero(~law.nobody & (checked > 0)))
    each = RULES * 3 // 100
    for i, times in enumerate(TIMES):
        for rule in there[i * each : (i + 1) * each]:
            rate = made.rates[rule, council] or law.mean[rule]
            children[rule] = rng.binomial(checked[rule], min(rate * times, 0.95))
            labels[rule] = times
    for rule in rng.permutation(np.flatnonzero(law.nobody & (checked >= 20)))[:5]:
        children[rule] = rng.binomial(checked[rule], min(rng.uniform(8, 25) / checked[rule], 0.9))
        labels[rule] = ALONE
    return children, labels
