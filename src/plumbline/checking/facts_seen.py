"""The facts that decided findings, asked of the engine for the rows kept, and in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plumbline.checking.evidence import FactSeen, KeptTable
from plumbline.checking.looking import PartLook
from plumbline.compiling.building import CHECKED
from plumbline.compiling.facts import Library
from plumbline.engine.protocol import Execute
from plumbline.model.years import TableOfYear

Value = str | int | float | date | None
_Route = Callable[[int], Sequence[int | None]]


@dataclass(frozen=True)
class FactRows:
    """Facts of one kind of row: where each stands, and the values of each row."""

    place: Mapping[str, int]
    rows: Mapping[int, Sequence[Value]]

    def beside(self, route: _Route, at: str) -> _Route:
        """From a row to the neighbours, whose rows the fact ``at`` holds, of the rows that a route leads to."""
        place, rows = self.place[at], self.rows
        return lambda row: [
            found for one in route(row) if one is not None and isinstance(found := rows[one][place], int)
        ]

    def seen(self, route: _Route, name: str, title: str) -> Callable[[int], FactSeen | None]:
        """From a row to a fact of the first row that a route leads to; None where it leads to none."""
        place, rows = self.place[name], self.rows

        def of(row: int) -> FactSeen | None:
            first = next(iter(route(row)), None)
            return None if first is None else FactSeen(title, in_words(rows[first][place]))

        return of


def facts_seen(
    execute: Execute, library: Library, looks: Iterable[PartLook], kept: Mapping[TableOfYear, KeptTable]
) -> dict[str, FactRows]:
    """The facts that rules looked at, by kind of row, of the rows kept; after ``run`` of their plan."""
    asked: dict[str, tuple[TableOfYear, set[str]]] = {}
    for look in (look for part in looks for look in part.looks if look.table in kept):
        if names := look.told_by(kept[look.table].place):
            asked.setdefault(look.row, (look.table, set()))[1].update(names)
    return {row: _facts(execute, library, row, sorted(names), kept[table]) for row, (table, names) in asked.items()}


def _facts(execute: Execute, library: Library, row: str, names: Sequence[str], kept: KeptTable) -> FactRows:
    q = library.quoted
    listed = ", ".join(map(q, ("row", *names)))
    answer = execute(f"SELECT {listed} FROM {q('row_' + row)} WHERE {q(CHECKED)} IS NOT NULL")
    rows = {cells[0]: cells[1:] for cells in answer if cells[0] in kept.rows}
    return FactRows({name: at for at, name in enumerate(names)}, rows)


def in_words(value: Value) -> str | None:
    """A fact's value as people read it: yes or no, a day as dd/mm/yyyy, a whole number; None where it is unknown."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else f"{value:g}"
