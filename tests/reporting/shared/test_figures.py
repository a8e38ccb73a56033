"""Numbers as people read them."""

import pytest
from drawn import numbers
from hypothesis import given
from hypothesis import strategies as st

from plumbline.reporting.shared.figures import PERCENT, WHOLE, Unit

MINUS = "\N{MINUS SIGN}"
POUNDS = Unit(places=2, before="£", after="m")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (PERCENT.of(12.34), "12.3%"), (PERCENT.of(12.0), "12%"), (PERCENT.of(0.0), "0%"), (PERCENT.of(0.01), "under 0.1%"),
        (PERCENT.between(15.0, 19.64), "15 to 19.7%"), (PERCENT.between(0.0, 0.01), "0 to 0.1%"), (PERCENT.between(3, 3), "3%"),
        (WHOLE.of(1234.5), "1,235"), (WHOLE.between(162.4, 163.1), "162 to 164"), (WHOLE.of(0.2), "under 1"),
        (WHOLE.change(61), "+61"), (WHOLE.change(-7), f"{MINUS}7"), (WHOLE.change(0), "0"), (WHOLE.between(-3.2, 4.1), f"{MINUS}4 to 5"),
        (POUNDS.of(0.41), "£0.41m"), (POUNDS.between(-0.25, 1.02), f"{MINUS}£0.25 to £1.02m"), (POUNDS.of(-3), f"{MINUS}£3m"),
    ],
)  # fmt: skip
def test_in_words(said, words):
    assert said == words


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(0, 3))
def test_an_interval_is_never_narrowed(low, length, places):
    found = numbers(Unit(places).between(low, low + length))
    if length and low + length > low:
        assert found[0] <= low
        assert found[-1] >= low + length
