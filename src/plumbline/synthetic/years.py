"""A made-up council over the years: the return of each, as it was sent, and what its case system shows on a day."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

from plumbline.faults import BadInput
from plumbline.files import write_whole
from plumbline.progress import Progress, unheard
from plumbline.synthetic.life import Life, days
from plumbline.synthetic.places import Places, places_of
from plumbline.synthetic.plan import Plan, plan_as_toml
from plumbline.synthetic.planned import Newcomer, live_by, newcomer
from plumbline.synthetic.returns import Tables, Year, add_rows, collection, cut, empty_tables
from plumbline.synthetic.ssd import SYSTEM_C, WINDOW_YEARS, Ssd, Vendor, add_children, begun, dated, write_csv, written
from plumbline.synthetic.writing import Writer, write_providers

#: The month from which children come into care, and are numbered: long enough before any return that can be asked for.
_FROM = 1990 * 12 + 3
_EARLIEST = 2013
_MOST_ENTRIES = 10_000
#: Nobody is in care for so many years.
_LONGEST = 19
#: The year on which the closing days of made-up providers rest, whichever years are asked for.
_PLACES_YEAR = 2026
_BATCH = 2000
_TRIED = 3000


@dataclass(frozen=True)
class Council:
    """A made-up council: what is known of it, where its children live, and the lives themselves.

    The same ``seed``, size and plan give the same lives, and the same rows of any year or cut, whichever ``years`` are asked
    for: these only leave out who is in none of them.
    """

    plan: Plan
    places: Places
    lives: Sequence[Life]


def council(
    authority: str = "E08000003",
    *,
    children: int = 500,
    years: range = range(2022, 2027),
    seed: int = 1,
    plan: Plan | None = None,
) -> Council:
    """A council with about ``children`` in each year's return, and all lives that any return of ``years`` shows.

    BadInput when no postcodes are at hand; ``plan.entries_per_month`` above 0 stands instead of ``children``.
    """
    known = sized(plan or Plan(), children)
    places = places_of(authority, _PLACES_YEAR, seed)
    return Council(known, places, tuple(lives(known, places, years, seed)))


def sized(plan: Plan, children: int) -> Plan:
    """The plan with as many entries a month as keep about ``children`` in each return, unless it says how many."""
    if plan.entries_per_month:
        return plan
    rng, entry, usual = Random("how long they stay"), date(2020, 1, 1), replace(plan, changes=())
    stays = [(new.leaves - entry).days for new in (newcomer(rng, entry, usual) for _ in range(_TRIED))]
    months = sum(stays) / _TRIED / 365.25 * 12
    return replace(plan, entries_per_month=children / (12 + months))


def lives(plan: Plan, places: Places, years: range, seed: int) -> Iterator[Life]:
    """The lives that any return of ``years`` shows, in the order of the months in which they came into care."""
    if years[0] < _EARLIEST:
        raise BadInput(f"Made-up councils begin with the collection year {_EARLIEST}.")
    if plan.entries_per_month > _MOST_ENTRIES:
        raise BadInput(f"A made-up council has {_MOST_ENTRIES:,} entries a month at most: pupil numbers would run out.")
    shown_from, until = date(years[0] - 2, 4, 1), date(years[-1], 3, 31)
    for number, new in _newcomers(plan, seed, shown_from.year - _LONGEST, until):
        if new.leaves < shown_from and new.kind in ("", "short breaks", "agreed breaks"):
            continue
        life = live_by(Random(f"{seed} life {number}"), number, new, places)
        if life.left and life.left >= shown_from:
            life.seed = f"{seed} {number}"
            yield life


def _newcomers(plan: Plan, seed: int, first_year: int, until: date) -> Iterator[tuple[int, Newcomer]]:
    """Who comes into care up to a day. Everyone is numbered; who came before the first year is not made up."""
    number = 0
    for month in range(_FROM, until.year * 12 + until.month):
        start = date(month // 12, month % 12 + 1, 1)
        length = (date((month + 1) // 12, (month + 1) % 12 + 1, 1) - start).days
        rng, most = Random(f"{seed} entries {month}"), _most_entries(plan, start)
        entering = _poisson(rng, plan.entries_per_month * most)
        for each in range(number, number + entering if start.year >= first_year else number):
            new = newcomer(rng, start + days(rng.randrange(length)), plan)
            if rng.random() * most < new.rates.times("entries", new.entry):
                yield each, new
        number += entering


def _most_entries(plan: Plan, month: date) -> float:
    """By how much the group that has most more comes in in a month than without changes."""
    found = 1.0
    for change in plan.changes:
        if change.rate == "entries" and change.start <= month:
            found *= max(1.0, change.times)
    return found


def _poisson(rng: Random, mean: float) -> int:
    number, time = 0, rng.expovariate(1.0)
    while time < mean:
        number, time = number + 1, time + rng.expovariate(1.0)
    return number


def tables_of(lives: Iterable[Life], year: int) -> Tables:
    """The return of a year, as it was sent after its 31 March."""
    return _tables(lives, collection(year))


def tables_cut(lives: Iterable[Life], day: date) -> Tables:
    """What a live extract shows on a day: the return from 1 April to that day, nothing later, what is open still open."""
    return _tables(lives, cut(day))


def _tables(lives: Iterable[Life], year: Year) -> Tables:
    found, asked_after_since = empty_tables(year.number), date(year.number - 2, 4, 1)
    for life in lives:
        if life.left and life.left >= asked_after_since and life.episodes[0].start <= year.end:
            add_rows(found, life, year, partial(_draws, life.seed, year.number))
    return found


def _draws(seed: str, year: int, answer: str) -> Random:
    return Random(f"{seed} {year} {answer}")


@dataclass(frozen=True)
class Shown:
    """What is written of a council: returns of whole years, returns cut at days, and SSD extracts of days in a vendor's form."""

    years: range = range(0)
    cuts: tuple[date, ...] = ()
    ssd: tuple[date, ...] = ()
    vendor: Vendor = SYSTEM_C

    @property
    def returns(self) -> dict[str, Year]:
        """The returns, whole or cut, by the name of their folder."""
        return {str(year): collection(year) for year in self.years} | {day.isoformat(): cut(day) for day in self.cuts}

    @property
    def span(self) -> range:
        """The collection years of which something is shown: an extract goes back some years."""
        numbers = [year.number for year in self.returns.values()]
        for day in self.ssd:
            numbers += [cut(day).number, max(_EARLIEST, cut(day).number - WINDOW_YEARS)]
        return range(min(numbers), max(numbers) + 1)


@dataclass(frozen=True)
class Made:
    """The folders written, and of how many lives."""

    folders: tuple[str, ...]
    lives: int


def write_years(
    authority: str, children: int, shown: Shown, seed: int, plan: Plan, out: Path, *, progress: Progress = unheard
) -> Made:
    """Writes a folder per year, cut and extract, ``providers.xlsx`` and ``plan.toml`` into ``out``.

    The same arguments give the same files. But for extracts, which are put together before they are written, memory does
    not grow with the council. ``plan.toml`` is the plan as used, every rate written out. ``progress`` hears what is being
    done and the share done.
    """
    wanted, span = shown.returns, shown.span
    known, places = sized(plan, children), places_of(authority, _PLACES_YEAR, seed)
    extracts = {f"ssd-{day}": begun(day, seed) for day in shown.ssd}
    found = 0
    with ExitStack() as stack:
        files = {name: Writer(stack, out / name, empty_tables(year.number)) for name, year in wanted.items()}
        living = lives(known, places, span, seed)
        while batch := list(islice(living, _BATCH)):
            first = span[0] - _LONGEST
            progress("Making up children", max(0, batch[0].episodes[0].start.year - first) / (span[-1] + 1 - first))
            for name, year in wanted.items():
                files[name].write(_tables(batch, year))
            for extract in extracts.values():
                _add_to(extract, batch, seed)
            found += len(batch)
    for name, extract in extracts.items():
        write_csv(written(extract, shown.vendor, ids=extract.as_at.toordinal()), out / name, shown.vendor)
        dated(out / name, extract.as_at)
    write_providers(out / "providers.xlsx", places)
    write_whole(out / "plan.toml", plan_as_toml(known), shared=True)
    return Made((*wanted, *extracts), found)


def _add_to(extract: Ssd, lives: Sequence[Life], seed: int) -> None:
    """Adds lives to an extract: from all returns that tell of them, so that times in care begin when they did."""
    last = cut(extract.as_at).number
    add_children(
        extract, {year: tables_of(lives, year) for year in range(max(_EARLIEST, last - _LONGEST), last + 1)}, seed
    )
