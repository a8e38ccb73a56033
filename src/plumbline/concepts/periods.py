"""Periods of care: unbroken stretches of a child's episodes, as rows of their own."""

import ibis
from ibis.expr.types import Table

from plumbline.concepts.base import CHILD, current, of_children, yes


def periods() -> Table:
    """Periods of care, one row each: LA, YEAR, CHILD, row (its number, from 0 or 1), start, end.

    A new period begins when a start is later than the previous episode's end; ``end`` is that of the last episode, empty
    where it is open or unreadable. Episodes without a readable start belong to none.
    """
    e = of_children(current("episodes")).filter(lambda t: t.DECOM.notnull())
    order = [e.DECOM, e.row]
    usual = ibis.window(group_by=CHILD, order_by=order)
    so_far = ibis.window(group_by=CHILD, order_by=order, preceding=None, following=0)
    e = e.mutate(before=e.DEC.lag().over(usual), after=e.DECOM.lead().over(usual))
    opens, closes = yes(e.before < e.DECOM), e.after.isnull() | yes(e.after > e.DEC)
    e = e.mutate(period=opens.ifelse(1, 0).sum().over(so_far), closes=closes)
    return (
        e.group_by([*CHILD, "period"])
        .aggregate(start=e.DECOM.min(), end=e.DEC.max(where=e.closes))
        .rename(row="period")
        .select("LA", "YEAR", "CHILD", "row", "start", "end")
    )
