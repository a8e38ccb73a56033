"""The statistics against numbers worked out by hand or by definition."""

from math import comb, inf
from random import Random

import pytest

from plumbline.statistics.intervals import lift, wilson
from plumbline.statistics.multiple_testing import q_values
from plumbline.statistics.tails import hypergeometric_at_least


def test_the_tail_is_the_one_that_counting_gives():
    # 3 of 4 drawn are among the 5 special of 12, or all 4: (10 * 7 + 5) / 495
    assert hypergeometric_at_least(3, 4, 5, 12) == pytest.approx((comb(5, 3) * 7 + comb(5, 4)) / comb(12, 4))


@pytest.mark.parametrize(("k", "drawn", "special", "everyone"), [(0, 3, 2, 9), (2, 8, 3, 9), (3, 3, 9, 9)])
def test_what_must_happen_has_chance_one(k, drawn, special, everyone):
    assert hypergeometric_at_least(k, drawn, special, everyone) == 1.0


def test_large_counts_don_t_overflow():
    assert 0 < hypergeometric_at_least(900, 1000, 50_000, 100_000) < 1e-100


def test_wilson_is_as_published():
    # Newcombe 1998: 81 of 263
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == pytest.approx(1.0)


def test_the_lift_and_its_interval_by_hand():
    # 18 * 410 / (22 * 25) = 13.418; variance 1/18 - 1/22 - 1/25 + 36/550 - 1/410 = 0.03312, its root 0.18198
    assert lift(18, 22, 25, 410) == pytest.approx((13.418, 9.392, 19.17), abs=0.01)
    assert lift(0, 22, 25, 410) == (0.0, 0.0, inf)


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


def test_the_correction_is_benjamini_and_hochberg_s():
    # sorted 0.01 0.02 0.03 0.5: times 4/1, 4/2, 4/3, 4/4, then the least of what comes after
    assert q_values(dict(enumerate([0.5, 0.02, 0.01, 0.03]))) == pytest.approx({0: 0.5, 1: 0.04, 2: 0.04, 3: 0.04})
    assert q_values({}) == {}
