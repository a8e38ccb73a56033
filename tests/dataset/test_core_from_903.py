"""The core tables of returns: section 7 of the specification of core tables, rule by rule."""

from dataclasses import dataclass

import pytest
from hand_made import Given, core, data_set, day, lines

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

EPISODE = "person_id start_date start_reason end_date placement_start period_start"
HEAD = "CHILD DECOM RNE LS PLACE PL_POST DEC REC REASON_PLACE_CHANGE CIN HOME_POST\n"


@dataclass(frozen=True)
class Case:
    """Episodes of one return, and what a core table is of them."""

    says: str
    episodes: str
    table: str
    columns: str
    wanted: str


CASES = [
    Case(
        "a child who comes into care begins a period, a placement and a status",
        "A 010524 S C2 U1 - - - - N1 -",
        "period", "person_id start_date end_date need",
        "A 010524 - N1",
    ),
    Case(
        "a change of status alone goes on in period and placement",
        "A 010524 S C2 U1 - 010624 X1 - N1 -\n A 010624 L D1 U1 - - - - N1 -",
        "placement", "person_id start_date end_date",
        "A 010524 -",
    ),
    Case(
        "a change of status begins a status and ends the one before",
        "A 010524 S C2 U1 - 010624 X1 - N1 -\n A 010624 L D1 U1 - - - - N1 -",
        "legal_status", "person_id start_date status end_date",
        "A 010524 C2 010624\n A 010624 D1 -",
    ),
    *(
        Case(
            f"a reason of {reason} begins a placement, which ends the one before with its reason for moving",
            f"A 010524 S C2 U1 - 010624 X1 CARPL N1 -\n A 010624 {reason} C2 K2 - - - - N1 -",
            "placement", "person_id start_date end_date type change_reason",
            "A 010524 010624 U1 CARPL\n A 010624 - K2 -",
        )
        for reason in "PBTU"
    ),
    Case(
        "a move under the same status is one status",
        "A 010524 S C2 U1 - 010624 X1 CARPL N1 -\n A 010624 P C2 K2 - - - - N1 -",
        "legal_status", "person_id start_date status end_date",
        "A 010524 C2 -",
    ),
    Case(
        "S begins a period even on the day on which the one before ended",
        "A 010524 S C2 U1 - 010624 E4A - N1 -\n A 010624 S C2 K2 - - - - N2 -",
        "period", "person_id start_date end_date end_reason need",
        "A 010524 010624 E4A N1\n A 010624 - - N2",
    ),
    Case(
        "a gap begins a period, whatever the reason says",
        "A 010524 S C2 U1 - 010624 E4A - N1 -\n A 020624 P C2 U1 - - - - N1 -",
        "period", "person_id start_date end_date",
        "A 010524 010624\n A 020624 -",
    ),
    Case(
        "an episode without an end, and another after it: a period each",
        "A 010524 S C2 U1 - - - - N1 -\n A 010624 L C2 U1 - - - - N1 -",
        "period", "person_id start_date end_date",
        "A 010524 -\n A 010624 -",
    ),
    Case(
        "a period ends with the end and the reason of its last episode",
        "A 010524 S C2 U1 - 010624 X1 - N1 -\n A 010624 L D1 U1 - 010724 E12 - N1 -",
        "period", "person_id start_date end_date end_reason",
        "A 010524 010724 E12",
    ),
    Case(
        "the same status in a new period is a status of its own",
        "A 010524 S C2 U1 - 010624 E4A - N1 -\n A 010724 S C2 U1 - - - - N1 -",
        "legal_status", "person_id start_date status end_date",
        "A 010524 C2 010624\n A 010724 C2 -",
    ),
    Case(
        "every episode knows the start of its placement and of its period",
        "A 010524 S C2 U1 - 010624 X1 - N1 -\n A 010624 L D1 U1 - 010724 X1 CARPL N1 -\n A 010724 P D1 K2 - - - - N1 -",
        "episode", EPISODE,
        "A 010524 S 010624 010524 010524\n A 010624 L 010724 010524 010524\n A 010724 P - 010724 010524",
    ),
    Case(
        "home is an address of each period, and another within it where the postcode changes",
        "A 010524 S C2 U1 - 010624 X1 - N1 SW1A1AA\n A 010624 L D1 U1 - 010724 X1 - N1 SW1A1AA\n"
        "A 010724 L D1 U1 - - - - N1 M11AE",
        "address", "person_id kind start_date",
        "A home 010524\n A home 010724",
    ),
    Case(
        "an episode without a day that can be read makes no row",
        "A 010524 S C2 U1 - - - - N1 -\n B soon S C2 U1 - - - - N1 -",
        "episode", "person_id start_date",
        "A 010524",
    ),
    Case(
        "a child of whom only such an episode is known is a person",
        "A 010524 S C2 U1 - - - - N1 -\n B soon S C2 U1 - - - - N1 -",
        "person", "person_id",
        "A\n B",
    ),
    Case(
        "a row without a child makes no row",
        "A 010524 S C2 U1 - - - - N1 -\n - 010524 S C2 U1 - - - - N1 -",
        "episode", "person_id",
        "A",
    ),
    Case(
        "rows equal in everything are one row",
        "A 010524 S C2 U1 - - - - N1 -\n A 010524 S C2 U1 - - - - N1 -",
        "episode", "person_id start_date occurrence",
        "A 010524 1",
    ),
    Case(
        "rows with one key that differ all stay, and are numbered",
        "A 010524 S C2 U1 - 010524 X1 - N1 -\n A 010524 L D1 U1 - - - - N1 -",
        "episode", "person_id start_date start_reason occurrence",
        "A 010524 L 1\n A 010524 S 2",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.says for case in CASES])
def test_episodes(tmp_path, case):
    held = data_set(tmp_path, Given(2025, {"episodes": HEAD + case.episodes}))
    assert core(held, case.table, case.columns) == lines(case.wanted)


def test_the_order_of_lines_in_the_file_does_not_matter(tmp_path):
    given = ["A 010524 S C2 U1 - 010624 X1 CARPL N1 -", "A 010624 P C2 K2 - - - - N1 -"]
    stays = []
    for name, rows in (("one", given), ("other", given[::-1])):
        (tmp_path / name).mkdir()
        held = data_set(tmp_path / name, Given(2025, {"episodes": HEAD + "\n".join(rows)}))
        stays.append(core(held, "placement", "person_id start_date end_date"))
    assert stays[0] == stays[1] == ["A 010524 010624", "A 010624 -"]


@dataclass(frozen=True)
class Answer:
    """One table of a return, and what a core table is of it."""

    says: str
    given: str
    text: str
    table: str
    columns: str
    wanted: str


OC2 = "CHILD SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED\n"
ANSWERS = [
    Answer(
        "a score is one row of the return's year, without a day",
        "oc2", OC2 + "A 12 - - - - - - - - -", "sdq", "person_id completed_date reported_year score reason", "A - 2025 12 -",
    ),
    Answer("a reason for no score is a row", "oc2", OC2 + "A - SDQ1 - - - - - - - -", "sdq", "person_id score reason", "A - SDQ1"),
    Answer("neither score nor reason is none", "oc2", OC2 + "A - - 0 - - - - - - -", "sdq", "person_id", ""),
    Answer(
        "each of four answers that is 0 or 1 is a health check",
        "oc2", OC2 + "A - - - 1 0 - 1 - - -", "health_check", "person_id kind status reported_year",
        "A assessment completed 2025\n A health_check completed 2025\n A immunisations not_completed 2025",
    ),
    Answer("a conviction is a row", "oc2", OC2 + "A - - 1 - - - - - - -", "conviction", "person_id reported_year", "A 2025"),
    Answer("none is no row", "oc2", OC2 + "A - - 0 - - - - - - -", "conviction", "person_id", ""),
    Answer(
        "substance misuse is a row whether it was found or not",
        "oc2", OC2 + "A - - - - - - - 0 - -\n B - - - - - - - 1 0 1\n C - - - - - - - - - -",
        "substance_misuse", "person_id identified received offered", "A no - -\n B yes no yes",
    ),
    Answer(
        "a care leaver's accommodation is a letter, and whether it is suitable",
        "oc3", "CHILD DOB IN_TOUCH ACTIV ACCOM\n A 010106 YES F1 B1\n B 010106 YES F1 B2\n C 010106 NO - -",
        "care_leaver", "person_id in_touch activity accommodation suitable reported_year",
        "A YES F1 B yes 2025\n B YES F1 B no 2025\n C NO - - - 2025",
    ),
    Answer(
        "a review has the day on which it was, and how the child took part",
        "reviews", "CHILD REVIEW REVIEW_CODE\n A 010624 PN1", "review", "person_id review_date participation due_date", "A 010624 PN1 -",
    ),
    Answer(
        "a time missing from care",
        "missing", "CHILD MISSING MIS_START MIS_END\n A M 010624 020624", "missing", "person_id start_date kind end_date", "A 010624 M 020624",
    ),
    Answer("an immigration status has an end and no start", "uasc", "CHILD SEX DOB DUC\n A 1 010110 010128", "immigration_status",
        "person_id start_date status end_date", "A - UASC 010128"),
    Answer("a mother's child is known by its birth", "header", "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB\n A 2 010108 WBRI - 1 010225", "mother",
        "person_id child_id child_birth_date", "A - 010225"),
    Answer("sex has one set of codes, whatever the return's year", "header", "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB\n A 1 010108 WBRI - - -\n B 2 010108 WBRI - 0 -",
        "person", "person_id sex is_mother", "A M -\n B F no"),
    Answer("a child of any table is a person", "reviews", "CHILD DOB REVIEW REVIEW_CODE\n A 010110 010624 PN1", "person", "person_id birth_date sex", "A 010110 -"),
]  # fmt: skip


@pytest.mark.parametrize("case", ANSWERS, ids=[case.says for case in ANSWERS])
def test_other_tables(tmp_path, case):
    held = data_set(tmp_path, Given(2025, {case.given: case.text}))
    assert core(held, case.table, case.columns) == lines(case.wanted)


def two_years(first: str, second: str) -> tuple[Given, Given]:
    return Given(2025, {"episodes": HEAD + first}), Given(2026, {"episodes": HEAD + second})


def test_of_a_row_in_two_returns_the_later_one_holds(tmp_path):
    held = data_set(tmp_path, *two_years("A 010524 S C2 U1 - - - - N1 -", "A 010524 S C2 U1 - 010525 E4A - N1 -"))
    assert core(held, "episode", "person_id start_date end_date seen_as_at") == ["A 010524 010525 310326"]


def test_an_episode_that_is_missing_from_the_next_return_stays_open_with_the_day_on_which_it_was_seen(tmp_path):
    held = data_set(tmp_path, *two_years("A 010524 S C2 U1 - - - - N1 -", "B 010425 S C2 U1 - - - - N1 -"))
    assert core(held, "episode", "person_id end_date seen_as_at") == ["A - 310325", "B - 310326"]


def test_answers_of_a_year_stay_beside_those_of_the_next(tmp_path):
    held = data_set(
        tmp_path,
        Given(2025, {"oc2": OC2 + "A 12 - - - - - - - - -"}),
        Given(2026, {"oc2": OC2 + "A 9 - - - - - - - - -"}),
    )
    assert core(held, "sdq", "person_id reported_year score") == ["A 2025 12", "A 2026 9"]


def test_the_latest_header_says_who_a_person_is(tmp_path):
    head = "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB\n"
    held = data_set(
        tmp_path,
        Given(2025, {"header": f"{head} A 1 010110 WBRI - - -"}),
        Given(2026, {"header": f"{head} A 1 020110 WIRI - - -"}),
    )
    assert core(held, "person", "person_id birth_date ethnicity seen_as_at") == ["A 020110 WIRI 310326"]


def test_a_table_without_a_source_is_there_and_empty(tmp_path):
    held = data_set(tmp_path, Given(2025, {"episodes": HEAD + "A 010524 S C2 U1 - - - - N1 -"}))
    assert core(held, "visit", "person_id visit_date") == []


def test_a_row_says_that_it_is_from_a_return(tmp_path):
    held = data_set(tmp_path, Given(2025, {"episodes": HEAD + "A 010524 S C2 U1 - - - - N1 -"}))
    assert core(held, "episode", "council source seen_as_at", day("310325")) == ["E08000003 903 310325"]
