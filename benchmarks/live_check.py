"""Checks clean made-up councils as they stand at each month's end: nothing may be found that is to be dealt with now.

    .venv/bin/python benchmarks/live_check.py [--years 2026 ...]

It replaces the tables of LIVE_CHECK.md, or with ``--years`` prints those of some years alone. Every finding of a cut at a
month's end is counted by what the two checks made of it; the council's returns have none, so one that is *now* is a false alarm.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from plumbline.checking.check import check
from plumbline.checking.live import Asked, check_as_at
from plumbline.checking.native import here
from plumbline.files import write_whole
from plumbline.reading.find import read_return
from plumbline.reading.returns import Return
from plumbline.synthetic.plan import Plan
from plumbline.synthetic.years import Shown, write_years

COUNCIL = "E08000003"
SEED = 1
#: The children in each return, by the collection year that is looked at.
CHILDREN = {2026: 5000, 2022: 800, 2023: 800, 2024: 800, 2025: 800, 2027: 800}
PAGE = Path(__file__).parent / "LIVE_CHECK.md"

#: Findings by rule.
Found = Counter[str]


@dataclass(frozen=True)
class Seen:
    """What was found of the council as it stood on a day: with the collection ending on 31 March and on the day, and what came of it."""

    day: date
    ran: int
    at_year_end: Found
    on_the_day: Found
    in_both: Found
    now: Found


def month_ends(year: int) -> list[date]:
    """The last days of the months of a collection year."""
    firsts = [date(year - 1 + month // 12, month % 12 + 1, 1) for month in range(4, 16)]
    return [first - timedelta(days=1) for first in firsts]


def seen(given: Return, year: int, day: date) -> Seen:
    """Checks one cut."""
    live = check_as_at(given, here, Asked(year, COUNCIL), day)
    early = check(given, here(), year=year, until=day, authority=COUNCIL)
    first, second = ({one.key for one in result.findings} for result in (live, early))
    return Seen(
        day, len(live.ran), _by_rule(first), _by_rule(second), _by_rule(first & second),
        Counter(one.code for one in live.open_findings()),
    )  # fmt: skip


def _by_rule(keys: set[str]) -> Found:
    return Counter(key.partition("|")[0] for key in keys)


def study(year: int) -> Iterator[Seen]:
    """The council at each month's end of a year, with its returns of the two years before."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        days = month_ends(year)
        write_years(COUNCIL, CHILDREN[year], Shown(range(year - 2, year + 1), tuple(days)), SEED, Plan(), out)
        for day in days:
            cut, last, before = (out / name for name in (day.isoformat(), str(year - 1), str(year - 2)))
            yield seen(read_return([cut], [last], [out / "providers.xlsx"], [before]), year, day)


def table_of(year: int) -> Iterator[str]:
    """The study of a year as lines of a page."""
    yield f"\n## Collection year {year}, {CHILDREN[year]:,} children in each return\n\n"
    yield "| as at | rules | ending on 31 March | ending on the day | in both | now |\n| --- | ---: | --- | --- | --- | --- |\n"
    for one in study(year):
        cells = (one.at_year_end, one.on_the_day, one.in_both, one.now)
        yield f"| {one.day:%d/%m/%Y} | {one.ran} | {' | '.join(map(_listed, cells))} |\n"


def _listed(found: Found) -> str:
    return ", ".join(f"{code}: {count:,}" for code, count in sorted(found.items())) or "none"


def main() -> None:
    """Prints the study; of all years, writes it as well."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--years", type=int, nargs="+", choices=list(CHILDREN))
    years = asked.parse_args().years
    lines = []
    for line in (line for year in years or CHILDREN for line in table_of(year)):
        print(line, end="", flush=True)
        lines.append(line)
    if not years:
        head = PAGE.read_text("utf-8").partition("\n## Collection year")[0].rstrip()
        write_whole(PAGE, f"{head}\n{''.join(lines)}", shared=True)


if __name__ == "__main__":
    main()
