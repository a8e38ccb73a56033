"""What became of a row between two days: section 3 of the specification of core tables, a case for each kind."""

from dataclasses import dataclass

import pytest
from hand_made import Given, data_set, day

from plumbline.dataset.history.changes import Change, ColumnChanged
from plumbline.faults import BadInput

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

HEAD = "CHILD DECOM RNE LS PLACE DEC REC REASON_PLACE_CHANGE CIN\n"
OPEN, ENDED = "A 010524 S C2 U1 - - - N1", "A 010524 S C2 U1 010125 E4A - N1"
OTHER = "B 010624 S C2 U1 - - - N1"
SINCE, UNTIL = day("300924"), day("310325")


def year(rows: str, as_at: str, of: int = 2025) -> Given:
    return Given(of, {"episodes": HEAD + rows}, day(as_at))


def told(changes: tuple[Change, ...], table: str) -> list[str]:
    """Changes as words: what became of whom, from when on, and in which columns."""
    return [
        " ".join([one.kind, one.person_id, *(column.name for column in one.columns)])
        for one in changes
        if one.table == table
    ]


@dataclass(frozen=True)
class Case:
    """Episodes before and after in the same return, and what became of the rows of a core table."""

    says: str
    before: str
    after: str
    wanted: list[str]
    table: str = "episode"


CASES = [
    Case("nothing", OPEN, OPEN, []),
    Case("added", OPEN, f"{OPEN}\n{OTHER}", ["added B"]),
    Case("changed", OPEN, "A 010524 S C2 K2 - - - N1", ["changed A type"], "placement"),
    Case("changed: another need is no new episode", OPEN, "A 010524 S C2 U1 - - - N2", ["changed A need"]),
    Case("ended", OPEN, ENDED, ["ended A end_date end_reason"]),
    Case("ended, in every table that the episode is in", OPEN, ENDED, ["ended A end_date end_reason"], "period"),
    Case("ended, with something else: changed", OPEN, "A 010524 S C2 U1 010125 E4A - N2", ["changed A end_date end_reason need"]),
    Case("an end that moves: changed", ENDED, "A 010524 S C2 U1 020125 E4A - N1", ["changed A end_date"]),
    Case("reopened", ENDED, OPEN, ["reopened A end_date end_reason"]),
    Case("withdrawn: its child is still there", f"{OPEN}\nA 010824 P C2 K2 - - - N1", OPEN, ["withdrawn A"]),
    Case("withdrawn: a return lets nobody go", f"{OPEN}\n{OTHER}", OPEN, ["withdrawn B"]),
    Case("a start that moves: one row gone, and another there", OPEN, "A 020524 S C2 U1 - - - N1", ["withdrawn A", "added A"]),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.says for case in CASES])
def test_within_one_return(tmp_path, case):
    held = data_set(tmp_path, year(case.before, "300924"), year(case.after, "310325"))
    assert told(held.changes(SINCE).rows, case.table) == case.wanted


def test_back_is_a_child_who_was_there_before_and_was_gone(tmp_path):
    both = f"{OPEN}\n{OTHER}"
    held = data_set(tmp_path, year(both, "300624"), year(OPEN, "300924"), year(both, "310325"))
    assert told(held.changes(SINCE).rows, "episode") == ["back B"]


def test_unconfirmed_is_a_row_open_in_the_newest_return_and_missing_from_the_next(tmp_path):
    held = data_set(tmp_path, year(OPEN, "310325"), year(OTHER.replace("24", "25"), "310326", 2026))
    assert told(held.changes(UNTIL).rows, "episode") == ["unconfirmed A", "added B"]


def test_an_ended_row_that_is_missing_from_the_next_return_is_nothing(tmp_path):
    held = data_set(tmp_path, year(ENDED, "310325"), year(OTHER.replace("24", "25"), "310326", 2026))
    assert told(held.changes(UNTIL).rows, "episode") == ["added B"]


def test_a_change_has_the_key_and_what_was_there_before_and_after(tmp_path):
    held = data_set(tmp_path, year(OPEN, "300924"), year("A 010524 S C2 K2 - - - N1", "310325"))
    (change,) = [one for one in held.changes(SINCE).rows if one.table == "placement"]
    assert change.key == {"start_date": day("010524")}
    assert change.columns == (ColumnChanged("type", "U1", "K2"),)


def test_counts_are_those_of_the_rows(tmp_path):
    held = data_set(tmp_path, year(OPEN, "300924"), year(f"{ENDED}\n{OTHER}", "310325"))
    found = held.changes(SINCE)
    assert found.counts["episode"] == {"ended": 1, "added": 1}
    assert sum(sum(kinds.values()) for kinds in found.counts.values()) == len(found.rows)


LIMITS = [
    ("one child", {"child": " b "}, {("B", "episode"), ("B", "person"), ("B", "period"), ("B", "placement"), ("B", "legal_status")}),
    ("one table", {"tables": ["episode"]}, {("A", "episode"), ("B", "episode")}),
    ("no rows", {"with_rows": False}, set()),
]  # fmt: skip


@pytest.mark.parametrize(("says", "limit", "wanted"), LIMITS, ids=[case[0] for case in LIMITS])
def test_changes_are_limited_to(tmp_path, says, limit, wanted):
    held = data_set(tmp_path, year(OPEN, "300924"), year(f"{ENDED}\n{OTHER}", "310325"))
    assert {(one.person_id, one.table) for one in held.changes(SINCE, **limit).rows} == wanted


def test_rows_in_another_order_are_no_change(tmp_path):
    held = data_set(tmp_path, year(f"{OPEN}\n{OTHER}", "300924"), year(f"{OTHER}\n{OPEN}", "310325"))
    assert held.changes(SINCE).counts == {}


@pytest.mark.parametrize("until", [SINCE, day("010724")], ids=["the same day", "an earlier day"])
def test_two_days_are_compared_in_their_order(tmp_path, until):
    held = data_set(tmp_path, year(OPEN, "300624"), year(OPEN, "300924"))
    with pytest.raises(BadInput, match="30/09/2024 is not before"):
        held.changes(SINCE, until)
