"""A complete made-up week, to be looked at: ``python tests/reporting/weekly/made_up_week.py FILE.html``."""

import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

from plumbline.dataset.freshness.fresh import TableFreshness, freshness
from plumbline.dataset.freshness.history import Arrival, TableHistory
from plumbline.reporting.weekly.page import weekly_page
from plumbline.reporting.weekly.week import (
    Change,
    Children,
    ErrorsAt,
    Loaded,
    RuleFound,
    TableChanges,
    Week,
)

AS_AT, LOADS = date(2026, 11, 22), 47
#: Table, events a year, mean days to record, weeks since anything came in.
TABLES = (
    ("episode", 700, 4, 0), ("missing", 1100, 1, 0), ("review", 1300, 8, 7), ("visit", 3000, 5, 0), ("sdq", 250, 20, 0),
    ("health_check", 900, 10, 0), ("worker", 500, 3, 0), ("care_leaver", 330, 12, 0), ("adoption", 14, 10, 0),
)  # fmt: skip


def table(name: str, a_year: int, delay: float, silent: int) -> TableFreshness:
    """A table's events at an even rate, recorded after delays of an exponential law."""
    random = Random(name)
    loads = [AS_AT - timedelta(days=7 * back) for back in reversed(range(LOADS))]
    found: Counter[tuple[date, date | None]] = Counter()
    for _ in range(a_year * 2):
        event = AS_AT - timedelta(days=random.randrange(730))
        recorded = event + timedelta(days=round(random.expovariate(1 / delay)))
        load = next((load for load in loads[: LOADS - silent] if load >= recorded), None)
        if load is not None:
            found[event, None if load == loads[0] else load] += 1
    if name == "review":
        found[AS_AT + timedelta(days=40), loads[3]] += 12
    return freshness(TableHistory(name, loads, [Arrival(*when, rows) for when, rows in found.items()]))


def made_up_week() -> Week:
    """As the mock-up has it: reviews have stopped, one rule went up, four episodes vanished."""
    now = (61, 58, 60, 55, 52, 54, 49, 47, 43, 41, 38, 32)
    later = (88, 90, 95, 97, 99, 104, 108, 110, 113, 117, 121, 126)
    errors = [
        ErrorsAt(AS_AT - timedelta(days=7 * (11 - at)), *both) for at, both in enumerate(zip(now, later, strict=True))
    ]
    rules = [
        RuleFound("501", "Start of an episode before the end of the one before", 9, 0, 0, "Placements"),
        RuleFound("203", "Date of birth is not last year's", 7, 0, 7, "Data"),
        RuleFound("164", "Distance from home is impossible", 6, 0, 8, "Data"),
        RuleFound("440", "Too young to take part, though four or older", 5, 0, 5, "Reviews"),
        RuleFound("103", "Ethnic group blank or not valid", 3, 0, 4),
        RuleFound("151", "Not all adoption fields are there", 2, 0, 14),
        RuleFound("191", "Health answers missing", 0, 74, 0),
        RuleFound("366", "SDQ score missing", 0, 38, 0),
        RuleFound("1014", "Care leaver's details missing", 0, 14, 0),
    ]
    changes = [
        TableChanges("episode", [Change("added", 14), Change("changed", 6), Change("ended", 9), Change("withdrawn", 4, "many")]),
        TableChanges("missing", [Change("added", 22), Change("changed", 1), Change("ended", 20)]),
        TableChanges("review", [Change("added", 0, "few")]),
        TableChanges("health_check", [Change("added", 31), Change("changed", 2)]),
        TableChanges("worker", [Change("added", 18), Change("changed", 3), Change("ended", 12), Change("reopened", 1)]),
        TableChanges("care_leaver", [Change("added", 7), Change("changed", 9), Change("unconfirmed", 1)]),
    ]  # fmt: skip
    return Week(
        council="Alderbrook City Council",
        load=Loaded(LOADS, AS_AT),
        before=Loaded(LOADS - 1, AS_AT - timedelta(days=7)),
        tables=[table(*one) for one in TABLES],
        errors=errors,
        rules=rules,
        changes=changes,
        children=Children(in_care=612, new=5, back=2, left=3),
        made_up=True,
        not_checked="Rules 131 and 217 were not checked: the extract has no distance from home.",
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(weekly_page(made_up_week()), "utf-8")
