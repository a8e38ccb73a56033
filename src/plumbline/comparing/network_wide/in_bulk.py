"""Every council of a network against its own peers, the sums shared: the same verdicts as one by one, in bulk."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import betainc
from threadpoolctl import threadpool_limits

from plumbline.comparing.applying.fitted import FEWEST_PEERS, Observed
from plumbline.comparing.applying.rates import LOG_RATES, LOG_REST, RATES
from plumbline.comparing.applying.verdicts import ATTAINABLE, Compared, PValues, may_be_low, reckoned, tested, verdicts
from plumbline.comparing.fitting.counts import Counts, counts_of
from plumbline.comparing.fitting.empirical_bayes import expected_rates
from plumbline.comparing.fitting.fit import fitted
from plumbline.comparing.fitting.gone_wrong import gone_wrong
from plumbline.comparing.fitting.likelihood import likelihood, room_for
from plumbline.progress import Progress, part_of, unheard
from plumbline.statistics.numeric.arrays import Floats, Singles, Wholes
from plumbline.statistics.numeric.binomial import log_choose

#: Counts below this are worked out together.
_FEW = 48


def compare_all(
    councils: Mapping[str, Observed], groups: Mapping[str, Sequence[str]], progress: Progress = unheard
) -> dict[str, list[Compared]]:
    """The verdicts of every council that ``groups`` names the peers of; a council is never its own peer."""
    counts = counts_of(councils)
    column = {name: i for i, name in enumerate(counts.councils)}
    peers = {
        name: np.array(sorted({column[peer] for peer in group} - {column[name]})) for name, group in groups.items()
    }
    compared: dict[str, list[Compared]] = {}
    with threadpool_limits(1):  # the products are too small to share out between processors
        for size in sorted({len(group) for group in peers.values()}):
            same_size = {name: group for name, group in peers.items() if len(group) == size}
            start, end = len(compared) / len(peers), (len(compared) + len(same_size)) / len(peers)
            compared |= _compared(councils, counts, same_size, size, part_of(progress, start, end))
    return {name: compared[name] for name in groups}


def _compared(
    councils: Mapping[str, Observed], counts: Counts, groups: Mapping[str, Wholes], size: int, progress: Progress
) -> dict[str, list[Compared]]:
    if size < FEWEST_PEERS:
        return {name: verdicts(councils[name], {}, counts.codes, {}) for name in groups}
    members = np.unique(np.concatenate(list(groups.values())))
    logs = _logs(counts.of(members), size)
    usual = np.flatnonzero(~gone_wrong(counts.of(members)))
    total = _sum(logs, usual)
    compared = {}
    for done, (name, group) in enumerate(groups.items()):
        progress("Comparing each council with its peers", done / len(groups))
        peers = counts.of(group)
        learnt_from = np.searchsorted(members, group[~gone_wrong(peers)])
        joint = _joint(logs, learnt_from, usual, total)
        compared[name] = _one(councils[name], peers, counts.of([counts.councils.index(name)]), joint)
    return compared


def _joint(logs: Singles, chosen: Wholes, usual: Wholes, total: Floats) -> Floats:
    """The sum over the chosen councils, from the total of the usual ones where the two differ little."""
    more, fewer = np.setdiff1d(chosen, usual), np.setdiff1d(usual, chosen)
    if len(more) + len(fewer) >= len(chosen):
        return _sum(logs, chosen)
    joint = total.copy()
    for council in more:
        joint += logs[council]
    for council in fewer:
        joint -= logs[council]
    return joint


def _sum(logs: Singles, chosen: Wholes) -> Floats:
    """The sum over some councils, one after the other: to pick them out first would take hundreds of megabytes."""
    total = np.zeros(logs.shape[1:])
    for council in chosen:
        total += logs[council]
    return total


def _logs(counts: Counts, size: int) -> Singles:
    """Log likelihoods by council, rule and component; 0 where a council did not check the rule."""
    room = room_for(len(counts.councils))
    logs = np.zeros((len(room), len(counts.codes), room[0].size), dtype=np.float32)
    for row in range(len(counts.codes)):
        logs[counts.known[row], row] = np.log(likelihood(counts, row, size, room))
    return logs


def _one(own: Observed, peers: Counts, itself: Counts, joint: Floats) -> list[Compared]:
    chosen = np.flatnonzero(peers.known.sum(axis=1) >= FEWEST_PEERS)
    if not len(chosen):
        return verdicts(own, {}, peers.codes, {})
    weights = expected_rates(joint[chosen], len(peers.councils))
    fits = fitted(peers, chosen, weights)
    tests = np.array([bool(itself.checked_to[row, 0] > 0) and tested(fits[peers.codes[row]]) for row in chosen])
    rows = chosen[tests]
    four = (itself.checked_from, itself.checked_to, itself.children_from, itself.children_to)
    found = _p_values(weights[tests], *(numbers[rows, 0] for numbers in four))
    by_code = {peers.codes[row]: p for row, p in zip(rows, found, strict=True)}
    return verdicts(own, fits, peers.codes, by_code)


def _p_values(
    weights: Floats, checked_from: Wholes, checked_to: Wholes, children_from: Wholes, children_to: Wholes
) -> list[PValues]:
    """What ``verdicts.p_values`` says, of many rules at once."""
    few = _below_few(weights, checked_to)
    most = np.array([reckoned(number) for number in checked_to.tolist()], dtype=np.int64)
    # Where fewer would stand out already, so would the largest number, and its p-value need not be worked out.
    most = np.where(few[:, -1] <= ATTAINABLE, np.minimum(most, _FEW - 1), most)
    higher = _at_least(weights, few, checked_to, children_from)
    least = np.maximum(checked_from, children_to)
    few_least = few if np.array_equal(least, checked_to) else _below_few(weights, least)
    each = zip((weights @ np.array(RATES)).tolist(), least.tolist(), children_to.tolist(), strict=True)
    may = np.array([may_be_low(*one) for one in each], dtype=bool)
    lower = np.where((higher > 0.5) & may, 1 - _at_least(weights, few_least, least, children_to + 1), 1.0)
    attainable = _at_least(weights, few, checked_to, most)
    rows = np.array([higher, lower, attainable]).T
    return [PValues(*row) for row in rows.tolist()]


def _below_few(weights: Floats, checked: Wholes) -> Floats:
    """Per rule the probabilities of at least 0, 1, 2... children in error, as far as ``_FEW``."""
    counts = np.arange(_FEW)
    none = np.exp(checked[:, None] * np.array(LOG_REST))
    odds = np.exp(counts * (np.array(LOG_RATES) - np.array(LOG_REST))[:, None])
    can_be = counts <= checked[:, None]
    ways = np.where(can_be, np.exp(log_choose(checked[:, None], np.where(can_be, counts, 0))), 0)
    probability = (weights * none) @ odds * ways
    probability[:, 0] += 1 - weights.sum(axis=1)
    return np.asarray(np.clip(1 - np.cumsum(probability, axis=1) + probability, 0, 1))


def _at_least(weights: Floats, few: Floats, checked: Wholes, children: Wholes) -> Floats:
    """The probability of at least so many children in error, per rule."""
    probability = np.take_along_axis(few, np.clip(children, 0, _FEW - 1)[:, None], axis=1)[:, 0]
    probability[children <= 0] = 1
    probability[children > checked] = 0
    for row in np.flatnonzero((children >= _FEW) & (children <= checked)):
        some = np.flatnonzero(weights[row])
        tails = betainc(children[row], checked[row] - children[row] + 1, np.array(RATES)[some])
        probability[row] = weights[row, some] @ tails
    return np.asarray(probability)
