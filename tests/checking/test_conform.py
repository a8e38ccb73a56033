"""The rulebook against worked cases."""

from plumbline.checking.cases import read_cases
from plumbline.checking.conforming import conform
from plumbline.checking.rulebooks import compiled_rulebook

#: Filed by the peer under the social worker table; the row at fault is the episode's (see the rule's docstring).
DELIBERATE = {"SW01STG1"}


def test_every_shared_case_of_a_built_rule_passes(shared):
    outcomes = conform(read_cases([shared / "cases"]), compiled_rulebook())
    run = [outcome for outcome in outcomes if outcome.got is not None]
    failing = {outcome.case.code for outcome in run if not outcome.passed}
    assert len(run) >= 59
    assert failing == DELIBERATE
