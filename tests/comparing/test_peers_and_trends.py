"""Like with like, and how errors went over time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plumbline.comparing.applying.comparison import comes_before, comparison
from plumbline.comparing.applying.fitted import observed
from plumbline.comparing.applying.peers import (
    any_rule_alike,
    by_own_rules,
    comparable,
    left_out,
    same_edition,
    taken_alike,
)
from plumbline.comparing.applying.trends import trend
from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts


def exact(number: int) -> Count:
    """A count that is known."""
    return Count(number, number)


OWN = Profile(
    authority="E08000001",
    year=2026,
    stage="cleaning",
    as_at=date(2026, 3, 31),
    case_system="mosaic",
    version="0.1",
    disclosure=Disclosure("exact"),
    children=exact(500),
    tables={},
    ran={"501": RuleCounts(exact(900), exact(9), exact(500), exact(4))},
    skipped={"502": "needs_last_year"},
    editions={"501": "00000501", "502": "00000502"},
)

#: By rules that all mean something else.
OTHER_RULES = {"editions": {"501": "ffffffff", "502": "ffffffff"}}


def other(authority: str, **changed: object) -> Profile:
    """A profile of another council."""
    return replace(OWN, authority=authority, **changed)  # type: ignore[arg-type]


def test_only_like_with_like() -> None:
    others = [
        OWN,
        other("E08000002"),
        other("E08000003", year=2025),
        other("E08000004", **OTHER_RULES),
        other("E08000005", stage="raw"),
        other("E08000006", as_at=OWN.as_at + timedelta(days=31)),
        other("E08000007", as_at=OWN.as_at - timedelta(days=30)),
    ]
    like, not_comparable = comparable(OWN, others)
    assert list(like) == ["E08000002", "E08000007"]
    assert not_comparable == {
        "E08000003": "collection year 2025, not 2026",
        "E08000004": "none of its rules is of the same edition",
        "E08000005": "stage raw, not cleaning",
        "E08000006": "taken 31 days apart",
    }


def test_of_several_profiles_the_nearest_that_is_like() -> None:
    days = [OWN.as_at + timedelta(days=days) for days in (-40, -5, 5)]
    profiles = [other("E08000002", as_at=day) for day in days] + [other("E08000002", stage="raw")]
    like, _ = comparable(OWN, profiles)
    assert like["E08000002"].as_at == days[2]
    assert comparable(OWN, reversed(profiles))[0] == like


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        (OTHER_RULES, {"year": 2025}),
        ({"stage": "raw"}, OTHER_RULES),
        ({"as_at": date(2026, 7, 1)}, {"stage": "raw"}),
        ({"as_at": date(2026, 4, 2)}, {"as_at": date(2026, 4, 3)}),
        ({"as_at": date(2026, 4, 2)}, {"as_at": date(2026, 3, 29)}),
    ],
    ids=["year first", "then rules", "then stage", "then time", "of two as near the later"],
)
def test_the_nearest_profile_of_a_council(nearer: dict[str, object], farther: dict[str, object]) -> None:
    two = [other("E08000002", **farther), other("E08000002", **nearer)]
    assert comparable(OWN, two) == comparable(OWN, two[1:])


@pytest.mark.parametrize(
    ("changed", "alike"),
    [
        ({}, True),
        ({"year": 2025}, False),
        ({"stage": "raw"}, False),
        (OTHER_RULES, True),
        ({"as_at": OWN.as_at + timedelta(days=30)}, True),
        ({"as_at": OWN.as_at - timedelta(days=30)}, True),
        ({"as_at": OWN.as_at + timedelta(days=31)}, False),
        ({"as_at": OWN.as_at - timedelta(days=31)}, False),
    ],
)
def test_taken_alike_is_of_one_year_and_stage_within_thirty_days(changed: dict[str, object], alike: bool) -> None:
    assert taken_alike(OWN, other("E08000002", **changed)) == alike


@pytest.mark.parametrize(
    ("changed", "before"),
    [
        ({"as_at": date(2026, 3, 30)}, True),
        ({"as_at": OWN.as_at}, False),
        ({"as_at": date(2026, 3, 30), "authority": "E08000002"}, False),
        ({"as_at": date(2026, 3, 30), "stage": "raw"}, False),
        ({"as_at": date(2026, 3, 30), "year": 2025}, True),
        ({"as_at": date(2026, 3, 30), "year": 2027}, False),
    ],
)
def test_an_earlier_profile_is_of_the_same_council_and_stage_and_of_no_later_year(
    changed: dict[str, object], before: bool
) -> None:
    assert comes_before(replace(OWN, **changed), OWN) == before  # type: ignore[arg-type]


def test_returns_are_in_the_order_of_their_years_and_then_their_days() -> None:
    """Last year's return is still being cleaned when this year's has begun; the trend is from this year's earlier one."""

    def errors(year: int, day: date, number: int) -> Profile:
        counts = {"501": RuleCounts(exact(900), exact(number), exact(500), exact(number))}
        return replace(OWN, year=year, as_at=day, ran=counts)

    earlier = [errors(2026, date(2026, 3, 1), 10), errors(2025, date(2026, 3, 15), 100), OWN]
    now = errors(2026, OWN.as_at, 11)
    assert comparison(now, {}, {}, {}, earlier).trends == {"501": "persisting"}


def test_a_trend_is_over_returns_in_which_the_rule_meant_the_same() -> None:
    before = replace(OWN, as_at=date(2026, 3, 1), year=2025)
    assert comparison(OWN, {}, {}, {}, [before]).trends == {"501": "persisting"}
    assert comparison(OWN, {}, {}, {}, [replace(before, **OTHER_RULES)]).trends == {"501": "first"}


def test_one_mended_rule_is_left_out_and_the_others_are_compared() -> None:
    both = replace(OWN, ran=dict.fromkeys(("501", "502", "503"), OWN.ran["501"]), skipped={})
    both = replace(both, editions={code: f"00000{code}" for code in both.ran})
    peer = replace(both, authority="E08000002", editions={**both.editions, "502": "ffffffff"})
    left = by_own_rules(both, peer)
    assert (set(left.ran), left.skipped) == ({"501", "503"}, {"502": "another_edition"})
    like, not_comparable = comparable(both, [peer, replace(both, authority="E08000003")])
    assert (like["E08000002"], not_comparable) == (left, {})
    assert [left_out(like.values(), code) for code in both.ran] == [0, 1, 0]


def test_nothing_is_left_out_of_a_profile_by_the_same_rules() -> None:
    assert by_own_rules(OWN, other("E08000002")) == other("E08000002")


def test_a_rule_that_a_peer_did_not_check_keeps_its_reason_whatever_the_edition() -> None:
    peer = other("E08000002", ran={}, skipped={"501": "needs_table"}, editions={"501": "ffffffff"})
    assert by_own_rules(OWN, peer).skipped == {"501": "needs_table"}


OF_VERSION_1 = {"editions": {}, "rulebook": "2026.1"}


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (OF_VERSION_1, OF_VERSION_1, True),
        (OF_VERSION_1, OF_VERSION_1 | {"rulebook": "2026.2"}, False),
        (OF_VERSION_1, {}, False),
        ({"editions": {}}, {"editions": {}}, False),
    ],
    ids=["by their book", "by another book", "with a later version", "without any edition"],
)
def test_profiles_of_the_first_version_compare_with_each_other_only(
    one: dict[str, object], two: dict[str, object], same: bool
) -> None:
    first, second = other("E08000002", **one), other("E08000003", **two)
    assert same_edition(first, second, "501") == same_edition(second, first, "501") == same
    assert any_rule_alike(first, second) == same


def test_a_rule_that_did_not_run_before_has_no_earlier_returns() -> None:
    before = replace(OWN, as_at=date(2026, 3, 1), ran={})
    assert comparison(OWN, {}, {}, {}, [before]).trends == {"501": "first"}


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
        ([40, 10, 12], "persisting"),
        ([10, 25], "worsened"),
        ([10, 24], "persisting"),
        ([25, 10], "improved"),
        ([24, 10], "persisting"),
    ],
)
def test_trend(children: list[int], expected: str) -> None:
    assert trend([(exact(500), exact(number)) for number in children]) == expected


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        ([Count(6, 10), Count(0, 5)], "unclear"),
        ([Count(0, 5), Count(0, 0), Count(6, 10)], "unclear"),
        ([Count(0, 5), Count(6, 10)], "unclear"),
        ([Count(0, 0), Count(0, 5)], "unclear"),
        ([Count(0, 0), Count(6, 10)], "new"),
        ([Count(6, 10), Count(0, 0), Count(6, 10)], "came_back"),
        ([Count(11, 15), Count(16, 20)], "persisting"),
        ([Count(11, 15), Count(46, 50)], "worsened"),
    ],
)
def test_trend_of_rounded_counts(children: list[Count], expected: str) -> None:
    assert trend([(exact(500), count) for count in children]) == expected
