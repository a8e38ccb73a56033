"""Smaller SQL of the same meaning: planning it costs an engine as long as running it, on a return's few rows."""

from typing import Any

import sqlglot
from ibis.expr import operations
from ibis.expr.types import Table
from sqlglot import exp
from sqlglot.optimizer.merge_subqueries import merge_subqueries
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify

from plumbline.compiling.expressions import compiled
from plumbline.compiling.tidying import unbracketed

#: Marks a subquery that must not be merged; no expression of ours has a limit.
_NO_LIMIT = 0


def simplified(table: Table, dialect: str) -> exp.Expr:
    """The SQL of a table, as a tree, with unused columns left out and plain subqueries merged into what surrounds them."""
    parsed: Any = sqlglot.parse_one(compiled(table, dialect).sql(dialect=dialect), read=dialect)
    qualified = qualify(parsed, schema=_schema(table), dialect=dialect, quote_identifiers=True, identify=True)
    pruned = pushdown_projections(qualified)
    for select in _kept_apart(pruned):
        select.set("limit", exp.Limit(expression=exp.Literal.number(_NO_LIMIT)))
    merged = merge_subqueries(pruned)
    for limit in list(merged.find_all(exp.Limit)):
        limit.pop()
    return unbracketed(merged)


def _kept_apart(tree: exp.Expr) -> list[exp.Select]:
    """The subqueries that must stay, though the merger would take them.

    A window can't stand inside an aggregate or a filter. What the optional side of a join computes is empty where
    there is no row; merged, it would be computed there too.
    """
    optional = [join.this for join in tree.find_all(exp.Join) if join.side]
    names = {one.name for one in optional if isinstance(one, exp.Table)}
    subqueries = {id(one) for one in optional if isinstance(one, exp.Subquery)}
    found = []
    for select in tree.find_all(exp.Select):
        holder = select.parent
        is_optional = id(holder) in subqueries or (isinstance(holder, exp.CTE) and holder.alias in names)
        computed = [column.unalias() for column in select.selects if not isinstance(column.unalias(), exp.Column)]
        if any(column.find(exp.Window) for column in computed) or (is_optional and computed):
            found.append(select)
    return found


def _schema(table: Table) -> dict[str, object]:
    return {
        node.name: {column: str(kind) for column, kind in node.schema.items()}
        for node in table.op().find(operations.UnboundTable)
    }
