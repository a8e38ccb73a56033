"""What is declared of tables fits its own form, and leads somewhere."""

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import plumbline.model
from plumbline.model import PERSON, Column, Field, Table, code_sets, core, specification, ssd, ssda903
from plumbline.model.tables import check_sources

DECLARED = Path(plumbline.model.__path__[0]) / "declared"
TABLES = sorted(path for path in DECLARED.glob("*/*.toml") if path.stem != "specification")
EVERY = [specification(path.name) for path in sorted(DECLARED.iterdir()) if path.is_dir()]
AUTHORED = ("provider", "placement_cost", "capacity", "placement_request", "question")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_table_fits_the_form_and_belongs_to_its_specification(path):
    declared = tomllib.loads(path.read_text("utf-8"))
    jsonschema.validate(declared, json.loads((DECLARED / "schema.json").read_text("utf-8")))
    assert declared["name"] == path.stem
    assert path.stem in specification(path.parent.name).tables


@pytest.mark.parametrize("declared", EVERY, ids=lambda declared: declared.name)
def test_every_row_has_a_key_and_every_coded_field_its_codes(declared):
    for table in declared.tables.values():
        assert table.key
        assert {field.codes for field in table.fields} - {""} <= set(code_sets())


@pytest.mark.parametrize("declared", EVERY, ids=lambda declared: declared.name)
def test_no_two_fields_of_a_table_have_one_name(declared):
    for table in declared.tables.values():
        names = [name for field in table.fields for name in (field.name, *field.aliases)]
        assert len(names) == len({*names, *table.not_read}) - len(table.not_read)


def test_an_unknown_specification_is_not_found():
    with pytest.raises(FileNotFoundError):
        specification("ssda904")


def _left_out(column: Column) -> bool:
    return bool({".".join(column), f"*.{column.field}"} & core().left_out.keys())


def _made_of(source: str) -> set[Column]:
    return {
        column
        for table in core().tables.values()
        for field in table.fields
        for column in getattr(field, f"columns_{source}")
    }


def test_every_field_of_the_return_goes_into_the_core_or_has_its_reason_why_not():
    fields = {Column(table.name, field.name) for table in ssda903().tables.values() for field in table.fields}
    assert {column for column in fields - _made_of("903") if not _left_out(column)} == set()


def test_every_column_read_of_the_ssd_goes_into_the_core_or_serves_to_find_the_row():
    fields = {
        Column(table.name, field.name)
        for table in ssd().tables.values()
        for field in table.fields
        if not (field.surrogate or field.points_to)
    }
    assert {column for column in fields - _made_of("ssd") if not _left_out(column)} == set()


def test_what_is_left_out_of_the_core_is_there_to_be_left_out():
    for name in core().left_out:
        table, field = name.split(".")
        tables = list(ssda903().tables) if table == "*" else [table]
        columns = {Column(one, field) for one in tables}
        assert any(source.has(column) for source in (ssda903(), ssd()) for column in columns)
        assert not columns <= _made_of("903") | _made_of("ssd")


def test_a_field_is_coded_alike_in_the_core_and_in_the_return():
    for table in core().tables.values():
        for field in table.fields:
            if field.codes and not field.derived:
                sources = [ssda903().table(column.table).field(column.field) for column in field.columns_903]
                assert {source.codes for source in sources} <= {field.codes}


@pytest.mark.parametrize("table", core().tables.values(), ids=lambda table: table.name)
def test_a_core_table_begins_with_council_and_person_and_ends_with_source_and_day(table):
    names = [field.name for field in table.fields]
    of_person = PERSON in names
    assert names[: 1 + of_person] == ["council", PERSON][: 1 + of_person] == list(table.key[: 1 + of_person])
    assert names[-2:] == ["source", "seen_as_at"]


def test_tables_of_providers_homes_surveys_and_questions_are_of_no_one_person():
    assert {name for name, table in core().tables.items() if PERSON not in {field.name for field in table.fields}} == {
        "provider", "capacity", "voice", "question",
    }  # fmt: skip


@pytest.mark.parametrize(
    "table", [table for table in core().tables.values() if table.event], ids=lambda table: table.name
)
def test_the_event_of_a_table_is_a_date(table):
    assert table.field(table.event).type == "date"


@pytest.mark.parametrize("table", core().tables.values(), ids=lambda table: table.name)
def test_a_date_that_may_be_a_year_alone_has_its_precision_beside_it(table):
    names = [field.name for field in table.fields]
    dates = [name for name in table.key if table.field(name).type == "date"]
    if "reported_year" in names:
        assert f"{dates[0]}_precision" == names[names.index(dates[0]) + 1]


@pytest.mark.parametrize("name", AUTHORED)
def test_tables_without_a_home_in_the_return_or_the_ssd_are_made_of_neither(name):
    own = [field for field in core().table(name).fields if field.name != PERSON]
    assert not [field.name for field in own if field.from_903 or field.from_ssd]


def test_every_reference_of_the_ssd_to_a_row_says_which():
    for table in ssd().tables.values():
        links = [field for field in table.fields if field.surrogate and not field.points_to]
        assert len(links) <= 1, f"{table.name}: only a row's own number points nowhere"


def test_a_table_of_the_ssd_is_known_by_meaning_never_by_a_number_of_the_case_system():
    for table in ssd().tables.values():
        assert not [name for name in table.key if table.field(name).surrogate]


def test_names_and_free_text_are_never_read():
    assert ssd().table("ssd_person").not_read == ("pers_forename", "pers_surname")
    assert "lacp_cla_care_plan_json" in ssd().table("ssd_cla_care_plan").not_read


def test_columns_are_found_under_the_names_of_every_case_system():
    mosaic = ssd().table("ssd_cla_care_plan").field("lacp_table_id")
    assert mosaic.aliases == ("lacp_cla_care_plan_id",)
    lacking = {f.name for t in ssd().tables.values() for f in t.fields if "Mosaic" in f.absent_from}
    assert lacking == {"clap_person_id", "clai_immunisations_status_date", "invo_person_id"}


DATE = Field("start", "date", "Start", "The first day.")
WRONG = [
    ("a type that is none", lambda: replace(DATE, type="day"), "type 'day' is not one of"),
    ("a key of no field", lambda: Table("t", "T", "A table.", ("end",), (DATE,)), "name no field: end"),
    ("an event of no field", lambda: Table("t", "T", "A table.", ("start",), (DATE,), event="end"), "name no field: end"),
    ("a column that the return lacks", lambda: check_sources("t.start", replace(DATE, from_903="episodes.START")), "SSDA903"),
    ("a table that the SSD lacks", lambda: check_sources("t.start", replace(DATE, from_ssd="ssd_cp_plans.x")), "ssd_cp_plans"),
    (
        "a reference to no table",
        lambda: replace(
            core(), tables={"t": Table("t", "T", "A table.", ("start",), (replace(DATE, points_to="people.person_id"),))}
        ),
        "points to people.person_id",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("declare", "said"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_declaration_that_leads_nowhere_is_refused(declare, said):
    with pytest.raises(ValueError, match=said):
        declare()
