"""Fitting: the fast sums against the same worked out plainly, by SciPy and in double precision."""

import numpy as np
import pytest
from scipy import special, stats

from plumbline.comparing.applying.rates import LOGITS, RATES, ladder
from plumbline.comparing.fitting.components import ZERO_SHARES, components
from plumbline.comparing.fitting.counts import counts_of
from plumbline.comparing.fitting.fit import fit
from plumbline.profiles.profile import Count

#: Children checked and in error at each council, from and to, by rule; None where it did not run.
COUNTS = {
    "common": [(200, 200, 11, 15), (300, 300, 20, 20), (96, 100, 4, 4), (500, 500, 31, 35), (150, 150, 9, 9), (250, 250, 60, 60)],
    "rare": [(200, 200, 0, 0), (300, 300, 0, 5), (96, 100, 0, 0), (500, 500, 1, 1), (150, 150, 0, 0), (250, 250, 0, 0)],
    "not at one": [(200, 200, 2, 2), None, (96, 100, 0, 0), (500, 500, 3, 3), (150, 150, 0, 0), (250, 250, 1, 1)],
    "at four": [(200, 200, 2, 2), None, None, (500, 500, 3, 3), (150, 150, 0, 0), (250, 250, 1, 1)],
}  # fmt: skip
PEERS = {
    f"E{i}": {code: (Count(*row[:2]), Count(*row[2:])) for code, rows in COUNTS.items() if (row := rows[i]) is not None}
    for i in range(6)
}
FITTED = ("common", "rare", "not at one")


def probability(row: tuple[int, int, int, int]) -> np.ndarray:
    """Of the count of one council, from and to, at each rate of the grid."""
    checked = max((row[0] + row[1] + 1) // 2, row[2])
    return stats.binom.cdf(row[3], checked, RATES) - stats.binom.cdf(row[2] - 1, checked, RATES)


def likelihoods(code: str) -> np.ndarray:
    """Of each component, by share at zero and then by typical rate and spread, by the counts of all peers."""
    prior, anywhere = components(), 0.018 * len(PEERS) / 20
    joint = np.ones((len(ZERO_SHARES), len(prior.spread)))
    for row in filter(None, COUNTS[code]):
        of_rate = probability(row)
        at_zero = ZERO_SHARES[:, None] * (row[2] == 0)
        usual = (1 - ZERO_SHARES)[:, None] * (prior.spread @ of_rate) + at_zero
        joint *= (1 - anywhere) * usual + anywhere * (prior.anywhere @ of_rate)
    return joint.ravel()


def weights_by_definition() -> np.ndarray:
    """The weighted mean of the components, the prior of whose cells is learnt from all three rules."""
    prior = components()
    of_rule = np.array([likelihoods(code) for code in FITTED])
    cells = np.repeat(np.arange(len(prior.sizes)), prior.sizes)
    means = np.array([[rule[cells == cell].mean() for cell in range(len(prior.sizes))] for rule in of_rule])
    even = prior.sizes / prior.sizes.sum()
    held, proportions = 1.0 + 20.0 / len(PEERS), even
    for _ in range(100):
        belonging = means * proportions / (means @ proportions)[:, None]
        proportions = (belonging.sum(axis=0) + held * even) / (len(FITTED) + held)
    posterior = of_rule * (proportions / prior.sizes)[cells]
    posterior /= posterior.sum(axis=1, keepdims=True)
    by_share = posterior.reshape(len(FITTED), len(ZERO_SHARES), -1) * (1 - ZERO_SHARES)[:, None]
    return by_share.sum(axis=1) @ prior.spread


def test_a_fit_is_the_posterior_mean_of_its_components():
    fits = fit(PEERS)
    for code, expected in zip(FITTED, weights_by_definition(), strict=True):
        found = np.zeros(len(RATES))
        found[fits[code].first : fits[code].first + len(fits[code].weights)] = fits[code].weights
        assert found == pytest.approx(expected, abs=1e-6)
        assert fits[code].mean == pytest.approx(expected @ RATES, abs=1e-6)


def test_a_fit_has_no_weights_of_nothing_at_its_ends_and_they_are_rounded():
    for one in fit(PEERS).values():
        assert one.weights[0] > 0 and one.weights[-1] > 0
        assert list(one.weights) == [round(weight, 7) for weight in one.weights]


def test_what_is_shown_of_the_peers_are_their_own_counts():
    fits = fit(PEERS)
    assert fits.keys() == set(FITTED)
    assert [fits[code].peers_checked for code in FITTED] == [6, 6, 5]
    assert [fits[code].peers_with for code in FITTED] == [Count(6, 6), Count(1, 2), Count(3, 3)]
    for code in FITTED:
        rows = [row for row in COUNTS[code] if row]
        low = np.quantile([row[2] / row[1] for row in rows], [0.25, 0.5, 0.75])
        high = np.quantile([row[3] / row[0] for row in rows], [0.25, 0.5, 0.75])
        assert np.array(fits[code].shares) == pytest.approx(np.array([low, high]).T)


def test_a_peers_share_is_at_most_one():
    peers = {f"E{i}": {"1": (Count(1, 5), Count(1, 5))} for i in range(5)}
    assert fit(peers)["1"].shares == ((1 / 5, 1.0),) * 3


def test_without_a_rule_that_five_checked_there_is_no_fit():
    assert fit({name: {"at four": counts["at four"]} for name, counts in PEERS.items() if "at four" in counts}) == {}
    assert fit({}) == {}


def test_counts_are_known_by_their_middle_and_never_fewer_than_those_in_error():
    counts = counts_of({"B": {"1": (Count(6, 10), Count(0, 5))}, "A": {"1": (Count(0, 5), Count(4, 5))}, "C": {}})
    assert (counts.codes, counts.councils) == (["1"], ["A", "B", "C"])
    assert counts.checked.tolist() == [[4, 8, 0]]
    assert counts.known.tolist() == [[False, True, False]]
    some = counts.of([2, 1])
    assert some.councils == ["C", "B"]
    arrays = (some.checked_from, some.checked_to, some.children_from, some.children_to)
    assert [array.tolist() for array in arrays] == [[[0, 6]], [[0, 10]], [[0, 0]], [[0, 5]]]


LOG_NORMAL, BETA = (0.25, 0.4, 0.6, 0.8, 1.0, 1.3, 1.7), (0.6, 0.8, 1.0, 1.3, 1.7)
SPREADS = [0.0, *LOG_NORMAL, *BETA]
STEPS = [np.array(ladder(-12.0, 3.0, 0.5, 0.06, 0.8 * spread)) for spread in SPREADS]


def rows_of(kind: int) -> np.ndarray:
    """The components of one kind: without spread, log-normal, beta."""
    ends = np.cumsum([len(steps) for steps in STEPS])
    return components().spread[ends[kind] - len(STEPS[kind]) : ends[kind]]


def test_there_is_a_component_for_each_kind_of_spread_and_typical_rate():
    assert len(components().spread) == sum(map(len, STEPS))
    for rows in (components().spread, components().anywhere[None]):
        assert (rows >= 0).all()
        assert rows.sum(axis=1) == pytest.approx(1)


def test_without_spread_all_is_at_the_typical_rate_and_the_steps_leave_no_gap():
    rows, steps = rows_of(0), STEPS[0]
    inner = slice(3, -3)
    assert (rows @ np.array(LOGITS))[inner] == pytest.approx(steps[inner], abs=0.3)
    assert all(
        ((np.array(LOGITS)[row > 0] > a) & (np.array(LOGITS)[row > 0] < b)).all()
        for a, row, b in zip(steps, rows[1:], steps[2:], strict=False)
    )
    covered = rows.sum(axis=0)[(np.array(LOGITS) > -12) & (np.array(LOGITS) < 3)]
    assert (covered > 0).all()


@pytest.mark.parametrize("kind", range(1, 8))
def test_log_normal_components_have_their_typical_rate_and_spread(kind):
    typical = [i for i, step in enumerate(STEPS[kind]) if -8 < step < -0.5]
    for i in typical:
        row, logits = rows_of(kind)[i], np.array(LOGITS)
        mean = row @ logits
        assert mean == pytest.approx(STEPS[kind][i], abs=0.05)
        assert np.sqrt(row @ (logits - mean) ** 2) == pytest.approx(SPREADS[kind], rel=0.1)


@pytest.mark.parametrize("kind", range(8, 13))
def test_beta_components_have_the_mean_and_deviation_of_their_distribution(kind):
    """That whose coefficient of variation is the spread where errors are rare."""
    for i, step in enumerate(STEPS[kind]):
        if -8 < step < -0.5:
            expected, row, rates = special.expit(step), rows_of(kind)[i], np.array(RATES)
            shape = (1 - expected) / SPREADS[kind] ** 2
            beta = stats.beta(shape, shape * (1 - expected) / expected)
            mean = row @ rates
            assert mean == pytest.approx(beta.mean(), rel=0.02)
            assert np.sqrt(row @ (rates - mean) ** 2) == pytest.approx(beta.std(), rel=0.02)


def test_where_errors_are_the_rule_a_beta_component_is_the_mirror_image():
    last = rows_of(10)[-1]
    mean = 1 - special.expit(STEPS[10][-1])
    rest = 1 - np.array(RATES)
    assert last @ rest == pytest.approx(mean, rel=0.1)


def test_an_outlier_in_anything_has_any_rate_above_three_in_a_thousand():
    at = np.array(LOGITS)[components().anywhere > 0]
    assert at.min() == min(logit for logit in LOGITS if logit > -5.8)
    assert at.max() == LOGITS[-1]


def test_components_of_like_typical_rates_share_a_cell_of_the_prior():
    cells = [(kind, step >= -6.0) for kind, steps in enumerate(STEPS) for step in steps]
    sizes = [cells.count(cell) for cell in dict.fromkeys(cells)] * len(ZERO_SHARES)
    assert components().sizes.tolist() == sizes
    assert components().starts.tolist() == [sum(sizes[:at]) for at in range(len(sizes))]
