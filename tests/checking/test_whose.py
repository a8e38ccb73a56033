"""A return that was checked as another council's says so, by its children's homes alone."""

import pytest

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.reading.find import read_return

MANCHESTER, SALFORD, CARDIFF, NOWHERE = "M1 1AE", "M5 4WT", "CF10 1EP", "ZZ1 1ZZ"
AS_MANCHESTER, AS_SALFORD = "E08000003", "E08000006"
HEAD = "CHILD,DECOM,RNE,LS,HOME_POST,PL_POST"


def notes_of(tmp_path, homes, authority, placed=MANCHESTER):
    """The notes on a return with a child for each home, placed somewhere."""
    rows = [f"{child},01/06/2025,S,C2,{home},{placed}" for child, home in enumerate(homes)]
    (tmp_path / "episodes.csv").write_text("\n".join([HEAD, *rows]), "utf-8")
    given = read_return([tmp_path / "episodes.csv"])
    notes = check(given, here(), year=2026, authority=authority, only=["501"]).reading.notes
    return [one.message for one in notes if one.kind == "another_council"]


def test_most_homes_in_another_council_are_noted_with_the_numbers(tmp_path):
    homes = [MANCHESTER] * 18 + [SALFORD] * 2 + [NOWHERE] * 5
    [said] = notes_of(tmp_path, homes, AS_SALFORD)
    assert said.startswith(
        "Of the 20 children with a home postcode that is known, 18 come from Manchester and 2 from Salford,"
    )


@pytest.mark.parametrize(
    ("homes", "authority", "why"),
    [
        ([MANCHESTER] * 30, AS_MANCHESTER, "it is the right council"),
        ([MANCHESTER] * 19, AS_SALFORD, "too few children to tell"),
        ([MANCHESTER] * 19 + [NOWHERE] * 9, AS_SALFORD, "too few whose home is known"),
        ([MANCHESTER] * 19 + [SALFORD] * 11, AS_SALFORD, "no clear majority"),
        ([CARDIFF] * 30, AS_SALFORD, "another country is no council to have meant"),
        ([MANCHESTER] * 30, "", "no council was named"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_nothing_is_said_where(tmp_path, homes, authority, why):
    assert notes_of(tmp_path, homes, authority) == []


def test_where_children_are_placed_is_no_sign(tmp_path):
    assert notes_of(tmp_path, [SALFORD] * 30, AS_SALFORD, placed=MANCHESTER) == []


def test_of_a_child_whose_home_changed_the_last_counts(tmp_path):
    homes = "\n".join(f"{child},01/0{month}/2025,S,C2,{home},{MANCHESTER}"
                      for child in range(25) for month, home in ((5, SALFORD), (6, MANCHESTER)))  # fmt: skip
    (tmp_path / "episodes.csv").write_text(f"{HEAD}\n{homes}\n", "utf-8")
    result = check(read_return([tmp_path]), here(), year=2026, authority=AS_SALFORD, only=["501"])
    assert [one.count for one in result.reading.notes if one.kind == "another_council"] == [25]
