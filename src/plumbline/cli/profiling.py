"""``plumbline profile``: counts that may leave the council, shown before they are written."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from plumbline.checking.live import Asked as CheckAsked
from plumbline.checking.live import check_as_at
from plumbline.checking.native import here
from plumbline.cli.given import Wanted
from plumbline.cli.given import given as given_return
from plumbline.cli.networking import profile_in
from plumbline.cli.progress import shown_progress
from plumbline.diagnosing.diagnose import diagnosed
from plumbline.diagnosing.refuse import refuse_faults
from plumbline.faults import BadInput
from plumbline.files import write_whole
from plumbline.networks.folder import FolderStore
from plumbline.profiles.crossings import crossings
from plumbline.profiles.document import profile_to_json
from plumbline.profiles.making import profile_of
from plumbline.profiles.preview import preview
from plumbline.profiles.profile import Profile, Stage
from plumbline.profiles.taken import refuse_to_come
from plumbline.rules.compiled import codes_in_force


@dataclass(frozen=True)
class ProfileOptions:
    """What the person asked for, as given."""

    paths: Sequence[Path]
    last_year: Sequence[Path]
    year: int
    authority: str
    providers: Sequence[Path]
    stage: Stage
    as_at: date
    case_system: str
    out: Path
    exact: bool
    since: Path | None
    replace: bool
    yes: bool
    despite_faults: bool = False
    dataset: Path | None = None


def run_profile(options: ProfileOptions) -> int:
    """Counts, shows what will leave, asks and writes; 1 when the answer is no.

    A file that is there already is BadInput unless it is to be replaced; so is nobody to ask, unless told not to ask.
    """
    if options.out.exists() and not options.replace:
        raise BadInput(f"{options.out} is there already. Give --replace to write over it, or another name.")
    refuse_to_come(options.as_at)
    profile = made(options)
    text = profile_to_json(profile, codes_in_force)
    last = _last_profile(options.since, profile) if options.since else None
    print(preview(profile, last))
    if not options.since:
        print("Give your last profile, or the network's folder, with --since.")
    wait = " No means to wait." if last and any(crossings(last, profile)) else ""
    if not options.yes and not asks():
        raise BadInput("Nothing was written. Give --yes to write it without being asked.")
    if not options.yes and not click.confirm(f"Write it to {options.out}?{wait}"):
        print("Nothing was written.")
        return 1
    write_whole(options.out, text)
    print(f"Written: {options.out}")
    return 3 if "failed" in profile.skipped.values() else 0


def made(options: ProfileOptions) -> Profile:
    """The profile, in bands unless exact counts were asked for; of a year that is not over, it counts what is due.

    A return with a fault of its own: BadInput.
    """
    as_at = options.as_at if options.dataset and not options.paths else None
    asked = Wanted(
        options.paths, options.last_year, (), options.providers, options.dataset, as_at, options.year, options.authority
    )
    given, year, authority, known = given_return(asked)
    with shown_progress(quiet=False) as progress:
        result = check_as_at(given, here, CheckAsked(year, authority), known, progress)
        result = diagnosed(result, given, here)
    if options.despite_faults:
        print(
            "".join(f"Fault, and counted all the same: {one.words}\n" for one in result.diagnoses if one.fault), end=""
        )
    else:
        refuse_faults(result, "With --despite-faults it is made all the same.")
    return profile_of(
        result, stage=options.stage, as_at=options.as_at, case_system=options.case_system, exact=options.exact
    )


def _last_profile(place: Path, profile: Profile) -> Profile | None:
    """The council's last profile of the year and stage: in a file, or in a network's folder, where there may be none yet."""
    if place.is_dir():
        network = FolderStore(place, codes_in_force).read(lambda key: key.authority == profile.authority)
        return network.latest(profile.authority, profile.year, profile.stage)
    last = profile_in(place)
    if (last.authority, last.year, last.stage) != (profile.authority, profile.year, profile.stage):
        raise BadInput(f"{place}: the last profile must be of the same council, collection year and stage.")
    return last


def asks() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty()
