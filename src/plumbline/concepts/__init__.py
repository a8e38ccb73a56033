"""Facts that rules and measures share. ``row_tables`` are the tables a rule's rows come from, in building order."""

from functools import cache

import ibis
from ibis.expr.types import Table

from plumbline.concepts.base import base, columns
from plumbline.concepts.children import CHILD, STAGES, child, with_collection, yes
from plumbline.concepts.episodes import episodes, periods, status_runs
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
    (SW10STG2); ``dated`` looks at dated rows alone, ties in reverse file order (SW11bSTG2). ``is_latest`` has the
    latest start, the first in the file of equal ones.
    """
    s = with_collection(base("sw_episodes"))
    start, known = [s.SW_DECOM.isnull(), s.SW_DECOM], s.CHILD.notnull()
    order = ibis.window(group_by=CHILD, order_by=[*start, s.row])
    by_end = ibis.window(group_by=CHILD, order_by=[*start, s.SW_DEC.isnull(), s.SW_DEC, s.row])
    dated = ibis.window(group_by=CHILD, order_by=[*start, s.row.desc()])
    latest = ibis.window(group_by=CHILD, order_by=[s.SW_DECOM.isnull(), s.SW_DECOM.desc(), s.row])
    nothing = ibis.null("date")
    return s.mutate(
        has_previous=known & s.row.lag().over(order).notnull(),
        has_next=known & s.row.lead().over(order).notnull(),
        previous_SW_DEC=known.ifelse(s.SW_DEC.lag().over(order), nothing),
        has_previous_by_end=known & s.row.lag().over(by_end).notnull(),
        previous_by_end_SW_DEC=known.ifelse(s.SW_DEC.lag().over(by_end), nothing),
        previous_dated_SW_DECOM=(known & s.SW_DECOM.notnull()).ifelse(s.SW_DECOM.lag().over(dated), nothing),
        is_latest=known & s.row.lag().over(latest).isnull(),
    )


def deprivation_orders() -> Table:
    """Deprivation of liberty orders with the previous one, by end date (start where there is none), as rule 705 orders."""
    d = with_collection(base("dolo"))
    shown = d.DOLO_END.fill_null(d.DOLO_START)
    order = ibis.window(group_by=CHILD, order_by=[shown.isnull(), shown, d.DOLO_START.isnull(), d.DOLO_START, d.row])
    known = d.CHILD.notnull()
    return d.mutate(
        has_previous=known & d.row.lag().over(order).notnull(),
        previous_DOLO_END=known.ifelse(d.DOLO_END.lag().over(order), ibis.null("date")),
    )


def stages() -> dict[str, Table]:
    """Tables that the row tables are made from, built first."""
    return {name: make() for name, make in STAGES.items()} | {"status_run": status_runs()}


_SPECIAL = {"episodes": episodes, "sw_episodes": social_workers, "dolo": deprivation_orders}


def row_tables() -> dict[str, Table]:
    """Every table that rules read, by the name of a row, in the order in which they must be built."""
    built = {"child": child(), "period": periods()}
    for name, row_name in ROW_NAMES.items():
        table = _SPECIAL[name]() if name in _SPECIAL else with_collection(base(name))
        built[row_name] = with_children(table)
    return built
