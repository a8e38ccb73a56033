"""The authority that Ofsted's lists name, which rule 241 compares with the placement's."""

import pytest

from plumbline.reference.providers import read_providers

NEEDED = ["URN", "Placement code", "Placement provider code"]


def authority(titles, cells, sheet="Providers"):
    (found,) = read_providers({sheet: [[*NEEDED, *titles], ["SC1", "K3", "PR4", *cells]]}, "list.xlsx")
    return found.LA_CODE_LISTED


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Manchester", "E08000003"),
        ("MANCHESTER CITY COUNCIL", "E08000003"),
        ("East Sussex County Council", "E10000011"),
        ("London Borough of Camden", "E09000007"),
        ("Royal Borough of Greenwich", "E09000011"),
        ("Bristol, City of", "E06000023"),
        ("Kingston upon Hull, City of", "E06000010"),
        ("Cardiff", ""),
        ("", ""),
    ],
)
def test_a_listed_authority_is_known_by_its_name_with_or_without_the_form_of_council(name, code):
    assert authority(["Local Authority"], [name]) == code


def test_the_settings_authority_counts_and_not_the_providers():
    titles = ["Provider local authority", "Setting Local Authority"]
    assert authority(titles, ["Camden", "Manchester"], "SA Providers") == "E08000003"


def test_without_such_a_column_no_authority_is_named():
    assert authority([], []) == ""
