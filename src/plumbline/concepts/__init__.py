"""Facts that rules and measures share. ``row_tables`` are the tables a rule's rows come from, in building order."""

from functools import cache

import ibis
from ibis.expr.types import Table

from plumbline.concepts.adoption_decisions import adoption_decisions
from plumbline.concepts.base import base, columns, earliest_first, latest_first
from plumbline.concepts.children import CHILD, STAGES, child, with_collection, yes
from plumbline.concepts.episodes import episodes, extremes, periods, status_runs
from plumbline.model import ssda903
from plumbline.model.names import ROW_NAMES

__all__ = ["ROW_NAMES", "base", "columns", "row_tables", "stages"]


def with_children(table: Table) -> Table:
    """The table with its children's facts as ``child_…``; a row without a CHILD has none of them."""
    facts = ibis.table(_child_schema(), name="child").rename(lambda n: n if n in CHILD else f"child_{n}")
    joined = table.left_join(facts, CHILD).drop("LA_right", "YEAR_right", "CHILD_right")
    return joined.mutate(
        **{
            name: yes(joined[name])
            for name, kind in joined.schema().items()
            if name.startswith("child_") and kind.is_boolean()
        }
    )


@cache
def _child_schema() -> ibis.Schema:
    return child().schema()


def social_workers() -> Table:
    """Social worker episodes with their neighbours in the child's order.

    The order is by start, undated last, ties in file order. ``by_end`` puts, of equal starts, the earlier end first
    (SW10STG2). ``is_latest`` has the latest start, the first in the file of equal ones.
    """
    s = with_collection(base("sw_episodes"))
    start, known = [earliest_first(s.SW_DECOM)], s.CHILD.notnull()
    order = ibis.window(group_by=CHILD, order_by=[*start, s.row])
    by_end = ibis.window(group_by=CHILD, order_by=[*start, earliest_first(s.SW_DEC), s.row])
    latest = ibis.window(group_by=CHILD, order_by=[latest_first(s.SW_DECOM), s.row])
    nothing = ibis.null("date")
    return s.mutate(
        has_previous=known & s.row.lag().over(order).notnull(),
        has_next=known & s.row.lead().over(order).notnull(),
        previous_SW_DEC=known.ifelse(s.SW_DEC.lag().over(order), nothing),
        has_previous_by_end=known & s.row.lag().over(by_end).notnull(),
        previous_by_end_SW_DEC=known.ifelse(s.SW_DEC.lag().over(by_end), nothing),
        previous_dated_SW_DECOM=(known & s.SW_DECOM.notnull()).ifelse(s.SW_DECOM.lag().over(order), nothing),
        is_latest=known & s.row.lag().over(latest).isnull(),
    )


def deprivation_orders() -> Table:
    """Deprivation of liberty orders with the previous one, as rule 705 orders them."""
    return with_previous_by_end(with_collection(base("dolo")), "DOLO_START", "DOLO_END")


def missing_episodes() -> Table:
    """Missing episodes with the previous one, as rule 574 orders them, and which starts earliest (576: undated is 2099)."""
    m = with_previous_by_end(with_collection(base("missing")), "MIS_START", "MIS_END")
    by_start = ibis.window(group_by=CHILD, order_by=[m.MIS_START.fill_null(ibis.date(2099, 1, 1)), m.row])
    return m.mutate(is_earliest=m.CHILD.notnull() & (ibis.row_number().over(by_start) == 0))


def with_previous_by_end(table: Table, start: str, end: str) -> Table:
    """The child's previous row by end date, or start where there is no end; then by start, then in file order."""
    shown = table[end].fill_null(table[start])
    order = ibis.window(group_by=CHILD, order_by=[earliest_first(shown), earliest_first(table[start]), table.row])
    known = table.CHILD.notnull()
    return table.mutate(
        has_previous=known & table.row.lag().over(order).notnull(),
        **{f"previous_{end}": known.ifelse(table[end].lag().over(order), ibis.null("date"))},
    )


def headers() -> Table:
    """Header rows, and whether another row has the same pupil number (444)."""
    return with_repeats(with_collection(base("header")), "UPN", "shares_upn")


def with_repeats(table: Table, key: str, name: str) -> Table:
    """The table with whether another row of the council's year has the same key; joined, for a window costs more."""
    counted = table.group_by(["LA", "YEAR", key]).aggregate(times=table.row.count())
    several = counted.filter(counted.times > 1).mutate(**{name: ibis.literal(True)}).drop("times")
    joined = table.left_join(several, ["LA", "YEAR", key]).drop("LA_right", "YEAR_right", f"{key}_right")
    return joined.mutate(**{name: yes(joined[name])})


def stages() -> dict[str, Table]:
    """Tables that the row tables are made from, built first."""
    return {name: make() for name, make in STAGES.items()} | {
        "episode_extremes": extremes(),
        "status_run": status_runs(),
    }


_SPECIAL = {
    "header": headers,
    "episodes": episodes,
    "placed_adoption": adoption_decisions,
    "sw_episodes": social_workers,
    "missing": missing_episodes,
    "dolo": deprivation_orders,
}


def row_tables() -> dict[str, Table]:
    """Every table that rules read, by the name of a row, in the order in which they must be built."""
    built = {"child": child(), "period": periods()}
    for name, row_name in ROW_NAMES.items():
        table = _SPECIAL[name]() if name in _SPECIAL else with_collection(base(name))
        if ssda903().tables[name].key == ("CHILD",):
            table = with_repeats(table, "CHILD", "is_repeated")
        built[row_name] = with_children(table)
    return built
