"""Errors of one case system: an exact test in which the council is the unit, and rounding makes no finding."""

from dataclasses import replace
from math import comb
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from network_of_twelve import MINE, exact, profile

from plumbline.comparing.network_wide.across import Across, across_rule, checked_by, group_of, share
from plumbline.comparing.network_wide.case_systems import of_case_systems
from plumbline.model.authorities import authorities
from plumbline.profiles.disclosure import joined_band as band
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


@pytest.mark.slow
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


@pytest.mark.parametrize(
    ("its", "others", "tests"),
    [(2, 28, 0), (3, 6, 0), (3, 7, 1), (7, 3, 1), (28, 2, 0)],
    ids=["two", "three of nine could not stand out", "three of ten could", "three others", "two others"],
)
def test_a_system_is_tested_where_it_could_stand_out_with_three_councils_on_either_side(its, others, tests):
    councils = councils_with([exact(number) for number in range(1, its + others + 1)])
    found, number, _ = of_case_systems([MINE], councils, systems_of(its))
    assert (found, number) == ([], tests)


def test_errors_of_systems_are_named_the_surest_first():
    sure = councils_with(map(exact, [40, 41, 42, 43, 44, 45, 1, 2, 4, 5, 6, 7]))
    less_sure = councils_with(map(exact, [40, 41, 42, 43, 44, 3, 1, 2, 4, 5, 6, 7]))
    councils = {
        council: replace(one, ran={"1": one.ran[MINE], "2": less_sure[council].ran[MINE]})
        for council, one in sure.items()
    }
    found, tests, _ = of_case_systems(["2", "1"], councils, systems_of(6))
    assert [(one.code, one.system) for one in found] == [("1", "mosaic"), ("2", "mosaic")]
    assert tests == 2
    assert found[0].q == pytest.approx(2 * found[0].p)


def test_errors_as_sure_as_one_another_are_in_the_order_of_their_codes():
    councils = {
        council: replace(one, ran=dict.fromkeys(("1", "2"), one.ran[MINE]))
        for council, one in councils_with([exact(40)] * 6 + [exact(4)] * 6).items()
    }
    assert [one.code for one in of_case_systems(["2", "1"], councils, systems_of(6))[0]] == ["1", "2"]


@pytest.mark.parametrize(
    ("children", "checked", "known"),
    [
        (exact(6), exact(100), (0.06, 0.06)),
        (Count(6, 10), Count(96, 100), (6 / 100, 10 / 96)),
        (Count(0, 5), Count(0, 5), (0.0, 1.0)),
        (exact(3), Count(1, 5), (3 / 5, 1.0)),
        (exact(0), exact(0), (0.0, 0.0)),
    ],
)
def test_a_share_is_all_that_it_may_be(children, checked, known):
    assert share(RuleCounts(checked, children, checked, children)) == pytest.approx(known)


def test_a_group_is_described_by_who_has_the_error_and_by_its_middle_council():
    councils = councils_with([exact(10), Count(0, 5), exact(0), Count(6, 10)], checked=100)
    group = group_of([one.ran[MINE] for one in councils.values()])
    assert (group.checked, group.with_it) == (4, Count(2, 3))
    assert group.middle == pytest.approx((0.03, 0.075))


def test_a_group_of_nobody_has_no_share():
    assert (group_of([]).checked, group_of([]).with_it, group_of([]).middle) == (0, exact(0), (0.0, 0.0))


def test_who_is_not_known_to_have_checked_a_child_is_not_counted():
    councils = councils_with([exact(1), exact(2)])
    councils[COUNCILS[1]] = replace(
        councils[COUNCILS[1]], ran={MINE: RuleCounts(Count(0, 5), exact(2), Count(0, 5), exact(2))}
    )
    assert list(checked_by(MINE, councils)) == COUNCILS[:1]


def across(*rules):
    return Across(profile(COUNCILS[0]), {}, {}, {}, rules, [], 0, {})


def test_common_errors_are_in_the_order_of_the_share_at_the_middle_council():
    rules = [
        across_rule(code, {council: replace(one, ran={code: one.ran[MINE]}) for council, one in councils.items()}, {})
        for code, councils in (
            ("1", councils_with([exact(2)] * 5)),
            ("3", councils_with([exact(9)] * 5)),
            ("2", councils_with([exact(9)] * 5)),
            ("4", councils_with([Count(0, 5)] * 5)),
            ("5", councils_with([exact(0)] * 5)),
        )
    ]
    found = across(*rules)
    assert [rule.code for rule in found.common] == ["2", "3", "1"]
    assert [rule.code for rule in found.may_be_common] == ["4"]


def test_the_errors_that_set_a_council_apart_are_those_that_are_higher_or_its_alone():
    verdicts = [{"A": "only_you", "B": "similar"}, {"A": "higher", "B": "lower"}, {"A": "none", "B": "cannot_tell"}]
    found = across(*(across_rule(MINE, {}, one) for one in verdicts))
    assert [[*found.apart(council)] for council in "AB"] == [list(found.rules[:2]), []]
    assert found.rules[0].apart == ["A"]
