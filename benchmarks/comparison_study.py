"""What the comparison names in whole networks under ``comparison_laws``, beside an oracle. Part of comparison.py."""

from dataclasses import dataclass, fields

import comparison_laws
import numpy as np
from comparison_laws import ALONE, EXCESS, LAWS, NOTHING, RULES, Floats, Law, Made, Wholes

from plumbline.comparing.applying.fitted import Observed
from plumbline.comparing.applying.verdicts import HIGHER_RATE, Compared
from plumbline.comparing.network_wide.in_bulk import compare_all
from plumbline.profiles.profile import Count
from plumbline.statistics.multiple_testing import q_values

CODES = [f"{rule:03d}" for rule in range(RULES)]
SEEDS = 6

HEADER = [
    "| law | false of facts and higher together | of higher alone | the oracle's of higher | rare errors that nobody planted "
    "| 5x named as higher | by the oracle | of the oracle's power | 5x named, of an oracle's without facts | planted alone, named |",
    "|---" * 10 + "|",
]


@dataclass(frozen=True)
class Found:
    """What was named at one council, and what of it is false: ``higher`` where nothing was planted."""

    facts: int
    facts_not_planted: int
    higher: int
    higher_false: int
    oracle: int
    oracle_false: int
    excesses: int
    excesses_higher: int
    excesses_named: int
    excesses_of_the_oracle: int
    excesses_of_an_oracle_without_facts: int
    alone: int
    alone_named: int


def row(law: Law, seeds: int = SEEDS, councils: int = 60) -> str:
    """A law studied: one line of the table."""
    return _line(law, [found for seed in range(seeds) for found in of_network(law, seed, councils)])


def of_network(law: Law, seed: int, councils: int) -> list[Found]:
    """Every council of a network in turn has errors planted, and is held against the others, which have none."""
    made = comparison_laws.made(np.random.default_rng([seed, LAWS.index(law)]), law, councils)
    peers = {f"{at:03d}": observed(made.checked[:, at], made.children[:, at]) for at in range(councils)}
    own = {f"{at:03d} planted": observed(made.checked[:, at], made.with_planted[:, at]) for at in range(councils)}
    groups = {name: [peer for peer in peers if not name.startswith(peer)] for name in own}
    compared = compare_all({**peers, **own}, groups)
    return [found(made, at, compared[name]) for at, name in enumerate(own)]


def observed(checked: Wholes, children: Wholes) -> Observed:
    """One council's counts, exactly known."""
    pairs = zip(CODES, checked.tolist(), children.tolist(), strict=True)
    return {code: (Count(n, n), Count(k, k)) for code, n, k in pairs}


def found(made: Made, council: int, compared: list[Compared]) -> Found:
    """What was named at a council. The oracle tests the same rules, at the same rate."""
    of_rule = {rule.code: rule for rule in compared}
    rules, label = [of_rule[code] for code in CODES], made.planted[:, council]
    facts, higher = (np.array([rule.verdict == verdict for rule in rules]) for verdict in ("only_you", "higher"))
    p, tested = made.oracle(council), np.array([rule.q is not None for rule in rules])
    oracle, without_facts = named(p, tested), named(p, made.checked[:, council] > 0)
    excess, alone, nothing = (label == kind for kind in (EXCESS, ALONE, NOTHING))
    counted = (
        facts, facts & nothing, higher, higher & nothing, oracle, oracle & nothing,
        excess, excess & higher, excess & (higher | facts), excess & oracle, excess & without_facts,
        alone, alone & facts,
    )  # fmt: skip
    return Found(*(int(which.sum()) for which in counted))


def named(p: Floats, tested: Floats) -> Floats:
    """What Benjamini and Hochberg's procedure names of these p-values at the comparison's rate."""
    q = q_values({rule: float(p[rule]) for rule in np.flatnonzero(tested)})
    return np.array([q.get(rule, 1.0) <= HIGHER_RATE for rule in range(len(p))])


def false_of(named: Wholes, false: Wholes) -> Floats:
    """The share of what was named that is false, council by council; 0 where nothing was named."""
    return np.asarray(false / np.maximum(named, 1))


def _line(law: Law, councils: list[Found]) -> str:
    all_of = {one.name: np.array([getattr(council, one.name) for council in councils]) for one in fields(Found)}
    total = {name: max(1, int(numbers.sum())) for name, numbers in all_of.items()}
    together = all_of["facts"] + all_of["higher"]
    ours, theirs = total["excesses_higher"], total["excesses_of_the_oracle"]
    cells = [
        law,
        mean(false_of(together, all_of["higher_false"])),
        mean(false_of(all_of["higher"], all_of["higher_false"])),
        mean(false_of(all_of["oracle"], all_of["oracle_false"])),
        f"{total['facts_not_planted'] / total['facts']:.0%} of {total['facts']}",
        f"{ours / total['excesses']:.3f}",
        f"{theirs / total['excesses']:.3f}",
        f"{ours / theirs:.0%}",
        f"{total['excesses_named'] / total['excesses_of_an_oracle_without_facts']:.0%}",
        f"{total['alone_named'] / total['alone']:.0%}",
    ]
    return f"| {' | '.join(cells)} |"


def mean(shares: Floats) -> str:
    """A mean with its standard error."""
    return f"{shares.mean():.3f} ± {shares.std() / len(shares) ** 0.5:.3f}"
