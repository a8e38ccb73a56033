"""The page's comparison: the same as the command line's, of the same return in the same network."""

from dataclasses import replace

import pytest

from plumbline.cli.sampling_networks import made_up
from plumbline.networks.comparing import CouncilRequest, compare_council
from plumbline.networks.exporting import exported
from plumbline.networks.fitting import NetworkPeers, fitted_cohorts
from plumbline.networks.memory import MemoryStore
from plumbline.profiles.document import profile_from_json
from plumbline.reporting.comparison.words import sentence
from plumbline.rules.compiled import codes_in_force
from plumbline.synthetic import sample

COUNCIL = "E08000003"


@pytest.fixture(scope="module")
def network():
    """Eight councils over a year, the one whose return is compared not among them."""
    made, _ = made_up(8, 12, 3)
    profiles = {key: one for key, one in made.profiles.items() if key.authority != COUNCIL}
    return replace(made, profiles=profiles, made_up=False)


def test_a_return_is_compared_with_its_exact_counts_as_on_the_command_line(ask, network, tmp_path):
    sample(COUNCIL, 60, 2026, 3, 0.3, tmp_path)
    for path in sorted((tmp_path / "this_year").glob("*.csv")):
        ask("take", path.read_bytes(), key=path.stem, name=path.name, place="this_year")
    ask("check", year=2026, authority=COUNCIL, accepted={}, only="")
    newest = max(key.as_at for key in network.profiles if (key.year, key.stage) == (2026, "raw"))
    said = {
        "stage": "raw",
        "as_at": newest.isoformat(),
        "case_system": "mosaic",
        "exact": False,
        "despite_faults": False,
    }
    content = exported(network, fitted_cohorts(network, COUNCIL), codes_in_force)
    shown = ask("compare", content, name="network.zip", **said)
    own = profile_from_json(ask("save", file="profile.json", **said | {"exact": True}), codes_in_force)
    there = compare_council(MemoryStore(network), CouncilRequest(own, NetworkPeers())).comparison
    assert shown["sentence"] == f"{sentence(there)}."
    assert [rule["code"] for rule in shown["distinctive"]] == [rule.code for rule in there.distinctive]
    assert sum(len(group["rules"]) for group in shown["others"]) + len(there.distinctive) == len(there.rules)
    assert f"Compared with {len(there.peers)} councils" in shown["about"]
    page = ask("save", file="comparison.html")
    assert page.startswith(b"<!doctype html>")
    assert b"<title>Made-up data: " in page  # the return is, whatever the network says of itself
