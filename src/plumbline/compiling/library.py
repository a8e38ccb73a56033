"""The library of rows and facts, compiled from what is declared."""

from collections.abc import Collection, Mapping
from typing import Any

from ibis.expr import operations
from ibis.expr.types import Table
from sqlglot import exp

from plumbline.compiling.facts import FactColumn, FactQuery, Library, RowQuery, Source
from plumbline.compiling.simplifying import simplified
from plumbline.concepts.base import CURRENT
from plumbline.concepts.declare import CHILD_ROW, FactTable
from plumbline.concepts.rows import RowKind
from plumbline.model import ssda903


def compile_library(kinds: Mapping[str, RowKind], dialect: str) -> Library:
    """Every kind of row and every fact as SQL of a dialect (duckdb or spark)."""
    declared = [table for kind in kinds.values() for table in kind.facts]
    shared = [table.name for table in declared if table.shared]
    rows = {kind.name: _row(kind, shared, dialect) for kind in kinds.values()}
    return Library(dialect, rows, tuple(_fact(table, shared, dialect) for table in declared))


def schemas(kinds: Mapping[str, RowKind]) -> dict[str, dict[str, Any]]:
    """The columns of each kind of row with their types, the child's facts among them, last year's rows included."""
    own = {
        kind.name: dict(kind.rows.schema().items())
        | {fact.name: table.expression.schema()[fact.name] for table in kind.facts for fact in table.facts}
        for kind in kinds.values()
    }
    of_child = {f"child_{name}": type_ for name, type_ in own[CHILD_ROW].items() if name not in ("LA", "YEAR", "CHILD")}
    found = {name: columns | of_child for name, columns in own.items() if name != CHILD_ROW}
    return found | {f"{name}_last": columns for name, columns in found.items() if name != "period"}


def _fact(table: FactTable, shared: Collection[str], dialect: str) -> FactQuery:
    types = table.expression.schema()
    columns = tuple(
        FactColumn(
            fact.name,
            types[fact.name].is_boolean(),
            table.needs_of(fact),
            fact.version,
            fact.words,
            fact.cells,
            fact.at,
            fact.day,
        )
        for fact in table.facts
    )
    source = _source(table.expression, shared, dialect)
    return FactQuery(table.name, table.of, table.key, columns, source, table.shared, table.via)


def _row(kind: RowKind, shared: Collection[str], dialect: str) -> RowQuery:
    return RowQuery(kind.name, kind.table, tuple(kind.rows.columns), _source(kind.rows, shared, dialect), _needs(kind))


def _source(rows: Table, shared: Collection[str], dialect: str) -> Source:
    """What is read: a table by its name, anything else as a query."""
    named = {node.name for node in rows.op().find(operations.UnboundTable)}
    plain = isinstance(rows.op(), operations.UnboundTable)
    tree = exp.to_table(rows.op().name).transform(_quoted) if plain else simplified(rows, dialect)
    sql, every_year = (str(one.sql(dialect=dialect)) for one in (tree, tree.transform(_of_every_year)))
    current = tuple(sorted(name.removeprefix(CURRENT) for name in named if name.startswith(CURRENT)))
    return Source(sql, every_year, tuple(name for name in shared if name in named), current)


def _quoted(node: exp.Expr) -> exp.Expr:
    return exp.to_identifier(node.name, quoted=True) if isinstance(node, exp.Identifier) else node


def _of_every_year(node: exp.Expr) -> exp.Expr:
    """The table itself in place of its current rows."""
    if isinstance(node, exp.Table) and node.name.startswith(CURRENT):
        node.set("this", exp.to_identifier(node.name.removeprefix(CURRENT), quoted=True))
    return node


def _needs(kind: RowKind) -> dict[str, tuple[str, ...]]:
    """What the fields that are worked out while loading are worked out from."""
    if kind.table not in ssda903().tables:
        return {}
    fields = [field for field in ssda903().table(kind.table).fields if field.needs]
    return {f"{prefix}{field.name}": field.needs for field in fields for prefix in ("", "text_")}
