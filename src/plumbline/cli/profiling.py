"""``plumbline profile``: counts that may leave the council, shown before they are written."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.cli.progress import shown_progress
from plumbline.files import write_whole
from plumbline.model.authorities import authority_code
from plumbline.profiles.document import profile_to_json
from plumbline.profiles.making import profile_of
from plumbline.profiles.preview import preview
from plumbline.profiles.profile import Profile, Stage
from plumbline.reading.find import read_return
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
    yes: bool


def run_profile(options: ProfileOptions) -> int:
    """Counts, shows what will leave, asks where a person can answer, and writes; 1 when the answer is no."""
    profile = made(options)
    text = profile_to_json(profile, codes_in_force)
    print(preview(profile))
    if not options.yes and asks() and not click.confirm(f"Write it to {options.out}?"):
        print("Nothing was written.")
        return 1
    write_whole(options.out, text)
    print(f"Written: {options.out}")
    return 3 if "failed" in profile.skipped.values() else 0


def made(options: ProfileOptions) -> Profile:
    """The profile, rounded unless exact counts were asked for."""
    authority = authority_code(options.authority)
    given = read_return(options.paths, options.last_year, options.providers)
    with shown_progress(quiet=False) as progress:
        result = check(given, here(), year=options.year, authority=authority, progress=progress)
    return profile_of(
        result, stage=options.stage, as_at=options.as_at, case_system=options.case_system, exact=options.exact
    )


def asks() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty()
