"""What single rules ask of a child's episodes together: carers' holidays, mixed and any-case short breaks."""

from ibis.expr.types import Table

from plumbline.concepts.base import CHILD, current, of_children, with_collection, yes
from plumbline.concepts.children import SHORT_BREAKS, in_year
from plumbline.concepts.declare import CHILD_ROW, Fact, facts


@facts(
    CHILD_ROW,
    Fact(
        "carer_holiday_stays",
        "Temporary stays for a carer's holiday (T3), counted.",
        title="stays for a carer's holiday",
    ),
    Fact("mixes_short_breaks", "Some episodes are V3 and some V4.", title="has short breaks of both kinds (V3, V4)"),
    Fact(
        "other_episode_any_case",
        "An episode is not of short breaks, in whatever letter case these are (165, 393).",
        title="has episodes other than short breaks",
    ),
    Fact(
        "other_episode_in_year",
        "Such an episode touches the collection year.",
        title="in care other than short breaks during the year",
    ),
    needs=["episodes"],
    source="rules 165, 370 to 372, 393, 520",
)
def kinds_of_stay() -> Table:
    """Facts of a child's episodes of one year, one row per child."""
    e = with_collection(of_children(current("episodes")))
    e = e.mutate(touches=in_year(e), short_any_case=yes(e.LS.upper().isin(SHORT_BREAKS)))
    return e.group_by(CHILD).aggregate(
        carer_holiday_stays=yes(e.PLACE == "T3").sum(),
        mixes_short_breaks=yes(e.LS == "V3").any() & yes(e.LS == "V4").any(),
        other_episode_any_case=(~e.short_any_case).any(),
        other_episode_in_year=(~e.short_any_case & e.touches).any(),
    )


STAY_FACTS = (kinds_of_stay,)
