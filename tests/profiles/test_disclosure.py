"""What the bands keep secret from someone who has everything that was published, and what they don't.

A seeded sample of benchmarks/attacker.py, whose figures the guide gives.
"""

import re
from pathlib import Path
from random import Random

import pytest
from attacking.attacks import (
    ATTACKS,
    NEW,
    OLD,
    Outcome,
    Scheme,
    every_child_known,
    one_child_known,
    one_child_moved_a_month,
    one_profile,
    pinned,
    published,
)
from attacking.universe import ROWS, Universe
from hypothesis import given
from hypothesis import strategies as st
from small_profile import PROFILE

from plumbline.profiles.disclosure import band, banded, is_band, joined_band
from plumbline.profiles.profile import Count, Disclosure

SEEDS = range(40)
COUNTS = st.integers(0, 10_000).map(lambda number: Count(number, number))


def to_the_nearest_five(count):
    """The usual way to round, which is not enough: see the guide."""
    nearest = (count.lo + 2) // 5 * 5
    return Count(max(0, nearest - 2), nearest + 2)


NEAREST = Scheme(to_the_nearest_five, to_the_nearest_five, to_the_nearest_five)
EXACT = Scheme(*[lambda count: count] * 3)


@pytest.mark.parametrize(
    ("number", "apart", "joined"),
    [
        (0, (0, 0), (0, 5)), (1, (1, 5), (0, 5)), (5, (1, 5), (0, 5)), (6, (6, 10), (6, 10)), (10, (6, 10), (6, 10)),
        (11, (11, 15), (11, 15)), (322, (321, 325), (321, 325)),
    ],
)  # fmt: skip
def test_a_count_is_given_as_its_band(number, apart, joined):
    count = Count(number, number)
    assert (band(count), joined_band(count)) == (apart, joined)


@pytest.mark.parametrize("of", [band, joined_band])
@given(COUNTS)
def test_a_band_holds_the_count(of, count):
    lo, hi = of(count)
    assert lo <= count.lo <= hi
    assert count.lo == 0 or hi - lo >= 4


@pytest.mark.parametrize("of", [band, joined_band])
@given(COUNTS)
def test_the_band_of_a_band_is_the_same(of, count):
    assert of(of(count)) == of(count)


@pytest.mark.parametrize("of", [band, joined_band])
@given(COUNTS, COUNTS)
def test_bands_turn_no_order_round(of, one, other):
    less, more = sorted((one, other))
    assert of(less) <= of(more)


@given(st.integers(0, 12), st.integers(0, 12))
def test_a_band_is_one_of_a_kind(lo, hi):
    assert is_band(Count(lo, hi)) == (Count(lo, hi) in {(0, 0), (1, 5), (0, 5), (6, 10), (11, 15)})


def test_of_a_profile_sensitive_rules_children_and_tables_do_not_tell_0_from_a_few():
    given_out = banded(PROFILE, joined={"141"})
    assert given_out.disclosure == Disclosure("banded", round_to=5)
    assert given_out.ran["101"].flagged == (11, 15)
    assert given_out.ran["141"].children == (0, 5)
    assert banded(PROFILE, joined=()).ran["141"].children == (1, 5)
    assert given_out.children == given_out.tables["header"] == (226, 230)


def attacked(attack, scheme):
    return sum((attack(Universe(Random(seed)), scheme) for seed in SEEDS), Outcome())


@pytest.mark.parametrize("scheme", [OLD, NEW], ids=["0 joined", "0 apart"])
def test_one_profile_pins_no_small_count(scheme):
    found = attacked(one_profile, scheme)
    assert (found.small > 0, found.pinned) == (True, 0)


def test_every_count_that_is_not_0_could_be_the_upper_end_of_its_band():
    """Not only is nothing pinned by this attacker: all counts at their upper ends fit everything that is known."""
    for seed in SEEDS:
        universe = Universe(Random(seed))
        universe.sensitive = frozenset()
        day = universe.day(1)
        upper = {
            name: Count(count.hi, count.hi) for name, count in published(universe, universe.counts(day), NEW).items()
        }
        assert universe.known(day, ROWS).narrowed(upper) == upper, seed


@pytest.mark.parametrize(
    ("attack", "most"),
    [(one_child_known, 0.04), (one_child_moved_a_month, 0.06)],
    ids=["one child known, all counts and rules together", "twelve months, one child moved a month"],
)
def test_of_several_profiles_few_small_counts_are_pinned(attack, most):
    found = attacked(attack, NEW)
    assert 0 < found.pinned < most * found.small


@pytest.mark.parametrize("attack", [one_child_known, one_child_moved_a_month])
def test_of_sensitive_rules_less_than_half_as_many_are_pinned(attack):
    found = attacked(attack, NEW)
    assert found.small_sensitive > 100
    assert found.pinned_sensitive / found.small_sensitive < 0.5 * found.pinned / found.small
    assert attacked(attack, OLD).pinned_sensitive == 0


def test_who_knows_every_child_that_moved_is_inside():
    """The guide says so: no rounding of counts holds against that, the older one neither."""
    assert attacked(every_child_known, NEW).pinned > attacked(every_child_known, OLD).pinned > 0


@pytest.mark.parametrize("scheme", [NEAREST, EXACT], ids=["nearest 5", "exact"])
def test_the_attacker_has_teeth(scheme):
    """The usual rounding, whose edge lies between 2 and 3, gives more away than the bands; exact counts give all."""
    assert attacked(one_child_known, scheme).pinned > 2 * attacked(one_child_known, NEW).pinned


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_the_attacker_works_out_is_true(attack):
    """An attacker who is told the counts themselves finds nothing that contradicts what it is told of them."""
    found = attack(Universe(Random(1)), EXACT)
    assert found.pinned == found.small > 0


def test_every_share_that_the_guide_gives_was_measured():
    root = Path(__file__).parents[2]
    guide = (root / "docs" / "guides" / "profiles.md").read_text("utf-8")
    measured = (root / "benchmarks" / "ATTACKER.md").read_text("utf-8")
    given = set(re.findall(r"\b[\d.]+%", guide))
    assert len(given) > 8
    assert given <= set(re.findall(r"\b[\d.]+%", measured))


def left_of_the_smallest(*groups):
    """What the first of separate groups can be, when all of them and their sum are published and it is one of 1 to 5."""
    bands = [band(Count(size, size)) for size in groups[1:]]
    whole = band(Count(sum(groups), sum(groups)))
    least, most = whole.lo - sum(one.hi for one in bands), whole.hi - sum(one.lo for one in bands)
    return Count(max(1, least), min(5, most))


def test_one_of_two_groups_that_make_up_a_third_is_not_pinned():
    for small in range(1, 5):
        for other in range(60):
            lo, hi = left_of_the_smallest(small, other)
            assert hi - lo >= 3, (small, other)


@pytest.mark.parametrize("others", [(6, 6, 6, 6), (1, 1, 1, 1)], ids=["just past an edge", "1 to 5 together"])
def test_one_of_five_groups_can_be_which_the_guide_says(others):
    assert left_of_the_smallest(1, *others) == Count(1, 1)


def test_pinned_are_only_counts_of_1_to_4():
    exact = {("a",): Count(0, 0), ("b",): Count(4, 4), ("c",): Count(5, 5), ("d",): Count(1, 5)}
    assert pinned(exact) == [("b",)]
