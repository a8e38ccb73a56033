"""The range of children in error in which 95 of 100 councils like the peers would lie."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_verdicts import CODES, fits

from plumbline.comparing.applying.predictive import at_least, at_most, expected_range


@settings(max_examples=40)
@given(st.sampled_from(CODES), st.integers(1, 2000))
def test_beyond_either_end_lie_at_most_five_in_two_hundred(code, checked):
    fit = fits()[code]
    fewest, most = expected_range(fit, checked)
    assert 0 <= fewest <= most <= checked
    assert at_most(fit, checked, fewest - 1) <= 0.025 + 1e-9
    assert at_least(fit, checked, most + 1) <= 0.025 + 1e-9


@settings(max_examples=40)
@given(st.sampled_from(CODES), st.integers(1, 2000))
def test_it_is_no_wider_than_it_must_be(code, checked):
    fit = fits()[code]
    fewest, most = expected_range(fit, checked)
    assert fewest == checked or at_least(fit, checked, fewest + 1) < 0.975
    assert most == 0 or at_least(fit, checked, most) >= 0.025


def test_of_nobody_checked_nobody_is_expected():
    assert expected_range(fits()[CODES[0]], 0) == pytest.approx((0, 0))
