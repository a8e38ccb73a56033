"""``plumbline sample-network``: a made-up network, to try a comparison on."""

from importlib.metadata import version
from pathlib import Path

from plumbline.files import write_whole
from plumbline.networks.folder import create, write_adoption, write_member, write_profile, write_solution
from plumbline.networks.network import Member, Network, key_of
from plumbline.profiles.disclosure import rounded
from plumbline.rules.compiled import codes_in_force, rulebook_of
from plumbline.synthetic.network import made_up_network, truth_document


def run_sample_network(number: int, months: int, seed: int, exact: bool, out: Path) -> int:
    """Writes a made-up network and its truth."""
    network, truth = made_up(number, months, seed)
    create(out, network.title)
    for profile in network.profiles.values():
        write_profile(out, profile if exact else rounded(profile), codes_in_force)
    for member in network.members.values():
        write_member(out, member)
    for name, text in network.solutions.items():
        write_solution(out, name, text)
    for name, adopted in network.adopted.items():
        for council, day in adopted.items():
            write_adoption(out, name, council, day)
    write_whole(out / "truth.json", truth, shared=True)
    print(
        f"Written to {out}: {len(network.profiles)} profiles of {number} councils; what is true of them in truth.json."
    )
    return 0


def made_up(number: int, months: int, seed: int) -> tuple[Network, str]:
    """A made-up network in memory, its counts exact; and what is true of it, as a document."""
    made = made_up_network(
        number,
        months,
        seed,
        lambda year: rulebook_of(year).in_force,
        lambda year: rulebook_of(year).edition,
        version("plumbline"),
    )
    members = {
        profile.authority: Member(
            profile.authority, profile.case_system, f"performance.team@{profile.authority.lower()}.example"
        )
        for profile in made.profiles
    }
    profiles = {key_of(profile): profile for profile in made.profiles}
    title = f"A made-up network of {number} councils"
    return Network(title, members, profiles, made.solutions, made.adopted), truth_document(made)
