"""The weekly page: its words, its claims against its facts, and what it puts first.

After a change of words that is meant, delete the golden file, run the test, and read what it writes.
"""

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_week import made_up_week, table

from plumbline.dataset.freshness.lateness import Verdict
from plumbline.reporting.weekly.page import rules_now, weekly_page
from plumbline.reporting.weekly.to_do import to_do
from plumbline.reporting.weekly.week import (
    Change,
    ErrorsAt,
    RuleFound,
    TableChanges,
)
from plumbline.reporting.weekly.words import errors_heading, finding, not_due_yet, rhythm

GOLDEN = Path(__file__).parent / "golden" / "week.txt"
WEEK = made_up_week()
#: Nothing to say: all tables on time, no errors, no changes.
QUIET = replace(
    WEEK, tables=[one for one in WEEK.tables if one.lateness.verdict is Verdict.ON_TIME], errors=[WEEK.errors[0]._replace(now=0)], rules=[],
    changes=[], children=None, not_checked="",
)  # fmt: skip


def as_read(page):
    """The words of a page, a line for each part, without style; of drawings what is heard of them."""
    body = re.sub(r"<style.*?</style>|<!--.*?-->", "", page[page.index("<title>") :], flags=re.S)
    body = re.sub(r'<svg[^>]*aria-label="([^"]*)".*?</svg>\s*(?=</td>|</figure>)', r"[\1] ", body, flags=re.S)
    body = re.sub(r"<svg.*?</svg>", "", body, flags=re.S)
    parts = re.sub(r"</?(?:strong|span|a|code)[^>]*>|</t[hd]>\s*<t[hd][^>]*>", " ", body)
    lines = (" ".join(html.unescape(line).split()) for line in re.split(r"<[^>]+>|\n", parts))
    return "\n".join(filter(None, lines)) + "\n"


def test_the_whole_page():
    text = as_read(weekly_page(WEEK))
    if not GOLDEN.exists():
        GOLDEN.write_text(text, "utf-8")
        pytest.fail(f"{GOLDEN.name} was not there and has been written: read it")
    assert text == GOLDEN.read_text("utf-8")


def late(name):
    return table(name, 1300, 8, 7)


def weeks(**changed):
    return replace(QUIET, **changed)


def errors(*now):
    return [ErrorsAt(one.as_at, number, 0) for one, number in zip(WEEK.errors, now, strict=False)]


FINDINGS = {
    "quiet": (QUIET, "No table is late; no error is to be mended now"),
    "one late, one error": (
        weeks(tables=[*QUIET.tables, late("review")], errors=errors(1)),
        "The table of reviews is late; 1 error is to be mended now",
    ),
    "two late": (
        weeks(tables=[*QUIET.tables, late("review"), late("visit")], errors=errors(1200)),
        "2 tables of 9 are late; 1,200 errors are to be mended now",
    ),
    "one can't be judged": (
        weeks(tables=[*QUIET.tables, WEEK.tables[-1]]),
        "None of the 7 tables that can be judged is late; no error is to be mended now",
    ),
    "none can": (weeks(tables=[WEEK.tables[-1]]), "No table can be called late or on time yet; no error is to be mended now"),
    "not checked": (weeks(errors=[], not_checked="No year."), "No table is late; errors were not checked"),
}  # fmt: skip


@pytest.mark.parametrize(("week", "said"), FINDINGS.values(), ids=FINDINGS)
def test_the_finding_says_what_the_facts_are(week, said):
    assert finding(week) == said
    assert f"<h1>{said}</h1>" in weekly_page(week)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ((32,), "Errors now: 32"),
        ((61, 32), "Errors now: 32, 29 fewer than on 6 September"),
        ((5, 8, 6), "Errors now: 6, 1 more than on 6 September"),
        ((5, 8, 5), "Errors now: 5, as many as on 6 September"),
    ],
)
def test_errors_now_are_held_against_the_first_load_shown(now, said):
    assert errors_heading(errors(*now)) == said


@pytest.mark.parametrize(
    ("a_year", "said"),
    [
        (None, ""),
        (0.4, "about 0 a year"),
        (14.6, "about 15 a year"),
        (1297.0, "about 1,300 a year"),
        (2956.0, "about 3,000 a year"),
    ],
)
def test_a_rhythm_is_said_to_two_figures(a_year, said):
    assert rhythm(a_year) == said


def rule(code, now, before, later=0, team=""):
    return RuleFound(code, f"Title of {code}", now, later, before, team)


def changed(name, kind, rows, unusual):
    return TableChanges(name, [Change(kind, rows, unusual)])


TO_DO = {
    "nothing": ({}, []),
    "a late table": ({"tables": [late("review")]}, ["Ask why there are no reviews since 3 October"]),
    "rows vanished": ({"changes": [changed("episode", "withdrawn", 4, "many")]}, ["Look at 4 rows of episodes that vanished"]),
    "some always vanish": ({"changes": [changed("episode", "withdrawn", 4, "")]}, []),
    "new errors": ({"rules": [rule("501", 9, 2, team="Placements")]}, ["Send 7 new errors of rule 501 to Placements"]),
    "of nobody": ({"rules": [rule("501", 3, 2)]}, ["Send 1 new error of rule 501 to those who can mend them"]),
    "standing errors": ({"rules": [rule("501", 2, 2), rule("203", 7, 9)]}, ["Mend the 7 errors of rule 203", "Mend the 2 errors of rule 501"]),
    "at the first load": ({"rules": [rule("501", 9, None)], "before": None}, ["Mend the 9 errors of rule 501"]),
    "not due yet": ({"rules": [rule("191", 0, 0, later=74)]}, []),
    "few rows added": ({"changes": [changed("visit", "added", 0, "few")]}, ["See why 0 rows of visits were added"]),
    "few added to a late table": (
        {"tables": [late("review")], "changes": [changed("review", "added", 0, "few")]}, ["Ask why there are no reviews since 3 October"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "said"), TO_DO.values(), ids=TO_DO)
def test_what_to_do_first(facts, said):
    assert [one.what for one in to_do(weeks(**facts))] == said


def test_the_most_pressing_come_first_and_no_more_than_three():
    assert [one.what for one in to_do(WEEK)] == [
        "Ask why there are no reviews since 3 October",
        "Look at 4 rows of episodes that vanished",
        "Send 9 new errors of rule 501 to Placements",
    ]


RULES = st.lists(st.builds(rule, st.integers(100, 999).map(str), st.integers(0, 50), st.integers(0, 50)), max_size=30)


@settings(max_examples=50)
@given(RULES)
def test_the_lines_of_rules_add_up(rules):
    found = rules_now(rules)
    assert sum(one.now for one in found.named) + found.errors_of_others == sum(one.now for one in rules)
    assert len(found.named) + found.others == sum(1 for one in rules if one.now)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([], "No finding is one that only the year's end will ask for."),
        ([rule("191", 0, 0, later=74)], "Not due yet: 74 of rule 191 (Title of 191)."),
        (
            [rule("1", 0, 0, later=1), rule("2", 0, 0, later=9), rule("3", 0, 0, later=5), rule("4", 0, 0, later=2)],
            "Not due yet: 9 of rule 2 (Title of 2), 5 of rule 3 (Title of 3), 3 of 2 other rules.",
        ),
    ],
)
def test_those_not_due_yet_are_all_counted(rules, said):
    assert not_due_yet(rules) == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"before": None}, "This is the first load: nothing can have changed"),
        ({}, "Nothing changed since load 46 (15 November)"),
        ({"changes": [changed("visit", "left", 3, "")]}, "Added Changed Ended Withdrawn Left"),
        ({"errors": [], "not_checked": "The year 2019 has no rules."}, "The year 2019 has no rules."),
        ({}, "Nothing stands out: there is nothing to do about this load."),
        ({}, "No rule has errors now"),
    ],
)
def test_what_is_lacking_is_said(facts, said):
    assert said in as_read(weekly_page(weeks(**facts)))


@pytest.mark.parametrize("made_up", [True, False])
def test_made_up_data_says_so_on_screen_and_paper(made_up):
    page = weekly_page(replace(WEEK, made_up=made_up))
    assert ("Made-up data: nothing here is real" in page) == made_up
    assert ("No child here is real" in page) == made_up


def test_a_name_is_text_and_never_markup():
    page = weekly_page(replace(QUIET, council="<b>A & B", rules=[rule("501", 1, 0, team="<i>")]))
    assert "&lt;b&gt;A &amp; B" in page
    assert "<i>" not in page
