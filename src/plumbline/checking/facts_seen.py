"""The facts that decided findings, asked of the engine for the rows kept, and in words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from plumbline.checking.evidence import KeptTable
from plumbline.checking.looking import PartLook
from plumbline.compiling.building import CHECKED
from plumbline.compiling.facts import Library
from plumbline.engine.protocol import Execute
from plumbline.model.years import TableOfYear

Value = str | int | float | date | None


@dataclass(frozen=True)
class FactRows:
    """Facts of one kind of row: the rows' numbers, and the values of each fact in the same order.

    ``without`` are the rows in which a fact speaks of a day that is blank, by the fact's name.
    """

    rows: Sequence[int]
    facts: Mapping[str, Sequence[Value]]
    without: Mapping[str, Collection[int]] = field(default_factory=dict)

    def values(self, name: str) -> dict[int, Value]:
        """One fact, by row; of a day that is blank nothing is said."""
        if name not in self._known:
            self._known[name] = dict(zip(self.rows, self.facts[name], strict=True))
            for row in self.without.get(name, ()):
                self._known[name].pop(row, None)
        return self._known[name]

    @cached_property
    def _known(self) -> dict[str, dict[int, Value]]:
        return {}


def facts_seen(
    execute: Execute, library: Library, looks: Iterable[PartLook], kept: Mapping[TableOfYear, KeptTable]
) -> dict[str, FactRows]:
    """The facts that rules looked at, by kind of row, of the rows kept; after ``run`` of their plan."""
    asked: dict[str, tuple[TableOfYear, set[str]]] = {}
    for look in (look for part in looks for look in part.looks if look.table in kept):
        if look.told_by:
            asked.setdefault(look.row, (look.table, set()))[1].update(look.told_by)
    return {row: _facts(execute, library, row, sorted(names), kept[table]) for row, (table, names) in asked.items()}


def _facts(execute: Execute, library: Library, row: str, names: Sequence[str], kept: KeptTable) -> FactRows:
    q = library.quoted
    listed = ", ".join(map(q, ("row", *names)))
    answer = execute(f"SELECT {listed} FROM {q('row_' + row)} WHERE {q(CHECKED)} IS NOT NULL")
    without = {name: _blank(kept, day) for name in names if (day := _day(library, row, name))}
    mine = [cells for cells in answer if cells[0] in kept.rows]
    rows, *facts = zip(*mine, strict=True) if mine else [()] * (1 + len(names))
    return FactRows(rows, dict(zip(names, facts, strict=True)), without)


def _day(library: Library, row: str, name: str) -> str:
    known = library.fact(row.removesuffix("_last"), name)
    return known.day if known else ""


def _blank(kept: KeptTable, column: str) -> Collection[int]:
    """The rows in which a column is blank: all where the file lacks it."""
    at = kept.place.get(column)
    return kept.rows.keys() if at is None else frozenset(row for row, cells in kept.rows.items() if not cells[at])


def in_words(value: Value) -> str | None:
    """A fact's value as people read it: yes or no, a day as dd/mm/yyyy, a whole number; None where it is unknown."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else f"{value:.10g}"
