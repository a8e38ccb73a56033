"""Facts about an episode: its place in the child's order, its neighbours, runs, periods of care and provider."""

import ibis
from ibis.expr.types import BooleanValue, Column, DateValue, IntegerValue, Table

from plumbline.concepts.base import base, earliest_first, providers
from plumbline.concepts.children import CHILD, SHORT_BREAKS, up_to_now, with_collection, yes
from plumbline.concepts.children import in_year as touches_year

NEIGHBOUR_FIELDS = (
    "DECOM", "DEC", "text_DEC", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "PL_POST", "URN", "REC",
    "REASON_PLACE_CHANGE",
)  # fmt: skip
ROW = ["LA", "YEAR", "row"]

PLACED_FOR_ADOPTION = ("A3", "A4", "A5", "A6")
#: Statuses that the law limits to days. Police protection and emergency protection run on through directly following
#: episodes; child assessment orders and detention under PACE through those of the same status that touch or overlap.
RUNNING_STATUSES = ("L1", "L2")
TOUCHING_STATUSES = ("L3", "J2")


def with_order(e: Table) -> Table:
    """The child's order of episodes: by start date, unreadable starts last, ties in file order.

    ``number`` counts from 0. With it, in one pass: the fields of the previous, next and second previous episode.
    """
    usual = ibis.window(group_by=CHILD, order_by=[earliest_first(e.DECOM), e.row])
    known = e.CHILD.notnull()
    found: dict[str, Column] = {}
    for field in NEIGHBOUR_FIELDS:
        found[f"previous_{field}"] = known.ifelse(e[field].lag().over(usual), ibis.null(e[field].type()))
        found[f"next_{field}"] = known.ifelse(e[field].lead().over(usual), ibis.null(e[field].type()))
        found[f"before_previous_{field}"] = known.ifelse(e[field].lag(2).over(usual), ibis.null(e[field].type()))
    return e.mutate(
        **found,
        number=ibis.row_number().over(usual),
        has_previous=known & e.row.lag().over(usual).notnull(),
        has_next=known & e.row.lead().over(usual).notnull(),
        has_before_previous=known & e.row.lag(2).over(usual).notnull(),
        in_year=touches_year(e),
    )


def with_previous_by_end(e: Table) -> Table:
    """Rule 433's previous episode: of equal starts the one that ended first comes first, an open one last."""
    by_end = ibis.window(group_by=CHILD, order_by=[earliest_first(e.DECOM), earliest_first(e.DEC), e.row])
    return e.mutate(
        has_previous_by_end=e.CHILD.notnull() & e.row.lag().over(by_end).notnull(),
        previous_by_end_DEC=e.DEC.lag().over(by_end),
    )


def with_extremes(e: Table) -> Table:
    """Which episode of the child is the earliest, the latest, the last to end, the first and the latest of a kind.

    Of equal dates the first in the file is taken, for ``is_final`` the last.
    """
    known = e.CHILD.notnull() & e.DECOM.notnull()
    facts = ibis.table(extremes().schema(), name="episode_extremes")
    j = e.left_join(facts, CHILD).drop("LA_right", "YEAR_right", "CHILD_right")
    starts, starts_late, ends_late = in_order(j.DECOM, j.row), in_order(j.DECOM, -j.row), in_order(j.DEC, -j.row)
    return j.mutate(
        is_earliest=known & (j.number == 0),
        is_latest=yes(starts_late == j.latest_start),
        is_final=yes(starts == j.last_start),
        is_latest_ended=yes(ends_late == j.latest_end),
        **{f"is_{name}": yes(starts == j[f"{name}_at"]) for name in firsts(e)},
        **{f"is_{name}": yes(starts_late == j[f"{name}_at"]) for name in latests(e)},
    ).drop("last_start", "latest_start", "latest_end", *(f"{name}_at" for name in (*firsts(e), *latests(e))))


def extremes() -> Table:
    """The child's first and latest dates, each with the file's row as one number, so that no episode is sorted."""
    e = with_short_break_days(with_collection(base("episodes"))).filter(lambda t: t.CHILD.notnull())
    starts, starts_late, ends_late = in_order(e.DECOM, e.row), in_order(e.DECOM, -e.row), in_order(e.DEC, -e.row)
    return e.group_by(CHILD).aggregate(
        last_start=starts.max(), latest_start=starts_late.max(), latest_end=ends_late.max(),
        **{f"{name}_at": starts.min(where=kind) for name, kind in firsts(e).items()},
        **{f"{name}_at": starts_late.max(where=kind) for name, kind in latests(e).items()},
        child_short_break_days=e.short_break_days.sum(),
        episodes=e.row.count(), earliest_DECOM=e.DECOM.min(),
    )  # fmt: skip


def firsts(e: Table) -> dict[str, BooleanValue]:
    """The kinds of episode of which the child's first, by start date, is asked for as ``is_first_…``."""
    return {
        "first_started": yes(e.RNE == "S"),
        "first_outside_short_breaks": ~yes(e.LS.isin(SHORT_BREAKS)),
        "first_placed_for_adoption": yes(e.PLACE.isin(PLACED_FOR_ADOPTION)),
        "first_under_placement_order": yes(e.LS == "E1"),
    }


def latests(e: Table) -> dict[str, BooleanValue]:
    """The kinds of episode of which the child's latest, by start date, is asked for as ``is_latest_…``."""
    return {"latest_started": yes(e.RNE == "S"), "latest_not_continued": ~yes(e.REC == "X1")}


def in_order(date: DateValue, tie: IntegerValue) -> IntegerValue:
    """A date and a row as one number that sorts as both do; empty where the date is."""
    return date.delta(ibis.date(1600, 1, 1), unit="day") * 1_000_000_000 + tie


def with_next_undated_first(e: Table) -> Table:
    """Rule 388's next episode: in its order undated episodes come first, then the dated ones as usual."""
    dated = e.DECOM.notnull()
    last_undated = e.number == e.episodes - 1
    return e.mutate(
        next_undated_first_DECOM=ibis.ifelse(
            dated, e.next_DECOM, ibis.ifelse(last_undated, e.earliest_DECOM, ibis.null("date"))
        ),
    ).drop("episodes", "earliest_DECOM")


def with_status_runs(e: Table) -> Table:
    """Days of the unbroken run under a status that the law limits (L1, L2, L3, J2), to which the episode belongs."""
    return e.left_join(ibis.table(status_runs().schema(), name="status_run"), ROW).drop(
        "LA_right", "YEAR_right", "row_right"
    )


def status_runs() -> Table:
    """The episodes under a status that the law limits to days, each with the days of its unbroken run."""
    e = with_collection(base("episodes"))
    return ibis.union(running_statuses(e), touching_statuses(e), distinct=False)


def running_statuses(e: Table) -> Table:
    """Runs of L1 and L2 (361 and 362), from the earliest start to the latest end.

    A row continues the run of the child's previous row of the same status when that row is directly followed, in the
    usual order, by any row that starts on the day it ended. An open episode ends with the collection year.
    """
    limited = e.filter(e.LS.isin(RUNNING_STATUSES))
    e = e.filter(e.CHILD.isnull() | e.CHILD.isin(limited.CHILD))  # few children: the others need no order
    usual = ibis.window(group_by=CHILD, order_by=[earliest_first(e.DECOM), e.row])
    e = e.mutate(number=ibis.row_number().over(usual), next_DECOM=e.DECOM.lead().over(usual))
    e = e.filter(e.LS.isin(RUNNING_STATUSES))
    same = ibis.window(group_by=[*CHILD, "LS"], order_by=e.number)
    e = e.mutate(end_or_year_end=e.DEC.fill_null(e.collection_end))
    e = e.mutate(is_followed=yes(e.next_DECOM == e.end_or_year_end))
    e = e.mutate(opens_run=(e.CHILD.notnull() & yes(e.is_followed.lag().over(same))).ifelse(0, 1))
    so_far = ibis.window(group_by=[*CHILD, "LS"], order_by=e.number, preceding=None, following=0)
    e = e.mutate(run=e.opens_run.sum().over(so_far))
    whole = ibis.window(group_by=[*CHILD, "LS", "run"])
    days = e.end_or_year_end.max().over(whole).delta(e.DECOM.min().over(whole), unit="day")
    return e.select(*ROW, status_run_days=days)


def touching_statuses(e: Table) -> Table:
    """Runs of L3 and J2 (363 and 364): the days of their episodes added up, in file order.

    A dated row continues the run of the row above of the same status, when that is the same child's and had not ended
    before the row starts; an end that can't be read never ends a run, and adds no days.
    """
    e = e.filter(e.LS.isin(TOUCHING_STATUSES) & e.DECOM.notnull())
    above = ibis.window(group_by=["LA", "YEAR", "LS"], order_by=e.row)
    e = e.mutate(until=e.text_DEC.isnull().ifelse(e.collection_end, e.DEC))
    same_child = yes(e.CHILD.lag().over(above) == e.CHILD)
    e = e.mutate(opens_run=(same_child & ~yes(e.until.lag().over(above) < e.DECOM)).ifelse(0, 1))
    so_far = ibis.window(group_by=["LA", "YEAR", "LS"], order_by=e.row, preceding=None, following=0)
    e = e.mutate(run=e.opens_run.sum().over(so_far), days=e.until.delta(e.DECOM, unit="day"))
    return e.select(*ROW, status_run_days=e.days.sum().over(ibis.window(group_by=["LA", "YEAR", "LS", "run"])))


def with_short_break_days(e: Table) -> Table:
    """Days of short breaks (V3) that the episode has within the year (rule 367); empty where there are none."""
    until = ibis.least(e.DEC.fill_null(e.collection_end), e.collection_end)
    since = ibis.greatest(e.DECOM, e.collection_start)
    readable = e.DEC.notnull() | e.text_DEC.isnull()
    counts = yes(e.LS == "V3") & readable & e.DECOM.notnull() & (since < until)
    return e.mutate(short_break_days=ibis.ifelse(counts, until.delta(since, unit="day"), ibis.null("int64")))


def with_adoption_before(e: Table) -> Table:
    """Whether the episode follows an adoption of the child in any year given (rule 199); ties: the later return's first."""
    adopted = up_to_now(base("episodes")).filter(
        lambda t: yes(t.REC.isin(("E11", "E12"))) & t.DECOM.notnull() & t.CHILD.notnull()
    )
    first = adopted.group_by(CHILD).aggregate(first_adoption=_over_all_years(adopted, adopted.years_back).min())
    joined = e.left_join(first, CHILD).drop("LA_right", "YEAR_right", "CHILD_right")
    return joined.mutate(after_adoption=yes(joined.first_adoption < _over_all_years(joined, ibis.literal(0)))).drop(
        "first_adoption"
    )


def _over_all_years(e: Table, years_back: IntegerValue) -> IntegerValue:
    return in_order(e.DECOM, e.row + years_back * 50_000_000)


def with_provider(e: Table) -> Table:
    """What Ofsted's list says of the episode's URN. Several rows of one URN: any that agrees is enough (221: none may differ).

    ``first_end`` is the first day on which any of them ended, ``last_end`` the day on which the last did.
    """
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
        provider_first_end=j.REG_END.min(),
        provider_last_end=j.REG_END.isnull().any().ifelse(ibis.null("date"), j.REG_END.max()),
    )
    facts = facts.mutate(provider_postcode_differs=~facts.provider_postcode_differs)
    joined = e.left_join(facts, ROW).drop("LA_right", "YEAR_right", "row_right")
    answers = [
        name for name, kind in facts.schema().items() if kind.is_boolean() and name != "provider_postcode_differs"
    ]
    return joined.mutate(
        **{name: yes(joined[name]) for name in answers},
        provider_postcode_differs=joined.provider_postcode_differs.fill_null(True),
    )


def lists(codes: Column, code: Column) -> Column:
    """Whether the code is an item of a comma-separated list of codes; one that has a comma itself is none."""
    return (ibis.literal(",") + codes + ",").contains(ibis.literal(",") + code + ",") & ~code.contains(",")


def episodes() -> Table:
    """This year's and last year's episodes with all facts about an episode."""
    e = with_collection(base("episodes"))
    for add in (
        with_order,
        with_previous_by_end,
        with_short_break_days,
        with_extremes,
        with_next_undated_first,
        with_status_runs,
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
    )
