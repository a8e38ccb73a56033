"""Taking a council, or some of its profiles, out of a network."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from plumbline.faults import BadInput
from plumbline.model.authorities import authorities
from plumbline.networks.network import Key, Network
from plumbline.networks.store import NetworkStore, nothing
from plumbline.wording import counted


@dataclass(frozen=True)
class Which:
    """Which profiles of a council: of a day, a collection year or a stage, or several of these; with none, the council."""

    as_at: date | None = None
    year: int = 0
    stage: str = ""

    def fits(self, key: Key) -> bool:
        """Whether a profile is one of them."""
        return self.as_at in (None, key.as_at) and self.year in (0, key.year) and self.stage in ("", key.stage)


@dataclass(frozen=True)
class Removal:
    """What is to be taken out: some profiles, or the ``whole`` council; and what stays, by names of solutions."""

    authority: str
    keys: tuple[Key, ...]
    whole: bool
    adopted: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()


def removal(store: NetworkStore, authority: str, which: Which) -> Removal:
    """What would be taken out; BadInput where the network has nothing of the kind."""
    if authority not in authorities():
        raise BadInput("Say which council is to be taken out.")
    keys = sorted(key for key in store.keys() if key.authority == authority)  # noqa: SIM118
    fitting = tuple(key for key in keys if which.fits(key))
    if which != Which():
        if not fitting:
            raise BadInput(f"The network has no such profile of {authorities()[authority]}. It has: {_listed(keys)}.")
        return Removal(authority, fitting, whole=False)
    network = store.read(nothing)
    adopted = tuple(name for name, one in sorted(network.solutions.items()) if authority in one.adopted)
    if not keys and authority not in network.members and not adopted:
        raise BadInput(f"The network has nothing of {authorities()[authority]}.")
    return Removal(authority, fitting, True, adopted, _written_by(network, authority))


def remove(store: NetworkStore, what: Removal) -> None:
    """Takes it out, all or nothing."""
    if what.whole:
        store.remove_council(what.authority)
    else:
        store.remove_profiles(what.keys)


def in_words(what: Removal) -> Iterator[str]:
    """What is taken out and what stays, a line each."""
    yield f"{authorities()[what.authority]}: {counted(len(what.keys), 'profile')}: {_listed(what.keys)}"
    if what.whole:
        yield "its case system and its contact"
    if what.adopted:
        yield f"since when it does what these solutions say: {', '.join(what.adopted)}"
    if what.stays:
        yield f"What it wrote stays, for others may use it: {', '.join(what.stays)}. Delete the files where it should go too."


def _written_by(network: Network, authority: str) -> tuple[str, ...]:
    return tuple(
        f"solutions/{name}.md" for name, one in sorted(network.solutions.items()) if one.authority == authority
    )


def _listed(keys: Collection[Key]) -> str:
    return "; ".join(f"{key.year} {key.stage}, {key.as_at:%d/%m/%Y}" for key in keys) or "none"
