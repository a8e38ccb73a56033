"""The preview: all that leaves the council, for the person who decides on it."""

from dataclasses import replace
from datetime import date

import pytest
from small_profile import PROFILE, counts

from plumbline.profiles.disclosure import banded
from plumbline.profiles.preview import preview
from plumbline.profiles.profile import Count, Disclosure


def test_the_preview_says_everything_that_leaves():
    assert preview(banded(PROFILE, joined={"141"})).splitlines() == [
        "This will leave the council:",
        "  who      Manchester (E08000003), case system mosaic, Plumbline 0.1.0",
        "  what     errors in the return of collection year 2026, straight from the case system, taken on 01/05/2026",
        "  counts   in bands: 0, 1 to 5, 6 to 10 and so on; for rules about asylum seekers, health, substance misuse and "
        "motherhood: 0 to 5, 6 to 10 and so on",
        "           children in the return (226 to 230); rows of 2 tables",
        "           for 2 rules: edition of the rule, rows and children checked, rows and children in error",
        "           for 1 rule: that it was not checked, as the check failed",
        "           for example rule 101: 11 to 15 of 226 to 230 children in error",
        "           for example rule 141: 0 to 5 of 221 to 225 children in error",
        "Nothing else: no row, no child's identifier, date or value, no rule of your own.",
        "Not looked at: which counts went from 0 to some since your last profile, for there is none to look at.",
    ]


def test_the_preview_of_a_made_up_return_says_so():
    said = "MADE UP: no child in the return is real. Wherever these counts are shown it is said."
    assert said in lines_of(made_up=True)
    assert said not in lines_of()


def lines_of(**changed):
    """What leaves, without what is said of the last profile."""
    said, _, _ = preview(replace(PROFILE, **changed)).partition("Nothing else")
    return [line.strip() for line in said.splitlines()]


def beside(last, now):
    """What is said of the last profile and this one together."""
    return preview(now, last).partition("no rule of your own.\n")[2].splitlines()


def a_month_later(children_of_101, checked_by_141=225):
    ran = {"101": counts(230, 12, 230, children_of_101), "141": counts(400, 3, checked_by_141, 3)}
    return banded(replace(PROFILE, as_at=date(2026, 6, 1), ran=ran), joined=())


NONE_IN_ERROR = banded(replace(PROFILE, ran={"101": counts(230, 0, 230, 0), "141": counts(400, 3, 225, 3)}), joined=())


def test_rules_that_were_not_checked_are_counted_by_reason():
    skipped = {"1": "needs_table", "2": "failed", "3": "needs_table"}
    assert lines_of(skipped=skipped)[6:8] == [
        "for 2 rules: that they were not checked, as this year's file was not given",
        "for 1 rule: that it was not checked, as the check failed",
    ]


def test_the_three_rules_with_most_children_in_error_are_the_examples():
    ran = {code: counts(9, number, 9, number) for code, number in zip("12345", (0, 3, 4, 3, 2), strict=True)}
    assert lines_of(ran=ran, skipped={})[6:] == [
        "for example rule 3: 4 of 9 children in error",
        "for example rule 2: 3 of 9 children in error",
        "for example rule 4: 3 of 9 children in error",
    ]


def test_where_0_may_be_hidden_a_rule_is_an_example_only_after_those_known_to_have_errors():
    said = preview(banded(replace(PROFILE, ran={"101": counts(9, 0, 9, 0), "141": counts(9, 2, 9, 2)}), joined={"101"}))
    assert said.index("for example rule 141: 1 to 5") < said.index("for example rule 101: 0 to 5")


def test_a_rule_without_errors_is_no_example():
    ran = {"1": counts(9, 0, 9, 0), "2": counts(9, 1, 9, 1)}
    assert lines_of(ran=ran, skipped={})[6:] == ["for example rule 2: 1 of 9 children in error"]


def test_hidden_numbers_are_said_to_be_hidden():
    assert lines_of(disclosure=Disclosure("suppressed", below=5))[3] == "counts   those under 5 are hidden"


def test_a_council_that_is_not_known_is_named_by_its_code():
    assert lines_of(authority="E99999999")[1].startswith("who      council (E99999999)")


def test_what_went_from_none_to_some_is_named_with_what_it_may_tell():
    assert beside(NONE_IN_ERROR, a_month_later(1)) == [
        "Since the profile of 01/05/2026 counts have gone from 0 to some, or back:",
        "  children in error, where there were none, of rules: 101",
        "Whoever knows that exactly one child changed since then learns this of that child. If anyone may know it, wait: "
        "share the next profile when more children have changed.",
    ]


@pytest.mark.parametrize(
    ("last", "now", "line"),
    [
        (a_month_later(1), NONE_IN_ERROR, "  no child in error, where there were some, of rules: 101"),
        (a_month_later(0, 0), NONE_IN_ERROR, "  children looked at, where there were none, by rules: 141"),
        (NONE_IN_ERROR, a_month_later(0, 0), "  no child looked at, where there were some, by rules: 141"),
        (NONE_IN_ERROR, a_month_later(0), "Since the profile of 01/05/2026 no count went from 0 to some or back."),
    ],
)
def test_every_way_over_zero_has_its_line(last, now, line):
    assert line in beside(last, now)


def test_of_profiles_less_than_a_month_apart_that_is_said():
    soon = replace(NONE_IN_ERROR, as_at=date(2026, 5, 13))
    assert beside(NONE_IN_ERROR, soon)[-1] == (
        "The two are 12 days apart: share a profile a month at most, and correct only what was made from a wrong file."
    )


def test_a_small_council_is_told_to_share_less_often():
    assert beside(NONE_IN_ERROR, replace(NONE_IN_ERROR, children=Count(76, 80), as_at=date(2026, 6, 1)))[-1] == (
        "In a return of about 100 children or fewer, one child is often all that changes in a month: share a profile a "
        "quarter."
    )
