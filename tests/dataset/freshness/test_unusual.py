"""What is unusual of a load."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.dataset.freshness.unusual import unusual


@pytest.mark.parametrize(
    ("rows", "before", "said"),
    [
        (4, [0] * 46, "many"),
        (1, [0] * 46, ""),
        (0, [22, 25, 31, 19, 24, 28], "few"),
        (0, [2, 1, 3, 2, 4, 1], ""),
        (60, [22, 25, 31, 19, 24, 28], "many"),
        (31, [22, 25, 31, 19, 24, 28], ""),
        (60, [0, 55, 0, 61, 0, 58], ""),
        (500, [1, 2, 1, 2, 1], ""),
    ],
    ids=[
        "four of what never was",
        "one of it",
        "none of many",
        "none of few",
        "twice as many",
        "as many as once",
        "batches",
        "five loads",
    ],
)
def test_against_earlier_loads(rows, before, said):
    assert unusual(rows, before) == said


@given(st.lists(st.integers(0, 100), min_size=6, max_size=52), st.data())
def test_what_was_there_before_is_never_unusual(before, data):
    assert unusual(data.draw(st.integers(min(before), max(before))), before) == ""
