"""A network that is kept in memory only: a made-up one, to compare without writing it down first."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from itertools import count

from plumbline.networks.members import Member
from plumbline.networks.network import Key, Network, key_of
from plumbline.networks.solutions import solution
from plumbline.networks.store import Wanted, everything
from plumbline.profiles.profile import Profile


class MemoryStore:
    """A network store that forgets everything with the process."""

    def __init__(self, network: Network):
        self._network = network

    def keys(self) -> list[Key]:
        """The keys of all profiles."""
        return list(self._network.profiles)

    def read(self, wanted: Wanted = everything, rules: Collection[str] = ()) -> Network:
        """The network with the profiles wanted; of all their rules, for nothing is saved by leaving some out."""
        return replace(self._network, profiles={key: one for key, one in self._network.profiles.items() if wanted(key)})

    def put_profile(self, profile: Profile) -> None:
        """Keeps a profile."""
        self._keep(profiles={**self._network.profiles, key_of(profile): profile})

    def put_member(self, member: Member) -> None:
        """Keeps a member."""
        self._keep(members={**self._network.members, member.authority: member})

    def new_solution(self, stem: str, text: Callable[[str], str]) -> str:
        """Keeps a solution under a name that is free."""
        names = (f"{stem}{'' if number == 1 else f'-{number}'}" for number in count(1))
        name = next(name for name in names if name not in self._network.solutions)
        self._keep(solutions={**self._network.solutions, name: solution(name, text(name))})
        return name

    def remove_profiles(self, keys: Collection[Key]) -> None:
        """Forgets profiles."""
        self._network = self._network.without(keys)

    def remove_council(self, authority: str) -> None:
        """Forgets all that is of a council but what it wrote."""
        self._network = self._network.without_council(authority)

    def put_adoption(self, solution: str, authority: str, since: date) -> None:
        """Notes since when a council does what a solution says."""
        one = self._network.solutions[solution]
        adopted = replace(one, adopted={**one.adopted, authority: since})
        self._keep(solutions={**self._network.solutions, solution: adopted})

    def _keep(self, **changed: object) -> None:
        self._network = replace(self._network, **changed)  # type: ignore[arg-type]
