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

from plumbline.checking.native import here
from plumbline.reading.find import find
from plumbline.repairing.outcome import Logged
from plumbline.repairing.repair import Council, repair
from plumbline.synthetic import sample

#: What an earlier public project for these councils set out to repair, and what a repair must be worth.
EARLIER = 0.37
EXACT = 0.99


#: Kinds in which a value was damaged on its way, against those in which a record says something else or nothing.
DAMAGED = (
    "code of another year", "date as Excel's serial number", "date as ISO", "date with a time", "day and month swapped",
    "identifier mistyped", "wrong digit in a UPN", "year of two digits",
)  # fmt: skip
Cell = tuple[str, int, str]


class Error(NamedTuple):
    """One planted error: its kind, and the cells it changed with what they held; a row more or less makes it not a cell's."""

    kind: str
    cells: dict[Cell, str]
    rows_moved: bool


def planted_errors(path: Path) -> list[Error]:
    """The errors that a rule must find; what reading mends by itself is left out."""
    errors: dict[str, Error] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["rule"]:
                error = errors.get(row["id"], Error(row["kind"], {}, False))
                if row["action"] == "changed":
                    error.cells[row["table"], int(row["line"]), row["field"]] = row["original"]
                errors[row["id"]] = error._replace(rows_moved=error.rows_moved or row["action"] != "changed")
    return list(errors.values())


def repaired_cells(folder: Path, year: int, authority: str) -> dict[Cell, Logged]:
    """What `plumbline repair` makes of the council's return, by cell."""
    found = find([folder / "this_year"], [folder / "last_year"], [folder / "providers.xlsx"])
    council = Council(found.sources, here, found.providers, year, authority)
    return {(one.table, one.line, one.field): one for one in repair(council).repaired}


def report(errors: list[Error], repaired: dict[Cell, Logged]) -> str:
    """Per kind of damage: planted, repaired, recall, and the share of the cells repaired that hold what they held."""
    originals = {cell: original for error in errors for cell, original in error.cells.items()}
    exact = {cell for cell, one in repaired.items() if originals.get(cell) == one.new}
    lines = [f"{'kind':<40} planted repaired  recall   exact"]
    for kind, _ in Counter(error.kind for error in errors).most_common():
        lines.append(_line(kind, [error for error in errors if error.kind == kind], set(repaired), exact))
    lines += [
        _line("damaged values", [error for error in errors if error.kind in DAMAGED], set(repaired), exact),
        _line("all", errors, set(repaired), exact),
        f"Cells changed in which nothing was planted: {len(set(repaired) - set(originals))}",
        f"Repairs equal to the original: {len(exact) / max(len(repaired), 1):.1%} (at least {EXACT:.0%} wanted)",
        f"Recall of an earlier public project for these councils: {EARLIER:.0%}",
    ]
    return "\n".join(lines)


def _line(kind: str, errors: list[Error], repaired: set[Cell], exact: set[Cell]) -> str:
    """An error is repaired when all of its cells hold again what they held."""
    mended = [error for error in errors if error.cells and not error.rows_moved and set(error.cells) <= exact]
    touched = {cell for error in errors for cell in error.cells} & repaired
    share = f"{len(touched & exact) / len(touched):>6.1%}" if touched else "     -"
    return f"{kind:<40} {len(errors):>7} {len(mended):>8} {len(mended) / max(len(errors), 1):>7.1%}  {share}"


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
        errors = planted_errors(folder / "planted.csv")
        print(report(errors, repaired_cells(folder, given.year, given.authority)))


if __name__ == "__main__":
    main()
