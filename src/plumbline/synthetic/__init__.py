"""Made-up councils: returns that pass every rule, with errors planted on request. No real child is in them."""

from contextlib import ExitStack
from pathlib import Path
from random import Random

from plumbline.progress import Progress, unheard
from plumbline.synthetic.lives import live
from plumbline.synthetic.places import Places, places_of
from plumbline.synthetic.planting import Planting
from plumbline.synthetic.recipes import PLANTERS
from plumbline.synthetic.returns import Tables, Year, add_rows, collection, empty_tables
from plumbline.synthetic.scene import Batch
from plumbline.synthetic.writing import Planted, Writer, planted_lines, write_planted, write_providers

#: So many lives are made, planted with errors and written at a time: memory does not grow with the council.
_BATCH = 2000


def sample(
    authority: str,
    children: int,
    year: int,
    seed: int,
    errors: float,
    out: Path,
    *,
    xml: bool = False,
    progress: Progress = unheard,
) -> list[Planted]:
    """Writes ``this_year/``, ``last_year/``, ``providers.xlsx`` and ``planted.csv`` into ``out``; returns what was planted.

    ``children`` lives are simulated, nine of ten of them in this year's return. ``errors`` is the share of its children
    with one planted error each, in this year's tables; with ``xml`` only errors that the XML form can carry. The same
    arguments give the same files. The table of deprivation of liberty orders is in last year's files as soon as it is in
    this year's, so that orders carried over can be told. ``progress`` hears what is being done and the share done.
    """
    places = places_of(authority, year, seed)
    rng, planting_rng = Random(seed), Random(f"{seed} planting")
    planting = Planting(PLANTERS, year, xml=xml)
    planted: list[Planted] = []
    with ExitStack() as stack:
        now_file = Writer(stack, out / "this_year", empty_tables(year))
        before_file = Writer(stack, out / "last_year", empty_tables(year))
        for first in range(0, children, _BATCH):
            progress("Making up children", first / children)
            now, before = _tables(rng, range(first, min(first + _BATCH, children)), collection(year), places)
            batch = Batch(now, before, collection(year), places, planting_rng)
            made = planting.plant(batch, errors) if errors else []
            planted += planted_lines(made, now_file.write(batch.now), before_file.write(before))
    write_providers(out / "providers.xlsx", places)
    write_planted(out / "planted.csv", planted)
    return planted


def _tables(rng: Random, numbers: range, year: Year, places: Places) -> tuple[Tables, Tables]:
    """This year's and last year's tables of some lives."""
    now, before = empty_tables(year.number), empty_tables(year.number)
    last_year = collection(year.number - 1)
    for number in numbers:
        life = live(rng, number, places)
        add_rows(before, life, last_year, lambda answer: rng)
        add_rows(now, life, year, lambda answer: rng)
    return now, before
