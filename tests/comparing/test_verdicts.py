"""What must hold of every comparison, whatever the counts."""

import json
import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.comparing.applying.fitted import FittedRule, Observed
from plumbline.comparing.applying.predictive import at_least
from plumbline.comparing.applying.rates import RATES
from plumbline.comparing.applying.verdicts import Compared, compare
from plumbline.comparing.fitting.fit import fit
from plumbline.comparing.network_wide.in_bulk import compare_all
from plumbline.profiles.disclosure import joined_band as band
from plumbline.profiles.profile import Count

CODES = [f"{code}" for code in range(100, 140)]
STRENGTH = {"none": 0, "lower": 1, "cannot_tell": 2, "similar": 2, "few_only_you": 3, "higher": 4, "only_you": 4}


def council(rng: random.Random, rounded: bool = False) -> Observed:
    """Counts in which the first rules are common, then rare, then seen nowhere."""
    counts = {}
    size = rng.randint(80, 900)
    for i, code in enumerate(CODES):
        checked = max(1, size // (1 + i % 3))
        rate = 0.0 if i > 30 else rng.gammavariate(2, 0.5) * 0.1 / (1 + i)
        children = sum(rng.random() < rate for _ in range(checked))
        pair = Count(checked, checked), Count(children, children)
        counts[code] = (band(pair[0]), band(pair[1])) if rounded else pair
    return counts


def network(seed: int, councils: int = 12, rounded: bool = False) -> dict[str, Observed]:
    """Councils by code."""
    rng = random.Random(seed)
    return {f"E{i:02d}": council(rng, rounded) for i in range(councils)}


def with_errors(own: Observed, code: str, children: int) -> Observed:
    """The same council with another number of children in error."""
    return {**own, code: (own[code][0], Count(children, children))}


def by_code(compared: list[Compared]) -> dict[str, Compared]:
    """The rules by their codes."""
    return {rule.code: rule for rule in compared}


@cache
def fits() -> dict[str, FittedRule]:
    """Fitted to eleven councils."""
    councils = network(1)
    return fit({name: own for name, own in councils.items() if name != "E00"})


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(code=st.sampled_from(CODES), seed=st.integers(0, 5), few=st.integers(0, 60), more=st.integers(0, 60))
def test_more_children_in_error_never_weaken_a_verdict(code: str, seed: int, few: int, more: int) -> None:
    own = council(random.Random(seed))
    few, more = sorted(min(count, own[code][0].hi) for count in (few, more))
    before = by_code(compare(with_errors(own, code, few), fits(), CODES))[code]
    after = by_code(compare(with_errors(own, code, more), fits(), CODES))[code]
    assert STRENGTH[after.verdict] >= STRENGTH[before.verdict]
    if before.p is not None and after.p is not None:
        assert after.p <= before.p


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_neither_the_order_nor_other_councils_matter(seed: int) -> None:
    order = random.Random(seed + 1)
    councils = network(seed)
    group = [f"E{i:02d}" for i in range(1, 8)]
    shuffled = list(group)
    order.shuffle(shuffled)
    expected = compare(councils["E00"], fit({name: councils[name] for name in group}), CODES)
    assert compare(councils["E00"], fit({name: councils[name] for name in shuffled}), CODES) == expected
    outside = {**councils, **{name: council(order) for name in councils if name not in [*group, "E00"]}}
    for everyone in (councils, outside):
        in_bulk = compare_all(everyone, {"E00": shuffled})["E00"]
        assert [(rule.code, rule.verdict) for rule in in_bulk] == [(rule.code, rule.verdict) for rule in expected]
        for one, other in zip(in_bulk, expected, strict=True):
            assert (one.p is None and other.p is None) or one.p == pytest.approx(other.p, abs=1e-6)


def test_an_exported_fit_gives_the_same_verdicts() -> None:
    own = network(1)["E00"]
    numbers = json.loads(json.dumps({code: rule.as_numbers() for code, rule in fits().items()}))
    read = {code: FittedRule.from_numbers(rule) for code, rule in numbers.items()}
    assert compare(own, read, CODES) == compare(own, fits(), CODES)


@pytest.mark.parametrize(
    "numbers", [[], None, [0, [2.0], 0.1, 5, [0, 0], [[0, 0]] * 3], [9999, [0.5], 0.1, 5, [0, 0], []]]
)
def test_what_is_no_fit_is_refused(numbers: object) -> None:
    with pytest.raises(ValueError, match="not a"):
        FittedRule.from_numbers(numbers)


def test_an_error_that_no_one_else_has_is_theirs_alone() -> None:
    councils = network(1, councils=60)
    own = with_errors(councils.pop("E00"), CODES[-1], 40)
    first = compare(own, fit(councils), CODES)[0]
    assert (first.code, first.verdict) == (CODES[-1], "only_you")
    assert first.excess is not None and 35 < first.excess[0] <= 40


@pytest.mark.parametrize(
    ("children", "verdict"),
    [
        (Count(0, 0), "none"),
        (Count(40, 40), "similar"),
        (Count(41, 45), "similar"),
        (Count(75, 75), "cannot_tell"),
        (Count(1, 2), "lower"),
    ],
)
def test_widely_as_councils_differ_who_has_as_many_as_expected_is_similar(children: Count, verdict: str) -> None:
    """Forty of a thousand are expected, a third of the peers having ten, a third forty, a third seventy."""
    peers = {f"E{i:02d}": {code: exact(1000, (10, 40, 70)[i % 3]) for code in CODES} for i in range(30)}
    own = {code: (Count(1000, 1000), children) for code in CODES}
    assert {rule.verdict for rule in compare(own, fit(peers), CODES)} == {verdict}


@pytest.mark.parametrize(("children", "verdict"), [(Count(2, 2), "cannot_tell"), (Count(12, 12), "higher")])
def test_no_council_is_higher_than_peers_whose_bands_hide_that_they_have_as_much(children: Count, verdict: str) -> None:
    peers = {f"E{i:02d}": {code: (Count(11, 15), Count(0, 5)) for code in CODES} for i in range(30)}
    own = {code: (Count(15, 15), children) for code in CODES}
    assert {rule.verdict for rule in compare(own, fit(peers), CODES)} == {verdict}


@pytest.mark.parametrize("children", [Count(1, 1), Count(0, 5)])
def test_a_count_too_small_to_rule_out_a_doubling_can_not_be_told(children: Count) -> None:
    peers = {f"E{i:02d}": {code: exact(1000, 1) for code in CODES} for i in range(30)}
    own = {code: (Count(1000, 1000), children) for code in CODES}
    assert {rule.verdict for rule in compare(own, fit(peers), CODES)} == {"cannot_tell"}


def test_whoever_has_what_most_peers_have_not_is_not_similar() -> None:
    peers = {f"E{i:02d}": {code: exact(1000, 0 if i % 3 else 90) for code in CODES} for i in range(30)}
    own = {code: exact(1000, 30) for code in CODES}
    assert {rule.verdict for rule in compare(own, fit(peers), CODES)} == {"cannot_tell"}


def exact(checked: int, children: int) -> tuple[Count, Count]:
    """Counts that are known."""
    return Count(checked, checked), Count(children, children)


def test_words_for_what_was_not_compared() -> None:
    own = dict(network(1)["E00"])
    del own[CODES[0]]
    own[CODES[1]] = (Count(0, 0), Count(0, 0))
    fewer = {code: rule for code, rule in fits().items() if code != CODES[2]}
    verdicts = {rule.code: rule.verdict for rule in compare(own, fewer, CODES)}
    assert [verdicts[code] for code in CODES[:3]] == ["not_checked", "not_checked", "too_few_peers"]
    assert verdicts[CODES[-1]] == "none"


def test_four_peers_are_too_few() -> None:
    councils = network(2, councils=5)
    assert fit({name: councils[name] for name in list(councils)[1:]}) == {}
    assert compare_all(councils, {"E00": list(councils)})["E00"] == compare(councils["E00"], {}, CODES)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 3), code=st.sampled_from(CODES), children=st.integers(0, 80))
def test_a_rounded_count_is_never_more_striking_than_any_that_it_stands_for(
    seed: int, code: str, children: int
) -> None:
    own = council(random.Random(seed))
    children = min(children, own[code][0].lo)
    counts = own[code][0], band(Count(children, children))
    rounded = by_code(compare({**own, code: counts}, fits(), CODES))[code]
    exact = by_code(compare(with_errors(own, code, children), fits(), CODES))[code]
    assert rounded.rate and rounded.interval and exact.rate and exact.interval and rounded.excess and exact.excess
    assert STRENGTH[rounded.verdict] <= max(STRENGTH[exact.verdict], STRENGTH["cannot_tell"])
    assert (rounded.p is None) == (exact.p is None)
    assert rounded.p is None or exact.p is None or rounded.p >= exact.p - 1e-12
    assert rounded.rate[0] <= exact.rate[0] <= exact.rate[1] <= rounded.rate[1]
    assert rounded.interval[0] <= exact.interval[0] and exact.interval[1] <= rounded.interval[1]
    assert rounded.excess[0] <= exact.excess[0] and exact.excess[1] <= rounded.excess[1]


def test_tail_of_a_fit() -> None:
    even = FittedRule(0, (0.25,) * 3, 0.0, 9, Count(0, 0), ((0, 0),) * 3)
    assert at_least(even, 10, 0) == 1
    assert at_least(even, 10, 11) == 0
    assert at_least(even, 10, 1) == pytest.approx(sum(1 - (1 - p) ** 10 for p in RATES[:3]) / 4, rel=1e-6)
