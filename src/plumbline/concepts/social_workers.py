"""Facts about a spell with one social worker: its place in the child's order."""

import ibis
from ibis.expr.types import Table

from plumbline.concepts.base import CHILD, ROW, current, earliest_first, latest_first, of_children
from plumbline.concepts.declare import Fact, facts, neighbours


@facts(
    "sw_episode",
    Fact(
        "has_previous",
        "The child had a social worker before: by start, undated last, ties in file order.",
        title="has a previous social worker",
    ),
    Fact(
        "has_next",
        "The child had another social worker afterwards, in the same order.",
        title="has a next social worker",
    ),
    Fact("previous_row", "The row of the child's previous social worker.", title="previous social worker"),
    *neighbours("previous", "{} of the child's previous social worker.", "sw_episodes", ["SW_DEC"]),
    Fact(
        "is_latest",
        "No social worker of the child starts later; of equal starts, the first in the file.",
        title="latest social worker",
    ),
)
def social_worker_order() -> Table:
    """A child's social workers in order."""
    s = of_children(current("sw_episodes"))
    order = ibis.window(group_by=CHILD, order_by=[earliest_first(s.SW_DECOM), s.row])
    latest = ibis.window(group_by=CHILD, order_by=[latest_first(s.SW_DECOM), s.row])
    return s.select(
        *ROW,
        has_previous=s.row.lag().over(order).notnull(),
        has_next=s.row.lead().over(order).notnull(),
        previous_row=s.row.lag().over(order),
        previous_SW_DEC=s.SW_DEC.lag().over(order),
        is_latest=ibis.row_number().over(latest) == 0,
    )


SOCIAL_WORKER_FACTS = (social_worker_order,)
