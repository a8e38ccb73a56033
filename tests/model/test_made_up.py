"""Made-up data is known as such wherever it goes."""

import pytest

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.cli.sampling import write_xml_form
from plumbline.reading.find import read_return
from plumbline.synthetic import sample

REAL = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n4711,1,01/01/2015,WBRI,UN1,0,\n"


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    """The folder of a small made-up council, in both forms."""
    folder = tmp_path_factory.mktemp("council")
    sample("E08000003", 20, 2026, 1, 0.0, folder, xml=True)
    write_xml_form([folder / "this_year"], folder / "return.xml")
    return folder


def one_file_alone(council):
    return [council / "this_year" / "episodes.csv"]


def the_xml_form(council):
    return [council / "return.xml"]


@pytest.mark.parametrize("part", [one_file_alone, the_xml_form])
def test_any_part_of_a_made_up_return_says_so(council, part):
    assert check(read_return(part(council)), here(), year=2026, only=["101"]).made_up


def test_a_real_return_does_not(tmp_path):
    (tmp_path / "header.csv").write_text(REAL)
    assert not check(read_return([tmp_path]), here(), year=2026, only=["101"]).made_up
