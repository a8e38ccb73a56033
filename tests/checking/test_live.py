"""A check of a year that is not over: what is found now, what is not due yet, and what the early end alone would find."""

from datetime import date

import pytest

from plumbline.checking.check import check
from plumbline.checking.live import Asked, check_as_at
from plumbline.checking.native import here
from plumbline.reading.find import read_return
from plumbline.synthetic.plan import Plan
from plumbline.synthetic.years import Shown, write_years

COUNCIL = "E08000003"
#: A turns 18 on 1 September 2025 and is still in care; both are in care all year; B has a social worker who ends on 29 June.
TABLES = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA,F,01/09/2007,WBRI,A123456789012,0,\nB,M,05/05/2015,WBRI,A123456789013,,\n",
    "episodes": (
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
        "A,01/06/2020,S,C2,N1,U4,PR1,,,,M1 1AE,M1 1AE,XXXXXXX\nB,02/06/2021,S,C2,N1,U4,PR1,,,,M1 1AE,M1 1AE,XXXXXXX\n"
    ),
    "oc2": (
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,"
        "INTERVENTION_RECEIVED,INTERVENTION_OFFERED\nA,01/09/2007,,,0,,1,,1,0,,\nB,05/05/2015,3,,0,,1,1,1,0,,\n"
    ),
    "sw_episodes": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\nB,05/05/2015,EN1234567,01/04/2024,29/06/2025,MANAGE\n",
}  # fmt: skip
JUNE, SEPTEMBER = date(2025, 6, 30), date(2025, 9, 30)
ADULT, HEALTH, WORKER = "359|episodes|A|01/06/2020|1", "191|oc2|A|1", "SW11bSTG2|sw_episodes|B|01/04/2024|1"


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    folder = tmp_path_factory.mktemp("return")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return read_return([folder])


def checked(given, as_at, only=("359", "191", "SW11bSTG2"), **others):
    return check_as_at(given, here, Asked(2026, only=only, **others), as_at)


@pytest.mark.parametrize(
    ("as_at", "now", "not_due"),
    [(JUNE, set(), {ADULT, HEALTH}), (SEPTEMBER, {ADULT}, {HEALTH}), (date(2026, 3, 31), {ADULT, HEALTH}, set()), (None, {ADULT, HEALTH}, set())],
)  # fmt: skip
def test_a_finding_is_now_if_both_ends_of_the_year_have_it(given, as_at, now, not_due):
    result = checked(given, as_at)
    assert {one.key for one in result.open_findings()} == now
    assert {one.key for one in result.not_due_findings()} == not_due


def test_what_only_the_early_end_finds_is_dropped(given):
    early = check(given, here(), year=2026, until=JUNE, only=["SW11bSTG2"])
    assert [one.key for one in early.findings] == [WORKER]
    assert WORKER not in {one.key for one in checked(given, JUNE).findings}


@pytest.mark.parametrize("as_at", [date(2025, 3, 31), date(2026, 3, 31), date(2026, 6, 30), None])
def test_a_year_that_is_over_or_has_not_begun_is_checked_as_always(given, as_at):
    assert checked(given, as_at).live is None


@pytest.mark.parametrize(("as_at", "doubted"), [(JUNE, False), (None, True)])
def test_dates_of_earlier_years_are_no_doubt_of_a_year_that_has_begun(given, as_at, doubted):
    notes = {note.kind for note in checked(given, as_at).reading.notes}
    assert ("another_year" in notes) is doubted


def test_an_early_end_is_the_collections_end(given):
    assert check(given, here(), year=2026, until=JUNE, only=["359"]).end == JUNE


def test_no_collection_ends_after_its_31_march(given):
    assert check(given, here(), year=2026, until=date(2026, 6, 30), only=["359"]).end == date(2026, 3, 31)


def test_what_was_accepted_is_neither_now_nor_not_due(given):
    result = checked(given, JUNE, accepted={ADULT: "stays with carers"})
    assert {one.key for one in result.accepted_findings()} == {ADULT}
    assert {one.key for one in result.not_due_findings()} == {HEALTH}
    assert result.open_findings() == []


def test_each_rules_count_of_rows_at_fault_is_of_those_due(given):
    ran = checked(given, SEPTEMBER).ran
    assert [(ran[code].flagged, ran[code].children) for code in ("359", "191")] == [(1, 1), (0, 0)]


@pytest.mark.parametrize("day", [date(2025, 5, 31), date(2025, 10, 31), date(2026, 1, 31)])
def test_a_clean_council_has_nothing_to_be_dealt_with_now(tmp_path, day):
    """benchmarks/live_check.py does this at every month's end, with 5,000 children."""
    write_years(COUNCIL, 120, Shown(range(2025, 2027), (day,)), 4, Plan(), tmp_path)
    cut = read_return([tmp_path / day.isoformat()], [tmp_path / "2025"], [tmp_path / "providers.xlsx"])
    result = check_as_at(cut, here, Asked(2026, COUNCIL), day)
    assert result.summary() == []
    assert {line.code for line in result.not_due_summary()} >= {"191"}
