"""Plants small mistakes in the rulebook, one at a time, and sees which of them the examples catch; writes MUTANTS.md.

``python benchmarks/mutants.py`` runs everything; names of themes (``uasc``, ``concepts``) run those and only print.
"""

import argparse
import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from mutation import of_concepts, of_rules
from mutation.examples import Examples
from mutation.result import EQUIVALENT, Mutant, equivalents, line, report

OUT = Path(__file__).parent / "MUTANTS.md"

Task = Callable[[Examples], list[Mutant]]
_examples: list[Examples] = []


def main() -> None:
    """Runs what is asked for on every core."""
    asked = _arguments()
    began = time.perf_counter()
    _examples.append(Examples())
    found: list[Mutant] = []
    with multiprocessing.get_context("fork").Pool(asked.jobs) as pool:
        for some in pool.imap_unordered(_run, _tasks(asked.themes, asked.concepts_every)):
            found += some
            for survivor in (m for m in some if m.verdict == "survived"):
                print(line(survivor), flush=True)
            print(f"{len(found)} mutants so far", flush=True)
    found.sort(key=lambda m: (m.theme, m.line, m.code, m.before, m.after))
    text = report(found, equivalents(EQUIVALENT), asked.concepts_every)
    print(f"\n{text}\n{time.perf_counter() - began:.0f} seconds")
    if not asked.themes:
        OUT.write_text(text, "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("themes", nargs="*", help="themes of rules, or concepts (default: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument("--concepts-every", type=int, default=4, metavar="N", help="one in N mistakes in the concepts")
    return parser.parse_args()


def _tasks(themes: Sequence[str], concepts_every: int) -> list[Task]:
    tasks: list[Task] = [
        partial(of_rules.mutants_of, path) for path in of_rules.themes() if not themes or path.stem in themes
    ]
    if not themes or "concepts" in themes:
        tasks += [partial(of_concepts.mutants_of, path, concepts_every) for path in of_concepts.modules()]
    return tasks


def _run(task: Task) -> list[Mutant]:
    return task(_examples[0])


if __name__ == "__main__":
    main()
