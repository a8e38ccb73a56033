"""Councils are found by every name that people give them, and none is taken for another."""

import csv

import pytest

from plumbline.faults import NotKnown
from plumbline.model.authorities import authorities, authority_code, authority_named, council_name

BCP, HULL = "Bournemouth, Christchurch and Poole", "Kingston Upon Hull, City of"


@pytest.mark.parametrize("council", authorities().values(), ids=str)
def test_every_council_is_found_by_code_number_and_name(council):
    given = (council.code, council.code.lower(), council.number, council.name, council.name.upper())
    assert {authority_code(one) for one in given} == {council.code}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Bournemouth", BCP),
        ("Poole", BCP),
        ("839", BCP),
        ("Bristol", "Bristol, City of"),
        ("Bristol City Council", "Bristol, City of"),
        ("County Durham", "Durham"),
        ("Herefordshire, County of", "Herefordshire"),
        ("Hull", HULL),
        ("St Helens", "St. Helens"),
        ("Bedford", "Bedford Borough"),
        ("London Borough of Barnet", "Barnet"),
        ("Windsor & Maidenhead", "Windsor and Maidenhead"),
        ("stoke on trent", "Stoke-on-Trent"),
        ("Bath", "Bath and North East Somerset"),
        ("Somerset", "Somerset"),
        ("Newcastle", "Newcastle upon Tyne"),
    ],
)
def test_a_council_is_found_by_what_people_call_it(given, name):
    assert council_name(authority_code(given)) == name


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            "Kingston",
            "several councils: Kingston Upon Hull, City of (E06000010), Kingston upon Thames (E09000021). Say",
        ),
        ("North", "and 2 more. Say which."),
        ("Berkshire", "did you mean West Berkshire (E06000037)?"),
        ("Bournmouth", "Bournemouth, Christchurch and Poole (E06000058)"),
        ("Manchster", "did you mean Manchester (E08000003)"),
        ("Atlantis", "There is no council 'Atlantis' with children's services in England."),
        ("council", "There is no council 'council'"),
        ("999", "There is no council '999'"),
    ],
)
def test_what_names_none_or_several_is_refused_with_those_that_may_be_meant(given, says):
    with pytest.raises(NotKnown) as refusal:
        authority_code(given)
    assert says in str(refusal.value)


def test_a_list_of_providers_names_councils_whole():
    assert authority_named("Bournemouth") is None


def test_numbers_are_those_that_dfe_publishes(shared):
    published = {}
    for file in (shared / "published").glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as rows:
            published |= {row.get("new_la_code"): row.get("old_la_code") for row in csv.DictReader(rows)}
    known = {code: number for code, number in published.items() if code in authorities() and number}
    assert {code: authorities()[code].number for code in known} == known
