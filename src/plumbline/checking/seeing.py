"""From what rules look at to what they saw: for each finding the rows, the neighbours and the facts that decided it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from plumbline.checking.evidence import Evidence, FactSeen, KeptTable, Pairs, RowSeen
from plumbline.checking.facts_seen import FactRows
from plumbline.checking.looking import PROVIDERS, Columns, Look, PartLook
from plumbline.model.years import TableOfYear

#: From a row at fault to rows of some table; None stands for no row of the child there.
Route = Callable[[int], Sequence[int | None]]

_NO_ROW: Sequence[None] = (None,)


@dataclass(frozen=True)
class _Step:
    """Where to look from a row at fault: rows of a table, in some columns."""

    table: TableOfYear
    columns: Columns
    rows: Route


@dataclass(frozen=True)
class _Way:
    """What one part of a rule looks at from the rows of one of its tables; ``flagged`` are those it found at fault."""

    flagged: frozenset[int]
    steps: Sequence[_Step]
    facts: Sequence[Callable[[int], FactSeen | None]]


@dataclass(frozen=True)
class Witness:
    """What every rule with findings saw: what it looks at, the rows that met, facts by kind of row, and the text kept."""

    looks: Mapping[str, Sequence[PartLook]] = field(default_factory=dict)
    pairs: Pairs = field(default_factory=dict)
    facts: Mapping[str, FactRows] = field(default_factory=dict)
    kept: Mapping[TableOfYear, KeptTable] = field(default_factory=dict)

    def of_rows(self, code: str, table: TableOfYear, rows: Iterable[int]) -> Iterator[Evidence]:
        """The evidence of a rule's findings in some rows of a table."""
        ways = self._ways(code, table)
        tables = [step.table for way in ways for step in way.steps]
        merging = len(set(tables)) < len(tables)
        for row in rows:
            mine = ways if len(ways) == 1 else [way for way in ways if row in way.flagged]
            seen = [RowSeen(one.table, at, one.columns) for way in mine for one in way.steps for at in one.rows(row)]
            facts = dict.fromkeys(fact for way in mine for of in way.facts if (fact := of(row)))
            yield Evidence(_merged(seen) if merging else tuple(seen), tuple(facts))

    def _ways(self, code: str, table: TableOfYear) -> list[_Way]:
        if (code, table) not in self._known_ways:
            self._known_ways[code, table] = [
                self._way(part, side)
                for part in self.looks[code]
                for side, look in enumerate(part.looks)
                if look.table == table and table in part.flags
            ]
        return self._known_ways[code, table]

    @cached_property
    def _known_ways(self) -> dict[tuple[str, TableOfYear], list[_Way]]:
        return {}

    def _way(self, part: PartLook, side: int) -> _Way:
        """From the rows of one side of a part: the row itself, its partners, the neighbours of both, the child's others."""
        own = part.looks[side]
        met = list(chain.from_iterable(self.pairs[part.key]))
        routes: list[tuple[Look, Route]] = [(own, lambda row: (row,))]
        others = [look for look in part.looks if look is not own and look.table in self.kept]
        routes += [
            (look, self._of_child(own, look.table) if part.partner == "none" else _partners(met, side))
            for look in others
        ]
        steps = [step for look, route in routes for step in self._from(look, route)]
        steps += [step for look in part.looks for step in self._elsewhere(look, own)]
        facts = [
            fact
            for look, route in routes[: 1 if part.partner == "none" else None]
            for fact in self._facts(look, route, own)
        ]
        return _Way(frozenset(row for pair in met if (row := pair[side]) is not None), steps, facts)

    def _from(self, look: Look, route: Route) -> Iterator[_Step]:
        """The rows that a route leads to, and their neighbours."""
        yield _Step(look.table, tuple(name for name in look.columns if name in self.kept[look.table].place), route)
        for at, columns in look.neighbours.items():
            yield _Step(look.table, columns, self.facts[look.row].beside(route, at))

    def _elsewhere(self, look: Look, own: Look) -> Iterator[_Step]:
        """The child's rows of other tables that were given, and Ofsted's rows for the URN."""
        for table, columns in look.elsewhere.items():
            if table in self.kept:
                yield _Step(table, columns, self._of_child(own, table))

    def _of_child(self, own: Look, table: TableOfYear) -> Route:
        """The rows of a table that belong to a row's child; Ofsted's, that belong to its URN."""
        key = "URN" if table == PROVIDERS else "CHILD"
        mine, known = self.kept[own.table], self.kept[table].by(key)
        if key not in mine.place:
            return lambda row: _NO_ROW
        at, rows = mine.place[key], mine.rows
        return lambda row: known.get(rows[row][at] or "", _NO_ROW)

    def _facts(self, look: Look, route: Route, own: Look) -> Iterator[Callable[[int], FactSeen | None]]:
        """The facts of the first row that a route leads to, those of another table than the finding's with its name."""
        for name, title in {**look.facts, **look.missing(self.kept[look.table].place)}.items():
            of_partner = look is not own and not name.startswith("child_")
            yield self.facts[look.row].seen(route, name, f"{title} ({look.table})" if of_partner else title)


def _partners(met: Iterable[tuple[int, int | None]], side: int) -> Route:
    """The rows that a row was found at fault with."""
    found: dict[int, list[int | None]] = {}
    for pair in met:
        mine, other = pair[side], pair[1 - side]
        if mine is not None:
            found.setdefault(mine, []).append(other)
    return found.__getitem__


def _merged(seen: Iterable[RowSeen]) -> tuple[RowSeen, ...]:
    """Each row once, with all columns that were looked at."""
    found: dict[tuple[TableOfYear, int | None], Columns] = {}
    for table, row, columns in seen:
        known = found.get((table, row), ())
        found[table, row] = (*known, *(name for name in columns if name not in known))
    return tuple(RowSeen(*key, columns) for key, columns in found.items())
