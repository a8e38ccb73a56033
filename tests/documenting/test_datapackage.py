"""The data packages: what a validating tool is told of a return and of the core tables."""

import json

import pytest
from click.testing import CliRunner

from plumbline.cli.app import app
from plumbline.documenting.datapackage import core_descriptor, descriptor
from plumbline.model import PERSON, core

CORE = {resource["name"]: resource for resource in core_descriptor()["resources"]}


def fields(resource):
    return {field["name"]: field for field in resource["schema"]["fields"]}


@pytest.mark.parametrize("year", [2023, 2027])
def test_a_return_has_the_tables_and_the_codes_of_its_year(year):
    tables = {resource["name"]: resource for resource in descriptor(year)["resources"]}
    assert ("dolo" in tables) == (year == 2027)
    assert ("1" in fields(tables["header"])["SEX"]["constraints"]["enum"]) == (year == 2023)


def test_a_return_has_no_field_that_is_worked_out():
    tables = {resource["name"]: resource for resource in descriptor(2026)["resources"]}
    assert "PL_DISTANCE" not in fields(tables["episodes"])


def test_the_core_has_its_tables_in_their_order():
    assert list(CORE) == list(core().tables)


def test_every_table_of_persons_leads_to_the_person():
    key = ["council", PERSON]
    for name, table in core().tables.items():
        foreign = CORE[name]["schema"].get("foreignKeys", [])
        wanted = PERSON in table.key and name != "person"
        assert foreign == [{"fields": key, "reference": {"resource": "person", "fields": key}}] * wanted


def test_a_person_is_one_row_and_other_keys_may_repeat():
    assert [name for name, one in CORE.items() if "primaryKey" in one["schema"]] == ["person"]


def test_without_the_person_table_nothing_leads_to_it():
    assert "foreignKeys" not in core_descriptor(["review"])["resources"][0]["schema"]


def test_a_table_that_there_is_not_is_refused():
    with pytest.raises(KeyError):
        core_descriptor(["reviews"])


def test_core_dates_are_year_first_and_yes_or_no_is_typed():
    review = fields(CORE["review"])
    assert (review["due_date"]["type"], review["due_date"]["format"]) == ("date", "%Y-%m-%d")
    assert review["cancelled"]["type"] == "boolean"


CODED = [
    ("codes of every year", "person", "sex", ["1", "2", "M", "F", "U"]),
    ("other words than the codes may stand there", "legal_status", "status", None),
    ("several codes may stand there", "placement_request", "refusal_reason", None),
]


@pytest.mark.parametrize(("table", "name", "codes"), [case[1:] for case in CODED], ids=[case[0] for case in CODED])
def test_a_coded_field_is_held_to_its_codes_where_it_has_no_others(table, name, codes):
    assert fields(CORE[table])[name].get("constraints", {}).get("enum") == codes


def test_the_command_prints_either():
    printed = CliRunner().invoke(app, ["model", "datapackage", "--core"]).output
    assert json.loads(printed) == core_descriptor()
    printed = CliRunner().invoke(app, ["model", "datapackage", "--year", "2025"]).output
    assert json.loads(printed) == descriptor(2025)
