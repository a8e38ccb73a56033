"""Peers that are fitted here, from the profiles of a network: for one council, and for an export."""

from dataclasses import dataclass

from plumbline.comparing.applying.comparison import peers_of
from plumbline.comparing.applying.fitted import observed
from plumbline.comparing.fitting.fit import fit
from plumbline.networks.choosing import ALL, PeerGroup, peer_group, read_beside
from plumbline.networks.cohorts import Cohort
from plumbline.networks.comparing import FittedPeers
from plumbline.networks.network import Key, Network
from plumbline.networks.store import NetworkStore
from plumbline.profiles.profile import Profile


@dataclass(frozen=True)
class NetworkPeers:
    """The councils of a group in the network itself."""

    group: PeerGroup = ALL

    def read(self, store: NetworkStore, own: Profile) -> Network:
        """The profile with the nearest of every other council."""
        return read_beside(store, own)

    def fitted(self, own: Profile, network: Network) -> FittedPeers:
        """The councils of the group that can be compared, fitted."""
        group = peer_group(network, own.authority, self.group)
        like, not_comparable = peers_of(own, network.profiles.values(), group)
        return FittedPeers(like, not_comparable, fit({code: observed(profile) for code, profile in like.items()}))


def fitted_cohorts(network: Network, without: str = "") -> list[Cohort]:
    """For each year and stage the fits to all councils whose newest profiles can stand beside one another.

    A council that is to be compared with them is left out: ``without``.
    """
    newest: dict[tuple[int, str], Key] = {}
    for key in network.profiles:
        if key.authority != without:
            of = (key.year, key.stage)
            newest[of] = max(newest.get(of, key), key, key=lambda one: (one.as_at, one.authority))
    return [_fitted_cohort(network, newest[of], without) for of in sorted(newest)]


def cohort_of(network: Network, key: Key) -> tuple[dict[str, Profile], dict[str, str]]:
    """A profile and those of all other councils that can stand beside it, by council; and why others can't."""
    first = network.profiles[key]
    like, not_comparable = peers_of(first, network.profiles.values(), {one.authority for one in network.profiles})
    return dict(sorted({**like, key.authority: first}.items())), not_comparable


def _fitted_cohort(network: Network, key: Key, without: str) -> Cohort:
    like, not_comparable = cohort_of(network, key)
    like.pop(without, None)
    not_comparable.pop(without, None)
    fits = dict(sorted(fit({code: observed(profile) for code, profile in like.items()}).items()))
    first = network.profiles[key]
    return Cohort(
        first.year,
        first.stage,
        first.as_at,
        {code: first.edition(code) for code in fits},
        {code: profile.as_at for code, profile in like.items()},
        not_comparable,
        fits,
    )
