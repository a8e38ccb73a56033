"""Comparing within a network: one council beside others, and the fits that a network is exported with."""

from typing import Any

from plumbline.comparing.comparison import Comparison, comparison, peers_of
from plumbline.comparing.fitted import observed
from plumbline.comparing.fitting import fit
from plumbline.networks.network import Key, Network


def compared_with(network: Network, own: Key, group: set[str]) -> Comparison:
    """One profile of a network beside the councils of a group."""
    mine = network.profiles[own]
    like, not_comparable = peers_of(mine, network.profiles.values(), group)
    fits = fit({code: observed(profile) for code, profile in like.items()})
    return comparison(mine, like, not_comparable, fits, network.profiles.values())


def fitted_cohorts(network: Network) -> list[dict[str, Any]]:
    """For each year and stage the fits to all councils whose newest profiles can stand beside one another."""
    newest: dict[tuple[int, str], Key] = {}
    for key in network.profiles:
        of = (key.year, key.stage)
        newest[of] = max(newest.get(of, key), key, key=lambda one: (one.as_at, one.authority))
    return [_cohort(network, newest[of]) for of in sorted(newest)]


def _cohort(network: Network, key: Key) -> dict[str, Any]:
    first = network.profiles[key]
    like, _ = peers_of(first, network.profiles.values(), {one.authority for one in network.profiles})
    like[key.authority] = first
    fits = fit({code: observed(profile) for code, profile in like.items()})
    return {
        "collection_year": first.year,
        "rulebook": first.edition,
        "stage": first.stage,
        "as_at": first.as_at.isoformat(),
        "peers": sorted(like),
        "rules": {code: rule.as_numbers() for code, rule in sorted(fits.items())},
    }
