"""CSVs of the council's own become core tables: fees, vacancies, requests, answers, questions, providers."""

from datetime import date
from pathlib import Path

import pytest
from given import DAY, load_into, write_rows

from plumbline.dataset.dataset import Dataset
from plumbline.faults import BadInput

COSTS = """
    Person,Start of the placement,valid_from,Part,Weekly fee,Invoice,shared_with
    c1,01/04/2025,2025-04-01,The whole fee,4250.00,Q-17,Health
    C1,01/04/2025,2025-04-01,education,1000,Q-17,
    C2,2025-05-01,2025-05-01,total,a lot,Q-18,
"""
FILES = {
    "provider.csv": "urn,valid_from,name,kind,sector\nSC1,2024-01-01,Quiet Lane,K2;S1,private",
    "placement_cost.csv": COSTS,
    "capacity.csv": "urn,home_ref,reported_on,places,vacant,solo\nSC1,Quiet Lane,2026-03-01,4,1,no",
    "placement_request.csv": "request_id,person_id,requested_on,offers\nR1,C1,2026-02-01,3",
    "voice.csv": "survey,answered_on,question,respondent,answer\nHow are you,2026-02-03,Do you feel safe?,7f3a,4",
    "question.csv": "question_id,question,asked_on\n1,Why do so many children move?,2026-01-05",
}


@pytest.mark.parametrize(("file", "text"), FILES.items(), ids=lambda one: one.partition(".")[0][:20])
def test_each_own_table_is_loaded_and_is_a_core_table(tmp_path: Path, file: str, text: str) -> None:
    name = file.removesuffix(".csv")
    (loaded,) = load_into(tmp_path / "data", write_rows(tmp_path / "given" / file, text))
    rows = Dataset(tmp_path / "data").core(name).project("source, seen_as_at").fetchall()
    assert loaded.offered.scope.words == name
    assert rows == [("csv", DAY)] * len(rows) != []


def test_all_of_them_in_one_folder_are_a_load_each(tmp_path: Path) -> None:
    for file, text in FILES.items():
        write_rows(tmp_path / "given" / file, text)
    loaded = load_into(tmp_path / "data", tmp_path / "given")
    assert {one.offered.scope.of for one in loaded} == {name.removesuffix(".csv") for name in FILES}


def test_columns_are_found_by_name_or_title_and_values_cleaned(tmp_path: Path) -> None:
    (loaded,) = load_into(tmp_path / "data", write_rows(tmp_path / "costs from finance.csv", COSTS))
    columns = "person_id, placement_start, part, weekly_fee, shared_with"
    assert sorted(Dataset(tmp_path / "data").core("placement_cost").project(columns).fetchall(), key=str) == [
        ("C1", date(2025, 4, 1), "education", 1000.0, None),
        ("C1", date(2025, 4, 1), "total", 4250.0, "health"),
        ("C2", date(2025, 5, 1), "total", None, None),
    ]
    assert loaded.outcome.load
    assert loaded.outcome.load.tables["placement_cost"].columns_unknown == ("Invoice",)
    assert "1 value of weekly_fee can't be read as a number" in loaded.offered.notes[0]


def test_words_of_peoples_own_keep_their_letters(tmp_path: Path) -> None:
    load_into(tmp_path / "data", write_rows(tmp_path / "question.csv", FILES["question.csv"]))
    rows = Dataset(tmp_path / "data").core("question").project("question").fetchall()
    assert rows == [("Why do so many children move?",)]


def test_a_file_of_a_period_takes_the_place_of_that_period_alone(tmp_path: Path) -> None:
    for file, day, vacant in [
        ("capacity_2026-Q1.csv", "2026-01-05", 1), ("capacity_2026-Q2.csv", "2026-04-05", 2), ("capacity_2026-Q2.csv", "2026-04-05", 3),
    ]:  # fmt: skip
        text = f"urn,home_ref,reported_on,vacant\nSC1,A,{day},{vacant}"
        load_into(tmp_path / "data", write_rows(tmp_path / file, text))
    rows = Dataset(tmp_path / "data").core("capacity").project("vacant").fetchall()
    assert sorted(rows) == [(1.0,), (3.0,)]


def test_a_file_that_lacks_its_key_is_refused_naming_the_columns(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "capacity.csv", "urn,places\nSC1,4")
    with pytest.raises(BadInput, match="capacity needs the column home_ref, reported_on"):
        load_into(tmp_path / "data", file)


def test_children_who_answer_in_the_ssd_and_in_a_file_are_in_one_table(tmp_path: Path) -> None:
    write_rows(tmp_path / "ssd" / "ssd_voice_of_child.csv", "voch_person_id,voch_plan_safe,voch_agree_worker\nC1,Y,")
    load_into(tmp_path / "data", tmp_path / "ssd")
    load_into(tmp_path / "data", write_rows(tmp_path / "voice.csv", FILES["voice.csv"]))
    rows = Dataset(tmp_path / "data").core("voice").project("source, question, respondent, answer").fetchall()
    assert sorted(rows) == [
        ("csv", "Do you feel safe?", "7F3A", "4"),
        ("ssd", "voch_plan_safe", "C1", "yes"),
    ]


def test_a_file_beside_a_return_is_loaded_with_it(tmp_path: Path) -> None:
    write_rows(tmp_path / "given" / "capacity.csv", FILES["capacity.csv"])
    write_rows(tmp_path / "given" / "reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,01/02/2015,03/05/2025,PN1")
    loaded = load_into(tmp_path / "data", tmp_path / "given")
    assert [one.offered.scope.words for one in loaded] == ["the return of 2026", "capacity"]


def test_an_answer_of_nobody_by_name_is_not_missed(tmp_path: Path) -> None:
    text = "survey,answered_on,question,respondent,answer\nHow are you,2026-02-03,Do you feel safe?,,4"
    (loaded,) = load_into(tmp_path / "data", write_rows(tmp_path / "voice.csv", text))
    assert loaded.outcome.load
    assert loaded.outcome.load.tables["voice"].nobody == 0
    assert len(Dataset(tmp_path / "data").core("voice").fetchall()) == 1
