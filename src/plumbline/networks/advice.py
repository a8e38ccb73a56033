"""For the errors that a council has and others don't, or have less often: what others did about them, and whom to call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plumbline.comparing.applying.comparison import Comparison, comes_before
from plumbline.comparing.applying.peers import same_edition
from plumbline.networks.evidence import Tried, tried
from plumbline.networks.likeness import Likeness, likeness
from plumbline.networks.members import Member
from plumbline.networks.network import Network
from plumbline.profiles.profile import Profile


@dataclass(frozen=True)
class ToCall:
    """A peer that had an error and has it no longer: its profile with most children in error, and the one compared."""

    member: Member
    code: str
    then: Profile
    now: Profile
    likeness: Likeness

    @property
    def certain(self) -> bool:
        """Whether no child is in error now; else its band hides whether a few are."""
        return self.now.ran[self.code].children.hi == 0


@dataclass(frozen=True)
class Advice:
    """What there is on one rule, best first."""

    solutions: list[Tried]
    to_call: list[ToCall]


def advice(network: Network, compared: Comparison) -> dict[str, Advice]:
    """The advice on every error that is told in full; ``network`` with all profiles of the council and its peers."""
    asks = network.members.get(compared.own.authority)
    earlier = {
        council: [one for key, one in network.profiles.items() if key.authority == council and comes_before(one, now)]
        for council, now in (compared.peers.items() if compared.in_full else ())
    }
    return {
        rule.code: Advice(tried(network, rule.code, asks), to_call(network, compared, earlier, rule.code))
        for rule in compared.in_full
    }


def to_call(
    network: Network, compared: Comparison, earlier: Mapping[str, Sequence[Profile]], code: str
) -> list[ToCall]:
    """Peers known to have had an error that in the profile compared aren't known to have it; the most alike first."""
    asks = network.members.get(compared.own.authority)
    both = {compared.own.authority: compared.own, **compared.peers}
    checked = {council: one.ran[code].children_checked for council, one in both.items() if code in one.ran}
    found = []
    for council, now in compared.peers.items():
        then = _lost(now, earlier[council], code)
        if then and council in network.members:
            member = network.members[council]
            found.append(ToCall(member, code, then, now, likeness(asks, member, checked)))
    return sorted(found, key=_rank)


def _lost(now: Profile, earlier: Sequence[Profile], code: str) -> Profile | None:
    """The earlier profile with most children known to be in error, if there is one and the error is gone."""
    counts = now.ran.get(code)
    if counts is None or counts.children.lo or not counts.children_checked.lo:
        return None
    with_it = [one for one in earlier if code in one.ran and one.ran[code].children.lo and same_edition(one, now, code)]
    return max(with_it, key=lambda one: (one.ran[code].children.lo, one.as_at), default=None)


def _rank(one: ToCall) -> tuple[bool, tuple[bool, bool, bool], int, str]:
    return not one.certain, one.likeness.unlike, -one.then.ran[one.code].children.lo, one.member.authority
