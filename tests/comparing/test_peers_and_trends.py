"""Like with like, and how errors went over time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plumbline.comparing.applying.fitted import observed
from plumbline.comparing.applying.peers import comparable
from plumbline.comparing.applying.trends import trend
from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts


def exact(number: int) -> Count:
    """A count that is known."""
    return Count(number, number)


OWN = Profile(
    authority="E08000001",
    year=2026,
    edition="2026.1",
    stage="cleaning",
    as_at=date(2026, 3, 31),
    case_system="mosaic",
    version="0.1",
    disclosure=Disclosure("exact"),
    children=exact(500),
    tables={},
    ran={"501": RuleCounts(exact(900), exact(9), exact(500), exact(4))},
    skipped={"502": "needs_last_year"},
)


def other(authority: str, **changed: object) -> Profile:
    """A profile of another council."""
    return replace(OWN, authority=authority, **changed)  # type: ignore[arg-type]


def test_only_like_with_like() -> None:
    others = [
        OWN,
        other("E08000002"),
        other("E08000003", year=2025),
        other("E08000004", edition="2026.2"),
        other("E08000005", stage="raw"),
        other("E08000006", as_at=OWN.as_at + timedelta(days=31)),
        other("E08000007", as_at=OWN.as_at - timedelta(days=30)),
    ]
    like, not_comparable = comparable(OWN, others)
    assert list(like) == ["E08000002", "E08000007"]
    assert not_comparable == {
        "E08000003": "collection year 2025, not 2026",
        "E08000004": "rulebook 2026.2, not 2026.1",
        "E08000005": "stage raw, not cleaning",
        "E08000006": "taken 31 days apart",
    }


def test_of_several_profiles_the_nearest_that_is_like() -> None:
    days = [OWN.as_at + timedelta(days=days) for days in (-40, -5, 5)]
    profiles = [other("E08000002", as_at=day) for day in days] + [other("E08000002", stage="raw")]
    like, _ = comparable(OWN, profiles)
    assert like["E08000002"].as_at == days[2]
    assert comparable(OWN, reversed(profiles))[0] == like


def test_children_are_compared() -> None:
    assert observed(OWN) == {"501": (exact(500), exact(4))}


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        ([3], "first"),
        ([0, 0], "none"),
        ([0, 3], "new"),
        ([4, 0, 3], "came_back"),
        ([4, 0], "fixed"),
        ([10, 12], "persisting"),
        ([10, 40], "worsened"),
        ([40, 10], "improved"),
    ],
)
def test_trend(children: list[int], expected: str) -> None:
    assert trend([(exact(500), exact(number)) for number in children]) == expected


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        ([Count(6, 10), Count(0, 5)], "unclear"),
        ([Count(0, 5), Count(0, 0), Count(6, 10)], "unclear"),
        ([Count(11, 15), Count(16, 20)], "persisting"),
        ([Count(11, 15), Count(46, 50)], "worsened"),
    ],
)
def test_trend_of_rounded_counts(children: list[Count], expected: str) -> None:
    assert trend([(exact(500), count) for count in children]) == expected
