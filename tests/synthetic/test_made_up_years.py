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
from plumbline.synthetic.life import birthday
from plumbline.synthetic.plan import AGES, Change, Plan
from plumbline.synthetic.rates import grouped
from plumbline.synthetic.returns import empty_tables
from plumbline.synthetic.years import council, tables_cut, tables_of, write_years

COUNCIL = "E08000003"
RULE_YEARS = [2022, 2023, 2024, 2025, 2026, 2027]
YEARS = range(2022, 2027)
DAYS = st.dates(date(2025, 4, 1), date(2026, 3, 31))
few = settings(max_examples=12, deadline=None)
#: Nobody whose life follows no rate.
ORDINARY = {"unusual": 0.0, "adoption": 0.0}
#: Standard errors that a realised rate may lie off: of some 200 comparisons none should.
FAR = 4.0


@pytest.fixture(scope="module")
def lives():
    return council(children=400, years=YEARS, seed=5).lives


@pytest.fixture(scope="module")
def many():
    return council(children=3000, years=YEARS, seed=11, plan=Plan(**ORDINARY)).lives


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
    assert len({row["CHILD"] for row in tables_of(many, 2024)["episodes"]}) == pytest.approx(3000, rel=0.06)


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


def yearly(lives, rate, start=START, end=END):
    """Events that a rate by age and placement leads one to expect."""
    at_risk = days_at_risk(lives, start, end)
    return {of: rate(*of) * number / 365.25 for of, number in at_risk.items() if of[1] != "away"}


def test_moves_are_as_planned_by_age_and_placement(many):
    plan, found = Plan(), moves(many)
    expected = yearly(many, lambda age, kind: plan.moves[kind] * plan.moves_by_age[age])
    assert sum(found.values()) > 5000
    assert {of: (found[of], mean) for of, mean in expected.items() if not within(found[of], mean)} == {}


def test_children_go_missing_as_planned(many):
    found = Counter(band(life, spell.start) for life in many for spell in life.missing if START <= spell.start <= END)
    at_risk = Counter()
    for (age, _), number in days_at_risk(many).items():
        at_risk[age] += number
    away = Counter()
    for life in many:
        for spell in life.missing:
            if START <= spell.start <= END:
                away[band(life, spell.start)] += (spell.end - spell.start).days
    expected = {age: Plan().missing[age] * (at_risk[age] - away[age]) / 365.25 for age in AGES}
    assert {age: (found[age], mean) for age, mean in expected.items() if not within(found[age], mean)} == {}


def test_children_leave_as_planned_before_18(many):
    found, at_risk = Counter(), Counter()
    for life in many:
        if START <= life.left <= END and life.left < birthday(life.born, 18):
            found[band(life, life.left)] += 1
    for (age, _), number in days_at_risk(many).items():
        at_risk[age] += number
    expected = {age: Plan().exits[age] * at_risk[age] / 365.25 for age in AGES}
    assert {age: (found[age], mean) for age, mean in expected.items() if not within(found[age], mean)} == {}


def test_reviews_are_in_time_in_the_share_planned(many):
    late = [late for life in many for late in life.reviews_late]
    in_time = sum(not one for one in late)
    assert abs(in_time - 0.93 * len(late)) < FAR * math.sqrt(len(late) * 0.93 * 0.07)


def test_entries_come_at_the_monthly_rate_and_ages_planned():
    plan = Plan(entries_per_month=40.0, **ORDINARY)
    entered = [life for life in council(years=YEARS, seed=4, plan=plan).lives if START <= life.episodes[0].start <= END]
    assert within(len(entered), 40 * 60)
    ages = Counter(band(life, life.episodes[0].start) for life in entered)
    assert {age: ages[age] for age in AGES if not within(ages[age], plan.entry_ages[age] * len(entered))} == {}


CHANGED_FROM = date(2024, 4, 1)


def changed(rate, times, **group):
    plan = Plan(**ORDINARY, changes=(Change(rate, group, CHANGED_FROM, times),))
    return council(children=2000, years=YEARS, seed=21, plan=plan).lives


@pytest.mark.parametrize("since", [False, True])
def test_a_change_shows_from_its_month_on_for_its_group_and_for_no_other(since):
    lives = changed("moves", 2.0, placement="residential", age="10 to 15")
    window = (CHANGED_FROM, END) if since else (START, CHANGED_FROM - timedelta(1))
    found, plan = moves(lives, *window), Plan()

    def rate(age, kind):
        times = 2.0 if since and (age, kind) == ("10 to 15", "residential") else 1.0
        return plan.moves[kind] * plan.moves_by_age[age] * times

    expected = yearly(lives, rate, *window)
    assert expected["10 to 15", "residential"] > 100
    assert {of: (found[of], mean) for of, mean in expected.items() if not within(found[of], mean)} == {}


@pytest.mark.parametrize(("rate", "group", "one"), [
    ("entries", {"age": "10 to 15"}, lambda life: band(life, life.episodes[0].start)),
    ("entries", {"sex": "girl"}, lambda life: "girl" if life.girl else "boy"),
    ("entries", {"asylum": True}, lambda life: life.asylum),
])  # fmt: skip
def test_more_of_a_group_come_in_from_the_month_on(rate, group, one):
    def entered(lives):
        return Counter(
            (one(life), life.episodes[0].start >= CHANGED_FROM)
            for life in lives
            if START <= life.episodes[0].start <= END
        )

    (value,) = group.values()
    usual = entered(council(children=2000, years=YEARS, seed=21, plan=Plan(**ORDINARY)).lives)
    found = entered(changed(rate, 2.0, **group))
    for of, number in usual.items():
        expected = number * (2 if of == (value, True) else 1)
        assert abs(found[of] - expected) < FAR * math.sqrt(3 * expected), of


def test_more_leave_in_a_way_whose_share_grows():
    def shares(lives):
        left = [life for life in lives if CHANGED_FROM <= life.left <= END and life.left < birthday(life.born, 18)]
        return sum(life.episodes[-1].ended in ("E45", "E46", "E47", "E48") for life in left) / len(left)

    grown = changed("exit_kinds.guardianship", 3.0)
    assert shares(grown) > 1.5 * shares(changed("exit_kinds.guardianship", 1.0))
