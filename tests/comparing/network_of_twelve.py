"""A network of twelve councils in which one has an error that no other has."""

from datetime import date

from plumbline.model.authorities import authorities
from plumbline.networks.folder import create, write_member, write_profile
from plumbline.networks.network import Member
from plumbline.profiles.disclosure import rounded
from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts
from plumbline.rules.compiled import codes_in_force, rulebook_of

OWN = "E08000003"
NORTH_WEST = [code for code, one in authorities().items() if one.region == "North West" and code != OWN][:6]
ELSEWHERE = [code for code, one in authorities().items() if one.region == "London"][:5]
MINE = "501"
CODES = [MINE, *sorted(codes_in_force(2026) - {MINE, "101"})[:119]]


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
        "authority": authority, "year": 2026, "edition": rulebook_of(2026).edition, "stage": "raw", "as_at": date(2026, 5, 1),
        "case_system": "mosaic", "version": "0.1", "disclosure": Disclosure("exact"), "children": exact(500),
        "tables": {}, "ran": ran, "skipped": {"101": "needs_table"},
    }  # fmt: skip
    return Profile(**given | changed)


def write_network(folder, *, exactly=True, title="Twelve"):
    create(folder, title)
    for code in (OWN, *NORTH_WEST, *ELSEWHERE):
        one = profile(code, 63 if code == OWN else 0)
        write_profile(folder, one if exactly else rounded(one), codes_in_force)
        write_member(folder, Member(code, "mosaic" if code in (OWN, *ELSEWHERE) else "azeus"))
    return folder
