"""Facts about an episode: its place in the child's order, its neighbours, runs, periods of care and provider."""

import ibis
from ibis.expr.types import Column, Table

from plumbline.concepts.base import base, providers
from plumbline.concepts.children import CHILD, with_collection, yes
from plumbline.concepts.children import in_year as touches_year

NEIGHBOUR_FIELDS = (
    "DECOM", "DEC", "text_DEC", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "PL_POST", "URN", "REC",
    "REASON_PLACE_CHANGE",
)  # fmt: skip
ROW = ["LA", "YEAR", "row"]


def with_order(e: Table) -> Table:
    """``number`` from 0 by start date, unreadable starts last, ties in file order; and first and last of each kind."""
    usual = ibis.window(group_by=CHILD, order_by=[e.DECOM.isnull(), e.DECOM, e.row])
    newest = ibis.window(group_by=CHILD, order_by=[e.DECOM.isnull(), e.DECOM.desc(), e.row])
    newest_last_in_file = ibis.window(group_by=CHILD, order_by=[e.DECOM.isnull(), e.DECOM.desc(), e.row.desc()])
    ended = ibis.window(group_by=CHILD, order_by=[e.DEC.isnull(), e.DEC.desc(), e.row])
    started = yes(e.RNE == "S") & e.DECOM.notnull()
    started_first = ibis.window(group_by=CHILD, order_by=[started.ifelse(0, 1), e.DECOM, e.row])
    started_last = ibis.window(group_by=CHILD, order_by=[started.ifelse(0, 1), e.DECOM.desc(), e.row])
    rank = ibis.row_number()
    return e.mutate(
        number=rank.over(usual),
        is_earliest=(rank.over(usual) == 0) & e.DECOM.notnull() & e.CHILD.notnull(),
        is_latest=(rank.over(newest) == 0) & e.DECOM.notnull() & e.CHILD.notnull(),
        is_final=(rank.over(newest_last_in_file) == 0) & e.DECOM.notnull() & e.CHILD.notnull(),
        is_latest_ended=(rank.over(ended) == 0) & e.DEC.notnull() & e.CHILD.notnull(),
        is_first_started=(rank.over(started_first) == 0) & started & e.CHILD.notnull(),
        is_latest_started=(rank.over(started_last) == 0) & started & e.CHILD.notnull(),
        in_year=touches_year(e),
    )


def with_neighbours(e: Table) -> Table:
    """The child's previous, next and second previous episode in the usual order, and the next in rule 388's order."""
    usual = ibis.window(group_by=CHILD, order_by=e.number)
    undated_first = ibis.window(group_by=CHILD, order_by=[e.DECOM.notnull(), e.DECOM, e.row])
    known = e.CHILD.notnull()
    found: dict[str, Column] = {}
    for field in NEIGHBOUR_FIELDS:
        found[f"previous_{field}"] = known.ifelse(e[field].lag().over(usual), ibis.null(e[field].type()))
        found[f"next_{field}"] = known.ifelse(e[field].lead().over(usual), ibis.null(e[field].type()))
        found[f"before_previous_{field}"] = known.ifelse(e[field].lag(2).over(usual), ibis.null(e[field].type()))
    return e.mutate(
        **found,
        has_previous=known & e.row.lag().over(usual).notnull(),
        has_next=known & e.row.lead().over(usual).notnull(),
        has_before_previous=known & e.row.lag(2).over(usual).notnull(),
        has_next_undated_first=known & e.row.lead().over(undated_first).notnull(),
        next_undated_first_DECOM=e.DECOM.lead().over(undated_first),
    )


def with_status_runs(e: Table) -> Table:
    """Days of the unbroken run of one legal status that the episode belongs to (rules 361 and 362).

    A row continues the run of the child's previous row of the same status when that row is directly followed, in the
    usual order, by any row that starts on the day it ended. An open episode ends with the collection year.
    """
    same = ibis.window(group_by=[*CHILD, "LS"], order_by=e.number)
    e = e.mutate(end_or_year_end=e.DEC.fill_null(e.collection_end))
    e = e.mutate(is_followed=yes(e.next_DECOM == e.end_or_year_end))
    e = e.mutate(opens_run=yes(e.is_followed.lag().over(same)).ifelse(0, 1))
    so_far = ibis.window(group_by=[*CHILD, "LS"], order_by=e.number, preceding=None, following=0)
    e = e.mutate(run=e.opens_run.sum().over(so_far))
    whole = ibis.window(group_by=[*CHILD, "LS", "run"])
    days = e.end_or_year_end.max().over(whole).delta(e.DECOM.min().over(whole), unit="day")
    return e.mutate(status_run_days=days).drop("is_followed", "opens_run", "run")


def with_short_breaks(e: Table) -> Table:
    """Days of short breaks (V3) within the year, per episode and per child (rule 367)."""
    until = ibis.least(e.DEC.fill_null(e.collection_end), e.collection_end)
    since = ibis.greatest(e.DECOM, e.collection_start)
    readable = e.DEC.notnull() | e.text_DEC.isnull()
    days = ibis.ifelse(
        yes(e.LS == "V3") & readable & e.DECOM.notnull(), until.delta(since, unit="day"), ibis.null("int64")
    )
    e = e.mutate(short_break_days=days)
    e = e.mutate(short_break_days=ibis.ifelse(e.short_break_days > 0, e.short_break_days, ibis.null("int64")))
    return e.mutate(child_short_break_days=e.short_break_days.sum().over(ibis.window(group_by=CHILD)))


def with_adoption_before(e: Table) -> Table:
    """Whether the episode follows an adoption of the child, this year or last (rule 199)."""
    last = base("episodes")
    pooled = ibis.union(
        e.select(*CHILD, "DECOM", "REC", "row", last_year=ibis.literal(0)),
        last.select(
            LA="LA",
            YEAR=last.YEAR + 1,
            CHILD="CHILD",
            DECOM="DECOM",
            REC="REC",
            row="row",
            last_year=ibis.literal(1),
        ),
        distinct=False,
    ).filter(lambda t: t.DECOM.notnull() & t.CHILD.notnull())
    pooled = pooled.mutate(adoption=yes(pooled.REC.isin(("E11", "E12"))).ifelse(1, 0))
    before = ibis.window(
        group_by=CHILD, order_by=[pooled.DECOM, pooled.last_year, pooled.row], preceding=None, following=0
    )
    pooled = pooled.mutate(adoptions=pooled.adoption.sum().over(before) - pooled.adoption)
    after = pooled.filter((pooled.last_year == 0) & (pooled.adoptions > 0)).select(
        *ROW, after_adoption=ibis.literal(True)
    )
    joined = e.left_join(after, ROW).drop("LA_right", "YEAR_right", "row_right")
    return joined.mutate(after_adoption=yes(joined.after_adoption))


def with_provider(e: Table) -> Table:
    """What Ofsted's list says of the episode's URN. Several rows of one URN: any that agrees is enough (221: none may differ)."""
    p = providers()
    j = e.select(*ROW, "URN", "PLACE", "PLACE_PROVIDER", "PL_POST", "DECOM", "collection_authority").join(
        p, ["LA", "URN"]
    )
    facts = j.group_by(ROW).aggregate(
        provider_listed=ibis.literal(True),
        provider_place_agrees=yes(lists(j.PLACE_CODES, j.PLACE)).any(),
        provider_provider_agrees=yes(lists(j.PROVIDER_CODES, j.PLACE_PROVIDER)).any(),
        provider_postcode_differs=(j.PL_POST.replace(" ", "") == j.POSTCODE).fill_null(False).all().fill_null(False),
        provider_is_own_authority=yes(j.collection_authority == j.LA_CODE_INFERRED).any(),
        provider_is_other_authority=yes(j.collection_authority != j.LA_CODE_INFERRED).any(),
    )
    facts = facts.mutate(provider_postcode_differs=~facts.provider_postcode_differs)
    joined = e.left_join(facts, ROW).drop("LA_right", "YEAR_right", "row_right")
    names = [name for name in facts.columns if name.startswith("provider_") and name != "provider_postcode_differs"]
    return joined.mutate(
        **{name: yes(joined[name]) for name in names},
        provider_postcode_differs=joined.provider_postcode_differs.fill_null(True),
    )


def lists(codes: Column, code: Column) -> Column:
    """Whether a comma-separated list of codes contains the code."""
    return (ibis.literal(",") + codes + ",").contains(ibis.literal(",") + code + ",")


def episodes() -> Table:
    """This year's and last year's episodes with all facts about an episode."""
    e = with_collection(base("episodes"))
    for add in (
        with_order,
        with_neighbours,
        with_status_runs,
        with_short_breaks,
        with_adoption_before,
        with_provider,
    ):
        e = add(e)
    return e


def periods() -> Table:
    """Periods of care: unbroken stretches of a child's dated episodes (rules 577, 578 and 707).

    A new period begins when a start is later than the previous episode's end; ``end`` is that of the last episode,
    empty where it is open or unreadable.
    """
    e = base("episodes").filter(lambda t: t.DECOM.notnull() & t.CHILD.notnull())
    order = ibis.window(group_by=CHILD, order_by=[e.DECOM, e.row])
    e = e.mutate(before=e.DEC.lag().over(order), at=ibis.row_number().over(order))
    so_far = ibis.window(group_by=CHILD, order_by=e.at, preceding=None, following=0)
    e = e.mutate(period=yes(e.before < e.DECOM).ifelse(1, 0).sum().over(so_far))
    last = ibis.window(group_by=[*CHILD, "period"], order_by=e.at.desc())
    e = e.mutate(from_end=ibis.row_number().over(last))
    return (
        e.group_by([*CHILD, "period"])
        .aggregate(start=e.DECOM.min(), end=e.DEC.max(where=e.from_end == 0))
        .rename(row="period")
    )
