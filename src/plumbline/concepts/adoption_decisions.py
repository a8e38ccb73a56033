"""Facts about a decision that a child should be placed for adoption: its place among the child's decisions."""

import ibis
from ibis.expr.types import Table

from plumbline.concepts.base import CHILD, ROW, current
from plumbline.concepts.declare import Fact, facts, neighbours


@facts(
    "placed_adoption",
    Fact(
        "has_previous",
        "The child has a decision before this one: by date, undated last, ties in file order.",
        title="has a previous decision",
    ),
    Fact("previous_row", "The row of the child's previous decision.", title="previous decision"),
    *neighbours("previous", "{} of the child's previous decision.", "placed_adoption", ["DATE_PLACED_CEASED"]),
    Fact(
        "is_latest",
        "No decision of the child is later; of equal dates the first in the file is the latest, and an undated one only "
        "where none has a date. A decision without a CHILD stands alone.",
        title="latest decision",
    ),
    Fact(
        "is_one_of_several_all_ended",
        "The child has several decisions, and every one of them has an end recorded.",
        title="all of several decisions have ended",
    ),
)
def decision_order() -> Table:
    """A child's decisions in order."""
    d = current("placed_adoption")
    known, dateless = d.CHILD.notnull(), d.DATE_PLACED.isnull()
    usual = ibis.window(group_by=CHILD, order_by=[dateless, d.DATE_PLACED, d.row])
    latest_first = ibis.window(group_by=CHILD, order_by=[dateless, d.DATE_PLACED.desc(), d.row])
    child = ibis.window(group_by=CHILD)
    decisions, ended = d.row.count().over(child), d.text_DATE_PLACED_CEASED.count().over(child)
    return d.select(
        *ROW,
        has_previous=known & d.row.lag().over(usual).notnull(),
        previous_row=known.ifelse(d.row.lag().over(usual), ibis.null("int64")),
        previous_DATE_PLACED_CEASED=known.ifelse(d.DATE_PLACED_CEASED.lag().over(usual), ibis.null("date")),
        is_latest=~known | (ibis.row_number().over(latest_first) == 0),
        is_one_of_several_all_ended=known & (decisions > 1) & (ended == decisions),
    )


DECISION_FACTS = (decision_order,)
