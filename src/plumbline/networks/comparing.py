"""Comparing within a network: one council beside others, and the fits that a network is exported with."""

from collections.abc import Mapping
from typing import Any

from plumbline.comparing.applying.comparison import Comparison, comparison, peers_of
from plumbline.comparing.applying.fitted import observed
from plumbline.comparing.fitting.fit import fit
from plumbline.comparing.network_wide.across import Across, across_rule
from plumbline.comparing.network_wide.case_systems import of_case_systems
from plumbline.networks.likeness import UNTOLD
from plumbline.networks.network import Key, Network
from plumbline.profiles.profile import Profile


def compared_with(network: Network, own: Key, group: set[str]) -> Comparison:
    """One profile of a network beside the councils of a group."""
    mine = network.profiles[own]
    like, not_comparable = peers_of(mine, network.profiles.values(), group)
    fits = fit({code: observed(profile) for code, profile in like.items()})
    return comparison(mine, like, not_comparable, fits, network.profiles.values())


def side_by_side(network: Network, first: Key, groups: Mapping[str, set[str]]) -> Across:
    """All councils of a network that can stand beside one profile, each held against its group of those."""
    from plumbline.comparing.network_wide.in_bulk import compare_all  # SciPy takes a while to import

    councils, not_comparable = _cohort(network, first)
    counts = {council: observed(profile) for council, profile in councils.items()}
    peers = {council: sorted(groups[council] & set(councils) - {council}) for council in councils}
    verdicts = {
        council: {rule.code: rule.verdict for rule in compared}
        for council, compared in compare_all(counts, peers).items()
    }
    codes = sorted({code for profile in councils.values() for code in (*profile.ran, *profile.skipped)})
    rules = [
        across_rule(code, councils, {council: verdicts[council].get(code, "not_checked") for council in councils})
        for code in codes
    ]
    systems = {council: network.members[council].case_system for council in councils if council in network.members}
    told = {council: system for council, system in systems.items() if system not in UNTOLD}
    rules.sort(key=lambda rule: (-len(rule.apart), -rule.councils.with_it.lo, rule.code))
    return Across(
        councils[first.authority], councils, systems, not_comparable, rules, *of_case_systems(codes, councils, told)
    )


def fitted_cohorts(network: Network, without: str = "") -> list[dict[str, Any]]:
    """For each year and stage the fits to all councils whose newest profiles can stand beside one another.

    A council that is to be compared with them is left out: ``without``.
    """
    newest: dict[tuple[int, str], Key] = {}
    for key in network.profiles:
        if key.authority != without:
            of = (key.year, key.stage)
            newest[of] = max(newest.get(of, key), key, key=lambda one: (one.as_at, one.authority))
    return [_fitted_cohort(network, newest[of], without) for of in sorted(newest)]


def _cohort(network: Network, key: Key) -> tuple[dict[str, Profile], dict[str, str]]:
    """A profile and those of all other councils that can stand beside it, by council; and why others can't."""
    first = network.profiles[key]
    like, not_comparable = peers_of(first, network.profiles.values(), {one.authority for one in network.profiles})
    return dict(sorted({**like, key.authority: first}.items())), not_comparable


def _fitted_cohort(network: Network, key: Key, without: str) -> dict[str, Any]:
    like, not_comparable = _cohort(network, key)
    like.pop(without, None)
    not_comparable.pop(without, None)
    fits = fit({code: observed(profile) for code, profile in like.items()})
    first = network.profiles[key]
    return {
        "collection_year": first.year,
        "rulebook": first.edition,
        "stage": first.stage,
        "as_at": first.as_at.isoformat(),
        "peers": {code: profile.as_at.isoformat() for code, profile in like.items()},
        "not_comparable": not_comparable,
        "rules": {code: rule.as_numbers() for code, rule in sorted(fits.items())},
    }
