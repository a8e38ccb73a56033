"""Rows that say again what another row says."""

from collections.abc import Sequence

import ibis
from ibis.expr.types import Table

from plumbline.concepts.base import CHILD, current
from plumbline.concepts.declare import Fact, FactTable
from plumbline.model import ssda903
from plumbline.model.names import ROW_NAMES


def values_of_several(table: str, key: Sequence[str], name: str) -> Table:
    """The values of a key that several rows of a council's year have; counted and joined, for a window costs more."""
    rows = current(table)
    counted = rows.group_by(key).aggregate(times=rows.row.count())
    return counted.filter(counted.times > 1).select(*key, **{name: ibis.literal(True)})


def _repeated(table: str) -> FactTable:
    meaning = "Another row of the table names the same child, of whom it should hold one row."
    return FactTable(
        f"repeated_{table}", ROW_NAMES[table], lambda: values_of_several(table, CHILD, "is_repeated"),
        (Fact("is_repeated", meaning, title="the child has several rows", cells=(f"{table}.CHILD",)),), by=CHILD,
    )  # fmt: skip


REPEATED_FACTS = tuple(_repeated(name) for name, table in ssda903().tables.items() if table.key == ("CHILD",))
