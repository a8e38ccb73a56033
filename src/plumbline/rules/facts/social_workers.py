"""Whether a child had a social worker on the days that rules SW11bSTG2, SW12STG2 and SW17STG2 ask about."""

import ibis
from ibis.expr.types import BooleanValue, DateValue, Table

from plumbline.concepts.base import (
    CHILD,
    ROW,
    a_year_on,
    collection,
    current,
    every_year,
    of_children,
    up_to_now,
    with_collection,
    yes,
)
from plumbline.concepts.declare import CHILD_ROW, Fact, facts

#: What shows who was there on a day.
_SPELLS = tuple(f"{table}.{field}" for table in ("sw_episodes", "sw_episodes_last") for field in ("SW_DECOM", "SW_DEC"))
_SOURCE = "amendments to the specification, spring 2026"


@facts(
    CHILD_ROW,
    Fact(
        "left_care",
        "An episode ended with leaving care (REC is given and not X1), and none was open on the last day of the year.",
        title="had left care by the end of the year",
    ),
    source=_SOURCE,
)
def leaving_care() -> Table:
    """Children who had left care when the year ended; where no episodes were given, nobody is known to have."""
    e = with_collection(of_children(current("episodes")))
    open_at_the_end = e.text_DEC.isnull() | yes(e.collection_end < e.DEC)
    ended = yes(e.collection_end >= e.DEC) & yes(e.REC != "X1")
    return e.group_by(CHILD).aggregate(left_care=ended.any() & ~open_at_the_end.any())


@facts(
    "sw_episode",
    Fact(
        "is_last_to_end",
        "It ended, and no other social worker of the child was left open or ended later.",
        title="ended after all others of the child",
    ),
    Fact(
        "one_stays",
        "A social worker of the child had not ended by the last day of the year.",
        title="a social worker stays after the end of the year",
    ),
    source=_SOURCE,
)
def social_worker_ends() -> Table:
    """The ends of a child's social workers, whatever order they began in; an end that can't be read is neither."""
    s = with_collection(of_children(current("sw_episodes")))
    left_open = s.text_SW_DEC.isnull()
    of_child = s.group_by(CHILD).aggregate(
        latest=s.SW_DEC.max(), one_open=left_open.any(), one_stays=(left_open | yes(s.collection_end < s.SW_DEC)).any()
    )
    j = s.select(*ROW, "CHILD", "SW_DEC").join(of_child, CHILD)
    return j.select(*ROW, "one_stays", is_last_to_end=yes(j.latest == j.SW_DEC) & ~j.one_open)


@facts(
    "episode",
    Fact(
        "had_worker_at_start",
        "A social worker of the child was there on the day the episode began.",
        title="had a social worker on the first day",
        cells=_SPELLS,
        day="DECOM",
    ),
    Fact(
        "had_worker_at_end",
        "A social worker of the child was there on the day the episode ended.",
        title="had a social worker on the last day",
        cells=_SPELLS,
        day="DEC",
    ),
    Fact(
        "had_worker_at_year_end",
        "A social worker of the child was there on the last day of the year.",
        title="had a social worker on the last day of the year",
        cells=_SPELLS,
    ),
    needs=["sw_episodes"],
    source=_SOURCE,
)
def social_workers_on_the_day() -> Table:
    """Cover by any row of this year's return and those of earlier years; the first and the last day are covered."""
    w = with_collection(up_to_now(of_children(every_year("sw_episodes"))))
    # A worker left open in an earlier return was there until that year's end: what came later is in later returns.
    year_end = ibis.date(w.collection_end.year() - w.years_back, w.collection_end.month(), w.collection_end.day())
    w = w.select(*CHILD, "SW_DECOM", until=ibis.ifelse(w.text_SW_DEC.isnull(), year_end, w.SW_DEC))
    e = with_collection(of_children(current("episodes")))
    j = e.select(*ROW, "CHILD", "DECOM", "DEC", "collection_end").join(w, CHILD)

    def one_had_the_case(day: DateValue) -> BooleanValue:
        return yes((day >= j.SW_DECOM) & (day <= j.until)).any()

    return j.group_by(ROW).aggregate(
        had_worker_at_start=one_had_the_case(j.DECOM),
        had_worker_at_end=one_had_the_case(j.DEC),
        had_worker_at_year_end=one_had_the_case(j.collection_end),
    )


@facts(
    "episode",
    Fact(
        "workers_known_from",
        "The first day of the year before where its return has social workers, else of this year.",
        title="social workers are known from",
    ),
    needs=["sw_episodes"],
    by=("LA", "YEAR"),
    source=_SOURCE,
)
def years_with_social_workers() -> Table:
    """How far back social workers are known; those of returns older than last year's are not read."""
    before = a_year_on(every_year("sw_episodes")).select("LA", "YEAR").distinct()
    joined = collection().left_join(before, ["LA", "YEAR"])
    year_before = (joined.start - ibis.interval(years=1)).cast("date")
    return joined.select("LA", "YEAR", workers_known_from=joined.YEAR_right.isnull().ifelse(joined.start, year_before))


SOCIAL_WORKER_DAY_FACTS = (leaving_care, social_worker_ends, social_workers_on_the_day, years_with_social_workers)
