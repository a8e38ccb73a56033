"""The rates of a made-up council are those planned, and a change shows for its group from its month on."""

import math
from collections import Counter
from datetime import date, timedelta

import pytest

from plumbline.synthetic.health import usual_wait
from plumbline.synthetic.life import birthday
from plumbline.synthetic.plan import AGES, Change, Plan
from plumbline.synthetic.rates import grouped
from plumbline.synthetic.years import council

#: Made-up councils need the postcode directory.
pytestmark = pytest.mark.slow
YEARS = range(2022, 2027)
START, END = date(2021, 4, 1), date(2026, 3, 31)
#: Nobody whose life follows no rate.
ORDINARY = {"unusual": 0.0, "adoption": 0.0}
CHANGED_FROM = date(2024, 4, 1)
CHANGES = (
    Change("moves", {"age": "10 to 15", "placement": "residential"}, CHANGED_FROM, 2.0),
    Change("missing", {"sex": "girl"}, CHANGED_FROM, 1.5),
    Change("exits", {"age": "5 to 9"}, CHANGED_FROM, 0.5),
    Change("reviews_in_time", {"sex": "boy"}, CHANGED_FROM, 0.8),
    Change("exit_kinds.guardianship", {"sex": "boy"}, CHANGED_FROM, 3.0),
)
#: Standard errors that a realised rate may lie off: of some 100 comparisons none should.
FAR = 4.0


@pytest.fixture(scope="module")
def changed():
    plan = Plan(**ORDINARY, changes=CHANGES)
    return council(children=2500, years=YEARS, seed=21, plan=plan).lives


def within(found, expected):
    """Whether a count is one that a Poisson number of the expected mean gives."""
    return abs(found - expected) < FAR * math.sqrt(expected) + 1


def band(life, day):
    age = day.year - life.born.year - (day < birthday(life.born, day.year - life.born.year))
    return next(name for name, begins in reversed(AGES.items()) if begins <= age)


def days_at_risk(lives, start=START, end=END):
    """Days in care by age and placement: after each episode's first day, and before the day of leaving."""
    found = Counter()
    for life in lives:
        for episode in life.episodes:
            day = max(episode.start + timedelta(1), start)
            last = min(episode.end - timedelta(0 if episode.ended == "X1" else 1), end)
            kind = grouped(episode.placement.type) if episode.placement.type[0] != "T" else "away"
            turns = [birthday(life.born, age) for age in AGES.values() if age]
            while day <= last:
                until = min([last + timedelta(1), *(turn for turn in turns if turn > day)])
                found[band(life, day), kind] += (until - day).days
                day = until
    return found


def moves(lives, start=START, end=END):
    """Moves by age and by the placement moved from; not those from a provider that closed, nor to and from a stay elsewhere."""
    found = Counter()
    for life in lives:
        for before, after in zip(life.episodes, life.episodes[1:], strict=False):
            away = "T" in (before.placement.type[0], after.placement.type[0])
            if after.reason in "PB" and not away and before.moved_because != "CLOSE" and start <= after.start <= end:
                found[band(life, after.start), grouped(before.placement.type)] += 1
    return found


def expected_moves(lives, window):
    """Moves that the plan and its change lead one to expect, by age and placement."""
    plan, since = Plan(), window[0] >= CHANGED_FROM
    times = {("10 to 15", "residential"): 2.0 if since else 1.0}
    return {
        (age, kind): plan.moves[kind] * plan.moves_by_age[age] * times.get((age, kind), 1.0) * number / 365.25
        for (age, kind), number in days_at_risk(lives, *window).items()
        if kind != "away"
    }


def far_off(found, expected):
    """The groups whose count is not one that chance gives."""
    return {of: (found[of], mean) for of, mean in expected.items() if not within(found[of], mean)}


BEFORE, SINCE = (START, CHANGED_FROM - timedelta(1)), (CHANGED_FROM, END)
BOTH = pytest.mark.parametrize("window", [BEFORE, SINCE])


@BOTH
def test_moves_are_as_planned_by_age_and_placement_before_a_change_and_since(changed, window):
    expected = expected_moves(changed, window)
    assert expected["10 to 15", "residential"] > 100
    assert far_off(moves(changed, *window), expected) == {}


@BOTH
def test_girls_go_missing_more_since_a_change_and_boys_as_before(changed, window):
    for girl in (False, True):
        lives = [life for life in changed if life.girl is girl]
        spells = [(life, spell) for life in lives for spell in life.missing if window[0] <= spell.start <= window[1]]
        found = Counter(band(life, spell.start) for life, spell in spells)
        at_risk = by_age(days_at_risk(lives, *window))
        for life, spell in spells:
            at_risk[band(life, spell.start)] -= (spell.end - spell.start).days
        times = 1.5 if girl and window == SINCE else 1.0
        assert far_off(found, {age: Plan().missing[age] * at_risk[age] * times / 365.25 for age in AGES}) == {}


@BOTH
def test_children_leave_before_18_as_planned_by_age(changed, window):
    found = Counter(
        band(life, life.left)
        for life in changed
        if window[0] <= life.left <= window[1] and life.left < birthday(life.born, 18)
    )
    times = {"5 to 9": 0.5 if window == SINCE else 1.0}
    at_risk = by_age(days_at_risk(changed, *window))
    assert far_off(found, {age: Plan().exits[age] * times.get(age, 1.0) * at_risk[age] / 365.25 for age in AGES}) == {}


def by_age(at_risk):
    found = Counter()
    for (age, _), number in at_risk.items():
        found[age] += number
    return found


@BOTH
@pytest.mark.parametrize("girl", [False, True])
def test_reviews_are_in_time_in_the_share_planned(changed, window, girl):
    late = []
    for life in changed:
        due = life.episodes[0].start
        for number, by in enumerate(life.reviews_late):
            due += timedelta(usual_wait(number))
            if life.girl is girl and window[0] <= due <= min(life.left, window[1]):
                late.append(by > 0)
            due += timedelta(by)
    share = 1 - 0.93 * (0.8 if not girl and window == SINCE else 1.0)
    assert abs(sum(late) - share * len(late)) < FAR * math.sqrt(len(late) * share * (1 - share))


@BOTH
@pytest.mark.parametrize("girl", [False, True])
def test_exits_are_of_the_kinds_planned(changed, window, girl):
    """Under 12, where independence and custody are no ways to leave care."""
    left = [
        life.episodes[-1].ended
        for life in changed
        if life.girl is girl and window[0] <= life.left <= window[1] and life.left < birthday(life.born, 12)
    ]
    weights = dict(Plan().exit_kinds)
    for kind in ("independence", "custody", "age assessed"):
        del weights[kind]
    weights["guardianship"] *= 3.0 if not girl and window == SINCE else 1.0
    expected = weights["guardianship"] / sum(weights.values()) * len(left)
    assert within(sum(code in ("E45", "E46", "E47", "E48") for code in left), expected)


def test_entries_come_at_the_monthly_rate_and_ages_planned_and_more_of_a_group_since_a_change():
    more = Change("entries", {"age": "10 to 15"}, CHANGED_FROM, 2.0)
    plan = Plan(entries_per_month=40.0, **ORDINARY, changes=(more,))
    found = Counter()
    for life in council(years=YEARS, seed=4, plan=plan).lives:
        entered = life.episodes[0].start
        if START <= entered <= END:
            found[band(life, entered), entered >= CHANGED_FROM] += 1
    expected = {
        (age, since): 40 * (24 if since else 36) * share * (2 if since and age == "10 to 15" else 1)
        for age, share in plan.entry_ages.items()
        for since in (False, True)
    }
    assert far_off(found, expected) == {}
