"""The rulebook against worked cases."""

from plumbline.checking.cases.case import page_cases, read_cases
from plumbline.checking.cases.conforming import conform
from plumbline.rules.compiled import rulebook_of

#: SW01STG1 is filed by the peer under the social worker table; the row at fault is the episode's. 210: docs/differences.md.
DELIBERATE = {"SW01STG1", "210"}


def test_every_shared_case_of_a_built_rule_passes(shared):
    outcomes = conform(read_cases([shared / "cases"]), rulebook_of)
    run = [outcome for outcome in outcomes if outcome.got is not None]
    failing = {outcome.case.code for outcome in run if not outcome.passed}
    assert len(run) >= 59
    assert failing == DELIBERATE


def test_placement_facts_that_a_case_does_not_give_come_from_its_postcodes():
    page = "# 169: x\n\n## a\n\n`episodes`\n\n| CHILD | PL_POST | fails |\n| - | - | - |\n| 1 | M1 1AE | |\n| 2 | ZZ9 9ZZ | yes |\n"
    given = page.replace("PL_POST |", "PL_POST | PL_LA |").replace("M1 1AE |", "M1 1AE | SCO |")
    given = given.replace("ZZ9 9ZZ |", "ZZ9 9ZZ | |").replace("| - |", "| - | - |", 1)
    outcomes = conform([*page_cases("169", page), *page_cases("169", given)], rulebook_of)
    assert [outcome.got for outcome in outcomes] == [{"episodes": [1]}, {"episodes": [1]}]
