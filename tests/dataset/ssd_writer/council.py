"""The returns that the writer starts from: read from the files of a return, or of a council made up on the spot."""

import csv
from pathlib import Path

from plumbline.synthetic import sample
from plumbline.synthetic.returns import Tables
from plumbline.synthetic.ssd import Returns


def made_up_returns(folder: Path, children: int, year: int, *, seed: int = 1, errors: float = 0.0) -> Returns:
    """The returns of a made-up council of this and last year, whose files are left in ``folder``.

    ``errors`` is the share of this year's children with a planted error each. BadInput without the postcode directory.
    """
    sample("E10000016", children, year, seed, errors, folder)
    return {year - 1: tables_in(folder / "last_year"), year: tables_in(folder / "this_year")}


def tables_in(folder: Path) -> Tables:
    """The tables of one return, from its CSV files."""
    found: Tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found
