"""Unbroken runs under a legal status that the law limits to days (rules 361 to 364)."""

import ibis
from ibis.expr.types import Table

from plumbline.concepts.base import CHILD, ROW, current, earliest_first, with_collection, yes
from plumbline.concepts.declare import Fact, facts

#: Police protection and emergency protection run on through directly following episodes; child assessment orders and
#: detention under PACE through those of the same status that touch or overlap.
RUNNING_STATUSES = ("L1", "L2")
TOUCHING_STATUSES = ("L3", "J2")


@facts(
    "episode",
    Fact(
        "status_run_days",
        "Days of the unbroken run under L1, L2, L3 or J2 to which the episode belongs.",
        title="days under the status without a break",
    ),
    source="rules 361 to 364",
)
def status_runs() -> Table:
    """The episodes under a status that the law limits to days, each with the days of its unbroken run."""
    e = with_collection(current("episodes"))
    return ibis.union(running_statuses(e), touching_statuses(e), distinct=False)


def running_statuses(e: Table) -> Table:
    """Runs of L1 and L2 (361 and 362), from the earliest start to the latest end.

    A row continues the run of the child's previous row of the same status when that row is directly followed, in the
    usual order, by any row that starts on the day it ended. An open episode ends with the collection year.
    """
    limited = e.filter(e.LS.isin(RUNNING_STATUSES))
    e = e.filter(e.CHILD.isnull() | e.CHILD.isin(limited.CHILD))  # few children: the others need no order
    usual = ibis.window(group_by=CHILD, order_by=[earliest_first(e.DECOM), e.row])
    e = e.mutate(number=ibis.row_number().over(usual), next_DECOM=e.DECOM.lead().over(usual))
    e = e.filter(e.LS.isin(RUNNING_STATUSES))
    same = ibis.window(group_by=[*CHILD, "LS"], order_by=e.number)
    e = e.mutate(end_or_year_end=e.DEC.fill_null(e.collection_end))
    e = e.mutate(is_followed=yes(e.next_DECOM == e.end_or_year_end))
    e = e.mutate(opens_run=(e.CHILD.notnull() & yes(e.is_followed.lag().over(same))).ifelse(0, 1))
    so_far = ibis.window(group_by=[*CHILD, "LS"], order_by=e.number, preceding=None, following=0)
    e = e.mutate(run=e.opens_run.sum().over(so_far))
    whole = ibis.window(group_by=[*CHILD, "LS", "run"])
    days = e.end_or_year_end.max().over(whole).delta(e.DECOM.min().over(whole), unit="day")
    return e.select(*ROW, status_run_days=days)


def touching_statuses(e: Table) -> Table:
    """Runs of L3 and J2 (363 and 364): the days of their episodes added up, in file order.

    A dated row continues the run of the row above of the same status, when that is the same child's and had not ended
    before the row starts; an end that can't be read never ends a run, and adds no days.
    """
    e = e.filter(e.LS.isin(TOUCHING_STATUSES) & e.DECOM.notnull())
    above = ibis.window(group_by=["LA", "YEAR", "LS"], order_by=e.row)
    e = e.mutate(until=e.text_DEC.isnull().ifelse(e.collection_end, e.DEC))
    same_child = yes(e.CHILD.lag().over(above) == e.CHILD)
    e = e.mutate(opens_run=(same_child & ~yes(e.until.lag().over(above) < e.DECOM)).ifelse(0, 1))
    so_far = ibis.window(group_by=["LA", "YEAR", "LS"], order_by=e.row, preceding=None, following=0)
    e = e.mutate(run=e.opens_run.sum().over(so_far), days=e.until.delta(e.DECOM, unit="day"))
    return e.select(*ROW, status_run_days=e.days.sum().over(ibis.window(group_by=["LA", "YEAR", "LS", "run"])))


STATUS_FACTS = (status_runs,)
