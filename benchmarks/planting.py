"""Plants errors in made-up councils and prints, for every rule: planted, found, and what else the errors set off.

    python benchmarks/planting.py [--children 5000] [--errors 0.25] [--years 2023 2024 ...] [--seed 1] [--authority E08000003]

Ends with 1 when an error was not found, or when a rule in force was neither planted nor is known as one that can't be.
"""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.checking.result import Result
from plumbline.reading.find import read_return
from plumbline.synthetic import sample
from plumbline.synthetic.recipes import UNPLANTABLE
from plumbline.synthetic.writing import Planted


def main() -> int:
    """Runs every year asked for; returns the exit code."""
    options = _options()
    failed = 0
    for year in options.years:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder)
            planted = sample(options.authority, options.children, year, options.seed, options.errors, out)
            given = read_return([out / "this_year"], [out / "last_year"], [out / "providers.xlsx"])
            failed += _table(year, planted, check(given, here(), year=year, authority=options.authority))
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--children", type=int, default=5000)
    parser.add_argument("--errors", type=float, default=0.25)
    parser.add_argument("--years", type=int, nargs="+", default=[2023, 2024, 2025, 2026, 2027])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--authority", default="E08000003")
    return parser.parse_args()


def _table(year: int, planted: list[Planted], result: Result) -> int:
    """Prints one year's table; returns how many errors were missed and rules left out."""
    errors = {one.id: one for one in planted if one.rule}
    found = {(f.code, str(f.table), f.line) for f in result.findings}
    by_child: dict[str, set[str]] = defaultdict(set)
    for finding in result.findings:
        by_child[finding.child].add(finding.code)
    child_at = {(f.code, str(f.table), f.line): f.child for f in result.findings}
    times, hits, caused = Counter[str](), Counter[str](), Counter[str]()
    for one in errors.values():
        at = (one.rule, one.found_table, one.found_line)
        times[one.rule] += 1
        hits[one.rule] += at in found
        caused[one.rule] += len(by_child[child_at.get(at, "")] - {one.rule})
    print(f"\n{year}: {len(errors)} errors of {len(times)} rules planted, {sum(hits.values())} found")
    print(f"{'rule':<12}{'planted':>8}{'found':>8}{'others caused':>15}")
    for code in sorted(result.rules):
        print(f"{code:<12}{times[code]:>8}{hits[code]:>8}{caused[code]:>15}{_remark(code, times)}")
    left_out = [code for code in result.rules if not times[code] and code not in UNPLANTABLE]
    return sum(times.values()) - sum(hits.values()) + len(left_out)


def _remark(code: str, times: Counter[str]) -> str:
    return "" if times[code] else f"   {UNPLANTABLE.get(code, 'no child found for it')}"


if __name__ == "__main__":
    sys.exit(main())
