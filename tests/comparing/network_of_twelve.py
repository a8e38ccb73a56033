"""A network of twelve councils in which one has an error that no other has."""

from dataclasses import replace
from datetime import date

from plumbline.model.authorities import authorities
from plumbline.networks.choosing import ALL, Choice
from plumbline.networks.comparing import CouncilRequest, compare_council
from plumbline.networks.fitting import NetworkPeers
from plumbline.networks.folder import FolderStore, create
from plumbline.networks.members import Member
from plumbline.profiles.disclosure import banded
from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts
from plumbline.rules.compiled import codes_in_force, rulebook_of
from plumbline.rules.released import released

OWN = "E08000003"
NORTH_WEST = [code for code, one in authorities().items() if one.region == "North West" and code != OWN][:6]
ELSEWHERE = [code for code, one in authorities().items() if one.region == "London"][:5]
MINE = "501"
CODES = [MINE, *sorted(codes_in_force(2026) - {MINE, "101"})[:119]]
EDITIONS = {code: rulebook_of(2026).in_force[code].edition for code in (*CODES, "101")}

#: A rule that had another edition in an earlier release, and that edition.
MENDED = next(code for code in CODES if len(released()[code]) > 1)
BEFORE = min(released()[MENDED] - {EDITIONS[MENDED]})

#: What of a profile is otherwise in the form's first version: one edition for all rules.
OF_VERSION_1 = {"editions": {}, "rulebook": "2026.1"}


def exact(number):
    return Count(number, number)


def profile(authority, mine=0, **changed):
    """Every council has a few errors of every fourth rule; ``mine`` children of 500 have the one of rule 501."""
    children = {code: 0 if place % 4 else 5 + (place + int(authority[-2:])) % 11 for place, code in enumerate(CODES)}
    ran = {
        code: RuleCounts(exact(900), exact(count), exact(500), exact(count))
        for code, count in (children | {MINE: mine}).items()
    }
    given = {
        "authority": authority, "year": 2026, "stage": "raw", "as_at": date(2026, 5, 1),
        "case_system": "mosaic", "version": "0.1", "disclosure": Disclosure("exact"), "children": exact(500),
        "tables": {}, "ran": ran, "skipped": {"101": "needs_table"}, "editions": EDITIONS,
    }  # fmt: skip
    return Profile(**given | changed)


def rounded(one):
    """A profile as older Plumblines shared it: 0 to 5 for every rule."""
    return replace(banded(one, joined=one.ran), disclosure=Disclosure("rounded", round_to=5))


def store_of(folder):
    return FolderStore(folder, codes_in_force)


def put(folder, *profiles):
    for one in profiles:
        store_of(folder).put_profile(one)


def put_solution(folder, name, text):
    (folder / "solutions" / f"{name}.md").write_text(text, "utf-8")


def compared_in(store, council=OWN, group=ALL):
    """A council of a network beside its peers, and the advice."""
    return compare_council(store, CouncilRequest(Choice(council), NetworkPeers(group)))


def write_network(folder, *, exactly=True, title="Twelve"):
    create(folder, title)
    for code in (OWN, *NORTH_WEST, *ELSEWHERE):
        one = profile(code, 63 if code == OWN else 0)
        put(folder, one if exactly else rounded(one))
        store_of(folder).put_member(Member(code, "mosaic" if code in (OWN, *ELSEWHERE) else "azeus"))
    return folder
