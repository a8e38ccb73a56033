"""``plumbline sample-network``: a made-up network, to try a comparison on."""

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from plumbline.cli.progress import shown_progress
from plumbline.files import write_whole
from plumbline.networks.files import network_files
from plumbline.networks.folder import create
from plumbline.networks.members import Member
from plumbline.networks.network import Network, key_of
from plumbline.networks.solutions import solution
from plumbline.profiles.disclosure import banded
from plumbline.profiles.sensitive import sensitive_rules
from plumbline.progress import Progress, part_of, unheard
from plumbline.rules.compiled import codes_in_force, rulebook_of
from plumbline.synthetic.network import made_up_network, truth_document
from plumbline.wording import counted


def run_sample_network(number: int, months: int, seed: int, exact: bool, out: Path) -> int:
    """Writes a made-up network and its truth."""
    with shown_progress(quiet=False) as progress:
        network, truth = made_up(number, months, seed, part_of(progress, 0.0, 0.4))
        if not exact:
            network = shared(network)
        create(out, network.title)
        for done, (name, content) in enumerate(network_files(network, codes_in_force)):
            progress("Writing", min(1.0, 0.4 + 0.6 * done / len(network.profiles)))
            write_whole(out / name, content, shared=True)
    write_whole(out / "truth.json", truth, shared=True)
    written = f"{counted(len(network.profiles), 'profile')} of {counted(number, 'council')}"
    print(f"Written to {out}: {written}; what is true of them in truth.json.")
    return 0


def shared(network: Network) -> Network:
    """A made-up network as councils would share it: its counts in bands."""
    sensitive = {
        year: sensitive_rules(rulebook_of(year).in_force.values()) for year in {key.year for key in network.profiles}
    }
    return replace(network, profiles={key: banded(one, sensitive[key.year]) for key, one in network.profiles.items()})


def made_up(number: int, months: int, seed: int, progress: Progress = unheard) -> tuple[Network, str]:
    """A made-up network in memory, its counts exact; and what is true of it, as a document."""
    made = made_up_network(
        number, months, seed, lambda year: rulebook_of(year).in_force, version("plumbline"), progress
    )
    members = {
        profile.authority: Member(
            profile.authority, profile.case_system, f"performance.team@{profile.authority.lower()}.example"
        )
        for profile in made.profiles
    }
    profiles = {key_of(profile): profile for profile in made.profiles}
    solutions = {name: solution(name, text, made.adopted.get(name, {})) for name, text in made.solutions.items()}
    title = f"A made-up network of {counted(number, 'council')}"
    return Network(title, members, profiles, solutions, made_up=True), truth_document(made)
