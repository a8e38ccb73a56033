"""Where placements are: worked out from postcodes, as for the rules, and blank where nothing is known."""

import pytest
from hand_made import Given, core, data_set

from plumbline.reference.postcodes import open_directory

#: The postcode directory is needed, and takes some seconds to make.
pytestmark = pytest.mark.slow

COLUMNS = "person_id placed_authority in_or_out distance"
EPISODES = """
    CHILD DECOM  RNE LS PLACE DEC    REC HOME_POST PL_POST
    1     010525 S   C2 U4    -      -   M201DZ    M203DN
    2     010525 S   C2 U4    -      -   M201DZ    SK13XE
    3     010525 S   C2 U4    -      -   M201DZ    CF101EP
    4     010525 S   C2 U4    -      -   -         SK13XE
    5     010525 S   C2 U4    -      -   M201DZ    ZZ99ZZ
    6     010525 S   C2 U4    -      -   M201DZ    -
"""


@pytest.fixture(scope="module", autouse=True)
def directory():
    if open_directory() is None:
        pytest.skip("the package with the postcodes is not installed")


def test_a_placement_is_in_or_outside_the_councils_area_so_many_miles_from_home(tmp_path):
    held = data_set(tmp_path, Given(2026, {"episodes": EPISODES}))
    assert core(held, "placement", COLUMNS) == [
        "1 E08000003 IN 0.7",
        "2 E08000007 OUT 4",
        "3 WAL OUT 141.2",
        "4 E08000007 OUT -",
        "5 - - -",
        "6 - - -",
    ]


def test_without_the_council_nothing_is_in_or_outside_it(tmp_path):
    held = data_set(tmp_path, Given(2026, {"episodes": EPISODES}, council=""))
    assert core(held, "placement", COLUMNS)[0] == "1 E08000003 - 0.7"


def test_home_is_that_of_the_placements_first_episode(tmp_path):
    episodes = """
        CHILD DECOM  RNE LS PLACE DEC    REC HOME_POST PL_POST
        1     010525 S   V2 U4    010625 X1  M201DZ    M203DN
        1     010625 L   C2 U4    -      -   SK13XE    M203DN
    """
    held = data_set(tmp_path, Given(2026, {"episodes": episodes}))
    assert core(held, "placement", COLUMNS) == ["1 E08000003 IN 0.7"]


def test_what_changed_is_not_looked_for_in_what_is_worked_out(tmp_path):
    held = data_set(
        tmp_path, Given(2025, {"episodes": EPISODES.replace("010525", "010524")}), Given(2026, {"episodes": EPISODES})
    )
    held.core("placement")
    assert not [
        one for row in held.changes(held.loads()[0].as_at).rows for one in row.columns if one.name == "distance"
    ]
