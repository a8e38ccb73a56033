"""Comparing all councils of a network at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from plumbline.comparing.applying.fitted import observed
from plumbline.comparing.network_wide.across import Across, across_rule
from plumbline.comparing.network_wide.case_systems import of_case_systems
from plumbline.networks.choosing import ALL, NEWEST, Choice, PeerGroup, chosen_profile, peer_groups, read_beside
from plumbline.networks.fitting import cohort_of
from plumbline.networks.likeness import SYSTEM_NOT_NAMED
from plumbline.networks.network import Key, Network, key_of
from plumbline.networks.store import NetworkStore
from plumbline.progress import Progress, part_of, unheard


@dataclass(frozen=True)
class NetworkRequest:
    """The profile beside which all must be able to stand, and with which others each council is compared."""

    first: Choice = NEWEST
    peers: PeerGroup = ALL


@dataclass(frozen=True)
class NetworkCompared:
    """All councils beside one another, and what in the network is damaged."""

    network: str
    across: Across
    damaged: tuple[str, ...]
    made_up: bool


def compare_network(store: NetworkStore, asked: NetworkRequest, progress: Progress = unheard) -> NetworkCompared:
    """All councils of a network. BadInput where the profile asked for is not there or can't be read."""
    progress("Reading the network", 0.0)
    first = chosen_profile(store, asked.first)
    network = read_beside(store, first)
    across = side_by_side(network, key_of(first), peer_groups(network, asked.peers), part_of(progress, 0.2, 1.0))
    made_up = network.made_up or any(one.made_up for one in across.councils.values())
    return NetworkCompared(network.title, across, network.damaged, made_up)


def side_by_side(network: Network, first: Key, groups: Mapping[str, set[str]], progress: Progress = unheard) -> Across:
    """All councils of a network that can stand beside one profile, each held against its group of those.

    A rule is that which ``first`` has: of others, counts of another edition are left out.
    """
    from plumbline.comparing.network_wide.in_bulk import compare_all  # SciPy takes a while to import

    councils, not_comparable = cohort_of(network, first)
    counts = {council: observed(profile) for council, profile in councils.items()}
    peers = {council: sorted(groups[council] & set(councils) - {council}) for council in councils}
    verdicts = {
        council: {rule.code: rule.verdict for rule in compared}
        for council, compared in compare_all(counts, peers, part_of(progress, 0.0, 0.8)).items()
    }
    progress("Comparing case systems", 0.8)
    codes = sorted({code for profile in councils.values() for code in (*profile.ran, *profile.skipped)})
    rules = [
        across_rule(code, councils, {council: verdicts[council].get(code, "not_checked") for council in councils})
        for code in codes
    ]
    systems = {council: network.members[council].case_system for council in councils if council in network.members}
    named = {council: system for council, system in systems.items() if system not in SYSTEM_NOT_NAMED}
    rules.sort(key=lambda rule: (-len(rule.apart), -rule.councils.with_it.lo, rule.code))
    return Across(
        councils[first.authority], councils, systems, not_comparable, rules, *of_case_systems(codes, councils, named)
    )
