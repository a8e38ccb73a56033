"""Whether two checkouts find the same: ``python benchmarks/same_findings.py ../other-checkout``; writes SAME_FINDINGS.md.

Both check the shared samples in every year, with and without last year, as CSV and XML, with providers; run every worked
case and every page of examples; and check random returns, as the other checkout's own tests make them. What is compared is rule,
table, row, child, key, fields and values of every finding, and how much each rule was asked of; titles are not.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
SHARED = HERE.parent / "shared"
TWELVE = (
    "header", "episodes", "reviews", "uasc", "oc2", "oc3", "ad1", "placed_for_adoption", "previous_permanence",
    "missing", "sw_episodes", "DoLo",
)  # fmt: skip
YEARS = range(2023, 2028)
#: Random returns of each year.
SEEDS = 40


def printed(root: Path, *arguments: str) -> Any:
    """The JSON that a command of a checkout prints; each checkout has a cache of its own."""
    with_own = {
        "PYTHONPATH": str(root / "src"),
        "XDG_CACHE_HOME": str(Path(tempfile.gettempdir()) / f"cache{root.name}"),
    }
    done = subprocess.run(
        [sys.executable, *arguments], env=os.environ | with_own, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"{root}: {' '.join(arguments)}: {done.stderr}")
    return json.loads(done.stdout)


def checked(root: Path, *arguments: str) -> dict[str, Any]:
    """What a check found, without titles."""
    found = printed(root, "-m", "plumbline", "check", *arguments, "--json")
    for line in found["summary"]:
        del line["title"]
    return dict(found)


def returns() -> Iterator[tuple[str, list[str]]]:
    """The shared samples, each with what to call it and the options to check it with."""
    made_up, five = SHARED / "samples" / "made_up_903", SHARED / "samples" / "five_years"
    twelve = [str(made_up / f"{name}.csv") for name in TWELVE]
    forms = {"made_up_903, CSV": twelve, "made_up_903, XML": [str(made_up / "fake_903.xml")]}
    forms["five_years"] = sorted(map(str, five.glob("2018-*.csv")))
    before = dict(forms) | {"five_years": sorted(map(str, five.glob("2017-*.csv")))}
    council = ["--authority", "E08000003", "--providers", str(made_up / "combined_scp_ch_fake.xlsx")]
    for name, given in forms.items():
        last = [part for file in before[name] for part in ("--last-year", file)]
        for year in YEARS:
            yield f"{name}, rules of {year}", [*given, "--year", str(year)]
            yield f"{name}, rules of {year}, last year", [*given, "--year", str(year), *last, *council]


def compared(other: Path) -> Iterator[tuple[str, int, bool]]:
    """Everything compared: what, how many findings or outcomes, and whether both have the same."""
    for name, options in returns():
        ours, theirs = checked(HERE, *options), checked(other, *options)
        yield name, len(ours["findings"]), ours == theirs
    for name, folder in (
        ("worked cases", SHARED / "cases"),
        ("pages of examples", HERE / "src/plumbline/rules/examples"),
    ):
        ours, theirs = (printed(root, "-m", "plumbline", "conform", str(folder), "--json") for root in (HERE, other))
        yield name, len(ours) if isinstance(ours, list) else sum(map(_size, ours.values())), ours == theirs
    asked = ("engines.py", f"{YEARS[0]}-{YEARS[-1]}", "0", str(SEEDS))
    ours, theirs = (printed(root, str(root / "tests" / "checking" / asked[0]), *asked[1:]) for root in (HERE, other))
    yield f"{SEEDS * len(YEARS)} random returns", sum(len(one["found"]) for one in ours.values()), ours == theirs


def _size(part: Any) -> int:
    return len(part) if isinstance(part, list | dict) else 1


def main(other: Path) -> int:
    """Compares, prints and writes; 1 where anything differs."""
    lines = ["# Same findings as another checkout", "", "Made by `python benchmarks/same_findings.py OTHER`.", "",
             "| what | findings or outcomes | same |", "| --- | ---: | --- |"]  # fmt: skip
    differs = 0
    for name, count, same in compared(other.resolve()):
        lines.append(f"| {name} | {count:,} | {'yes' if same else 'NO'} |")
        print(lines[-1], flush=True)
        differs += not same
    (HERE / "benchmarks" / "SAME_FINDINGS.md").write_text("\n".join([*lines, ""]), "utf-8")
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
