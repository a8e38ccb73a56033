"""A condition that a council writes in SQL: one expression over a row's columns, made safe and portable."""

from collections.abc import Collection
from difflib import get_close_matches

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from plumbline.compiling.facts import Expression
from plumbline.faults import BadInput


def condition_of(text: str, row: str, columns: Collection[str], dialect: str, where: str) -> Expression:
    """The condition, written for DuckDB, over a row with some columns, as SQL of a dialect.

    ``previous.DEC`` may be written for ``previous_DEC``. A mistake, an unknown column, or anything that asks for another
    table is BadInput beginning with ``where``.
    """
    try:
        parsed = sqlglot.parse_one(text, read="duckdb")
    except SqlglotError as problem:
        raise BadInput(f"{where}: this is not a condition in SQL: {_plain(problem)}") from problem
    if not isinstance(parsed, exp.Condition) or parsed.find(exp.Query, exp.Table):
        raise BadInput(f"{where}: write one condition on the row's own columns, without SELECT.")
    asked: set[str] = set()

    def own(node: exp.Expression) -> exp.Expression:
        if not isinstance(node, exp.Column):
            return node
        name = "_".join(part.name for part in node.parts)
        named = {column.upper(): column for column in columns}
        if name.upper() not in named:
            near = get_close_matches(name.upper(), named, n=3)
            hint = f" Did you mean {' or '.join(named[one] for one in near)}?" if near else ""
            raise BadInput(f"{where}: there is no column {name}.{hint}")
        asked.add(named[name.upper()])
        return exp.column(named[name.upper()], table="a", quoted=True)

    sql = parsed.transform(own).sql(dialect=dialect)
    return Expression((row,), sql, (tuple(sorted(asked)),))


def _plain(problem: SqlglotError) -> str:
    return " ".join(str(problem).replace("\x1b[4m", "").replace("\x1b[0m", "").split())
