"""Comparing a council within a network: the one way there, for a terminal, a page and whatever else asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from plumbline.comparing.applying.comparison import Comparison, comparison
from plumbline.comparing.applying.fitted import FittedRule
from plumbline.networks.advice import Advice, advice
from plumbline.networks.choosing import Choice, chosen_profile
from plumbline.networks.network import Network
from plumbline.networks.store import NetworkStore
from plumbline.profiles.profile import Profile
from plumbline.progress import Progress, unheard


@dataclass(frozen=True)
class FittedPeers:
    """The profiles of the peers by council, why others can't be compared, and what was fitted to the peers by rule."""

    profiles: Mapping[str, Profile]
    not_comparable: Mapping[str, str]
    fits: Mapping[str, FittedRule]


class Peers(Protocol):
    """Where peers come from: fitted here (``fitting``), or long ago and exported (``exporting``)."""

    def read(self, store: NetworkStore, own: Profile) -> Network:
        """What of a network is needed to compare a profile, which need not be in it."""

    def fitted(self, own: Profile, network: Network) -> FittedPeers:
        """The peers of a profile; BadInput where it has none of the kind."""


@dataclass(frozen=True)
class CouncilRequest:
    """What is to be compared, a profile of the network or one that is not in it yet, and with whom."""

    own: Choice | Profile
    peers: Peers


@dataclass(frozen=True)
class CouncilCompared:
    """A council beside its peers, the advice on every error that is told in full, and what in the network is damaged.

    ``made_up``: the network is, or a profile that was compared; ``comparison`` knows which where not all are.
    """

    network: str
    comparison: Comparison
    advice: Mapping[str, Advice]
    damaged: tuple[str, ...]
    made_up: bool


def compare_council(store: NetworkStore, asked: CouncilRequest, progress: Progress = unheard) -> CouncilCompared:
    """One council of a network beside others. BadInput where the profile is not there, can't be read or has no peers."""
    progress("Reading the network", 0.0)
    own = chosen_profile(store, asked.own) if isinstance(asked.own, Choice) else asked.own
    network = asked.peers.read(store, own)
    progress("Working out what is usual at peers", 0.3)
    peers = asked.peers.fitted(own, network)
    compared = comparison(own, peers.profiles, peers.not_comparable, peers.fits, network.profiles.values())
    made_up = network.made_up or any(one.made_up for one in (own, *peers.profiles.values()))
    if not compared.in_full:
        return CouncilCompared(network.title, compared, {}, network.damaged, made_up)
    progress("Looking for what helped elsewhere", 0.7)
    whole = store.read(rules=[rule.code for rule in compared.in_full])
    damaged = tuple(dict.fromkeys([*network.damaged, *whole.damaged]))
    return CouncilCompared(network.title, compared, advice(whole, compared), damaged, made_up)
