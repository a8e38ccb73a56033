"""A number goes with its noun."""

import pytest

from plumbline.wording import counted


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (counted(0, "finding"), "0 findings"),
        (counted(1, "finding"), "1 finding"),
        (counted(2, "child"), "2 children"),
        (counted(1234, "row"), "1,234 rows"),
        (counted(1, "row", of=30), "1 of 30 rows"),
        (counted(1, "child", of=1), "1 of 1 child"),
    ],
)
def test_a_number_with_its_noun(said, words):
    assert said == words
