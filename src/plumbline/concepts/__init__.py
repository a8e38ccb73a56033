"""Facts that rules and measures share. ``row_tables`` are the tables a rule's rows come from, in building order."""

from functools import cache

import ibis
from ibis.expr.types import Table

from plumbline.concepts.adoption_decisions import adoption_decisions
from plumbline.concepts.base import base, columns
from plumbline.concepts.children import CHILD, STAGES, child, with_collection, yes
from plumbline.concepts.episodes import episodes, extremes, periods, status_runs
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
    """Social worker episodes with their place in the child's order (start, then file order; undated last)."""
    s = with_collection(base("sw_episodes"))
    order = ibis.window(group_by=CHILD, order_by=[s.SW_DECOM.isnull(), s.SW_DECOM, s.row])
    return s.mutate(has_next=s.CHILD.notnull() & s.row.lead().over(order).notnull())


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
    return {name: make() for name, make in STAGES.items()} | {
        "episode_extremes": extremes(),
        "status_run": status_runs(),
    }


_SPECIAL = {
    "episodes": episodes,
    "sw_episodes": social_workers,
    "dolo": deprivation_orders,
    "placed_adoption": adoption_decisions,
}


def row_tables() -> dict[str, Table]:
    """Every table that rules read, by the name of a row, in the order in which they must be built."""
    built = {"child": child(), "period": periods()}
    for name, row_name in ROW_NAMES.items():
        table = _SPECIAL[name]() if name in _SPECIAL else with_collection(base(name))
        built[row_name] = with_children(table)
    return built
