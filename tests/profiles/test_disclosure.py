"""What rounding keeps secret: no count of 1 to 4 can be worked out from all that is published."""

from random import Random

import pytest
from attacker import Known, Universe, pinned
from hypothesis import given
from hypothesis import strategies as st

from plumbline.profiles.disclosure import band
from plumbline.profiles.profile import Count

SEEDS = range(60)


def published(counts):
    return {name: band(Count(number, number)) for name, number in counts.items()}


def to_the_nearest_five(counts):
    """The usual way to round, which is not enough: see the guide."""
    nearest = {name: (number + 2) // 5 * 5 for name, number in counts.items()}
    return {name: Count(max(0, number - 2), number + 2) for name, number in nearest.items()}


@pytest.mark.parametrize(
    ("number", "stands_for"), [(0, (0, 5)), (5, (0, 5)), (6, (6, 10)), (10, (6, 10)), (11, (11, 15)), (322, (321, 325))]
)
def test_a_count_is_given_as_what_its_rounding_stands_for(number, stands_for):
    assert band(Count(number, number)) == stands_for


@given(st.integers(0, 10_000), st.integers(2, 100))
def test_what_is_given_holds_the_count(number, to):
    lo, hi = band(Count(number, number), to)
    assert lo <= number <= hi
    assert hi - lo >= to - 1


@given(st.integers(0, 300), st.integers(0, 300))
def test_rounding_turns_no_order_round(one, other):
    less, more = sorted((one, other))
    assert band(Count(less, less)) <= band(Count(more, more))


@pytest.mark.parametrize("rows_of_a_child", [0, 3])
def test_one_profile_pins_no_small_count(rows_of_a_child):
    for seed in SEEDS:
        universe = Universe(Random(seed))
        found = universe.known(1, rows_of_a_child).narrowed(published(universe.counts(1)))
        assert pinned(found) == [], seed


@pytest.mark.parametrize("rows_of_a_child", [0, 3])
def test_every_small_count_could_be_five(rows_of_a_child):
    """Not only is nothing pinned by this attacker: all counts at their upper ends fit everything that is known."""
    for seed in SEEDS:
        universe = Universe(Random(seed))
        upper = {name: Count(count.hi, count.hi) for name, count in published(universe.counts(1)).items()}
        assert universe.known(1, rows_of_a_child).narrowed(upper) == upper, seed


def two_days(universe, rounding):
    """Two profiles between which one child came: what is left of each count to one who knows all that changed by one."""
    child = universe.children[0]
    before, after = universe.counts(1, without=child), universe.counts(2)
    known = universe.known(1)
    later = universe.known(2)
    changes = [(name, (2, *name[1:]), after[2, *name[1:]] - number) for name, number in before.items()]
    by_one = [step for step in changes if step[2] <= 1]
    both = Known(known.most + later.most, known.some + later.some, by_one)
    return both.narrowed(rounding(before) | rounding(after))


def test_one_child_more_between_two_profiles_pins_no_small_count():
    for seed in SEEDS:
        assert pinned(two_days(Universe(Random(seed)), published)) == [], seed


def test_rounding_to_the_nearest_five_would_be_pinned():
    """The attacker has teeth: the usual rounding, whose edge lies between 2 and 3, gives small counts away."""
    assert any(pinned(two_days(Universe(Random(seed)), to_the_nearest_five)) for seed in SEEDS)


def test_exact_counts_are_pinned_of_course():
    universe = Universe(Random(1))
    exact = {name: Count(number, number) for name, number in universe.counts(1).items()}
    assert pinned(universe.known(1).narrowed(exact))


def left_of_the_smallest(*groups):
    """What the first of separate groups can be, when all of them and their sum are published and it is not 0."""
    bands = [band(Count(size, size)) for size in groups[1:]]
    whole = band(Count(sum(groups), sum(groups)))
    least, most = whole.lo - sum(one.hi for one in bands), whole.hi - sum(one.lo for one in bands)
    return Count(max(1, least), min(5, most))


def test_one_of_two_groups_that_make_up_a_third_is_not_pinned():
    for small in range(1, 5):
        for other in range(60):
            lo, hi = left_of_the_smallest(small, other)
            assert hi - lo >= 3, (small, other)


def test_one_of_five_groups_can_be_which_the_guide_says():
    assert left_of_the_smallest(1, 6, 6, 6, 6) == Count(1, 1)
