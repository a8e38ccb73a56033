"""The study of freshness: how often a table is wrongly called late, how soon a stopped one is found, and whether intervals hold.

    python benchmarks/freshness.py [--seed N] [--tables N] [--jobs N]

It replaces the tables of FRESHNESS.md. Beside the method stands the rule that was specified first.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields
from functools import partial
from itertools import product
from math import exp
from pathlib import Path

import numpy as np
from freshness_tables import RECORDING, Law, MadeUp, cut_off, stopped, table

from plumbline.dataset.freshness.fresh import freshness
from plumbline.dataset.freshness.history import TableHistory
from plumbline.dataset.freshness.lateness import FEWEST_EVENTS, FEWEST_LOADS, Verdict, lateness, rhythm

HERE = Path(__file__).parent
RATES = (12, 25, 50, 100, 300, 3000)
WEEKS, EIGHT_WEEKS = 104, 56
#: Loads at which intervals are looked at, from the first that has any.
SOME_LOADS = (5, 9, 15, 25, 41, 57, 74, 91)


@dataclass
class Tally:
    """What was said of the tables of one law."""

    weeks: int = 0
    false: int = 0
    false_as_specified: int = 0
    found: list[float] = field(default_factory=list)
    found_as_specified: list[float] = field(default_factory=list)
    found_cut_off: list[float] = field(default_factory=list)
    held: list[bool] = field(default_factory=list)
    held_by_month: list[bool] = field(default_factory=list)


def late(history: TableHistory) -> bool:
    """What the package says."""
    return lateness(history).verdict is Verdict.LATE


def late_as_specified(history: TableHistory) -> bool:
    """The rule of the core tables' page, section 9: the newest event alone, and its ages at twelve loads up to the one that brought it."""
    usual, newest = rhythm(history), history.newest
    if usual is None or newest[-1] is None or usual.events * 365 < FEWEST_EVENTS or len(history.loads) < FEWEST_LOADS:
        return False
    ages = [day - known for day, known in zip(history.days, newest, strict=True) if known]
    silent = len(newest) - newest.index(newest[-1]) - 1
    before = ages[: len(ages) - silent][-12:]
    return exp(-usual.events * ages[-1]) < 0.001 and ages[-1] > 1.5 * max(before)


def study(law: Law, seed: int, tables: int) -> Tally:
    """So many tables under a law."""
    rng = np.random.default_rng([seed, law.a_year, law.batch, list(RECORDING).index(law.recording), len(law.name)])
    tally = Tally()
    for _ in range(tables):
        made = table(rng, law, WEEKS)
        of_weeks(tally, made)
        of_intervals(tally, made)
        day = int(rng.integers(7 * 40, 7 * 90))
        one = stopped(made, day)
        tally.found.append(days_until(late, one, day))
        tally.found_as_specified.append(days_until(late_as_specified, one, day))
        tally.found_cut_off.append(days_until(late, cut_off(rng, made, day), day))
    return tally


def of_weeks(tally: Tally, made: MadeUp) -> None:
    """Every week of a table that never stopped; of busy ones every third, for they are slow to count."""
    for load in range(FEWEST_LOADS - 1, WEEKS, 1 if len(made.event) < 3000 else 3):
        history = made.history(load)
        tally.weeks += 1
        tally.false += late(history)
        tally.false_as_specified += late_as_specified(history)


def of_intervals(tally: Tally, made: MadeUp) -> None:
    """Whether the intervals hold what came later."""
    for load in SOME_LOADS:
        found = freshness(made.history(load))
        if found.still_to_come is None or found.late:
            continue
        for one in found.months:
            missing = made.missing(load, (found.as_at - one.last).days, (found.as_at - one.first).days)
            tally.held_by_month.append(one.coming.low <= missing <= one.coming.high)
        whole = found.still_to_come
        missing = made.missing(load, 0, (found.as_at - found.months[0].first).days)
        tally.held.append(whole.low <= missing <= whole.high)


def days_until(says_late: Callable[[TableHistory], bool], made: MadeUp, day: int) -> float:
    """Days from a stop to the first load that is called late; infinite where none of the next 26 weeks is."""
    for load in range(day // 7 + 1, day // 7 + 27):
        if says_late(made.history(load)):
            return 7.0 * load - day
    return float("inf")


def laws() -> Iterator[Law]:
    """Every way of recording at every rate, then what the events of real tables do besides."""
    for recording, batch, a_year in product(RECORDING, (0, 14), RATES):
        yield Law(recording, a_year, batch)
    for a_year in (50, 300):
        yield Law("exponential", a_year, 28)
        yield Law("exponential", a_year, siblings=1.6)
        yield Law("exponential", a_year, christmas=True)
        yield Law("exponential", a_year, summer=True)


def tables_of(law: Law, tables: int) -> int:
    """Busy tables tell as much with fewer of them."""
    return tables if law.a_year <= 100 else max(1, tables // (3 if law.a_year <= 300 else 8))


def tally_of(law: Law, seed: int, tables: int) -> Tally:
    """A law studied on as many tables as it needs."""
    return study(law, seed, tables_of(law, tables))


def together(tallies: Sequence[Tally]) -> Tally:
    """What was said of the tables of several laws."""
    whole = Tally()
    for one, part in product(fields(Tally), tallies):
        setattr(whole, one.name, getattr(whole, one.name) + getattr(part, one.name))
    return whole


def row(named: Sequence[str], tally: Tally) -> str:
    """One line of a table."""
    cells = [
        *named, f"{tally.weeks:,}", f"{tally.false / tally.weeks:.2%}", f"{tally.false_as_specified / tally.weeks:.2%}",
        *(in_eight_weeks(days) for days in (tally.found, tally.found_as_specified, tally.found_cut_off)),
        covered(tally.held), covered(tally.held_by_month),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def named(law: Law) -> list[str]:
    """The first cells of a law's line."""
    return [law.name, f"every {law.batch} days" if law.batch else "any day", f"{law.a_year:,}"]


def in_eight_weeks(days: list[float]) -> str:
    """The share that was found in eight weeks, and the median of all; a median that isn't reached in half a year is a dash."""
    share, median = f"{np.mean([one <= EIGHT_WEEKS for one in days]):.0%}", float(np.median(days))
    return f"{share}, {median:.0f}" if median < float("inf") else f"{share}, -"


def covered(held: list[bool]) -> str:
    """The share of intervals that hold the truth, of how many."""
    return f"{np.mean(held):.1%} of {len(held):,}" if held else "-"


SAID = (
    "table-weeks | falsely late | as specified | stopped: in 8 weeks, median days | as specified"
    " | cut off: in 8 weeks, median days | 90 % interval, three months | one month |"
)
BY_RATE = [f"| events a year | {SAID}", "|---" * 9 + "|"]
BY_LAW = [f"| days to record | recorded on | events a year | {SAID}", "|---" * 11 + "|"]
HEADING = "## Numbers"


def main() -> None:
    """Runs the study and writes the page's tables; what stands above them is written by hand and stays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--tables", type=int, default=10, help="of each law with at most 100 events a year; of others fewer"
    )
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    page, studied, found = HERE / "FRESHNESS.md", [*laws()], []
    with ProcessPoolExecutor(chosen.jobs) as pool:
        for law, tally in zip(
            studied, pool.map(partial(tally_of, seed=chosen.seed, tables=chosen.tables), studied), strict=True
        ):
            found.append(tally)
            print(row(named(law), tally), flush=True)
    main_laws = len(RECORDING) * 2 * len(RATES)
    by_rate = [
        row(
            [f"{rate:,}"],
            together([tally for law, tally in zip(studied[:main_laws], found, strict=False) if law.a_year == rate]),
        )
        for rate in RATES
    ]
    by_law = [row(named(law), tally) for law, tally in zip(studied, found, strict=True)]
    above = page.read_text("utf-8").partition(HEADING)[0]
    given = f"Seed {chosen.seed}, {chosen.tables} tables of each law (fewer above 100 events a year), {WEEKS} weekly loads each."
    lines = [above + HEADING, "", given, "", *BY_RATE, *by_rate, "", *BY_LAW, *by_law, ""]
    page.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
