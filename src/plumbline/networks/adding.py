"""Adding a profile to a network: what is done with it, and what is said."""

from dataclasses import dataclass
from datetime import date

from plumbline.comparing.applying.peers import left_out, same_edition, taken_alike
from plumbline.faults import BadInput
from plumbline.model.authorities import authorities
from plumbline.networks.members import Member
from plumbline.networks.network import Key, Network, key_of
from plumbline.networks.store import NetworkStore
from plumbline.profiles.disclosure import LEAST_APART
from plumbline.profiles.profile import Profile
from plumbline.profiles.taken import refuse_to_come
from plumbline.wording import counted

#: What a profile says that names no case system.
_NOT_NAMED = "unknown"


@dataclass(frozen=True)
class Added:
    """What became of a profile: taken into the network or not, and why, in words."""

    taken: bool
    words: str


def add(store: NetworkStore, profile: Profile, *, contact: str = "", replace: bool = False) -> Added:
    """Adds a profile. BadInput if it is of no council or of a day to come; one that is there already is not taken again.

    With ``replace`` it corrects one that was made from a wrong file, and takes that one out: the one of the same council,
    day, year and stage, which is refused without, or else the nearest that is less than a month from it.
    """
    if profile.authority not in authorities():
        raise BadInput(f"authority: there is no council {profile.authority}.")
    refuse_to_come(profile.as_at)
    key = key_of(profile)
    network = store.read(lambda one: one.authority == key.authority or taken_alike(one, key))
    there = network.profiles.get(key)
    close = None if there and there != profile else _close(key, network)
    if there == profile and not (replace and close):
        return Added(False, " ".join([f"{key}: already there.", *_joined(store, profile, network, contact)]))
    if there and not replace:
        raise BadInput(f"another profile of {key} is there. Give --replace to put this one in its place.")
    damaged = there is None and key in store.keys()  # noqa: SIM118
    store.put_profile(profile)
    remarks = []
    if close and replace:
        store.remove_profiles([close])
        network = network.without([close])
        remarks.append(f"The one of {close.as_at:%d/%m/%Y}, which it corrects, was taken out.")
    remarks += _remarks(profile, network, there, damaged=damaged)
    if close and not replace:
        remarks.append(_too_soon(abs(close.as_at - key.as_at).days, close.as_at))
    return Added(True, " ".join([f"{key}: added.", *remarks, *_joined(store, profile, network, contact)]))


def _too_soon(days: int, other: date) -> str:
    return (
        f"It is only {counted(days, 'day')} from the one of {other:%d/%m/%Y}: share one a month at most. If that one was made "
        "from a wrong file, add this one again with --replace, which takes that one out."
    )


def _close(key: Key, network: Network) -> Key | None:
    """The council's nearest other profile of the year and stage, where it is less than a month from this one."""
    others = [
        other
        for other in network.profiles
        if other != key
        and (other.authority, other.year, other.stage) == (key.authority, key.year, key.stage)
        and abs(other.as_at - key.as_at) < LEAST_APART
    ]
    return min(others, key=lambda other: abs(other.as_at - key.as_at), default=None)


def _remarks(profile: Profile, network: Network, there: Profile | None, *, damaged: bool) -> list[str]:
    said = []
    if there and there != profile:
        said.append("It takes the place of the one that was there.")
    if damaged:
        said.append("It takes the place of a damaged file.")
    latest = network.latest(profile.authority, profile.year, profile.stage)
    if latest and latest.as_at > profile.as_at:
        said.append(f"It is older than the newest, of {latest.as_at:%d/%m/%Y}, which stays the one compared.")
    said += _on_editions(profile, network)
    if profile.made_up and not network.made_up:
        said.append("It is of made-up children, and marked as such wherever it is shown.")
    if profile.disclosure.method == "exact":
        said.append("Its counts are exact: fit for a network only where all members have agreed to that.")
    return said


def _on_editions(profile: Profile, network: Network) -> list[str]:
    """What can't be compared, for rules mean something else here and there."""
    said = []
    if unknown := sum(left_out([profile], code) for code in profile.skipped):
        said.append(
            f"{_rules(unknown)} of an edition that this Plumbline does not know: the counts were left out. "
            "Add it with the newest Plumbline."
        )
    others = [
        one for key, one in network.profiles.items() if key.authority != profile.authority and taken_alike(key, profile)
    ]
    mine = {code for code in profile.ran if any(code in other.ran for other in others)}
    if apart := len({code for code in mine if not any(same_edition(profile, other, code) for other in others)}):
        said.append(
            f"{_rules(apart)} of another edition than the others': of {'it' if apart == 1 else 'them'}, counts can't be "
            "compared with theirs until all use the same Plumbline."
        )
    return said


def _rules(number: int) -> str:
    return "1 of its rules is" if number == 1 else f"{number} of its rules are"


def _joined(store: NetworkStore, profile: Profile, network: Network, contact: str) -> list[str]:
    """Keeps the member where it is new or something about it has changed; says so."""
    mine = [key.as_at for key in network.profiles if key.authority == profile.authority]
    before = network.members.get(profile.authority)
    newest = profile.as_at >= max(mine, default=profile.as_at)
    system = _case_system(profile.case_system, before, newest=newest)
    now = Member(profile.authority, system, contact or (before.contact if before else ""))
    kept = (
        [f"It doesn't name a case system, so that stays {system}."] if newest and system != profile.case_system else []
    )
    if now == before:
        return kept
    store.put_member(now)
    if before is None:
        return [f"A new member, {now.council.region}."]
    changed = f"Its case system is now {system}." if system != before.case_system else "Its contact is changed."
    return [*kept, changed]


def _case_system(given: str, before: Member | None, *, newest: bool) -> str:
    """What is known of a member's case system: what its newest profile names; what none names overwrites nothing."""
    if before is None or before.case_system == _NOT_NAMED:
        return given
    return given if newest and given != _NOT_NAMED else before.case_system
