"""Who is owed a care leaver's record, as rule 1001 reads all years' episodes."""

import ibis
from ibis.expr.types import DateValue, IntegerValue, Table

from plumbline.concepts.base import (
    CHILD,
    birthday,
    current,
    earliest_first,
    every_year,
    latest_first,
    of_children,
    up_to_now,
    with_collection,
    yes,
)
from plumbline.concepts.children import ADOPTED, SHORT_BREAKS
from plumbline.concepts.declare import CHILD_ROW, Fact, facts


@facts(
    CHILD_ROW,
    Fact(
        "care_leaver_qualifies",
        "In care for 91 days or more since turning 14, and for a day since turning 16, over all years given; told only of "
        "children in the care leavers' table.",
        needs=("episodes", "episodes_last", "header"),
        title="long enough in care to be a care leaver",
    ),
    Fact(
        "last_adopted",
        "The last episode of all years given ended with adoption; told only of children in the care leavers' table.",
        title="last episode ended with adoption",
    ),
    needs=["episodes", "episodes_last"],
    source="rule 1001",
)
def care_leaver_facts() -> Table:
    """Days in care since 14 and since 16 over all years given, and whether the last episode was adoption.

    Only of children in the care leavers' table, of whom rule 1001 asks: of all it would take ten times as long.
    """
    asked = of_children(current("oc3")).select(*CHILD).distinct()
    pooled = with_collection(up_to_now(of_children(every_year("episodes"))).semi_join(asked, CHILD))
    same_start = ibis.window(
        group_by=[*CHILD, "DECOM"],
        order_by=[earliest_first(pooled.DEC), pooled.years_back, pooled.row],
    )
    kept = pooled.mutate(copy=ibis.row_number().over(same_start))
    kept = kept.filter((kept.copy == 0) | kept.DECOM.isnull())
    latest = ibis.window(group_by=CHILD, order_by=[latest_first(kept.DECOM)])
    kept = kept.mutate(is_last=(ibis.row_number().over(latest) == 0) & kept.DECOM.notnull())
    kept = kept.mutate(until=ibis.ifelse(kept.is_last, kept.DEC.fill_null(kept.collection_end), kept.DEC))
    born = current("header").select(*CHILD, "DOB").distinct()
    j = kept.left_join(born, CHILD)
    counted = yes(~yes(kept.LS.upper().isin(SHORT_BREAKS)) & j.until.notnull() & j.DOB.notnull())
    j = j.mutate(
        days_14=days_since(j.DECOM, j.until, j.DOB, 14),
        days_16=days_since(j.DECOM, j.until, j.DOB, 16),
        counted=counted,
    )
    return j.group_by(CHILD).aggregate(
        care_leaver_qualifies=yes((j.days_14.sum(where=j.counted) >= 91) & (j.days_16.sum(where=j.counted) >= 1)),
        last_adopted=(j.is_last & yes(j.REC.upper().isin(ADOPTED))).any(),
    )


def days_since(start: DateValue, end: DateValue, born: DateValue, age: int) -> IntegerValue:
    """Days from the later of ``start`` and the birthday to ``end``, not below 0."""
    since = ibis.greatest(start.fill_null(birthday(born, age)), birthday(born, age))
    return ibis.greatest(end.delta(since, unit="day"), 0)


@facts(
    CHILD_ROW,
    Fact(
        "too_old_for_history",
        "The header says that the person may have left care before the earliest return given.",
        title="may have left care before the earliest return",
        cells=("header.DOB",),
    ),
    needs=["header"],
    source="rule 1001",
)
def too_old() -> Table:
    """Who was 18 before the earliest return given."""
    h = with_collection(of_children(current("header")))
    return h.group_by(CHILD).aggregate(too_old_for_history=yes(birthday(h.DOB, 18) <= h.collection_adult_by).any())


CARE_LEAVER_FACTS = (care_leaver_facts, too_old)
