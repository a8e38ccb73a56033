"""Plants small mistakes in statistics, comparing and profiles, and sees which their tests catch; writes CODE_MUTANTS.md.

``python benchmarks/code_mutants.py`` tries one mistake in so many; names of rooms (``statistics``) try those and only print.
"""

import argparse
import multiprocessing
import time
from pathlib import Path

import hypothesis.strategies  # noqa: F401  (imported once here, so that no process needs to)
import numpy as np  # noqa: F401
import scipy.optimize
import scipy.stats  # noqa: F401
from mutation import of_code
from mutation.changes import Sample
from mutation.result import EQUIVALENT_CODE, Mutant, code_report, equivalents, line

from plumbline.cli.app import app  # noqa: F401  (and with it what is below the three rooms)
from plumbline.rules.compiled import rulebook_of

OUT = Path(__file__).parent / "CODE_MUTANTS.md"
_planted: list[of_code.Planted] = []


def main() -> None:
    """Runs what is asked for."""
    asked = _arguments()
    began = time.perf_counter()
    rulebook_of(2026)  # read once, here
    rooms = asked.rooms or of_code.ROOMS
    for room in rooms:
        if of_code.tried(of_code.unchanged(room)).verdict != "survived":
            raise SystemExit(f"The tests of {room} fail without any mistake.")
    sample = Sample(asked.one_in, asked.seed)
    _planted.extend(of_code.planted(rooms, sample))
    print(f"{len(_planted)} mistakes", flush=True)
    found: list[Mutant] = []
    with multiprocessing.get_context("fork").Pool(asked.jobs) as pool:
        for mutant in pool.imap_unordered(_tried, range(len(_planted))):
            found.append(mutant)
            if mutant.verdict == "survived":
                print(f"{len(found)}: {line(mutant)}", flush=True)
    found.sort(key=lambda m: (m.theme, m.line, m.before, m.after))
    text = code_report(found, equivalents(EQUIVALENT_CODE), sample)
    print(f"\n{text}\n{time.perf_counter() - began:.0f} seconds")
    if not asked.rooms:
        OUT.write_text(text, "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", help="rooms (default: all three)")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--one-in", type=int, default=16, metavar="N", help="one in N mistakes")
    parser.add_argument("--seed", type=int, default=1, help="another seed tries other mistakes")
    return parser.parse_args()


def _tried(at: int) -> Mutant:
    return of_code.tried(_planted[at])


if __name__ == "__main__":
    main()
