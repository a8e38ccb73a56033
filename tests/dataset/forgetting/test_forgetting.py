"""After a child is forgotten, nothing of the child is left, and everything else is as it was, row for row."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_data_sets import NOW, RETURN, SSD, content, every_cell, load

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.finding import Link
from plumbline.dataset.forgetting.forget import Asked, council_of, forget, look_for
from plumbline.dataset.forgetting.journal import rewriting
from plumbline.dataset.forgetting.lock import Busy
from plumbline.dataset.forgetting.rewriting import Rewritten, told_anew
from plumbline.dataset.keeping.meaning import Meaning, meaning
from plumbline.dataset.loads import Scope
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import literal
from plumbline.faults import BadInput

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

COUNCIL = "E08000003"


def asked(*children, **options):
    return Asked(frozenset(children), COUNCIL, **options)


@pytest.mark.parametrize("children", [("ANN",), ("BEN",), ("CAT",), ("ANN", "A1"), ("ANN", "BEN", "CAT")])
def test_the_rows_of_the_child_go_and_all_others_stay_in_their_order(folder, children):
    before = content(folder)
    forget(folder, asked(*children), NOW)
    assert content(folder).rows == before.without(*children).rows
    assert not every_cell(folder.path).intersection(children)


def test_no_text_of_the_data_set_names_the_child(folder):
    forget(folder, asked("CAT"), NOW)
    assert [name for name, text in content(folder).texts.items() if "CAT" in text] == []


def test_load_json_says_what_the_files_hold_now(folder):
    forget(folder, asked("ANN"), NOW)
    execute = DuckDB().execute
    for one in folder.kept().loads:
        for kept in one.tables.values():
            means = meaning(execute, f"read_parquet({literal(str(folder.file(kept.file)))})", kept.columns)
            assert (kept.rows, kept.meaning, kept.repeated) == (means.rows, means.text, means.rows - means.distinct)


def test_a_leader_s_question_stays_without_the_number(folder):
    words = [
        ("question_id", "question", "answer"),
        ("1", "Why did cat, or CAT2, move?", None),
        ("2", "How many?", "CAT: 3"),
    ]
    load(folder, Scope(COUNCIL, "csv", "question"), date(2026, 6, 1), {"question": words})
    forget(folder, asked("CAT"), NOW)
    assert content(folder).rows[5, "question"] == [
        ("1", "Why did [forgotten], or CAT2, move?", None),
        ("2", "How many?", "[forgotten]: 3"),
    ]


def test_a_number_in_small_letters_is_the_same(folder):
    load(
        folder,
        Scope(COUNCIL, "csv", "placement_cost"),
        date(2026, 6, 1),
        {"placement_cost": [("person_id", "part"), ("cat", "total")]},
    )
    forget(folder, asked("CAT"), NOW)
    assert content(folder).rows[5, "placement_cost"] == []


def test_a_value_that_may_be_the_child_s_alone_is_told_no_more(folder):
    first, *_ = folder.kept().loads
    header = replace(first.tables["header"], values_unknown={"ETHNIC PURPLE": 1, "ETHNIC GREEN": 2})
    (told,) = told_anew(
        [replace(first, tables={"header": header})], {header.file: Rewritten(Meaning(2, 2, "2-a-b"), "", 0)}
    )
    assert told.tables["header"].values_unknown == {"ETHNIC GREEN": 2}


def test_a_file_that_two_loads_refer_to_is_still_one(folder):
    forget(folder, asked("ANN"), NOW)
    first, second, *_ = folder.kept().loads
    assert second.tables["header"] == first.tables["header"]


def test_a_file_without_the_child_is_not_touched(folder):
    before = folder.file("000004/voice.parquet").stat()
    forget(folder, asked("CAT"), NOW)
    assert folder.file("000004/voice.parquet").stat() == before


def test_the_same_number_in_another_council_is_another_child(folder):
    elsewhere = load(
        folder, Scope("E08000001", "903", "2026"), date(2026, 3, 31), {"header": [("CHILD", "SEX"), ("ANN", "1")]}
    )
    forget(folder, asked("ANN"), NOW)
    assert content(folder).rows[elsewhere.number, "header"] == [("ANN", "1")]


def test_a_data_set_of_two_councils_asks_whose_child_it_is(folder):
    load(folder, Scope("E08000001", "903", "2026"), date(2026, 3, 31), {"header": [("CHILD",), ("ANN",)]})
    with pytest.raises(BadInput, match="--authority"):
        council_of(folder, "")


def test_what_stopped_loads_left_goes_too(folder):
    left = folder.loads_folder / ".new-0123"
    left.mkdir()
    (left / "header.parquet").write_bytes(folder.file("000001/header.parquet").read_bytes())
    assert forget(folder, asked("CAT"), NOW).left_behind == 1
    assert not left.exists()


def test_a_child_whom_nothing_holds_is_refused_and_nothing_changes(folder):
    before = content(folder)
    with pytest.raises(BadInput, match="No load and no accepted finding"):
        forget(folder, asked("DAN"), NOW)
    assert content(folder) == before


def test_a_load_that_can_t_be_read_may_hold_anybody(folder):
    (folder.loads_folder / "000002" / "load.json").write_text("{", "utf-8")
    with pytest.raises(BadInput, match="can't be searched for a child"):
        forget(folder, asked("CAT"), NOW)


def test_the_receipt_says_what_was_done_and_not_of_whom(folder):
    forget(folder, asked("CAT"), NOW)
    receipt = json.loads((folder.path / "forgotten/receipts/0001.json").read_text("utf-8"))
    assert receipt["not_reached"].pop()
    assert {name: value for name, value in receipt.items() if name != "not_reached"} == {
        "at": "2026-11-27T12:00:00", "why": "a child, by number", "children": 1, "loads": 3, "files": 5, "rows": 5,
        "accepted": 0, "remembered": True, "left_behind": 0,
    }  # fmt: skip


def test_the_numbers_that_lead_on_are_shown(folder):
    found = look_for(folder, COUNCIL, ["ANN"])
    assert found.links == (
        Link("baby", "BEN"),
        Link("same child", "A0", "Former number"),
        Link("same child", "A1"),
    )
    assert found.same_child == {"A0", "A1"}


@pytest.mark.parametrize(
    ("child", "leads_to"),
    [
        ("BEN", {("mother", "ANN")}),
        ("A1", {("same child", "ANN"), ("same child", "A0"), ("baby", "BEN")}),
        ("CAT", {("same child", "9434765919")}),
    ],
)
def test_links_are_followed_from_either_side(folder, child, leads_to):
    assert {(link.relation, link.number) for link in look_for(folder, COUNCIL, [child]).links} == leads_to


def test_a_number_that_two_children_share_does_not_lead_from_one_to_the_other(folder):
    shared = [("link_person_id", "link_identifier_value"), ("ANN", "0000"), ("CAT", "0000")]
    load(folder, SSD, date(2026, 6, 1), {"ssd_linked_identifiers": shared})
    assert Link("same child", "CAT") not in look_for(folder, COUNCIL, ["ANN"]).links


def test_looking_changes_nothing(folder):
    before = content(folder)
    look_for(folder, COUNCIL, ["ANN"])
    assert content(folder) == before


def test_while_another_forget_is_at_work_nothing_is_done(folder, monkeypatch):
    monkeypatch.setattr("plumbline.dataset.forgetting.journal._WHILE_WRITING", 0)
    with rewriting(folder.path), pytest.raises(Busy):
        forget(folder, asked("ANN"), NOW)


CHILDREN = st.sampled_from(["A", "B", "C", "D"])
DAYS = st.sampled_from(["01/04/2025", "02/04/2025"])
ROWS = st.lists(st.tuples(CHILDREN | st.none(), DAYS), max_size=6)
LOADS = st.lists(
    st.tuples(ROWS, ROWS, st.lists(st.tuples(CHILDREN, CHILDREN | st.none()), max_size=3)), min_size=1, max_size=4
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loads=LOADS, child=CHILDREN)
def test_whatever_the_loads_hold_only_the_child_goes(tmp_path_factory, loads, child):
    data_set = Folder(tmp_path_factory.mktemp("loads"))
    for day, (episodes, reviews, mothers) in enumerate(loads, 1):
        tables = {"episodes": [("CHILD", "DECOM"), *episodes], "reviews": [("CHILD", "REVIEW"), *reviews]}
        load(data_set, RETURN, date(2025, 5, day), tables)
        load(data_set, SSD, date(2025, 5, day), {"ssd_mother": [("moth_person_id", "moth_childs_person_id"), *mothers]})
    before = content(data_set)
    if child in every_cell(data_set.path):
        forget(data_set, replace(asked(child), remember=False), NOW)
    assert content(data_set).rows == before.without(child).rows
