"""The statistics of the standard library against their twins in SciPy, published numbers and definitions."""

from math import comb, inf, log
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from plumbline.statistics.intervals import lift, wilson
from plumbline.statistics.multiple_testing import q_values
from plumbline.statistics.quantiles import NORMAL_95, beta_quantile, student_two_sided
from plumbline.statistics.regression import regression_weights
from plumbline.statistics.special import expit, incomplete_beta, log_choose
from plumbline.statistics.tails import (
    binomial_at_least,
    binomial_tail,
    greater_rate,
    hypergeometric_at_least,
    log_power,
    negative_binomial_at_most,
)

COUNTS = st.integers(1, 3000)
SHARES = st.floats(0, 1)
PROBABILITIES = st.floats(1e-6, 0.99)
SHAPES = st.floats(0.05, 3000)


@given(log_odds=st.floats(-30, 30))
def test_expit_is_scipys(log_odds):
    assert expit(log_odds) == pytest.approx(special.expit(log_odds), rel=1e-12)


@given(n=st.integers(0, 3000), share=SHARES)
def test_ways_to_choose_are_counted(n, share):
    k = round(share * n)
    assert log_choose(n, k) == pytest.approx(log(comb(n, k)), rel=1e-9, abs=1e-9)


@given(a=SHAPES, b=SHAPES, x=st.floats(1e-9, 1 - 1e-9))
def test_the_incomplete_beta_function_is_scipys(a, b, x):
    assert incomplete_beta(a, b, x) == pytest.approx(special.betainc(a, b, x), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("x", "below"), [(-0.1, 0.0), (0.0, 0.0), (1.0, 1.0), (1.1, 1.0)])
def test_outside_its_range_the_incomplete_beta_function_is_none_or_all(x, below):
    assert incomplete_beta(2, 3, x) == below


@given(a=st.floats(0.3, 300), b=st.floats(0.3, 300), below=st.floats(0.01, 0.99))
def test_the_quantile_of_a_beta_is_scipys(a, b, below):
    assert beta_quantile(a, b, below) == pytest.approx(stats.beta.ppf(below, a, b), abs=2e-6)


@given(k=st.integers(-1, 300), shape=st.floats(0.5, 300), p=st.floats(0.01, 0.99))
def test_the_negative_binomial_is_scipys(k, shape, p):
    assert negative_binomial_at_most(k, shape, p) == pytest.approx(stats.nbinom.cdf(k, shape, p), rel=1e-6, abs=1e-9)


@given(n=COUNTS, share=SHARES, p=PROBABILITIES)
def test_the_binomial_tail_is_scipys(n, share, p):
    k = max(1, round(share * n))
    assert binomial_at_least(n, k, p) == pytest.approx(stats.binom.sf(k - 1, n, p), rel=1e-7, abs=1e-15)


@pytest.mark.parametrize(("k", "tail"), [(3, 0.0), (1, 1.0)])
def test_far_from_what_is_expected_a_tail_is_none_or_all(k, tail):
    assert binomial_tail(10, k, 0.2, 41) == tail
    assert binomial_tail(10, k, 0.2, 40) == pytest.approx(stats.binom.sf(k - 1, 10, 0.2))


@pytest.mark.parametrize(("k", "n", "power"), [(0, 5, 0.0), (5, 5, 0.0), (2, 8, 2 * log(0.25))])
def test_a_share_to_the_power_of_its_count(k, n, power):
    assert log_power(k, n) == pytest.approx(power)


@given(everyone=st.integers(1, 400), drawn=SHARES, with_it=SHARES, share=SHARES)
def test_the_hypergeometric_tail_is_scipys(everyone, drawn, with_it, share):
    drawn, with_it = round(drawn * everyone), round(with_it * everyone)
    k = round(share * drawn)
    expected = stats.hypergeom.sf(k - 1, everyone, with_it, drawn)
    assert hypergeometric_at_least(k, drawn, with_it, everyone) == pytest.approx(expected, rel=1e-7, abs=1e-12)


def test_fishers_exact_test_is_its_tail():
    table = [[18, 4], [7, 381]]
    found = hypergeometric_at_least(18, 22, 25, 410)
    assert found == pytest.approx(stats.fisher_exact(table, alternative="greater").pvalue, rel=1e-7)


@given(everyone=st.integers(1, 400), drawn=SHARES, with_it=SHARES)
def test_what_must_happen_has_probability_one(everyone, drawn, with_it):
    drawn, with_it = round(drawn * everyone), round(with_it * everyone)
    assert hypergeometric_at_least(max(0, drawn + with_it - everyone), drawn, with_it, everyone) == 1.0


def test_large_counts_don_t_overflow():
    assert 0 < hypergeometric_at_least(900, 1000, 50_000, 100_000) < 1e-100


@given(events=st.integers(1, 300), exposure=COUNTS, others=st.integers(0, 300), other_exposure=COUNTS)
def test_the_test_of_two_rates_is_scipys_binomial_test(events, exposure, others, other_exposure):
    share = exposure / (exposure + other_exposure)
    expected = stats.binomtest(events, events + others, share, alternative="greater").pvalue
    assert greater_rate(events, exposure, others, other_exposure) == pytest.approx(expected, rel=1e-6, abs=1e-12)


def test_who_was_exposed_to_nothing_counts_as_one():
    assert greater_rate(3, 20, 0, 0) == greater_rate(3, 20, 0, 1)


def test_the_normal_quantile_is_scipys():
    assert pytest.approx(stats.norm.ppf(0.975), rel=1e-15) == NORMAL_95


@given(freedom=st.floats(1, 1e6), outside=st.floats(0.01, 0.5))
def test_students_quantile_is_scipys(freedom, outside):
    assert student_two_sided(freedom, outside) == pytest.approx(stats.t.isf(outside / 2, freedom), rel=1e-6)


def test_students_quantile_is_of_95_per_cent_unless_said():
    assert student_two_sided(10) == pytest.approx(stats.t.isf(0.025, 10))


@given(whole=COUNTS, share=SHARES)
def test_wilsons_interval_is_scipys(whole, share):
    part = round(share * whole)
    expected = stats.binomtest(part, whole).proportion_ci(method="wilson")
    assert wilson(part, whole) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_wilsons_interval_is_as_published():
    # Newcombe 1998: 81 of 263
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)


@given(COUNTS)
def test_wilsons_interval_of_none_and_of_all_reaches_the_ends(whole):
    assert wilson(0, whole)[0] == 0.0
    assert wilson(whole, whole)[1] == 1.0


def test_of_nothing_any_share_may_be():
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_lift_and_its_interval_by_hand():
    # 18 * 410 / (22 * 25) = 13.418; variance 1/18 - 1/22 - 1/25 + 36/550 - 1/410 = 0.03312, its root 0.18198
    assert lift(18, 22, 25, 410) == pytest.approx((13.418, 9.392, 19.17), abs=0.01)


def test_nothing_in_common_has_a_lift_of_none_and_no_interval():
    assert lift(0, 22, 25, 410) == (0.0, 0.0, inf)


def test_where_all_are_both_the_lift_is_one_for_sure():
    assert lift(10, 10, 10, 10) == (1.0, 1.0, 1.0)


def test_the_interval_holds_the_true_lift_as_often_as_it_says():
    rng = Random(7)
    shares = {"both": 0.06, "flagged": 0.10, "with": 0.20, "none": 0.64}
    truth = 0.06 / (0.16 * 0.26)
    held = 0
    for _ in range(1000):
        drawn = rng.choices(list(shares), list(shares.values()), k=400)
        both, flagged, special = (drawn.count(name) for name in ("both", "flagged", "with"))
        _, low, high = lift(both, both + flagged, both + special, 400)
        held += low <= truth <= high
    assert 920 <= held <= 980


@given(st.lists(st.floats(0, 1), max_size=30))
def test_q_values_are_scipys(p_values):
    found = q_values(dict(enumerate(p_values)))
    expected = stats.false_discovery_control(p_values, method="bh") if p_values else []
    assert [found[at] for at in range(len(p_values))] == pytest.approx(list(expected))


def test_a_p_value_above_one_by_rounding_has_a_q_value_of_one():
    assert q_values({"a": 1 + 1e-12}) == {"a": 1.0}


def test_equal_p_values_have_one_q_value():
    assert q_values({"a": 0.02, "b": 0.02}) == {"a": 0.02, "b": 0.02}


VALUES = st.floats(-5, 5, allow_subnormal=False).map(lambda value: round(value, 3))


@given(rows=st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=8, max_size=15), at=st.tuples(VALUES, VALUES))
def test_regression_weights_predict_what_least_squares_does(rows, at):
    """The twin is the least squares of NumPy, which finds the prediction where the regressors vary."""
    first, second, outcome = (list(column) for column in zip(*rows, strict=True))
    design = np.column_stack([np.ones(len(rows)), first, second])
    singular = np.linalg.svd(design - [0, np.mean(first), np.mean(second)], compute_uv=False)
    found = regression_weights([first, second], at, outcome)
    if singular[-1] > 0.1:
        fitted, *_ = np.linalg.lstsq(design, outcome, rcond=None)
        assert np.dot(found.weights, outcome) == pytest.approx(float(np.dot((1, *at), fitted)), abs=1e-6)
        variance = np.sum((np.array(outcome) - design @ fitted) ** 2) / (len(rows) - 3)
        assert found.residual_variance == pytest.approx(variance, abs=1e-6)
        assert np.dot(found.weights, first) == pytest.approx(at[0], abs=1e-6)
        assert np.dot(found.weights, second) == pytest.approx(at[1], abs=1e-6)
    assert sum(found.weights) == pytest.approx(1)


def test_a_regressor_that_does_not_vary_is_left_out():
    once = regression_weights([[1.0, 2.0, 3.0, 5.0]], [2.5], [1.0, 0.0, 2.0, 4.0])
    assert regression_weights([[1.0, 2.0, 3.0, 5.0], [7.0] * 4], [2.5, 9.0], [1.0, 0.0, 2.0, 4.0]) == once
