"""The commands by which councils share counts: a profile, a network's folder, a made-up network to try it on."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from plumbline.cli.parameters import DAY, PATH, YEAR, authority, dataset, last_year, providers, year_or_found
from plumbline.profiles.profile import CASE_SYSTEMS, STAGES


@click.command(short_help="Count a return's errors in a form that may be shared.")
@click.argument("paths", type=PATH, nargs=-1)
@last_year
@dataset
@year_or_found
@authority
@providers
@click.option("--stage", type=click.Choice(STAGES), required=True, help="How far the return has come.")
@click.option("--as-at", type=DAY, required=True, help="The day the data was taken from the case system.")
@click.option(
    "--case-system",
    type=click.Choice(CASE_SYSTEMS, case_sensitive=False),
    default="unknown",
    help="Where the data comes from.",
)
@click.option("--out", type=PATH, required=True, help="File to write.")
@click.option("--exact", is_flag=True, help="Exact counts: for 'compare --own', or a network that agreed to them.")
@click.option("--since", type=PATH, help="Your last profile, or the network's folder that has it: says what it adds.")
@click.option("--replace", is_flag=True, help="Write over a file that is there already.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--despite-faults", is_flag=True, help="Count a return with a fault of its own: see plumbline check.")
def profile(**given: Any) -> None:
    """Count a return's errors in a form that may be shared: counts only, in bands, shown before they are written.

    PATHS are files, folders, zips or workbooks of this year's return.
    """
    from plumbline.cli.profiling import ProfileOptions, run_profile

    sys.exit(run_profile(ProfileOptions(**given)))


@click.group(short_help="Keep the profiles that councils share in a folder.")
def network() -> None:
    """A folder that councils share, with the profiles of each: make it, add to it, list it, export it."""


@network.command("init")
@click.argument("folder", type=PATH)
@click.option("--title", default="", help="What the network is called; else as the folder.")
def init_network(folder: Path, title: str) -> None:
    """Make an empty network in a new folder."""
    from plumbline.cli.networking import run_init

    sys.exit(run_init(folder, title))


@network.command("add")
@click.argument("folder", type=PATH)
@click.argument("profiles", type=PATH, nargs=-1, required=True)
@click.option("--contact", default="", help="Whom other councils may ask: an address of the team.")
@click.option(
    "--replace",
    is_flag=True,
    help="It corrects one made from a wrong file, of the same day or less than a month from it: takes that one out.",
)
def add_to_network(folder: Path, profiles: tuple[Path, ...], contact: str, replace: bool) -> None:
    """Add profiles to a network, and say what became of each."""
    from plumbline.cli.networking import run_add

    sys.exit(run_add(folder, profiles, contact, replace))


@network.command("remove", short_help="Take out a council, or some of its profiles.")
@click.argument("folder", type=PATH)
@click.argument("council")
@click.option("--as-at", type=DAY, help="Only the profiles taken on this day.")
@click.option("--year", type=YEAR, default=0, help="Only those of this collection year.")
@click.option("--stage", type=click.Choice(STAGES), default=None, help="Only those of this stage.")
@click.option("--yes", is_flag=True, help="Take it out without asking.")
def remove_from_network(
    folder: Path, council: str, as_at: date | None, year: int, stage: str | None, yes: bool
) -> None:
    """Take a council out of a network, or some of its profiles, after showing what that is.

    COUNCIL is its name or code.
    """
    from plumbline.cli.networking import run_remove
    from plumbline.networks.removing import Which

    sys.exit(run_remove(folder, council, Which(as_at, year, stage or ""), yes))


@network.command("list")
@click.argument("folder", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_network(folder: Path, as_json: bool) -> None:
    """List the members of a network with their profiles."""
    from plumbline.cli.networking import run_list

    sys.exit(run_list(folder, as_json))


@network.command("export", short_help="Write one file to compare one more return with the network.")
@click.argument("folder", type=PATH)
@click.option("--for", "council", default="", help="The council it is for, a member: it is no peer of its own.")
@click.option("--out", type=PATH, required=True, help="File to write, such as network.zip.")
def export_network(folder: Path, council: str, out: Path) -> None:
    """Write one file with all that is needed to compare one more return with the network."""
    from plumbline.cli.networking import run_export

    sys.exit(run_export(folder, out, council))


@click.command(short_help="See which errors a council has and others like it don't.")
@click.option("--network", type=PATH, required=True, help="The network's folder.")
@authority
@click.option(
    "--own", type=PATH, help="An exact profile of the council, used as its counts; it stays out of the network."
)
@click.option("--network-wide", is_flag=True, help="All councils beside one another instead of one beside its peers.")
@click.option(
    "--peers",
    default="all",
    show_default=True,
    help="all, region, neighbours, case-system, or a file with a council's code or name a line.",
)
@click.option("--stage", type=click.Choice(STAGES), default=None, help="How far the return has come; else the newest.")
@click.option("--year", type=YEAR, default=0, help="Collection year: 2026, or 2025/26; else the newest.")
@click.option("--as-at", type=DAY, help="The newest profile taken by this day; else the newest of all.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of a summary.")
@click.option("--html", type=PATH, help="Write a page with charts to this .html file.")
@click.option("--xlsx", type=PATH, help="Write a workbook to this .xlsx file.")
def compare(**given: Any) -> None:
    """Which errors a council has and others like it don't: its newest profile beside those of its peers.

    With --network-wide: which errors nearly all councils have, which go with one case system, and who stands out in what.
    """
    from plumbline.cli.comparing import CompareOptions, run_compare

    sys.exit(run_compare(CompareOptions(**given | {"stage": given["stage"] or ""})))


@click.group(short_help="Write down what a council did about an error; find others'.")
def solution() -> None:
    """What councils of a network did about an error: write it down, see what it did, say that you do it too."""


_NETWORK = click.option("--network", "folder", type=PATH, required=True, help="The network's folder.")


@solution.command("new", short_help="Begin a Markdown file on what a council did.")
@click.argument("code")
@_NETWORK
@click.option("--authority", required=True, help="The council that did it: its name or code.")
def new_solution(code: str, folder: Path, authority: str) -> None:
    """Write a Markdown file to fill in, for what a council did about the errors of rule CODE."""
    from plumbline.cli.solutions import run_new

    sys.exit(run_new(folder, code, authority))


@solution.command("list", short_help="List what councils did about a rule's errors, best first.")
@click.argument("code", default="")
@_NETWORK
@click.option(
    "--authority", default="", help="Your council: of equally good ones, those of councils like it are first."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_solutions(code: str, folder: Path, authority: str, as_json: bool) -> None:
    """List what councils did about the errors of rule CODE, with the evidence, best first; without CODE, all of them."""
    from plumbline.cli.solutions import run_list, run_list_all

    sys.exit(run_list(folder, code, authority, as_json) if code else run_list_all(folder, as_json))


@solution.command("adopt", short_help="Note that a council does what a solution says.")
@click.argument("name", metavar="ID")
@_NETWORK
@click.option("--authority", required=True, help="The council that adopted it: its name or code.")
@click.option("--on", "day", type=DAY, required=True, help="The day from which it was done.")
def adopt_solution(name: str, folder: Path, authority: str, day: date) -> None:
    """Note that a council adopted a solution, and when: the evidence is computed from that."""
    from plumbline.cli.solutions import run_adopt

    sys.exit(run_adopt(folder, name, authority, day))


@click.command("sample-network", short_help="Make up a network of councils.")
@click.option("--authorities", type=click.IntRange(1, 153), default=24, show_default=True, help="How many councils.")
@click.option("--months", type=click.IntRange(min=1), default=12, show_default=True, help="For how many months.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same network.")
@click.option("--exact", is_flag=True, help="Exact counts instead of the bands that councils share.")
@click.option("--out", type=PATH, required=True, help="New folder to write to.")
def sample_network(authorities: int, months: int, seed: int, exact: bool, out: Path) -> None:
    """Write a made-up network: profiles over time, solutions, and in truth.json what is true of it."""
    from plumbline.cli.sampling_networks import run_sample_network

    sys.exit(run_sample_network(authorities, months, seed, exact, out))
