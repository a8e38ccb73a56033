"""Repairs tried against faults that are made up: what holds, what is withdrawn, and at what cost."""

from hypothesis import given
from hypothesis import strategies as st

from plumbline.reading.writing.rewriting import Place
from plumbline.repairing.proposing import Repair
from plumbline.repairing.trying import Fault, settle


def made(child: str, row: int, field: str = "DOB", new: str = "b") -> Repair:
    return Repair(Place("header", row, field), child, "a", new, "kind", (), "why")


def harming(*sets: tuple[str, frozenset[int]]):
    """Faults that each come when exactly some rows of some are repaired: (child, rows) means any but not all of them."""

    def faults_with(repairs):
        rows = {repair.place.row for repair in repairs}
        harmed = [(child, wanted) for child, wanted in sets if 0 < len(rows & wanted) < max(2, len(wanted))]
        return {Fault("501", "header", min(wanted)): child for child, wanted in harmed}

    return faults_with


def test_repairs_that_harm_nothing_are_tried_once():
    calls = []
    found = settle([made("1", 0), made("2", 1)], {}, lambda repairs: calls.append(repairs) or {})
    assert len(found.held) == 2
    assert len(calls) == 2  # together, and once more as they were kept


def test_a_harmful_repair_is_withdrawn_with_the_rule_and_the_childs_others_are_kept():
    repairs = [made("1", row) for row in range(6)] + [made("2", 6)]
    found = settle(repairs, {}, harming(("1", frozenset({3}))))
    assert found.withdrawn == {repairs[3]: ("501",)}
    assert found.held == [repair for repair in repairs if repair is not repairs[3]]


def test_two_repairs_that_hold_only_together_are_kept():
    repairs = [made("1", 0), made("1", 1)]
    assert settle(repairs, {}, harming(("1", frozenset({0, 1})))).held == repairs


def test_a_fault_known_before_is_nobodys():
    repairs = [made("1", 0)]
    faults = {Fault("501", "header", 0): "1"}
    assert settle(repairs, faults, lambda _: faults).held == repairs


def test_a_fault_of_a_child_without_repairs_is_traced_to_the_repair():
    repairs = [made("1", 0), made("2", 1)]
    found = settle(repairs, {}, harming(("3", frozenset({1}))))
    assert repairs[1] in found.withdrawn


def test_a_child_whose_number_is_repaired_is_one_child():
    repairs = [made("12", 0, "CHILD", "0012")._replace(old="12"), made("12", 1)]
    found = settle(repairs, {}, harming(("0012", frozenset({1}))))
    assert list(found.withdrawn) == [repairs[1]]


@given(st.sets(st.integers(0, 19)), st.integers(1, 5))
def test_whatever_is_harmful_alone_is_withdrawn_and_nothing_else(bad, children):
    repairs = [made(str(row % children), row) for row in range(20)]
    found = settle(repairs, {}, harming(*((str(row % children), frozenset({row})) for row in bad)))
    assert {repair.place.row for repair in found.withdrawn} == bad
    assert {repair.place.row for repair in found.held} == set(range(20)) - bad
