"""Applying a fit: p-values against SciPy's, and the edges of every definition, as data."""

from bisect import bisect
from itertools import pairwise
from math import asin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from plumbline.comparing.applying.fitted import FittedRule
from plumbline.comparing.applying.predictive import at_least, at_most
from plumbline.comparing.applying.rates import LOG_RATES, LOG_REST, LOGITS, RATES
from plumbline.comparing.applying.verdicts import compare, may_be_low, p_values, reckoned
from plumbline.profiles.profile import Count
from plumbline.statistics.intervals import wilson

QUARTILES = ((0.0, 0.0),) * 3


def exact(number: int) -> Count:
    return Count(number, number)


def fit(rate: float = 0.01, *, weight: float = 1.0, peers: int = 20, having: Count = exact(20)) -> FittedRule:  # noqa: B008
    """A fit that is sure of the grid's rate below this one; what is missing to a weight of 1 is no errors at all."""
    at = bisect(RATES, rate) - 1
    return FittedRule(at, (weight,), weight * RATES[at], peers, having, QUARTILES)


def four_in_five(rate: float, other: float) -> FittedRule:
    """A fit in which one more council has the first rate with probability 0.8, else the other, which is greater."""
    first, last = bisect(RATES, rate) - 1, bisect(RATES, other) - 1
    weights = (0.8, *[0.0] * (last - first - 1), 0.2)
    return FittedRule(first, weights, 0.8 * RATES[first] + 0.2 * RATES[last], 20, exact(20), QUARTILES)


def rate_of(one: FittedRule) -> float:
    return RATES[one.first]


def test_the_grid_rises_from_one_in_a_million_to_nearly_all_in_small_steps():
    assert RATES[0] == pytest.approx(8.3e-7, rel=0.01)
    assert LOGITS[-2] < 4.6 <= LOGITS[-1]
    widest = [after - before for before, after in pairwise(LOGITS)]
    angles = [2 * (asin(sqrt(after)) - asin(sqrt(before))) for before, after in pairwise(RATES)]
    assert min(widest) > 0 and max(widest) == pytest.approx(0.25)
    assert 0.02 < max(angles) < 0.022


def test_the_grid_has_the_logarithms_of_each_rate_and_of_the_rest():
    for p, log_p, log_q in zip(RATES, LOG_RATES, LOG_REST, strict=True):
        assert stats.bernoulli.logpmf([1, 0], p).tolist() == pytest.approx([log_p, log_q])


@given(checked=st.integers(1, 2000), share=st.floats(0, 1), rate=st.floats(1e-5, 0.9), weight=st.floats(0.01, 1))
def test_the_predictive_tails_are_scipys_of_the_mixture(checked, share, rate, weight):
    one, children = fit(rate, weight=weight), round(share * checked)
    above = weight * stats.binom.sf(children - 1, checked, rate_of(one)) + (1 - weight) * (children == 0)
    below = weight * stats.binom.cdf(children, checked, rate_of(one)) + 1 - weight
    assert at_least(one, checked, children) == pytest.approx(above, rel=1e-6, abs=1e-12)
    assert at_most(one, checked, children) == pytest.approx(below, abs=1e-9)


@pytest.mark.parametrize(("checked", "largest"), [(0, 0), (3, 3), (5, 5), (10, 5), (11, 6), (100, 50), (101, 51)])
def test_the_largest_number_to_be_reckoned_with_is_half_of_those_checked_and_at_least_five(checked, largest):
    assert reckoned(checked) == largest


@pytest.mark.parametrize(("children", "may"), [(0, True), (3, True), (4, False)])
def test_few_may_be_low_where_half_as_many_and_more_are_expected(children, may):
    """Two of two hundred are expected: as many as half of three and one more."""
    assert may_be_low(0.01, 200, children) == may


def test_a_rounded_count_is_tested_at_the_end_that_speaks_against_a_finding():
    one, checked, children = fit(0.02), Count(496, 500), Count(11, 15)
    found = p_values(one, checked, children)
    assert found.higher == pytest.approx(stats.binom.sf(10, 500, rate_of(one)))
    assert found.attainable == pytest.approx(stats.binom.sf(249, 500, rate_of(one)))
    few = p_values(one, checked, Count(0, 4))
    assert few.lower == pytest.approx(stats.binom.cdf(4, 496, rate_of(one)))


def test_where_few_can_not_be_low_the_p_value_is_one():
    assert p_values(fit(0.001), exact(500), exact(1)).lower == 1
    assert p_values(fit(0.02), exact(500), exact(30)).lower == 1


def verdict_of(checked, children, one):
    [compared] = compare({"1": (checked, children)}, {"1": one}, ["1"])
    return compared.verdict


@pytest.mark.parametrize(
    ("checked", "children", "one", "verdict"),
    [
        (exact(500), exact(6), fit(peers=20, having=exact(2)), "only_you"),
        (exact(500), Count(6, 10), fit(peers=20, having=Count(0, 2)), "only_you"),
        (exact(500), exact(6), fit(peers=5, having=exact(0)), "only_you"),
        (exact(500), exact(5), fit(peers=20, having=exact(2)), "few_only_you"),
        (exact(500), Count(1, 5), fit(peers=20, having=exact(2)), "few_only_you"),
        (exact(500), Count(0, 5), fit(peers=20, having=exact(2)), "cannot_tell"),
        (exact(500), exact(0), fit(peers=20, having=exact(2)), "none"),
        (exact(500), exact(40), fit(peers=19, having=exact(2)), "higher"),
        (exact(500), exact(40), fit(peers=20, having=exact(3)), "higher"),
        (exact(500), exact(40), fit(peers=20, having=Count(2, 9)), "higher"),
        (exact(500), exact(5), fit(peers=20, having=exact(11)), "cannot_tell"),
        (exact(5000), exact(50), fit(peers=20, having=exact(11)), "similar"),
        (exact(5000), exact(50), fit(peers=20, having=exact(10)), "cannot_tell"),
        (exact(5000), exact(50), fit(peers=20, having=Count(10, 20)), "cannot_tell"),
        (exact(5000), exact(10), fit(peers=20), "lower"),
        (exact(5000), exact(0), fit(peers=20), "none"),
        (exact(500), exact(40), fit(peers=5), "higher"),
        (exact(500), exact(40), fit(peers=4), "too_few_peers"),
        (exact(500), exact(0), fit(peers=4), "none"),
        (exact(0), exact(0), fit(), "not_checked"),
        (Count(0, 5), Count(0, 5), fit(), "cannot_tell"),
    ],
)  # fmt: skip
def test_verdicts(checked, children, one, verdict):
    assert verdict_of(checked, children, one) == verdict


@pytest.mark.parametrize(
    ("checked", "children", "one", "unclear"),
    [
        (exact(500), exact(13), fit(0.02, peers=20), "small_counts"),
        (exact(5000), exact(150), four_in_five(0.005, 0.05), "councils_differ"),
        (exact(500), exact(4), fit(0.01, peers=20, having=exact(9)), "councils_differ"),
        (exact(500), exact(1), fit(3e-4, peers=20, having=exact(9)), "small_counts"),
        (exact(500), Count(0, 5), fit(0.01, peers=20, having=exact(9)), "small_counts"),
        (exact(500), Count(0, 5), fit(peers=20, having=exact(2)), "small_counts"),
        (exact(500), exact(40), fit(peers=20), None),
    ],
)  # fmt: skip
def test_councils_differ_where_not_even_an_exact_share_could_be_told(checked, children, one, unclear):
    [compared] = compare({"1": (checked, children)}, {"1": one}, ["1"])
    assert (compared.unclear, compared.verdict == "cannot_tell") == (unclear, unclear is not None)


def test_an_error_that_is_rare_among_the_peers_is_no_test():
    """It has no p-value, and the other rules' q-values are what they would be without it."""
    rare, telling = fit(1e-5, peers=20, having=exact(1)), fit(0.01)
    own = {"1": (exact(500), exact(40)), "2": (exact(500), exact(10))}
    both = {rule.code: rule for rule in compare(own, {"1": rare, "2": telling}, ["1", "2"])}
    assert (both["1"].p, both["1"].q) == (None, None)
    assert both["2"].q == p_values(telling, *own["2"]).higher


def test_a_rule_that_could_not_stand_out_is_not_in_the_family_that_is_corrected_for():
    """One test with a p-value of about 0.05 stands out; beside a rule that could not, still; beside one that could, not."""
    telling, mute = fit(0.01), fit(0.9)
    own = {"1": (exact(500), exact(10)), "2": (exact(3), exact(3)), "3": (exact(500), exact(5))}
    assert 0.01 < p_values(telling, *own["1"]).higher < 0.10
    alone = {rule.code: rule.q for rule in compare(own, {"1": telling, "2": mute}, ["1", "2"])}
    beside = {rule.code: rule.q for rule in compare(own, {"1": telling, "3": telling}, ["1", "3"])}
    assert alone == {"1": p_values(telling, *own["1"]).higher, "2": 1.0}
    assert beside["1"] == pytest.approx(2 * p_values(telling, *own["1"]).higher)


def test_what_is_said_of_a_council_covers_all_that_rounding_leaves_open():
    one = fit(0.02)
    [found] = compare({"1": (Count(496, 500), Count(11, 15))}, {"1": one}, ["1"])
    assert found.rate == (11 / 500, 15 / 496)
    assert found.interval == (wilson(11, 500)[0], wilson(15, 496)[1])
    assert found.expected == (one.mean * 496, one.mean * 500)
    assert found.excess == (11 - one.mean * 500, 15 - one.mean * 496)
    assert found.p == pytest.approx(stats.binom.sf(10, 500, rate_of(one)))


def test_a_share_is_known_to_be_at_most_one():
    [found] = compare({"1": (Count(0, 5), Count(1, 5))}, {}, ["1"])
    assert found.rate == (1 / 5, 1.0)
    assert found.interval == (wilson(1, 5)[0], 1.0)


def test_rules_with_most_children_above_what_is_expected_are_first_then_by_code():
    own = {code: (exact(500), exact(children)) for code, children in zip("1234", (6, 9, 7, 9), strict=True)}
    fits = {code: fit() for code in "1234"}
    assert [rule.code for rule in compare(own, fits, "51234")] == ["2", "4", "3", "1", "5"]


NUMBERS = [3, [0.5, 0.25], 0.1, 5, [1, 2], [[0, 0.1], [0.1, 0.2], [0.2, 0.3]]]


def with_number(at, value):
    return [value if place == at else number for place, number in enumerate(NUMBERS)]


def test_an_exported_fit_is_read_as_it_was():
    read = FittedRule.from_numbers(NUMBERS)
    assert read.as_numbers() == NUMBERS
    assert (read.first, list(read.weights), read.mean, read.peers_checked) == (3, [0.5, 0.25], 0.1, 5)
    assert (read.peers_with, read.shares) == (Count(1, 2), ((0, 0.1), (0.1, 0.2), (0.2, 0.3)))


@pytest.mark.parametrize(
    "numbers",
    [
        with_number(0, 0), with_number(0, len(RATES) - 2), with_number(1, [0.75, 0.25]), with_number(1, [1.0, 1e-7]),
        with_number(1, [1.0, 2e-7]),
        with_number(1, []),
    ],
)  # fmt: skip
def test_a_distribution_at_the_edge_of_what_can_be_is_read(numbers):
    assert FittedRule.from_numbers(numbers).as_numbers() == numbers


@pytest.mark.parametrize(
    "numbers",
    [
        with_number(0, -1), with_number(0, len(RATES) - 1), with_number(1, [1.0, 1e-6]), with_number(1, [0.5, -0.1]),
        with_number(5, [[0, 0]] * 2), with_number(5, [[0, 0]] * 4),
    ],
)  # fmt: skip
def test_what_is_no_distribution_of_rates_is_refused(numbers):
    with pytest.raises(ValueError, match="not a distribution of rates"):
        FittedRule.from_numbers(numbers)
