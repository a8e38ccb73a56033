"""The kinds of row that a rule or a measure can speak of, and what each offers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ibis.expr.types import Table

from plumbline.concepts.adoption_decisions import DECISION_FACTS
from plumbline.concepts.base import collection, every_year
from plumbline.concepts.children import CHILD_FACTS, known_children
from plumbline.concepts.declare import CHILD_ROW, Fact, FactTable
from plumbline.concepts.episodes import EPISODE_FACTS
from plumbline.concepts.periods import periods
from plumbline.concepts.repeated import REPEATED_FACTS
from plumbline.concepts.social_workers import SOCIAL_WORKER_FACTS
from plumbline.model.names import ROW_NAMES

#: Facts that hold wherever the field's words are used; others are declared beside the rules that need them.
SHARED_FACTS = (*CHILD_FACTS, *EPISODE_FACTS, *DECISION_FACTS, *SOCIAL_WORKER_FACTS, *REPEATED_FACTS)


@dataclass(frozen=True)
class RowKind:
    """A kind of row: its name in rules, the table it is a row of, the rows themselves, and the facts beside them."""

    name: str
    table: str
    rows: Table
    facts: tuple[FactTable, ...]

    @cached_property
    def fact_of(self) -> dict[str, tuple[FactTable, Fact]]:
        """Each fact's table and declaration, by name."""
        return {fact.name: (table, fact) for table in self.facts for fact in table.facts}


def row_kinds(more: Iterable[FactTable] = ()) -> dict[str, RowKind]:
    """Every kind of row by name, the child first, with the shared facts and ``more``."""
    of_row: dict[str, list[FactTable]] = {}
    for table in (*SHARED_FACTS, *more):
        of_row.setdefault(table.of, []).append(table)
    children = RowKind(CHILD_ROW, CHILD_ROW, known_children.table, tuple(of_row.get(CHILD_ROW, ())))
    kinds = {CHILD_ROW: children, "period": RowKind("period", "episodes", periods(), (dates_of("period"),))}
    for table_name, name in ROW_NAMES.items():
        kinds[name] = RowKind(name, table_name, every_year(table_name), (dates_of(name), *of_row.get(name, ())))
    return kinds


def dates_of(row: str) -> FactTable:
    """The collection that a row belongs to, whose dates are facts of every row."""
    declared = (
        Fact("collection_start", "The first day of the collection year."),
        Fact("collection_end", "The last day of the collection year."),
        Fact("collection_authority", "The council whose return it is, by its ONS code.", needs=("authority",)),
        Fact("collection_adult_by", "Whoever was 18 by this day may have left care before the earliest return given."),
    )
    return FactTable(f"collection_of_{row}", row, _dates, declared, by=("LA", "YEAR"))


def _dates() -> Table:
    return collection().rename(lambda name: name if name in ("LA", "YEAR") else f"collection_{name}")
