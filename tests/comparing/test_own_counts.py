"""``compare --own``: a council's exact counts, which never enter the network."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from network_of_twelve import ELSEWHERE, MINE, OWN, profile, write_network

from plumbline.cli.app import app
from plumbline.profiles.document import profile_to_json
from plumbline.rules.compiled import codes_in_force

EXACT = profile(OWN, 63)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_network(tmp_path_factory.mktemp("rounded") / "network", exactly=False)


@pytest.fixture
def compare(folder, tmp_path):
    def run(own, *given):
        file = tmp_path / "own.json"
        file.write_text(profile_to_json(own, codes_in_force))
        return CliRunner().invoke(app, ["compare", "--network", str(folder), "--own", str(file), *given])

    return run


def test_the_council_is_compared_by_its_exact_counts_and_the_network_stays_as_it_was(compare, folder):
    before = {path: path.read_bytes() for path in folder.rglob("*.json")}
    first = json.loads(compare(EXACT, "--json").output)["rules"][0]
    assert (first["code"], first["children"], first["peers_with"]) == (MINE, 63, [0, 11])
    assert {path: path.read_bytes() for path in folder.rglob("*.json")} == before


def test_both_kinds_of_counts_are_said(compare):
    said = compare(EXACT, "--authority", OWN).output
    assert "Your counts are exact." in said
    assert "The peers' counts are in bands: 0 to 5, 6 to 10 and so on" in said


@pytest.mark.parametrize(
    ("own", "given", "says"),
    [
        (
            profile(ELSEWHERE[0]),
            ["--authority", OWN],
            "is of City of London (E09000001), not of Manchester (E08000003)",
        ),
        (EXACT, ["--stage", "submitted"], "is of stage raw, not of stage submitted"),
        (EXACT, ["--year", "2025"], "is of collection year 2026, not of collection year 2025"),
        (EXACT, ["--as-at", "2026-04-30"], "was taken on 01/05/2026, after 30/04/2026"),
        (replace(EXACT, year=2027), [], "is of collection year 2027, and the newest in the network is of 2026"),
        (EXACT, ["--network-wide"], "--own is for one council beside its peers"),
    ],
)
def test_a_profile_of_something_else_is_refused(compare, own, given, says):
    assert says in str(compare(own, *given).exception)


def test_a_file_that_is_no_profile_is_refused_by_name(folder, tmp_path):
    (tmp_path / "own.json").write_text("{")
    for name in ("own.json", "none.json"):
        done = CliRunner().invoke(app, ["compare", "--network", str(folder), "--own", str(tmp_path / name)])
        assert name in str(done.exception)
