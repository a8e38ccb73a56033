"""Smaller SQL of the same meaning: planning it costs an engine as long as running it, on a return's few rows."""

from typing import Any

import ibis
import sqlglot
from ibis.expr import operations
from ibis.expr.types import Table
from sqlglot import exp
from sqlglot.optimizer.merge_subqueries import merge_subqueries
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify

#: Marks a subquery that must not be merged; no expression of ours has a limit.
_NO_LIMIT = 0


def simplified(table: Table, dialect: str) -> str:
    """The SQL of a table with unused columns left out and plain subqueries merged into what surrounds them."""
    read = "spark" if dialect == "pyspark" else dialect
    parsed: Any = sqlglot.parse_one(str(ibis.to_sql(table, dialect=dialect)), read=read)
    qualified = qualify(parsed, schema=_schema(table), dialect=read, quote_identifiers=True, identify=True)
    pruned = pushdown_projections(qualified)
    kept_apart = [select for select in pruned.find_all(exp.Select) if _computes_windows(select)]
    for select in kept_apart:
        select.set("limit", exp.Limit(expression=exp.Literal.number(_NO_LIMIT)))
    merged = merge_subqueries(pruned)
    for limit in list(merged.find_all(exp.Limit)):
        limit.pop()
    return str(merged.sql(dialect=read))


def _computes_windows(select: exp.Select) -> bool:
    """A window can't stand inside an aggregate or a filter, so its subquery stays; the merger doesn't always see it."""
    return any(column.find(exp.Window) for column in select.selects)


def _schema(table: Table) -> dict[str, object]:
    return {
        node.name: {column: str(kind) for column, kind in node.schema.items()}
        for node in table.op().find(operations.UnboundTable)
    }
