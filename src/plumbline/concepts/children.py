"""Facts about a child in a year, which every table's rows reach as ``row.child``."""

import ibis
from ibis.expr.types import BooleanValue, Table

from plumbline.concepts.base import (
    CHILD,
    a_year_on,
    collection,
    current,
    every_year,
    of_children,
    sources,
    up_to_now,
    with_collection,
    yes,
)
from plumbline.concepts.declare import CHILD_ROW, Fact, facts

#: Legal statuses of an agreed series of short breaks.
SHORT_BREAKS = ("V3", "V4")
ADOPTED = ("E11", "E12")
#: The tables that make a child known, this year or the year before.
_NAME_CHILDREN = ("header", "episodes", "reviews", "uasc", "oc2", "oc3")


@facts(CHILD_ROW, shared=True)
def known_children() -> Table:
    """The children of a year: all that this year's tables or those of the year before name."""
    now = [current(name).select(*CHILD) for name in _NAME_CHILDREN]
    before = [a_year_on(every_year(name).select(*CHILD)) for name in _NAME_CHILDREN]
    known = of_children(ibis.union(*now, *before, distinct=False))
    return known.semi_join(collection(), ["LA", "YEAR"]).distinct()


@facts(
    CHILD_ROW,
    Fact(
        "header_is_loaded", "A header was loaded for the year in which the child is known.", title="a header was given"
    ),
)
def header_loaded() -> Table:
    """Whether a child without a header row lacks it, or the header was not given."""
    loaded = sources().select("LA", "YEAR", header_is_loaded="has_header")
    return known_children.table.join(loaded, ["LA", "YEAR"])


@facts(
    CHILD_ROW,
    Fact("has_header", "The child is in the header.", title="in the header"),
    Fact(
        "mother_recorded",
        "The header says whether the child is a mother.",
        title="the header says whether a mother",
        cells=("header.MOTHER",),
    ),
    needs=["header"],
)
def header_facts() -> Table:
    """What the header says of a child."""
    h = of_children(current("header"))
    return h.group_by(CHILD).aggregate(has_header=ibis.literal(True), mother_recorded=h.MOTHER.notnull().any())


@facts(
    CHILD_ROW,
    Fact("has_episodes", "The child has an episode in this year's return.", title="has episodes this year"),
    Fact(
        "looked_after_all_year",
        "In care on every day of the collection year, as far as the episodes show: one touches the year, none shows the "
        "child coming into or leaving care in it, and none is of a series of short breaks.",
        title="in care for the whole year",
    ),
    Fact(
        "looked_after_in_year",
        "An episode touches the collection year; an end that can't be read counts as open.",
        title="in care during the year",
    ),
    Fact(
        "adopted_in_year",
        "An episode ended with adoption (E11, E12) in the collection year.",
        title="adopted during the year",
    ),
    Fact(
        "has_dated_episode",
        "At least one episode has a start that can be read.",
        title="an episode has a start that can be read",
    ),
    Fact("latest_start", "The latest start of the child's episodes.", title="latest start of the child's episodes"),
    Fact("only_short_breaks", "Every episode is of a series of short breaks (V3, V4).", title="in short breaks only"),
    Fact(
        "has_other_episodes",
        "At least one episode is not of a series of short breaks.",
        title="has episodes other than short breaks",
    ),
    needs=["episodes"],
    source="SSDA903 guide: episodes of care; short breaks (V3, V4)",
)
def episode_facts() -> Table:
    """What a child's episodes of one year say together."""
    e = with_collection(of_children(current("episodes")))
    e = e.mutate(
        touches=in_year(e),
        breaks=breaks_continuity(e),
        short=yes(e.LS.isin(SHORT_BREAKS)),
        adopted=yes(e.REC.isin(ADOPTED) & (e.collection_start <= e.DEC) & (e.collection_end >= e.DEC)),
    )
    return e.group_by(CHILD).aggregate(
        has_episodes=ibis.literal(True),
        looked_after_all_year=e.touches.any() & ~e.breaks.any(),
        looked_after_in_year=e.touches.any(),
        adopted_in_year=e.adopted.any(),
        has_dated_episode=e.DECOM.notnull().any(),
        latest_start=e.DECOM.max(),
        only_short_breaks=e.short.all(),
        has_other_episodes=(~e.short).any(),
    )


def in_year(e: Table) -> BooleanValue:
    """Whether an episode touches the collection year; an end that can't be read counts as open."""
    return yes((e.collection_end >= e.DECOM) & ((e.collection_start <= e.DEC) | e.DEC.isnull()))


def breaks_continuity(e: Table) -> BooleanValue:
    """Whether an episode shows the child entering or leaving care, or in short breaks, during the year."""
    enters = yes((e.RNE == "S") & (e.collection_start < e.DECOM) & (e.collection_end >= e.DECOM))
    stays = yes(e.REC == "X1")
    leaves = ~stays & yes((e.collection_start <= e.DEC) & (e.collection_end > e.DEC))
    return enters | leaves | (yes(e.LS.isin(SHORT_BREAKS)) & in_year(e))


@facts(
    CHILD_ROW,
    Fact(
        "review_recorded",
        "A review of the child, or why there is none, is recorded.",
        title="a review, or why there is none, is recorded",
    ),
    needs=["reviews"],
)
def review_facts() -> Table:
    """Whether any review of the child is recorded."""
    r = of_children(current("reviews"))
    recorded = r.text_REVIEW.notnull() | r.REVIEW_CODE.notnull()
    return r.group_by(CHILD).aggregate(review_recorded=recorded.any())


def _named_in(rows: Table, name: str) -> Table:
    return of_children(rows).select(*CHILD).distinct().mutate(**{name: ibis.literal(True)})


@facts(
    CHILD_ROW,
    Fact("has_uasc", "The child is in the table of asylum seekers.", title="in the uasc table"),
    needs=["uasc"],
)
def in_uasc() -> Table:
    """The children of the uasc table."""
    return _named_in(current("uasc"), "has_uasc")


@facts(
    CHILD_ROW,
    Fact("has_oc2", "The child is in the table of health and offending.", title="in the oc2 table"),
    needs=["oc2"],
)
def in_oc2() -> Table:
    """The children of the oc2 table."""
    return _named_in(current("oc2"), "has_oc2")


@facts(
    CHILD_ROW,
    Fact("has_oc3", "The young person is in the table of care leavers.", title="in the oc3 table"),
    needs=["oc3"],
)
def in_oc3() -> Table:
    """The young people of the oc3 table."""
    return _named_in(current("oc3"), "has_oc3")


@facts(
    CHILD_ROW,
    Fact("has_header_last", "The child is in last year's header.", title="in last year's header"),
    needs=["header_last"],
)
def in_last_years_header() -> Table:
    """The children of last year's header."""
    return a_year_on(_named_in(every_year("header"), "has_header_last"))


@facts(
    CHILD_ROW,
    Fact(
        "has_episodes_last",
        "The child has an episode in last year's return.",
        title="has episodes in last year's return",
    ),
    needs=["episodes_last"],
)
def in_last_years_episodes() -> Table:
    """The children of last year's episodes."""
    return a_year_on(_named_in(every_year("episodes"), "has_episodes_last"))


@facts(
    CHILD_ROW,
    Fact(
        "seen_in_care",
        "Any year's return given has an episode of the child.",
        needs=("episodes", "episodes_last"),
        title="has an episode in any return given",
    ),
    Fact("died_in_care", "An episode of any year's return given ended with the child's death (E2)."),
    needs=["episodes"],
)
def history() -> Table:
    """What the returns of all years given say of a child."""
    e = up_to_now(of_children(every_year("episodes")))
    return e.group_by(CHILD).aggregate(seen_in_care=ibis.literal(True), died_in_care=yes(e.REC.upper() == "E2").any())


CHILD_FACTS = (
    known_children, header_loaded, header_facts, episode_facts, review_facts, in_uasc, in_oc2, in_oc3,
    in_last_years_header, in_last_years_episodes, history,
)  # fmt: skip
