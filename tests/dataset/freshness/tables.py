"""Histories of tables written as rows: when things happened, and which load of a weekly series held them first."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import strategies as st

from plumbline.dataset.freshness.history import Arrival, TableHistory

#: The first load; days are counted from it.
FIRST = date(2026, 1, 4)


def day(number):
    return FIRST + timedelta(days=number)


def history(rows, loads, every=7, table="review"):
    """``rows`` are pairs: the day of the event, and the number of the load that held it first (0 is the first load)."""
    days = [day(every * number) for number in range(loads)]
    cells = Counter(rows)
    arrivals = [Arrival(day(event), days[load] if load else None, number) for (event, load), number in cells.items()]
    return TableHistory(table, days, arrivals)


def steady(loads, *, back=400, step=3, delay=4, until=None):
    """An event every ``step`` days, each recorded ``delay`` days later; nothing is recorded after day ``until``."""
    found = []
    for event in range(-back, 7 * loads, step):
        recorded = event + delay
        if recorded <= 7 * (loads - 1) and (until is None or recorded <= until):
            found.append((event, max(0, -(-recorded // 7))))
    return found


#: Any table whatever: events from long before the first load to some after the last.
ROWS = st.lists(st.tuples(st.integers(-800, 200), st.integers(0, 19)), max_size=60)
HISTORIES = ROWS.map(lambda rows: history(rows, 20))
