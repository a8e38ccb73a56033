"""Which counts are said to have crossed zero between two profiles."""

from dataclasses import replace

import pytest
from small_profile import PROFILE, counts

from plumbline.profiles.crossings import crossings
from plumbline.profiles.disclosure import banded


def of_141(children, *, joined=(), **changed):
    ran = {"141": counts(400, children, 225, children)}
    return banded(replace(PROFILE, ran=ran, **changed), joined)


@pytest.mark.parametrize(
    ("before", "now", "began", "ended"),
    [(0, 1, ["141"], []), (0, 7, ["141"], []), (1, 0, [], ["141"]), (1, 2, [], []), (5, 6, [], []), (0, 0, [], [])],
)
def test_a_crossing_is_from_none_to_some_or_back(before, now, began, ended):
    found = crossings(of_141(before), of_141(now))
    assert (found.began, found.ended) == (began, ended)


@pytest.mark.parametrize(
    "before",
    [
        of_141(0, joined={"141"}),
        of_141(0, editions={**PROFILE.editions, "141": "00000000"}),
        replace(of_141(0), ran={}, skipped={"141": "failed"}),
    ],
    ids=["0 to 5 before", "of another edition before", "not checked before"],
)
def test_what_was_not_known_to_be_none_has_no_crossing(before):
    assert not any(crossings(before, of_141(1)))
