"""A network's export: one file with which a return is compared as it is in the network's folder."""

import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from network_of_twelve import MINE, NORTH_WEST, OWN, write_network

from plumbline.cli.app import app
from plumbline.faults import BadInput
from plumbline.networks.advice import advice
from plumbline.networks.choosing import own_key, peer_group
from plumbline.networks.comparing import compared_with
from plumbline.networks.exporting import compared_with_export, unpacked
from plumbline.networks.folder import read_network, write_adoption, write_solution
from plumbline.networks.network import Member
from plumbline.networks.solutions import to_fill_in
from plumbline.rules.compiled import codes_in_force


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = write_network(tmp_path_factory.mktemp("network") / "network")
    write_solution(made, "501-x", to_fill_in("501-x", MINE, Member(NORTH_WEST[0], "azeus"), date(2026, 5, 1)))
    write_adoption(made, "501-x", NORTH_WEST[0], date(2026, 5, 1))
    return made


@pytest.fixture(scope="module")
def own(folder):
    network = read_network(folder, codes_in_force)
    return network.profiles[own_key(network.profiles, OWN)]


@pytest.fixture
def export(folder, tmp_path):
    def made(*options):
        file = tmp_path / "network.zip"
        done = CliRunner().invoke(app, ["network", "export", str(folder), "--out", str(file), *options])
        assert done.exit_code == 0, done.output
        return unpacked(file.read_bytes(), file.name, tmp_path / "unpacked")

    return made


def test_it_gives_the_verdicts_and_advice_of_the_network_itself(folder, own, export):
    network = read_network(folder, codes_in_force)
    here = compared_with(network, own_key(network.profiles, OWN), peer_group(network, OWN, "all", str))
    there, exported = compared_with_export(export("--for", OWN), own, codes_in_force)
    assert [(rule.code, rule.verdict, rule.children) for rule in there.rules] == [
        (rule.code, rule.verdict, rule.children) for rule in here.rules
    ]
    assert next(rule for rule in there.rules if rule.code == MINE).verdict == "only_you"
    assert list(there.peers) == list(here.peers)
    assert there.trends == here.trends
    assert advice(exported, there) == advice(network, here)
    assert [list(one.solution.adopted) for one in advice(exported, there)[MINE].solutions] == [[NORTH_WEST[0]]]


def test_a_council_is_never_its_own_peer(own, export):
    with pytest.raises(BadInput, match=f"--for {OWN}"):
        compared_with_export(export(), own, codes_in_force)


@pytest.mark.parametrize("unlike", [{"stage": "submitted"}, {"edition": "2026.1"}, {"as_at": date(2026, 6, 1)}])
def test_only_like_is_compared_with_like(own, export, unlike):
    with pytest.raises(BadInput, match="nothing like this return"):
        compared_with_export(export("--for", OWN), replace(own, **unlike), codes_in_force)


def test_the_same_network_gives_the_same_file(folder, tmp_path):
    for name in ("one.zip", "two.zip"):
        CliRunner().invoke(app, ["network", "export", str(folder), "--out", str(tmp_path / name)])
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04 cut off"])
def test_another_file_is_refused(tmp_path, content):
    with pytest.raises(BadInput, match="not a network's export"):
        unpacked(content, "some.json", tmp_path / "unpacked")


def test_another_version_is_refused(tmp_path):
    file = tmp_path / "later.zip"
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("fitted.json", json.dumps({"schema": "plumbline/network-export/2"}))
    with pytest.raises(BadInput, match="network-export/1"):
        unpacked(file.read_bytes(), file.name, tmp_path / "unpacked")
