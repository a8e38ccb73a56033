"""Facts about a decision that a child should be placed for adoption: its place among the child's decisions."""

import ibis
from ibis.expr.types import Table

from plumbline.concepts.base import base
from plumbline.concepts.children import CHILD, with_collection


def adoption_decisions() -> Table:
    """The decisions with the one before (by date, undated last) and whether the decision is the child's latest.

    Of equal dates the first in the file is the latest, and an undated decision is the latest only where none has a
    date. A decision without a CHILD stands alone.
    """
    d = with_collection(base("placed_adoption"))
    known, dateless = d.CHILD.notnull(), d.DATE_PLACED.isnull()
    usual = ibis.window(group_by=CHILD, order_by=[dateless, d.DATE_PLACED, d.row])
    latest_first = ibis.window(group_by=CHILD, order_by=[dateless, d.DATE_PLACED.desc(), d.row])
    child = ibis.window(group_by=CHILD)
    decisions, ended = d.row.count().over(child), d.text_DATE_PLACED_CEASED.count().over(child)
    return d.mutate(
        has_previous=known & d.row.lag().over(usual).notnull(),
        previous_DATE_PLACED_CEASED=known.ifelse(d.DATE_PLACED_CEASED.lag().over(usual), ibis.null("date")),
        is_latest=~known | (ibis.row_number().over(latest_first) == 0),
        is_one_of_several_all_ended=known & (decisions > 1) & (ended == decisions),
    )
