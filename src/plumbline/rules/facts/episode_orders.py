"""Orders of episodes that single rules have of their own, and days that they count."""

import ibis
from ibis.expr.types import IntegerValue, Table

from plumbline.concepts.base import (
    CHILD,
    ROW,
    current,
    every_year,
    in_order,
    of_children,
    up_to_now,
    with_collection,
    yes,
)
from plumbline.concepts.children import ADOPTED, SHORT_BREAKS
from plumbline.concepts.declare import CHILD_ROW, Fact, facts
from plumbline.concepts.episodes import ends_of_order
from plumbline.rules.facts.previous_rows import previous_by_start_and_end


@facts(
    "episode",
    Fact("has_previous_by_end", "There is a previous episode in rule 433's order.", title="has a previous episode"),
    Fact("previous_by_end_row", "Its row.", title="previous episode"),
    Fact("previous_by_end_DEC", "Its end.", cells=("episodes.DEC",), at="previous_by_end_row"),
    source="rule 433",
)
def previous_episode_by_end() -> Table:
    """Rule 433's previous episode: of equal starts the one that ended first comes first, an open one last."""
    return previous_by_start_and_end("episodes", "DECOM", "DEC")


@facts(
    "episode",
    Fact("next_undated_first_row", "The row of the next episode in rule 388's order.", title="next episode"),
    Fact("next_undated_first_DECOM", "Its start.", cells=("episodes.DECOM",), at="next_undated_first_row"),
    source="rule 388",
)
def next_undated_first() -> Table:
    """Rule 388's next episode: in its order undated episodes come first, then the dated ones as usual."""
    e = of_children(current("episodes"))
    order = ibis.window(group_by=CHILD, order_by=[e.DECOM.notnull(), e.DECOM, e.row])
    return e.select(
        *ROW, next_undated_first_row=e.row.lead().over(order), next_undated_first_DECOM=e.DECOM.lead().over(order)
    )


@facts(
    "episode",
    Fact(
        "is_first_outside_short_breaks",
        "The child's earliest episode that is not of short breaks.",
        title="earliest episode outside short breaks",
    ),
    Fact(
        "is_first_under_placement_order",
        "The child's earliest episode under a placement order (E1).",
        title="earliest episode under a placement order",
    ),
    Fact(
        "is_latest_not_continued",
        "The child's latest episode after which care did not go on (REC is not X1).",
        title="latest episode after which care ended",
    ),
    source="rules about the first and the last of a kind",
)
def extremes_of_a_kind() -> Table:
    """Of equal starts the first in the file is taken."""
    e = of_children(current("episodes"))
    return ends_of_order(
        e,
        first={
            "is_first_outside_short_breaks": ~yes(e.LS.isin(SHORT_BREAKS)),
            "is_first_under_placement_order": yes(e.LS == "E1"),
        },
        latest={"is_latest_not_continued": ~yes(e.REC == "X1")},
    )


@facts(
    "episode",
    Fact(
        "short_break_days",
        "Days of short breaks (V3) that the episode has within the year.",
        title="days of short breaks in the year",
    ),
    source="rule 367",
)
def short_break_days() -> Table:
    """Days of the episodes under V3; empty where there are none."""
    e = with_collection(current("episodes"))
    until = ibis.least(e.DEC.fill_null(e.collection_end), e.collection_end)
    since = ibis.greatest(e.DECOM, e.collection_start)
    readable = e.DEC.notnull() | e.text_DEC.isnull()
    counts = yes(e.LS == "V3") & readable & e.DECOM.notnull() & (since < until)
    return e.filter(counts).select(*ROW, "CHILD", short_break_days=until.delta(since, unit="day"))


@facts(
    CHILD_ROW,
    Fact(
        "short_break_days",
        "Days of short breaks (V3) that the child has within the year.",
        title="days of short breaks in the year",
    ),
    needs=["episodes"],
    source="rule 367",
)
def short_break_days_of_child() -> Table:
    """The days of a child's episodes under V3 added up."""
    days = short_break_days.make().filter(lambda t: t.CHILD.notnull())
    return days.group_by(CHILD).aggregate(short_break_days=days.short_break_days.sum())


@facts(
    "episode",
    Fact(
        "after_adoption",
        "The child had been adopted before, in any year given.",
        title="adopted before",
        cells=("episodes.DECOM", "episodes.REC", "episodes_last.DECOM", "episodes_last.REC"),
    ),
    source="rule 199",
)
def adoption_before() -> Table:
    """Whether the episode follows an adoption of the child in any year given (rule 199); ties: the later return's first."""
    adopted = up_to_now(of_children(every_year("episodes"))).filter(
        lambda t: yes(t.REC.isin(ADOPTED)) & t.DECOM.notnull()
    )
    first = adopted.group_by(CHILD).aggregate(first_adoption=_over_all_years(adopted, adopted.years_back).min())
    joined = current("episodes").join(first, CHILD)
    return joined.select(*ROW, after_adoption=yes(joined.first_adoption < _over_all_years(joined, ibis.literal(0))))


def _over_all_years(e: Table, years_back: IntegerValue) -> IntegerValue:
    return in_order(e.DECOM, e.row + years_back * 50_000_000)


EPISODE_ORDER_FACTS = (
    previous_episode_by_end, next_undated_first, extremes_of_a_kind, short_break_days, short_break_days_of_child, adoption_before,
)  # fmt: skip
