"""How many planted errors `plumbline repair` mends, and how many of its repairs are exactly the value that was there.

Run with a folder that `plumbline sample --errors` wrote, or with none for a made-up council of its own:

    python benchmarks/repairs.py [FOLDER] [--year 2026] [--authority E08000003]
"""

import argparse
import csv
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from plumbline.reading.find import read_provider_lists, sources
from plumbline.repairing.outcome import Logged
from plumbline.repairing.repair import Council, repair
from plumbline.synthetic import sample

#: What an earlier public project for these councils set out to repair, and what a repair must be worth.
EARLIER = 0.37
EXACT = 0.99


class Cell(NamedTuple):
    """Where a value is."""

    table: str
    line: int
    field: str


def measure(folder: Path, year: int, authority: str) -> tuple[dict[Cell, dict[str, str]], dict[Cell, Logged]]:
    """What was planted and what was repaired, by cell."""
    files = [*sources([folder / "this_year"]), *sources([folder / "last_year"], years_back=1)]
    council = Council(files, read_provider_lists([folder / "providers.xlsx"]), year, authority)
    with (folder / "planted.csv").open(encoding="utf-8", newline="") as file:
        planted = {Cell(row["table"], int(row["line"]), row["field"]): row for row in csv.DictReader(file)}
    repaired = {Cell(one.table, one.line, one.field): one for one in repair(council).repaired}
    return planted, repaired


def table(planted: dict[Cell, dict[str, str]], repaired: dict[Cell, Logged]) -> str:
    """Per kind of damage: planted, repaired, recall, and the share of repairs that gave the original back."""
    kinds = {cell: row.get("kind") or row["rule"] for cell, row in planted.items()}
    planted_of = Counter(kinds.values())
    repaired_of = Counter(kinds[cell] for cell in repaired if cell in kinds)
    exact = {cell for cell, one in repaired.items() if cell in planted and one.new == planted[cell]["original"]}
    exact_of = Counter(kinds[cell] for cell in exact)
    lines = [f"{'kind':<40} planted repaired  recall  exact"]
    for kind, count in planted_of.most_common():
        lines.append(_line(kind, count, repaired_of[kind], exact_of[kind]))
    lines += [
        _line("all", len(planted), sum(repaired_of.values()), len(exact)),
        f"Cells changed that nothing was planted in: {len(repaired) - sum(repaired_of.values())}",
        f"Repairs equal to the original: {len(exact) / max(len(repaired), 1):.1%} (at least {EXACT:.0%} wanted)",
        f"Planted errors mended: {len(exact) / max(len(planted), 1):.1%} (an earlier public project: {EARLIER:.0%})",
    ]
    return "\n".join(lines)


def _line(kind: str, planted: int, repaired: int, exact: int) -> str:
    share = f"{exact / repaired:>6.1%}" if repaired else "     -"
    return f"{kind:<40} {planted:>7} {repaired:>8} {repaired / max(planted, 1):>7.1%} {share}"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--year", type=int, default=2026)
    parser.add_argument("--authority", default="E08000003")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        folder = given.folder or Path(own)
        if not given.folder:
            sample(given.authority, 4000, given.year, 1, 0.3, folder)
        print(table(*measure(folder, given.year, given.authority)))


if __name__ == "__main__":
    main()
