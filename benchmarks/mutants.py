"""Plants small mistakes in the rulebook, one at a time, and sees which of them the examples catch; writes MUTANTS.md.

``python benchmarks/mutants.py`` tries them all; names of themes or of facts' modules (``uasc``, ``stays``) try those and
only print.
"""

import argparse
import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from mutation import of_facts, of_rules
from mutation.changes import Sample
from mutation.examples import Examples, read_examples
from mutation.result import EQUIVALENT, Mutant, equivalents, line, report

from plumbline.rules.compiling import compiled_library

OUT = Path(__file__).parent / "MUTANTS.md"

Task = Callable[[Examples], list[Mutant]]
_examples: list[Examples] = []


def main() -> None:
    """Tries what is asked for, on as many cores."""
    asked = _arguments()
    began = time.perf_counter()
    compiled_library("duckdb")  # once, here, as the examples are read
    _examples.append(read_examples())
    of_rules_drawn, of_facts_drawn = Sample(asked.rules_every, asked.seed), Sample(asked.facts_every, asked.seed)
    found: list[Mutant] = []
    with multiprocessing.get_context("fork").Pool(asked.jobs) as pool:
        for some in pool.imap_unordered(_run, _tasks(asked.themes, of_rules_drawn, of_facts_drawn)):
            found += some
            for survivor in (m for m in some if m.verdict == "survived"):
                print(line(survivor), flush=True)
            print(f"{len(found)} mutants so far", flush=True)
    found.sort(key=lambda m: (m.theme, m.line, m.code, m.before, m.after))
    text = report(found, equivalents(EQUIVALENT), of_rules_drawn, of_facts_drawn)
    print(f"\n{text}\n{time.perf_counter() - began:.0f} seconds")
    if not asked.themes:
        OUT.write_text(text, "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("themes", nargs="*", help="themes of rules, modules of facts (default: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument("--rules-every", type=int, default=1, metavar="N", help="one in N mistakes in the rules")
    parser.add_argument("--facts-every", type=int, default=6, metavar="N", help="one in N mistakes in the facts")
    parser.add_argument("--seed", type=int, default=1, help="another seed tries other mistakes")
    return parser.parse_args()


def _tasks(themes: Sequence[str], of_rules_drawn: Sample, of_facts_drawn: Sample) -> list[Task]:
    both = [
        *(partial(of_facts.mutants_of, path, of_facts_drawn) for path in of_facts.modules()),
        *(partial(of_rules.mutants_of, path, of_rules_drawn) for path in of_rules.themes()),
    ]
    return [task for task in both if not themes or task.args[0].stem in themes]


def _run(task: Task) -> list[Mutant]:
    return task(_examples[0])


if __name__ == "__main__":
    main()
