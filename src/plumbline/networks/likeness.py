"""How like one council another is: whose advice comes first. The one home of what "a council like yours" means there."""

from collections.abc import Mapping
from dataclasses import dataclass

from plumbline.model.authorities import authorities
from plumbline.networks.members import Member
from plumbline.profiles.profile import Count

#: Of similar size: the one checked at most so many times as many children as the other, whatever bands hide.
SIMILAR = 1.5

#: Case systems that don't say which system it is.
SYSTEM_NOT_NAMED = ("unknown", "other")


@dataclass(frozen=True)
class Likeness:
    """What two councils have in common, what matters most first."""

    same_case_system: bool = False
    same_region: bool = False
    similar_size: bool = False

    @property
    def unlike(self) -> tuple[bool, bool, bool]:
        """Sorts the most alike first."""
        return not self.same_case_system, not self.same_region, not self.similar_size


def likeness(asks: Member | None, other: Member, checked: Mapping[str, Count]) -> Likeness:
    """How like the council that ``asks`` another is; ``checked`` are the children each checked, where that is known."""
    if asks is None:
        return Likeness()
    return Likeness(
        asks.case_system == other.case_system and asks.case_system not in SYSTEM_NOT_NAMED,
        authorities()[asks.authority].region == authorities()[other.authority].region,
        _similar(checked.get(asks.authority), checked.get(other.authority)),
    )


def _similar(one: Count | None, other: Count | None) -> bool:
    if one is None or other is None:
        return False
    return 0 < max(one.hi, other.hi) <= SIMILAR * min(one.lo, other.lo)
