"""Errors of one case system: an exact test in which the council is the unit, and rounding makes no finding."""

from dataclasses import replace
from math import comb
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from network_of_twelve import MINE, exact, profile

from plumbline.comparing.network_wide.across import across_rule
from plumbline.comparing.network_wide.case_systems import of_case_systems
from plumbline.model.authorities import authorities
from plumbline.profiles.disclosure import band
from plumbline.profiles.profile import Count, RuleCounts
from plumbline.statistics.numeric.mann_whitney import exact_p_value

COUNCILS = [*authorities()][:30]


def councils_with(children, checked=500):
    """Councils whose only rule has so many children in error."""
    return {
        council: replace(profile(council), ran={MINE: RuleCounts(exact(checked), number, exact(checked), number)})
        for council, number in zip(COUNCILS, children, strict=False)
    }


def systems_of(*sizes):
    names = [name for name, size in zip(("mosaic", "azeus", "eclipse"), sizes, strict=False) for _ in range(size)]
    return dict(zip(COUNCILS, names, strict=False))


@given(st.lists(st.integers(0, 60), min_size=8, max_size=8))
def test_rounding_makes_no_finding_more_certain(children):
    known = [band(exact(number)) for number in children]
    rough = exact_p_value(np.array([c.lo for c in known[:4]]), np.array([c.hi for c in known[4:]]))
    assert rough >= exact_p_value(np.array(children[:4]), np.array(children[4:]))


def test_an_error_of_one_system_is_found_and_named_with_both_sides():
    councils = councils_with([exact(40)] * 8 + [exact(4)] * 10 + [exact(0)] * 2)
    [found], tests, untestable = of_case_systems([MINE], councils, systems_of(8, 8))
    assert (found.code, found.system, tests, untestable) == (MINE, "mosaic", 2, {})
    assert (found.its.with_it, found.its.checked, found.its.middle) == (exact(8), 8, (0.08, 0.08))
    assert (found.others.with_it, found.others.checked, found.others.middle) == (exact(10), 12, (0.008, 0.008))
    assert found.p == pytest.approx(1 / comb(20, 8))


def test_an_error_that_all_have_alike_is_of_no_system():
    councils = councils_with([exact(40 + number % 5) for number in range(20)])
    assert of_case_systems([MINE], councils, systems_of(10, 10))[0] == []


def test_where_rounding_hides_all_nothing_is_tested():
    councils = councils_with([Count(0, 5)] * 20)
    found, tests, untestable = of_case_systems([MINE], councils, systems_of(10, 10))
    assert (found, tests) == ([], 0)
    assert set(untestable.values()) == {"no error is spread so that a difference could have stood out"}


def test_a_system_of_too_few_councils_is_said_to_be_untestable():
    councils = councils_with([exact(40)] * 2 + [exact(number) for number in range(18)])
    *_, untestable = of_case_systems([MINE], councils, systems_of(2, 9, 9))
    assert untestable == {"mosaic": "only 2 of the councils use it"}


@pytest.mark.parametrize(
    ("children", "common"),
    [
        ([exact(1)] * 18 + [exact(0)] * 2, "yes"),
        ([exact(1)] * 17 + [exact(0)] * 3, "no"),
        ([exact(9)] * 17 + [Count(0, 5)] * 3, "may_be"),
        ([exact(9)] * 4, "no"),
    ],
    ids=["18 of 20", "17 of 20", "17 of 20 and 3 hidden by rounding", "too few councils"],
)
def test_an_error_is_common_when_all_but_one_in_ten_are_known_to_have_it(children, common):
    assert across_rule(MINE, councils_with(children), {}).common == common


def test_children_are_summed_over_the_councils_that_checked_the_rule():
    councils = councils_with([Count(1, 5), Count(6, 10), Count(0, 5)])
    councils[COUNCILS[2]] = profile(COUNCILS[2], ran={}, skipped={MINE: "needs_table"})
    rule = across_rule(MINE, councils, {})
    assert (rule.children, rule.children_checked, rule.councils.checked) == (Count(7, 15), exact(1000), 2)


def test_dealt_out_at_random_at_most_one_network_in_ten_has_a_finding():
    rng = Random(1)
    codes = [f"{number}" for number in range(30)]
    rates = [rng.choice((0.002, 0.02, 0.2)) for _ in codes]
    councils = {
        council: replace(
            profile(council),
            ran={
                code: RuleCounts(exact(300), exact(count), exact(300), exact(count))
                for code, rate in zip(codes, rates, strict=True)
                for count in [min(300, round(300 * rate * rng.expovariate(1)))]
            },
        )
        for council in COUNCILS[:20]
    }
    names, runs = [*systems_of(7, 7, 6).values()], 150
    named = 0
    for _ in range(runs):
        rng.shuffle(names)
        named += bool(of_case_systems(codes, councils, dict(zip(councils, names, strict=True)))[0])
    assert named <= 0.1 * runs + 3 * (0.09 * runs) ** 0.5
