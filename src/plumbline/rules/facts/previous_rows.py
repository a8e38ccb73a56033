"""The child's previous row in an order that looks at ends too; open and undated rows come last."""

import ibis
from ibis.expr.types import Table

from plumbline.concepts.base import CHILD, ROW, current, earliest_first, of_children


def previous_by_start_and_end(table: str, start: str, end: str) -> Table:
    """By start; of equal starts the one that ended first comes first; then in file order."""
    rows = of_children(current(table))
    order = ibis.window(group_by=CHILD, order_by=[earliest_first(rows[start]), earliest_first(rows[end]), rows.row])
    return rows.select(
        *ROW,
        has_previous_by_end=rows.row.lag().over(order).notnull(),
        previous_by_end_row=rows.row.lag().over(order),
        **{f"previous_by_end_{end}": rows[end].lag().over(order)},
    )


def previous_by_end(table: str, start: str, end: str) -> Table:
    """By end, or start where there is no end; then by start; then in file order."""
    rows = of_children(current(table))
    shown = rows[end].fill_null(rows[start])
    order = ibis.window(group_by=CHILD, order_by=[earliest_first(shown), earliest_first(rows[start]), rows.row])
    return rows.select(
        *ROW,
        has_previous=rows.row.lag().over(order).notnull(),
        previous_row=rows.row.lag().over(order),
        **{f"previous_{end}": rows[end].lag().over(order)},
    )
