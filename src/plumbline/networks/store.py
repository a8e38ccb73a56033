"""Where a network is kept: what every kind of store can do. A folder is one (``folder``), memory another (``memory``)."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Protocol

from plumbline.networks.members import Member
from plumbline.networks.network import Key, Network
from plumbline.profiles.profile import Profile

#: Which profiles are to be read.
Wanted = Callable[[Key], bool]


def everything(_: Key) -> bool:
    """Every profile is to be read."""
    return True


def nothing(_: Key) -> bool:
    """No profile is to be read."""
    return False


class NetworkStore(Protocol):
    """A network that is kept somewhere. Writes are whole or not at all."""

    def keys(self) -> list[Key]:
        """The keys of all profiles; none is read, so a damaged one is among them."""

    def read(self, wanted: Wanted = everything, rules: Collection[str] = ()) -> Network:
        """The network with the profiles wanted, or of them the counts of some ``rules`` alone, which is quick.

        What is damaged is named in it, and the rest is read.
        """

    def put_profile(self, profile: Profile) -> None:
        """Keeps a profile, in the place of one of the same key."""

    def put_member(self, member: Member) -> None:
        """Keeps what is known of a member."""

    def new_solution(self, stem: str, text: Callable[[str], str]) -> str:
        """Keeps a solution's Markdown under the first name that is free, the stem or the stem with a number; gives the name."""

    def remove_profiles(self, keys: Collection[Key]) -> None:
        """Takes out profiles that are there."""

    def remove_council(self, authority: str) -> None:
        """Takes out all that is of a council but what it wrote: its profiles, what is known of it, what it adopted."""

    def put_adoption(self, solution: str, authority: str, since: date) -> None:
        """Notes since when a council does what a solution says."""
