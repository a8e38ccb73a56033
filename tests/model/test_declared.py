"""What is declared of tables fits its own form, and leads somewhere."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

import plumbline.model
from plumbline.model import code_sets, specification, ssda903

DECLARED = Path(plumbline.model.__path__[0]) / "declared"
TABLES = sorted(path for path in DECLARED.glob("*/*.toml") if path.stem != "specification")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_table_fits_the_form_and_belongs_to_its_specification(path):
    declared = tomllib.loads(path.read_text("utf-8"))
    jsonschema.validate(declared, json.loads((DECLARED / "schema.json").read_text("utf-8")))
    assert declared["name"] == path.stem
    assert path.stem in specification(path.parent.name).tables


def test_every_key_is_of_fields_and_every_coded_field_has_its_codes():
    for table in ssda903().tables.values():
        assert set(table.key) <= {field.name for field in table.fields}
        assert {field.codes for field in table.fields} - {""} <= set(code_sets())


def test_an_unknown_specification_is_not_found():
    with pytest.raises(FileNotFoundError):
        specification("ssda904")
