"""What an expression means, as text that stays the same whatever SQL is made of it."""

from collections.abc import Mapping
from typing import Any

from ibis.common.graph import Node
from ibis.expr import operations as ops

from plumbline.compiling.expressions import SIDES, Pending


def meaning(pending: Pending) -> str:
    """The expression as nested words: operations by their names, columns by those of their rows, values as they are."""
    if isinstance(pending.value, bool):
        return str(pending.value)
    return _told(pending.value.op(), dict(zip(SIDES, pending.rows, strict=False)))


def _told(node: Any, rows: Mapping[str, str]) -> str:
    if isinstance(node, ops.Field):
        side, _, column = node.name.partition("__")
        return f"{rows[side]}.{column}"
    if isinstance(node, ops.Literal):
        return f"{node.dtype}:{node.value!r}"
    if isinstance(node, tuple):
        return f"({', '.join(_told(one, rows) for one in node)})"
    if isinstance(node, Node):
        return f"{type(node).__name__}({', '.join(_told(one, rows) for one in node.args)})"
    return str(node)
