"""A seeded sample of the study of what is found in an extract; the whole of it is benchmarks/ssd_findings.py."""

import pytest
from ssd_findings import START, Class, study
from ssd_losses import Loss, Reason, losses


@pytest.fixture(scope="module")
def found():
    return study(children=200, errors=0.8, seed=4)


@pytest.mark.slow
def test_every_rule_is_in_one_class_and_some_are_in_each_of_the_main_ones(found):
    assert len({one.code for one in found}) == len(found)
    kinds = {one.kind for one in found}
    assert kinds >= {Class.NOTHING, Class.SAME, Class.PARTLY, Class.ELSEWHERE, Class.SOURCE}


@pytest.mark.slow
def test_what_one_of_the_two_finds_alone_has_a_reason(found):
    assert [one.code for one in found if one.differs and one.unexplained] == []


@pytest.mark.slow
def test_counts_of_a_rule_that_is_the_same_are_the_same(found):
    assert all((one.sent == one.made == one.both) == (not one.differs) for one in found if one.kind != Class.SOURCE)


EPISODE = {"CHILD": "C1", "DECOM": "01/05/2025", "RNE": "S", "HOME_POST": "M1 1AA"}


@pytest.mark.parametrize(
    ("sent", "made", "lost"),
    [
        (EPISODE, EPISODE, set()),
        (EPISODE, EPISODE | {"HOME_POST": "M1 1AB"}, {("HOME_POST", Reason.ONE_HOME)}),
        (EPISODE, EPISODE | {"RNE": "P"}, {("RNE", None)}),
        (EPISODE | {"DEC": "31/02/2026"}, EPISODE, {("DEC", Reason.TYPE)}),
        (EPISODE | {"DEC": "01/03/2026"}, EPISODE, {("DEC", None)}),
    ],
    ids=["the same", "another home", "another reason", "an end that is no day", "an end that is lost"],
)
def test_a_difference_has_a_reason_of_the_closed_list_or_none(sent, made, lost):
    found = losses({"episodes": [sent]}, {"episodes": [made]}, {}, START)
    assert set(found) == {Loss("episodes", field, reason) for field, reason in lost}
