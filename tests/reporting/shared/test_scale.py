"""Where values stand on an axis."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.reporting.shared.charts.scale import Days, Scale, scale_of

VALUES = st.lists(st.floats(0, 1e6, allow_subnormal=False).map(lambda value: round(value, 3)), min_size=1, max_size=8)


@given(VALUES, st.booleans())
def test_every_value_has_a_place_and_the_place_gives_it_back(values, root):
    scale = scale_of(values, root=root)
    for value in values:
        assert 0 <= scale.at(value) <= 100
        assert scale.value(scale.at(value)) == pytest.approx(value, abs=1e-9 * scale.high)


@given(VALUES, st.booleans())
def test_ticks_are_on_the_axis_and_show_its_two_ends(values, root):
    scale = scale_of(values, root=root)
    assert (scale.ticks[0], scale.ticks[-1]) == (scale.low, scale.high)
    assert list(scale.ticks) == sorted(set(scale.ticks))
    assert len(scale.ticks) <= 8


@given(st.lists(st.integers(400, 900), min_size=1))
def test_the_axis_starts_at_zero_unless_told_otherwise(values):
    assert scale_of(values).low == 0
    assert 0 < scale_of(values, from_zero=False).low <= min(values)


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(27.0, (0, 1, 2, 5, 10, 20, 30)), (1.3, (0, 0.1, 0.2, 0.5, 1, 1.5)), (100.0, (0, 10, 20, 50, 100)), (0.0, (0, 0.1, 0.2, 0.5, 1))],
)  # fmt: skip
def test_a_square_root_scale_marks_round_numbers(highest, ticks):
    assert scale_of([highest], root=True).ticks == ticks


def test_nothing_is_drawn_off_the_axis():
    with pytest.raises(ValueError, match="not on an axis"):
        Scale(0, 10, (0, 10)).at(11)
    with pytest.raises(ValueError, match="not between"):
        Days(date(2026, 1, 1), date(2026, 2, 1)).at(date(2026, 3, 1))
    with pytest.raises(ValueError, match="starts at 0"):
        scale_of([-1.0], root=True)


def test_a_single_day_stands_in_the_middle():
    assert Days(date(2026, 1, 1), date(2026, 1, 1)).at(date(2026, 1, 1)) == 50
