"""A condition that a council writes in SQL: one expression over a row's columns, made safe and portable."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from plumbline.faults import BadInput


def condition_of(text: str, columns: Mapping[str, Any], where: str) -> tuple[str, list[str]]:
    """The condition as SQL over the alias ``a``, and the columns it touches.

    ``previous.DEC`` may be written for ``previous_DEC``. A mistake, an unknown column, or anything that asks for another
    table is BadInput beginning with ``where``.
    """
    try:
        parsed = sqlglot.parse_one(text, read="duckdb")
    except SqlglotError as problem:
        raise BadInput(f"{where}: this is not a condition in SQL: {_plain(problem)}") from problem
    if not isinstance(parsed, exp.Condition) or parsed.find(exp.Query, exp.Table):
        raise BadInput(f"{where}: write one condition on the row's own columns, without SELECT.")
    touched: set[str] = set()

    def own(node: exp.Expression) -> exp.Expression:
        if not isinstance(node, exp.Column):
            return node
        name = "_".join(part.name for part in node.parts)
        named = {column.upper(): column for column in columns}
        if name.upper() not in named:
            near = get_close_matches(name.upper(), named, n=3)
            hint = f" Did you mean {' or '.join(named[one] for one in near)}?" if near else ""
            raise BadInput(f"{where}: there is no column {name}.{hint}")
        touched.add(named[name.upper()])
        return exp.column(named[name.upper()], table="a", quoted=True)

    return str(parsed.transform(own).sql(dialect="duckdb")), sorted(touched)


def _plain(problem: SqlglotError) -> str:
    return " ".join(str(problem).replace("\x1b[4m", "").replace("\x1b[0m", "").split())
