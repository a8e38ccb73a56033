"""The preview: all that leaves the council, for the person who decides on it."""

from dataclasses import replace

from small_profile import PROFILE, counts

from plumbline.profiles.disclosure import rounded
from plumbline.profiles.preview import preview
from plumbline.profiles.profile import Disclosure


def test_the_preview_says_everything_that_leaves():
    assert preview(rounded(PROFILE)).splitlines() == [
        "This will leave the council:",
        "  who      Manchester (E08000003), case system mosaic, Plumbline 0.1.0",
        "  what     errors in the return of collection year 2026, straight from the case system, taken on 01/05/2026",
        "  counts   all rounded to 5 and given as intervals, so that 1 to 4 can't be told from 0",
        "           children in the return (226 to 230); rows of 2 tables",
        "           for 2 rules: edition of the rule, rows and children checked, rows and children in error",
        "           for 1 rule: that it was not checked, as the check failed",
        "           for example rule 101: 11 to 15 of 226 to 230 children in error",
        "           for example rule 141: 0 to 5 of 221 to 225 children in error",
        "Nothing else: no row, no child's identifier, date or value, no rule of your own.",
    ]


def lines_of(**changed):
    return [line.strip() for line in preview(replace(PROFILE, **changed)).splitlines()]


def test_rules_that_were_not_checked_are_counted_by_reason():
    skipped = {"1": "needs_table", "2": "failed", "3": "needs_table"}
    assert lines_of(skipped=skipped)[6:8] == [
        "for 2 rules: that they were not checked, as this year's file was not given",
        "for 1 rule: that it was not checked, as the check failed",
    ]


def test_the_three_rules_with_most_children_in_error_are_the_examples():
    ran = {code: counts(9, number, 9, number) for code, number in zip("12345", (0, 3, 4, 3, 2), strict=True)}
    assert lines_of(ran=ran, skipped={})[6:-1] == [
        "for example rule 3: 4 of 9 children in error",
        "for example rule 2: 3 of 9 children in error",
        "for example rule 4: 3 of 9 children in error",
    ]


def test_a_rule_without_errors_is_no_example():
    ran = {"1": counts(9, 0, 9, 0), "2": counts(9, 1, 9, 1)}
    assert lines_of(ran=ran, skipped={})[6:-1] == ["for example rule 2: 1 of 9 children in error"]


def test_hidden_numbers_are_said_to_be_hidden():
    assert lines_of(disclosure=Disclosure("suppressed", below=5))[3] == "counts   those under 5 hidden"


def test_a_council_that_is_not_known_is_named_by_its_code():
    assert lines_of(authority="E99999999")[1].startswith("who      council (E99999999)")
