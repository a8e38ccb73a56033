"""A made-up council over the years: every return is clean, years and cuts agree, and the rates are those planned."""

import math
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.reading.find import read_return
from plumbline.synthetic.health import usual_wait
from plumbline.synthetic.life import birthday
from plumbline.synthetic.plan import AGES, Change, Plan
from plumbline.synthetic.rates import Person, Rates, grouped
from plumbline.synthetic.returns import empty_tables
from plumbline.synthetic.years import council, tables_cut, tables_of, write_years

COUNCIL = "E08000003"
#: Made-up councils need the postcode directory.
pytestmark = pytest.mark.slow
RULE_YEARS = [2022, 2023, 2024, 2025, 2026, 2027]
YEARS = range(2022, 2027)
DAYS = st.dates(date(2025, 4, 1), date(2026, 3, 31))
few = settings(max_examples=12, deadline=None)
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
#: Standard errors that a realised rate may lie off: of some 200 comparisons none should.
FAR = 4.0


@pytest.fixture(scope="module")
def lives():
    return council(children=400, years=YEARS, seed=5).lives


@pytest.fixture(scope="module")
def many():
    return council(children=2500, years=YEARS, seed=11, plan=Plan(**ORDINARY)).lives


@pytest.fixture(scope="module")
def changed():
    plan = Plan(**ORDINARY, changes=CHANGES)
    return council(children=2500, years=YEARS, seed=21, plan=plan).lives


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("years")
    write_years(COUNCIL, 700, range(2020, 2028), [], 1, Plan(), out)
    return out


@pytest.mark.parametrize("year", RULE_YEARS)
def test_no_year_has_a_finding_with_all_earlier_years_given(written, year):
    earlier = [written / str(one) for one in range(year - 2, 2019, -1)]
    given = read_return([written / str(year)], [written / str(year - 1)], [written / "providers.xlsx"], earlier)
    result = check(given, here(), year=year, authority=COUNCIL)
    assert [(line.code, line.rows) for line in result.summary()] == []
    assert result.failed == {}
    assert set(result.skipped) <= {"105", "706"}


def test_a_year_is_the_same_whichever_years_are_asked_for(lives):
    alone = council(children=400, years=range(2024, 2025), seed=5).lives
    assert tables_of(alone, 2024) == tables_of(lives, 2024)


def test_a_cut_on_the_last_day_is_the_return(lives):
    assert tables_cut(lives, date(2025, 3, 31)) == tables_of(lives, 2025)


def dates_in(table, rows):
    return [
        date(int(text[6:]), int(text[3:5]), int(text[:2]))
        for row in rows
        for field, text in row.items()
        if text[2:3] == "/" and text[:2] != "ZZ" and (table, field) != ("uasc", "DUC")
    ]


@few
@given(day=DAYS)
def test_a_cut_shows_nothing_later_than_its_day(lives, day):
    tables = tables_cut(lives, day)
    assert [name for name, rows in tables.items() if any(one > day for one in dates_in(name, rows))] == []


#: What is blank in a cut, or still as before, and may be filled in later in the year.
MAY_FOLLOW = {
    "DEC", "REC", "REASON_PLACE_CHANGE", "MIS_END", "DOLO_END", "SW_DEC", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED", "DUC",
    "MOTHER", "MC_DOB",
}  # fmt: skip


@few
@given(day=DAYS)
def test_what_a_cut_shows_is_in_the_return_that_follows(lives, day):
    cut, whole = tables_cut(lives, day), tables_of(lives, 2026)
    left_later = {life.child for life in lives if life.left > day}

    def facts(table):
        return Counter(
            tuple(sorted((field, text) for field, text in row.items() if field not in MAY_FOLLOW)) for row in table
        )

    for name in cut:
        gone = [dict(one)["CHILD"] for one in facts(cut[name]) - facts(whole[name])]
        if name == "oc2":
            assert set(gone) <= left_later
        else:
            assert gone == [], name


@pytest.mark.parametrize("name", sorted(set(empty_tables(2026))))
def test_a_late_cut_has_every_table(lives, name):
    assert tables_cut(lives, date(2026, 2, 20))[name]


def test_an_episode_open_in_one_return_is_in_the_next(lives):
    def episodes(year, still_open):
        rows = tables_of(lives, year)["episodes"]
        return {(row["CHILD"], row["DECOM"], row["RNE"]) for row in rows if not (still_open and row["DEC"])}

    for year in YEARS[:-1]:
        assert episodes(year, True) <= episodes(year + 1, False)


def test_a_child_is_the_same_in_all_years(lives):
    seen = {}
    for year in YEARS:
        for row in tables_of(lives, year)["header"]:
            seen.setdefault(row["CHILD"], []).append(row)
    assert {len({row["DOB"] for row in rows}) for rows in seen.values()} == {1}
    numbers = [{row["UPN"] for row in rows} - {"UN1", "UN4"} for rows in seen.values()]
    assert {len(one) for one in numbers} <= {0, 1}


@pytest.mark.parametrize("name", ["header", "episodes", "oc2", "reviews", "missing", "prev_perm", "oc3"])
def test_the_council_is_in_a_steady_state(many, name):
    counts = [len(tables_of(many, year)[name]) for year in (YEARS[0], YEARS[-1])]
    rows_to_a_child = 3
    assert abs(counts[0] - counts[1]) < FAR * math.sqrt(rows_to_a_child * sum(counts))


def test_about_as_many_children_are_in_a_return_as_asked_for(many):
    assert len({row["CHILD"] for row in tables_of(many, 2024)["episodes"]}) == pytest.approx(2500, rel=0.06)


def within(found, expected):
    """Whether a count is one that a Poisson number of the expected mean gives."""
    return abs(found - expected) < FAR * math.sqrt(expected) + 1


START, END = date(2021, 4, 1), date(2026, 3, 31)


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


GIRL, SEEKER = Person(date(2012, 5, 1), True, False), Person(date(2008, 5, 1), False, True)


@pytest.mark.parametrize(("person", "group", "day", "times"), [
    (GIRL, {}, CHANGED_FROM, 3.0),
    (GIRL, {}, date(2024, 3, 31), 1.0),
    (GIRL, {"sex": "girl"}, CHANGED_FROM, 3.0),
    (GIRL, {"sex": "boy"}, CHANGED_FROM, 1.0),
    (SEEKER, {"asylum": True}, CHANGED_FROM, 3.0),
    (GIRL, {"asylum": True}, CHANGED_FROM, 1.0),
    (SEEKER, {"age": "16 and over"}, date(2024, 5, 1), 3.0),
    (SEEKER, {"age": "16 and over"}, date(2024, 4, 30), 1.0),
    (GIRL, {"placement": "residential"}, CHANGED_FROM, 3.0),
    (GIRL, {"placement": "fostering"}, CHANGED_FROM, 1.0),
    (GIRL, {"sex": "girl", "placement": "fostering"}, CHANGED_FROM, 1.0),
])  # fmt: skip
def test_a_change_is_for_those_whom_its_group_describes_from_its_month_on(person, group, day, times):
    plan = Plan(changes=(Change("moves", group, CHANGED_FROM, 3.0),))
    assert Rates(plan, person).times("moves", day, "K2") == times
