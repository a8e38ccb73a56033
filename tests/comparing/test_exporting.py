"""A network's export: one file with which a return is compared as it is in the network's folder."""

import json
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from network_of_twelve import (
    MENDED,
    MINE,
    NORTH_WEST,
    OF_VERSION_1,
    OWN,
    compared_in,
    put_solution,
    store_of,
    write_network,
)

from filled_in import filled_in
from plumbline.cli.app import app
from plumbline.faults import BadInput
from plumbline.files import zipped
from plumbline.networks.comparing import CouncilRequest, compare_council
from plumbline.networks.exporting import unpacked
from plumbline.networks.members import Member
from plumbline.rules.compiled import codes_in_force


def packed(**fitted):
    """An export with nothing but what was fitted."""
    return zipped([("fitted.json", json.dumps(fitted))])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = write_network(tmp_path_factory.mktemp("network") / "network")
    put_solution(made, "501-x", filled_in("501-x", MINE, Member(NORTH_WEST[0], "azeus"), date(2026, 5, 1)))
    store_of(made).put_adoption("501-x", NORTH_WEST[0], date(2026, 5, 1))
    return made


@pytest.fixture(scope="module")
def own(folder):
    return compared_in(store_of(folder)).comparison.own


@pytest.fixture
def export(folder, tmp_path):
    def made(*options):
        file = tmp_path / "network.zip"
        done = CliRunner().invoke(app, ["network", "export", str(folder), "--out", str(file), *options])
        assert done.exit_code == 0, done.output
        return unpacked(file.read_bytes(), file.name, tmp_path / "unpacked", codes_in_force)

    return made


def beside(export, own):
    """A profile that is not in the network beside the peers of its export."""
    return compare_council(export.store, CouncilRequest(own, export.peers))


def test_it_gives_the_verdicts_and_advice_of_the_network_itself(folder, own, export):
    here, there = compared_in(store_of(folder)), beside(export("--for", OWN), own)
    assert [(rule.code, rule.verdict, rule.children) for rule in there.comparison.rules] == [
        (rule.code, rule.verdict, rule.children) for rule in here.comparison.rules
    ]
    assert next(rule for rule in there.comparison.rules if rule.code == MINE).verdict == "only_you"
    assert list(there.comparison.peers) == list(here.comparison.peers)
    assert there.comparison.trends == here.comparison.trends
    assert there.advice == here.advice
    assert [list(one.solution.adopted) for one in there.advice[MINE].solutions] == [[NORTH_WEST[0]]]


def test_a_council_is_never_its_own_peer(own, export):
    with pytest.raises(BadInput, match=f"--for {OWN}"):
        beside(export(), own)


@pytest.mark.parametrize("unlike", [{"stage": "submitted"}, OF_VERSION_1, {"as_at": date(2026, 6, 1)}])
def test_only_like_is_compared_with_like(own, export, unlike):
    with pytest.raises(BadInput, match="nothing like this return"):
        beside(export("--for", OWN), replace(own, **unlike))


def test_a_rule_that_was_mended_since_the_export_is_the_only_one_that_is_not_compared(own, export):
    mended = replace(own, editions={**own.editions, MENDED: "another"})
    found = {rule.code: rule for rule in beside(export("--for", OWN), mended).comparison.rules}
    without_fit = {code for code, rule in found.items() if rule.fit is None}
    assert without_fit == {MENDED, "101"}


def test_the_same_network_gives_the_same_file(folder, tmp_path):
    for name in ("one.zip", "two.zip"):
        CliRunner().invoke(app, ["network", "export", str(folder), "--out", str(tmp_path / name)])
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04 cut off"])
def test_another_file_is_refused(tmp_path, content):
    with pytest.raises(BadInput, match="not a network's export"):
        unpacked(content, "some.json", tmp_path / "unpacked", codes_in_force)


def test_another_version_is_refused(tmp_path):
    with pytest.raises(BadInput, match="network-export/2"):
        unpacked(packed(schema="plumbline/network-export/3"), "later.zip", tmp_path / "unpacked", codes_in_force)


@pytest.mark.parametrize("cohorts", [{}, {"cohorts": None}, {"cohorts": {}}, {"cohorts": "all"}, {"cohorts": 3}])
def test_an_export_without_its_cohorts_is_refused(tmp_path, cohorts):
    content = packed(schema="plumbline/network-export/2", **cohorts)
    with pytest.raises(BadInput, match=r"network\.zip: fitted\.json in it has no list 'cohorts'"):
        unpacked(content, "network.zip", tmp_path / "unpacked", codes_in_force)


@pytest.mark.parametrize("cohort", [None, 3, {}, {"collection_year": 2026, "rules": []}])
def test_an_export_with_a_damaged_cohort_is_refused(tmp_path, cohort):
    content = packed(schema="plumbline/network-export/2", cohorts=[cohort])
    with pytest.raises(BadInput, match=r"network\.zip: a cohort of its fitted\.json is damaged"):
        unpacked(content, "network.zip", tmp_path / "unpacked", codes_in_force)
