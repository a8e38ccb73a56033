"""What is wrong in an extract stands in the return that is made of it, for rules to find; what is no matter of the return does not."""

import csv
import io

import pytest
from given import data_set, write_rows

EPISODES = """
    clae_cla_episode_id,clae_person_id,clae_cla_placement_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,clae_cla_id,clae_entered_care_date
    1,C1,,2025-05-01,S,,,1,2025-05-01
    2,C2,,2024-05-01,S,,,2,2024-05-01
    3,C3,,2025-06-01,P,,,3,2025-06-01
    4,C4,,2024-05-01,S,2025-06-01,X1,4,2024-05-01
    5,C5,,2024-05-01,S,2026-01-10,E11,5,2024-05-01
"""
STATUSES = """
    lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,lega_legal_status_end_date
    1,C1,C9,2025-05-01,
    2,C1,Supervision Order,2025-05-01,
    3,C2,V2,2024-05-01,2024-04-01
"""
MISSING = """
    miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,miss_missing_episode_end_date
    1,C1,2025-04-20,M,2025-04-22
    2,C1,2025-04-30,M,2025-05-02
    3,C1,,A,2025-06-01
    4,C1,,A,2024-06-01
    5,C1,,M,
    6,C1,2025-09-09,M,2025-09-01
    7,N1,2025-09-09,M,2025-09-10
"""
WORKERS = """
    invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_role_id,invo_involvement_start_date,invo_involvement_end_date
    1,C1,W1,CW,,2025-06-01
    2,C1,W2,CW,,2024-06-01
    3,C1,W3,CW,,
"""
DECISIONS = """
    perm_table_id,perm_person_id,perm_adm_decision_date,perm_placed_for_adoption_date,perm_decision_reversed_date,perm_number_of_adopters
    1,C5,2025-01-01,2025-01-01,2025-03-01,
    2,C5,,,,2
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mistakes")
    given = {
        "ssd_cla_episodes": EPISODES, "ssd_legal_status": STATUSES, "ssd_missing": MISSING, "ssd_involvements": WORKERS, "ssd_permanence": DECISIONS,
    }  # fmt: skip
    for table, text in given.items():
        write_rows(folder / "ssd" / f"{table}.csv", text)
    found = data_set(folder / "data", folder / "ssd").return_of()
    return {name: list(csv.DictReader(io.StringIO(one.csv.decode()))) for name, one in found.of_year(0).items()}


def of(made, table, child, *columns):
    return {tuple(row[name] for name in columns) for row in made[table] if row["CHILD"] == child}


def test_a_code_that_does_not_exist_is_the_legal_status(made):
    assert of(made, "episodes", "C1", "LS") == {("C9",)}


def test_a_status_that_ends_before_it_starts_is_in_force_on_its_first_day(made):
    assert of(made, "episodes", "C2", "LS") == {("V2",)}


def test_missing_spells_are_those_that_touch_care_and_those_without_a_start_that_end_in_the_year(made):
    assert of(made, "missing", "C1", "MIS_START", "MIS_END") == {
        ("30/04/2025", "02/05/2025"), ("", "01/06/2025"), ("", ""), ("09/09/2025", "01/09/2025"),
    }  # fmt: skip


def test_a_child_never_in_care_is_in_no_table(made):
    assert not [name for name, rows in made.items() for row in rows if row["CHILD"] == "N1"]


def test_a_worker_without_a_start_is_of_the_year_of_its_end(made):
    assert of(made, "sw_episodes", "C1", "SW_ID") == {("W1",), ("W3",)}


@pytest.mark.parametrize("child", ["C3", "C4"], ids=["no arrival is told", "no departure is told"])
def test_who_was_not_in_care_on_both_ends_of_the_year_is_not_asked_about_health(made, child):
    assert of(made, "oc2", child, "DOB") == set()


def test_who_was_in_care_all_year_is(made):
    assert of(made, "oc2", "C2", "DOB") == {("",)}


def test_a_reversed_decision_did_not_lead_to_the_adoption(made):
    assert of(made, "ad1", "C5", "DATE_INT", "NB_ADOPTR") == {("", "2")}
