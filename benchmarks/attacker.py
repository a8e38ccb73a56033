"""The study behind what the guide to profiles promises: what an attacker can work out; writes ATTACKER.md.

    python benchmarks/attacker.py [--universes N] [--networks N]

Each attack is held against counts as older Plumblines rounded them and against the bands of today.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

from attacking.attacks import ATTACKS, ERRORS_ALONE, NEW, OLD, Attack, Outcome
from attacking.universe import Universe

from plumbline.cli.sampling_networks import made_up
from plumbline.networks.network import Key
from plumbline.profiles.profile import Profile

OUT = Path(__file__).parent / "ATTACKER.md"


class Size(NamedTuple):
    """How large made-up returns are: of so many children, with such shares of them in error."""

    words: str
    children: tuple[int, ...]
    shares: tuple[float, ...]


SIZES = (
    Size("groups of 3 to 40 children", (3, 6, 9, 15, 40), (0.05, 0.2, 0.5)),
    Size("councils of 60 to 600 children", (60, 100, 300, 600), (0.002, 0.005, 0.02, 0.1)),
)
COUNCILS, MONTHS = 24, 12
HEADER = (
    "| what the attacker has and knows | in | counts of 1 to 4 | pinned: 0 to 5 for all | 0 apart | of sensitive rules "
    "| 0 apart for errors alone |\n| --- | --- | --: | --: | --: | --: | --: |"
)


def attacked(attack: Attack, size: Size, universes: int) -> str:
    """A line of the table: the share of counts of 1 to 4 that are known exactly."""
    old, new, alone = (
        sum(
            (
                attack(Universe(Random(seed), children=size.children, shares=size.shares), scheme)
                for seed in range(universes)
            ),
            Outcome(),
        )
        for scheme in (OLD, NEW, ERRORS_ALONE)
    )
    words = (attack.__doc__ or "").partition("\n")[0].rstrip(".")
    return (
        f"| {words} | {size.words} | {new.small:,} | {_share(old.pinned, old.small)} | {_share(new.pinned, new.small)} "
        f"| {_share(new.pinned_sensitive, new.small_sensitive)} | {_share(alone.pinned, alone.small)} |"
    )


class Steps(NamedTuple):
    """Steps of one rule at one council from no child in error to 1 to 5, and those of them that were one child."""

    all: int = 0
    of_one: int = 0


def steps(profiles: Mapping[Key, Profile], months: int) -> Steps:
    """The steps from 0 to 1 to 5 between a council's profiles of one year and stage, so many months apart."""
    histories: dict[tuple[str, int, str], list[Profile]] = {}
    for key in sorted(profiles):
        histories.setdefault((key.authority, key.year, key.stage), []).append(profiles[key])
    to = [
        later.ran[code].children.lo
        for history in histories.values()
        for earlier, later in zip(history, history[months:], strict=False)
        for code, counts in earlier.ran.items()
        if code in later.ran and counts.children.hi == 0
    ]
    return Steps(sum(1 <= number <= 5 for number in to), to.count(1))


def stepped(networks: int) -> Iterator[str]:
    """Lines of the second table."""
    made = [made_up(COUNCILS, MONTHS, seed)[0].profiles for seed in range(networks)]
    for months, apart in ((1, "a month"), (3, "a quarter"), (6, "half a year")):
        found = [steps(profiles, months) for profiles in made]
        total, of_one = sum(one.all for one in found), sum(one.of_one for one in found)
        yield f"| {apart} | {total:,} | {_share(of_one, total)} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%} ({part:,})" if part else "0"


def main() -> None:
    """Runs the study and writes the page, keeping what was written by hand above its first table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--universes", type=int, default=200)
    parser.add_argument("--networks", type=int, default=6)
    chosen = parser.parse_args()
    words = OUT.read_text("utf-8").split("## Numbers")[0] if OUT.exists() else "# What an attacker can work out\n\n"
    lines = [f"{chosen.universes} made-up returns of each size, 12 rules each.", "", HEADER]
    lines += [attacked(attack, size, chosen.universes) for attack in ATTACKS for size in SIZES]
    lines += ["", f"{chosen.networks} made-up networks of {COUNCILS} councils over {MONTHS} months:", ""]
    lines += ["| profiles apart | steps of a rule from 0 to 1 to 5 | of them one child |"]
    lines += ["| --- | --: | --: |", *stepped(chosen.networks)]
    OUT.write_text(words + "## Numbers\n\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
