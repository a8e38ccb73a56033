"""Checks clean made-up councils as they stand at each month's end: nothing may be found that is to be dealt with now.

    .venv/bin/python benchmarks/live_check.py [--children 5000] [--years 2026] [--seed 1] [--write]

``--write`` puts the result into LIVE_CHECK.md. Every finding of a cut at a month's end is counted by what the two checks made
of it; the council's returns have none, so one that is *now* is a false alarm.
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
from plumbline.reading.find import read_return
from plumbline.reading.returns import Return
from plumbline.synthetic.plan import Plan
from plumbline.synthetic.years import write_years

COUNCIL = "E08000003"
HERE = Path(__file__).parent

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


def study(children: int, year: int, seed: int) -> Iterator[Seen]:
    """The council at each month's end of a year, with its returns of the two years before."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        days = month_ends(year)
        write_years(COUNCIL, children, range(year - 2, year + 1), days, seed, Plan(), out)
        for day in days:
            cut, last, before = (out / name for name in (day.isoformat(), str(year - 1), str(year - 2)))
            yield seen(read_return([cut], [last], [out / "providers.xlsx"], [before]), year, day)


def told(children: int, years: list[int], seed: int) -> Iterator[str]:
    """The study as a page."""
    for year in years:
        yield f"\n## Collection year {year}, {children:,} children in each return\n\n"
        yield "| as at | rules | ending on 31 March | ending on the day | in both | now |\n| --- | ---: | --- | --- | --- | --- |\n"
        for one in study(children, year, seed):
            cells = (one.at_year_end, one.on_the_day, one.in_both, one.now)
            yield f"| {one.day:%d/%m/%Y} | {one.ran} | {' | '.join(map(_listed, cells))} |\n"


def _listed(found: Found) -> str:
    return ", ".join(f"{code}: {count:,}" for code, count in sorted(found.items())) or "none"


def main() -> None:
    """Prints the study, and writes it where asked."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--children", type=int, default=5000)
    asked.add_argument("--years", type=int, nargs="+", default=[2026])
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    lines = []
    for line in told(options.children, options.years, options.seed):
        print(line, end="", flush=True)
        lines.append(line)
    if options.write:
        head = (HERE / "LIVE_CHECK.md").read_text("utf-8").partition("\n## ")[0].rstrip()
        (HERE / "LIVE_CHECK.md").write_text(f"{head}\n{''.join(lines)}", "utf-8")


if __name__ == "__main__":
    main()
