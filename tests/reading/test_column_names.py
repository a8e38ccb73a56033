"""Columns under other names than the guide's: read and said, or refused with the name that is wanted."""

import pytest

from plumbline.faults import BadInput
from plumbline.model import ssda903
from plumbline.reading.find import read_sources
from plumbline.reading.recognise import recognise
from plumbline.reading.returns import Source
from plumbline.reading.writing.rewriting import Place, rewritten

EPISODES = [field.name for field in ssda903().table("episodes").submitted]

READ = [
    ("DECOM (dd/mm/yyyy)", "DECOM"),
    ("DECOM Date", "DECOM"),
    ("Episode start", "DECOM"),
    ("decom ", "DECOM"),
    ("DEOCM", "DECOM"),
    ("episodes.DECOM", "DECOM"),
    ("Child ID", "CHILD"),
    ("CHILDID", "CHILD"),
    ("Child identifier", "CHILD"),
    ("Legal Status", "LS"),
    ("LS [code]", "LS"),
    ("PL", "PLACE"),
    ("Ofsted URN", "URN"),
    ("HOMEPOST", "HOME_POST"),
    ("Reason_Place_Chang", "REASON_PLACE_CHANGE"),
]


@pytest.mark.parametrize(("written", "name"), READ)
def test_a_column_is_read_under_another_name(written, name):
    found = recognise([written if field == name else field for field in EPISODES], "file.csv")
    assert found.columns == tuple(EPISODES)
    tidy = written.strip().upper() == name
    assert [note.kind for note in found.notes] == ([] if tidy else ["renamed_column"])


@pytest.mark.parametrize("table", ssda903().tables.values(), ids=ssda903().tables)
def test_any_column_may_be_called_anything_and_is_never_missed_in_silence(table):
    """Read as its own, refused by its name, or noted as missing."""
    names = [field.name for field in table.submitted]
    for name in names:
        try:
            found = recognise([f"zzz {name[::-1]}" if field == name else field for field in names], "file.csv")
        except BadInput as refusal:
            assert name in str(refusal) or "closest" in str(refusal)
        else:
            assert name in found.columns or any(name in note.message for note in found.notes)
            assert set(table.key) <= set(found.columns)


REFUSED = [
    # the heading in the place of a column without which there are no rows
    ("DECOM", "When", 'no column DECOM.*"When".*call it DECOM'),
    ("CHILD", "Mosaic", 'no column CHILD.*"Mosaic".*call it CHILD'),
]


@pytest.mark.parametrize(("name", "written", "says"), REFUSED)
def test_a_column_of_the_key_is_asked_for_with_the_likely_one(name, written, says):
    with pytest.raises(BadInput, match=says):
        recognise([written if field == name else field for field in EPISODES], "file.csv")


def test_a_heading_that_could_be_two_is_none():
    with pytest.raises(BadInput, match="no column DECOM"):
        recognise([*(field for field in EPISODES if field != "DECOM"), "DECOM date", "DECOM code"], "file.csv")


def test_a_file_without_headings_shows_no_child():
    row = "100001,01/04/2025,S,C2,N1,U4,PR1,,,,M1 1AA,M1 1AB,SC012345\n"
    with pytest.raises(BadInput) as refusal:
        read_sources([Source("episodes.csv", (row * 3).encode(), 0)])
    assert not any(value in str(refusal.value) for value in ("100001", "01/04/2025", "SC012345", "1AA"))


def test_a_renamed_column_is_repaired_where_it_stands():
    source = Source("file.csv", b"Child ID,DOB,Review date,REVIEW_CODE\n1,,01/05/2025,PN1\n", 0)
    changed = rewritten(source, {Place("reviews", 0, "REVIEW"): "02/05/2025"})
    assert changed == b"Child ID,DOB,Review date,REVIEW_CODE\n1,,02/05/2025,PN1\n"
