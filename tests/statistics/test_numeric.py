"""The statistics that need NumPy against their twins in SciPy and definitions."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, special, stats

from plumbline.statistics.numeric.binomial import binomial_between, log_choose
from plumbline.statistics.numeric.mann_whitney import exact_p_value
from plumbline.statistics.numeric.mixtures import mixing_proportions
from plumbline.statistics.numeric.quartiles import quartiles

COUNTS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)).map(sorted), min_size=1, max_size=5)
#: From, to, of how many: as narrow as rounding makes them.
INTERVALS = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 20), st.integers(0, 200)).map(
        lambda row: (row[0], row[0] + row[1], sum(row))
    ),
    min_size=1,
    max_size=5,
)


@given(COUNTS)
def test_ways_to_choose_are_as_many_as_scipys_gamma_function_says(rows):
    k, n = np.array(rows).T
    expected = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    assert log_choose(n, k) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(INTERVALS, st.lists(st.floats(0.001, 0.999), min_size=1, max_size=5))
def test_the_probability_of_an_interval_is_scipys(rows, probabilities):
    low, high, n = np.array(rows).T
    p = np.array(probabilities)
    found = binomial_between(n, low, high, np.log(p), np.log1p(-p))
    expected = stats.binom.cdf(high[:, None], n[:, None], p) - stats.binom.cdf(low[:, None] - 1, n[:, None], p)
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5), st.integers(0, 3))
def test_quartiles_are_numpys_without_the_gaps(numbers, gaps):
    row = np.array([[*numbers, *[np.nan] * gaps]])
    assert quartiles(row) == pytest.approx(np.nanquantile(row, [0.25, 0.5, 0.75], axis=1).T)


def test_each_row_has_its_quartiles_and_one_without_a_number_none():
    found = quartiles(np.array([[1, 2, np.nan], [5, 3, 4], [np.nan] * 3]))
    assert found.tolist()[:2] == [[1.25, 1.5, 1.75], [3.5, 4.0, 4.5]]
    assert np.isnan(found[2]).all()


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=16, unique=True), st.floats(0, 1))
def test_without_ties_mann_and_whitneys_p_value_is_scipys(values, share):
    number = min(len(values) - 1, max(1, round(share * len(values))))
    these, others = np.array(values[:number], dtype=float), np.array(values[number:], dtype=float)
    expected = stats.mannwhitneyu(these, others, alternative="greater", method="exact").pvalue
    assert exact_p_value(these, others) == pytest.approx(expected)


@given(st.lists(st.integers(0, 30), min_size=4, max_size=8), st.integers(1, 3))
def test_with_ties_it_is_never_below_the_share_of_all_ways_to_deal_them_out(numbers, number):
    values = np.array(numbers, dtype=float)
    pairs = [
        int((values[list(some), None] > np.delete(values, some)).sum())
        for some in combinations(range(len(values)), number)
    ]
    share_of_deals = sum(pair >= pairs[0] for pair in pairs) / len(pairs)
    assert exact_p_value(values[:number], values[number:]) >= share_of_deals - 1e-12


@pytest.mark.parametrize("strength", [0.5, 20.0])
def test_mixing_proportions_are_the_mode_that_scipy_finds(strength):
    likelihoods = np.random.default_rng(1).random((40, 3)) ** 4 + 1e-6
    prior_mean = np.array([0.2, 0.3, 0.5])

    def less_log_posterior(free):
        proportions = np.array([*free, 1 - sum(free)])
        prior = strength * prior_mean @ np.log(proportions)
        return -(np.log(likelihoods @ proportions).sum() + prior)

    found = mixing_proportions(likelihoods, prior_mean, strength, 3000)
    expected = optimize.minimize(
        less_log_posterior, [1 / 3, 1 / 3], bounds=[(1e-9, 1)] * 2,
        constraints={"type": "ineq", "fun": lambda free: 1 - 1e-9 - sum(free)}, tol=1e-12,
    )  # fmt: skip
    assert found[:2] == pytest.approx(expected.x, abs=1e-4)
    assert found.sum() == pytest.approx(1)
