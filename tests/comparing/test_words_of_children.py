"""Children expected, and beyond that, in words: whole ones, and never more certain than the counts are."""

import pytest
from network_of_twelve import exact

from plumbline.comparing.applying.verdicts import Compared
from plumbline.profiles.profile import Count
from plumbline.reporting.comparison.words import excess_children, expected_children, more_than_expected, with_sign

#: Children in error, children expected, and in words: those expected, those beyond, and those beyond with their sign.
CASES = [
    (exact(63), (1.9, 1.9), "about 2 children", "61 more here", "+61"),
    (exact(63), (0.4, 0.4), "under 1 child", "63 more here", "+63"),
    (exact(63), (0.0, 0.0), "no child", "63 more here", "+63"),
    (exact(2), (1.2, 1.2), "about 1 child", "1 more here", "+1"),
    (exact(2), (2.4, 2.4), "about 2 children", "no more and no fewer here", "0"),
    (exact(2), (5.5, 5.5), "about 6 children", "4 fewer here", "\N{MINUS SIGN}4"),
    (Count(61, 65), (1.8, 1.9), "1 to 2 children", "59 to 64 more here", "+59 to 64"),
    (Count(1, 5), (2.3, 2.4), "2 to 3 children", "up to 2 fewer or 3 more here", "\N{MINUS SIGN}2 to +3"),
    (Count(0, 5), (7.0, 7.2), "7 to 8 children", "2 to 8 fewer here", "\N{MINUS SIGN}8 to \N{MINUS SIGN}2"),
]


@pytest.mark.parametrize(("children", "expected", "usual", "beyond", "signed"), CASES)
def test_in_words(children, expected, usual, beyond, signed):
    rule = Compared("501", "higher", children=children, expected=expected)
    assert (expected_children(rule), more_than_expected(rule)) == (usual, beyond)
    assert with_sign(excess_children(rule)) == signed
