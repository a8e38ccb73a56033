"""Who is an asylum seeker, as rules 164, 205A to 205D, 303, 392a and 406 read it."""

import ibis
from ibis.expr.types import Table

from plumbline.concepts.base import CHILD, a_year_on, current, every_year, of_children, sources, with_collection, yes
from plumbline.concepts.declare import CHILD_ROW, Fact, facts

_SOURCE = "specification, parts 1 and 3: where the asylum marker comes from"


@facts(
    CHILD_ROW,
    Fact("marker", "The marker's text: the header's, or 1 and 0 made from the uasc table.", title="asylum marker"),
    Fact(
        "is_marked",
        "The marker is 1, or the uasc table says anything of the child.",
        title="marked as an asylum seeker",
    ),
    source=_SOURCE,
    shared=True,
)
def asylum_markers() -> Table:
    """Per child and year the asylum marker from the header, or made from the uasc table where no header is loaded.

    ``marker`` is the text in the sense of rules 205A to 205D; ``is_marked`` follows rules 164, 392a and 406, for
    which a date of birth alone in the uasc table counts too.
    """
    kinds = sources()
    header = of_children(every_year("header")).join(kinds, ["LA", "YEAR"])
    marked = header.filter(header.has_marker).select(
        *CHILD, marker=header.text_UASC, is_marked=yes(header.text_UASC == "1")
    )
    uasc = of_children(every_year("uasc")).join(kinds, ["LA", "YEAR"])
    filled = uasc.SEX.notnull() | uasc.text_DUC.notnull()
    made = uasc.filter(~uasc.has_header).select(
        *CHILD,
        marker=ibis.cases((filled, "1"), else_="0"),
        is_marked=filled | uasc.text_DOB.notnull(),
    )
    both = ibis.union(marked, made, distinct=False)
    return both.group_by(CHILD).aggregate(marker=both.marker.max(), is_marked=both.is_marked.any())


@facts(
    CHILD_ROW,
    Fact(
        "uasc_this_year",
        "This year's asylum marker, as text.",
        needs=("uasc_this_year",),
        title="this year's asylum marker",
        cells=("header.UASC",),
    ),
    Fact(
        "uasc_last_year",
        "Last year's asylum marker, as text.",
        needs=("uasc_last_year",),
        title="last year's asylum marker",
        cells=("header_last.UASC",),
    ),
    Fact(
        "in_uasc_source_last",
        "Last year's return says whether the child was an asylum seeker.",
        needs=(),
        title="last year's return says whether an asylum seeker",
    ),
    Fact("is_uasc", "An asylum seeker this year or last year.", title="an asylum seeker this year or last"),
    needs=["uasc_anywhere"],
    source=_SOURCE,
)
def asylum_in_two_years() -> Table:
    """The markers of the year itself and of the year before."""
    markers = asylum_markers.table
    now, before = markers.mutate(before=False), a_year_on(markers).mutate(before=True)
    both = ibis.union(now, before, distinct=False)
    return both.group_by(CHILD).aggregate(
        uasc_this_year=both.marker.max(where=~both.before),
        uasc_last_year=both.marker.max(where=both.before),
        in_uasc_source_last=both.before.any(),
        is_uasc=both.is_marked.any(),
    )


@facts(
    CHILD_ROW,
    Fact(
        "duc_recorded",
        "An end of asylum status is recorded, readable or not.",
        title="an end of asylum status is recorded",
        cells=("uasc.DUC",),
    ),
    Fact(
        "duc_readable",
        "An end of asylum status that is a date is recorded.",
        title="an end of asylum status can be read",
        cells=("uasc.DUC",),
    ),
    Fact(
        "duc_lacking",
        "A row of the child in the uasc table has no readable end of status.",
        title="an end of asylum status is lacking",
        cells=("uasc.DUC",),
    ),
    Fact(
        "duc_first_outside",
        "The first end of status that lies outside the collection year.",
        title="first end of asylum status outside the year",
        cells=("uasc.DUC",),
    ),
    Fact(
        "duc_last_outside",
        "The last end of status that lies outside the collection year.",
        title="last end of asylum status outside the year",
        cells=("uasc.DUC",),
    ),
    needs=["uasc"],
    source="rule 205B",
)
def asylum_ends() -> Table:
    """What is recorded of the end of a child's asylum status."""
    u = with_collection(of_children(current("uasc")))
    outside = yes((u.collection_start > u.DUC) | (u.collection_end < u.DUC))
    return u.group_by(CHILD).aggregate(
        duc_recorded=u.text_DUC.notnull().any(),
        duc_readable=u.DUC.notnull().any(),
        duc_lacking=u.DUC.isnull().any(),
        duc_first_outside=u.DUC.min(where=outside),
        duc_last_outside=u.DUC.max(where=outside),
    )


ASYLUM_FACTS = (asylum_markers, asylum_in_two_years, asylum_ends)
