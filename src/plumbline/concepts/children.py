"""Facts about a child in a year, shared by every table's rows as ``row.child.…``."""

from collections.abc import Callable
from functools import cache

import ibis
from ibis.expr.types import BooleanValue, Table

from plumbline.concepts.base import base, collection, earliest_first, latest_first, sources

CHILD = ["LA", "YEAR", "CHILD"]
SHORT_BREAKS = ("V3", "V4")


def yes(condition: BooleanValue) -> BooleanValue:
    """The condition with unknown counted as no."""
    return condition.fill_null(False)


def a_year_on(table: Table) -> Table:
    """The same rows seen from the year after: last year's rows under this year's key."""
    return table.mutate(YEAR=table.YEAR + 1)


def up_to_now(table: Table) -> Table:
    """A council's rows of each collection year that is checked and of every year before it, under the checked year.

    ``years_back`` is 0 for the year's own rows.
    """
    checked = collection().select("LA", checked_year="YEAR")
    rows = table.join(checked, [table.LA == checked.LA, checked.checked_year >= table.YEAR]).drop("LA_right")
    return rows.mutate(years_back=rows.checked_year - rows.YEAR, YEAR=rows.checked_year).drop("checked_year")


def with_collection(table: Table) -> Table:
    """The table with the dates of its collection year; rows of a year that is not checked get none."""
    dates = collection().rename(lambda name: name if name in ("LA", "YEAR") else f"collection_{name}")
    return table.left_join(dates, ["LA", "YEAR"]).drop("LA_right", "YEAR_right")


def in_year(e: Table) -> BooleanValue:
    """Whether an episode touches the collection year (an unreadable end counts as open)."""
    return yes((e.collection_end >= e.DECOM) & ((e.collection_start <= e.DEC) | e.DEC.isnull()))


def breaks_continuity(e: Table) -> BooleanValue:
    """Whether an episode shows the child entering or leaving care, or in short breaks, during the year."""
    enters = yes((e.RNE == "S") & (e.collection_start < e.DECOM) & (e.collection_end >= e.DECOM))
    stays = yes(e.REC == "X1")
    leaves = ~stays & yes((e.collection_start <= e.DEC) & (e.collection_end > e.DEC))
    return enters | leaves | (yes(e.LS.isin(SHORT_BREAKS)) & in_year(e))


def episode_facts() -> Table:
    """Facts of a child's episodes of one year, one row per child.

    ``other_episode_…`` ignore the letter case of short breaks, as rules 165 and 393 do.
    """
    e = with_collection(base("episodes"))
    e = e.filter(e.CHILD.notnull())
    e = e.mutate(
        touches=in_year(e),
        breaks=breaks_continuity(e),
        short=yes(e.LS.isin(SHORT_BREAKS)),
        short_any_case=yes(e.LS.upper().isin(SHORT_BREAKS)),
        adopted=yes(e.REC.isin(("E11", "E12")) & (e.collection_start <= e.DEC) & (e.collection_end >= e.DEC)),
    )
    return e.group_by(CHILD).aggregate(
        has_episodes=ibis.literal(True),
        looked_after_all_year=e.touches.any() & ~e.breaks.any(),
        looked_after_in_year=e.touches.any(),
        adopted_in_year=e.adopted.any(),
        carer_holiday_stays=yes(e.PLACE == "T3").sum(),
        has_dated_episode=e.DECOM.notnull().any(),
        latest_start=e.DECOM.max(),
        only_short_breaks=e.short.all(),
        mixes_short_breaks=yes(e.LS == "V3").any() & yes(e.LS == "V4").any(),
        has_other_episodes=(~e.short).any(),
        other_episode_any_case=(~e.short_any_case).any(),
        other_episode_in_year=(~e.short_any_case & e.touches).any(),
    )


def header_facts() -> Table:
    """Whether a header row marks the child as a mother, or says that the person may have left care before the returns given (1001)."""
    h = with_collection(base("header")).filter(lambda t: t.CHILD.notnull())
    return h.group_by(CHILD).aggregate(
        has_header=ibis.literal(True),
        mother_recorded=h.MOTHER.notnull().any(),
        too_old_for_history=yes(birthday_of(h.DOB, 18) <= h.collection_adult_by).any(),
    )


def review_facts() -> Table:
    """Whether any review of the child is recorded."""
    r = base("reviews").filter(lambda t: t.CHILD.notnull())
    recorded = r.text_REVIEW.notnull() | r.REVIEW_CODE.notnull()
    return r.group_by(CHILD).aggregate(has_reviews=ibis.literal(True), review_recorded=recorded.any())


def uasc_facts() -> Table:
    """What is recorded of the end of a child's asylum status, with the first and last end outside the year (205B)."""
    u = with_collection(base("uasc")).filter(lambda t: t.CHILD.notnull())
    outside = yes((u.collection_start > u.DUC) | (u.collection_end < u.DUC))
    return u.group_by(CHILD).aggregate(
        has_uasc=ibis.literal(True),
        duc_recorded=u.text_DUC.notnull().any(),
        duc_readable=u.DUC.notnull().any(),
        duc_lacking=u.DUC.isnull().any(),
        duc_first_outside=u.DUC.min(where=outside),
        duc_last_outside=u.DUC.max(where=outside),
    )


def in_table(name: str) -> Table:
    """The children of a table that rules ask of a child whether it is in."""
    t = base(name).filter(lambda t: t.CHILD.notnull())
    return t.group_by(CHILD).aggregate(**{f"has_{name}": ibis.literal(True)})


def uasc_flags() -> Table:
    """Per child and year: the asylum marker from the header, or made from the uasc table where no header is loaded.

    ``flag`` is the marker's text in the sense of rules 205A to 205D; ``is_uasc`` follows rules 164, 392a and 406,
    for which a date of birth alone in the uasc table counts too.
    """
    kinds = sources()
    header = base("header").filter(lambda t: t.CHILD.notnull()).join(kinds, ["LA", "YEAR"])
    marked = header.filter(header.has_marker).select(
        *CHILD, flag=header.text_UASC, is_uasc=yes(header.text_UASC == "1")
    )
    uasc = base("uasc").filter(lambda t: t.CHILD.notnull()).join(kinds, ["LA", "YEAR"])
    filled = uasc.SEX.notnull() | uasc.text_DUC.notnull()
    made = uasc.filter(~uasc.has_header).select(
        *CHILD,
        flag=ibis.cases((filled, "1"), else_="0"),
        is_uasc=filled | uasc.text_DOB.notnull(),
    )
    both = ibis.union(marked, made, distinct=False)
    return (
        both.group_by(CHILD)
        .aggregate(flag=both.flag.max(), is_uasc=both.is_uasc.any())
        .mutate(in_uasc_source=ibis.literal(True))
    )


def care_leaver_facts() -> Table:
    """Rule 1001: days in care since 14 and since 16 over all years given, and whether the last episode was adoption."""
    pooled = with_collection(up_to_now(base("episodes")).filter(lambda t: t.CHILD.notnull()))
    same_start = ibis.window(
        group_by=[*CHILD, "DECOM"],
        order_by=[earliest_first(pooled.DEC), pooled.years_back, pooled.row],
    )
    kept = pooled.mutate(copy=ibis.row_number().over(same_start))
    kept = kept.filter((kept.copy == 0) | kept.DECOM.isnull())
    latest = ibis.window(group_by=CHILD, order_by=[latest_first(kept.DECOM)])
    kept = kept.mutate(is_last=(ibis.row_number().over(latest) == 0) & kept.DECOM.notnull())
    kept = kept.mutate(until=ibis.ifelse(kept.is_last, kept.DEC.fill_null(kept.collection_end), kept.DEC))
    born = base("header").select(*CHILD, "DOB").distinct()
    j = kept.left_join(born, CHILD)
    counted = yes(~yes(kept.LS.upper().isin(SHORT_BREAKS)) & j.until.notnull() & j.DOB.notnull())
    j = j.mutate(
        days_14=days_since(j.DECOM, j.until, j.DOB, 14),
        days_16=days_since(j.DECOM, j.until, j.DOB, 16),
        counted=counted,
    )
    return j.group_by(CHILD).aggregate(
        care_leaver_qualifies=yes((j.days_14.sum(where=j.counted) >= 91) & (j.days_16.sum(where=j.counted) >= 1)),
        last_adopted=(j.is_last & yes(j.REC.upper().isin(("E11", "E12")))).any(),
    )


def history_facts() -> Table:
    """Whether any year's return given has an episode of the child, and one that ended with death (E2)."""
    e = up_to_now(base("episodes")).filter(lambda t: t.CHILD.notnull())
    return e.group_by(CHILD).aggregate(seen_in_care=ibis.literal(True), died_in_care=yes(e.REC.upper() == "E2").any())


def birthday_of(born: ibis.expr.types.DateValue, years: int) -> ibis.expr.types.DateValue:
    """The birthday ``years`` after the date of birth; 29 February falls on the 28th in other years."""
    return (born + ibis.interval(years=years)).cast("date")


def days_since(
    start: ibis.expr.types.DateValue,
    end: ibis.expr.types.DateValue,
    born: ibis.expr.types.DateValue,
    age: int,
) -> ibis.expr.types.IntegerValue:
    """Days from the later of ``start`` and the birthday to ``end``, not below 0."""
    since = ibis.greatest(start.fill_null(birthday_of(born, age)), birthday_of(born, age))
    return ibis.greatest(end.delta(since, unit="day"), 0)


#: Facts of children by the table they come from, each built once and then joined: one row per child and year.
STAGES: dict[str, Callable[[], Table]] = {
    "header_facts": header_facts,
    "episode_facts": episode_facts,
    "review_facts": review_facts,
    "uasc_facts": uasc_facts,
    "oc2_facts": lambda: in_table("oc2"),
    "oc3_facts": lambda: in_table("oc3"),
    "asylum_facts": uasc_flags,
    "care_leaver_facts": care_leaver_facts,
    "history_facts": history_facts,
}
_HOLD_EVERY_CHILD = [name for name in STAGES if name not in ("asylum_facts", "care_leaver_facts", "history_facts")]


@cache
def staged(name: str) -> Table:
    """A table of ``STAGES`` as built."""
    return ibis.table(STAGES[name]().schema(), name=name)


def child() -> Table:
    """All facts about a child in a year, one row per child with a fact in that year or the year before."""
    now = ibis.union(*(staged(name).select(*CHILD) for name in _HOLD_EVERY_CHILD), distinct=True)
    facts = ibis.union(now, a_year_on(now), distinct=True)
    loaded = sources().select("LA", "YEAR", header_is_loaded="has_header")
    facts = facts.left_join(loaded, ["LA", "YEAR"]).drop("LA_right", "YEAR_right")
    flags = a_year_on(staged("asylum_facts"))
    last = [
        a_year_on(staged(f"{stage}_facts")).select(*CHILD, **{f"has_{name}_last": f"has_{name}"})
        for stage, name in (("header", "header"), ("episode", "episodes"))
    ]
    last.append(flags.rename(flag_last="flag", is_uasc_last="is_uasc", in_uasc_source_last="in_uasc_source"))
    for other in (*map(staged, STAGES), *last):
        facts = facts.left_join(other, CHILD).drop("LA_right", "YEAR_right", "CHILD_right")
    booleans = {name: yes(facts[name]) for name, kind in facts.schema().items() if kind.is_boolean()}
    facts = facts.mutate(**booleans)
    facts = facts.mutate(is_uasc=facts.is_uasc | facts.is_uasc_last)
    return facts.rename(uasc_this_year="flag", uasc_last_year="flag_last").drop("is_uasc_last")
