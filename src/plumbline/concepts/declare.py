"""How facts are declared: what each means, what it is made of, and the query that works them out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import ibis
from ibis.expr.types import Table

from plumbline.concepts.base import CHILD, ROW

#: The row that stands for a child, whose facts every other row reaches as ``row.child``.
CHILD_ROW = "child"


@dataclass(frozen=True)
class Fact:
    """One fact of a row: its name, what it means, and what must be loaded for it (None: what its group needs).

    ``version`` is raised by hand when the fact's values change: it is part of the edition of every rule that asks for it.

    The rest is for showing what decided a finding. ``title`` is what the fact is called there, where its name does not read
    well; ``cells`` are the cells that people look at to understand it, such as ``header.MOTHER``: of the child's rows, of
    Ofsted's rows for the URN (``providers``), or of the one row whose number the fact ``at`` holds. ``day`` is the field of
    the row that holds the day it speaks of: where that is blank, the fact is not shown.
    """

    name: str
    meaning: str
    needs: tuple[str, ...] | None = None
    version: int = 1
    title: str = ""
    cells: tuple[str, ...] = ()
    at: str = ""
    day: str = ""

    @property
    def words(self) -> str:
        """What it is called where a finding is explained."""
        return self.title or self.name.replace("_", " ")


@dataclass(frozen=True)
class FactTable:
    """Facts of one kind of row that one query works out together, keyed by the row or, for ``child``, by the child.

    A row for which the query has nothing gets blanks, and False for truth values. ``needs`` is what must be loaded for
    them, ``source`` where the definitions come from. One that is ``shared`` becomes a table of its own, because other facts
    are made from it. ``by`` is another key than the row's own; ``via`` names the fact that holds the row to look at, where
    that is a neighbour.
    """

    name: str
    of: str
    make: Callable[[], Table]
    facts: tuple[Fact, ...]
    needs: tuple[str, ...] = ()
    source: str = ""
    shared: bool = False
    by: tuple[str, ...] = ()
    via: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """The columns by which it is joined to its rows."""
        return self.by or (CHILD if self.of == CHILD_ROW else ROW)

    @cached_property
    def expression(self) -> Table:
        """The query, with its key and its facts in the order declared; KeyError where it lacks one."""
        made = self.make()
        return made.select(*self.key, *(fact.name for fact in self.facts))

    @cached_property
    def table(self) -> Table:
        """The table as made, for facts that are made from it."""
        return ibis.table(self.expression.schema(), name=self.name)

    def needs_of(self, fact: Fact) -> tuple[str, ...]:
        """What must be loaded for one of its facts."""
        return self.needs if fact.needs is None else fact.needs


def facts(
    of: str,
    *declared: Fact,
    needs: Sequence[str] = (),
    source: str = "",
    shared: bool = False,
    by: Sequence[str] = (),
) -> Callable[[Callable[[], Table]], FactTable]:
    """Declares the facts of a kind of row that the decorated function works out, in a table named as the function."""

    def declare(make: Callable[[], Table]) -> FactTable:
        return FactTable(make.__name__, of, make, declared, tuple(needs), source, shared, tuple(by))

    return declare


def neighbours(steps: str, meaning: str, table: str, names: Sequence[str]) -> tuple[Fact, ...]:
    """Facts that say the same of several fields of a neighbour: ``previous_DEC``, ``previous_LS``, … of the row before."""
    return tuple(_of_neighbour(steps, meaning, table, name) for name in names)


def _of_neighbour(steps: str, meaning: str, table: str, name: str) -> Fact:
    field = name.removeprefix("text_")
    said = meaning.format(name if name == field else f"{field}, as the file gives it,")
    return Fact(f"{steps}_{name}", said, cells=(f"{table}.{field}",), at=f"{steps}_row")
