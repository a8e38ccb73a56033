"""What a finding is known by from one check to the next, and what is said of accepted ones that are not found."""

import pytest

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.reading.find import read_return

HEAD = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
KEY = "143|episodes|A|19/05/2025|1"


@pytest.fixture
def checked(tmp_path):
    """Checks one episode that began on a day as written, with a reason that is no code."""

    def made(began="19/05/2025", accepted=(), only=("143",)):
        file = tmp_path / "episodes.csv"
        file.write_text(f"{HEAD}a,{began},Q,C2,N1,U4,PR1,,,,M1 1AE,M1 1AE,XXXXXXX\n", "utf-8")
        return check(read_return([file]), here(), year=2026, only=only, accepted=dict.fromkeys(accepted, "right"))

    return made


@pytest.mark.parametrize(
    ("began", "key"),
    [
        ("19/05/2025", KEY),
        ("2025-05-19", KEY),
        ("2025-05-19 00:00:00", KEY),
        ("2025-05-19T09:30:00Z", KEY),
        ("19-May-2025", "143|episodes|A|19-MAY-2025|1"),
        ("2025-05-19 or so", "143|episodes|A|2025-05-19 OR SO|1"),
    ],
)
def test_a_day_written_year_first_gives_the_key_that_it_has_once_repaired(checked, began, key):
    assert [one.key for one in checked(began).findings] == [key]


def of_accepted(result):
    return [(note.count, note.message) for note in result.reading.notes if note.kind == "accepted_unmatched"]


def test_accepted_findings_that_are_not_found_are_said(checked):
    ((count, said),) = of_accepted(checked(accepted=[KEY, "143|episodes|B|01/06/2025|1"]))
    assert count == 1
    assert said == (
        "1 accepted finding, of 2 given, was not found. Either the error is gone, and the line can be taken out of "
        "accepted.csv; or the child's number or a date that it is known by has changed: then it is among the findings, "
        "to be accepted again."
    )


@pytest.mark.parametrize("accepted", [[], [KEY], [KEY, "101|header|A|1"]], ids=["none", "found", "not checked"])
def test_where_all_that_was_looked_for_was_found_nothing_is_said(checked, accepted):
    assert of_accepted(checked(accepted=accepted)) == []
