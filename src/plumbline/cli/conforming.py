"""``plumbline conform``: worked cases against the rulebook."""

import json
from collections.abc import Sequence
from pathlib import Path

from plumbline.checking.cases.case import read_cases
from plumbline.checking.cases.conforming import conform
from plumbline.rules.compiled import rulebook_of


def run_conform(paths: Sequence[Path], as_json: bool) -> int:
    """Runs the cases and prints what failed; 1 when any did."""
    outcomes = conform(read_cases(paths), rulebook_of)
    run = [outcome for outcome in outcomes if outcome.got is not None]
    not_built = sorted({outcome.case.code for outcome in outcomes if outcome.got is None})
    failed = [outcome for outcome in run if not outcome.passed]
    if as_json:
        cases = [
            {
                "code": o.case.code, "year": o.case.year, "name": o.case.name, "passed": o.passed,
                "expected": o.case.expected, "got": o.got,
            }
            for o in run
        ]  # fmt: skip
        document = {
            "passed": len(run) - len(failed),
            "failed": len(failed),
            "not_built": not_built,
            "cases": cases,
        }
        print(json.dumps(document))
        return 1 if failed else 0
    for outcome in failed:
        tables = sorted(set(outcome.case.expected) | set(outcome.got or {}))
        for name in tables:
            wanted, got = outcome.case.expected.get(name, []), (outcome.got or {}).get(name, [])
            if sorted(wanted) != got:
                print(
                    f"{outcome.case.code} {outcome.case.year} {outcome.case.name!r} {name}: expected {wanted}, got {got}"
                )
    if not_built:
        print(f"Not built yet: {', '.join(not_built)}")
    print(f"{len(run) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0
