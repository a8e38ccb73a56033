"""From what rules look at to what they saw: for each finding the rows, the neighbours and the facts that decided it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from plumbline.checking.evidence import PROVIDERS, Evidence, FactSeen, KeptTable, Lots, Pairs, RowSeen, named
from plumbline.checking.facts_seen import FactRows, Value, in_words
from plumbline.checking.looking import Columns, Look, PartLook, columns_by_table
from plumbline.model.years import TableOfYear

#: From a row at fault to rows of some table; None stands for no row of the child there.
Route = Callable[[int], Sequence[int | None]]

_NO_ROW: Sequence[None] = (None,)


@dataclass(frozen=True)
class Step:
    """Where to look from a row at fault: rows of a table, in some columns. Without a route it is the row itself."""

    table: TableOfYear
    columns: Columns
    route: Route | None = None
    role: str = ""

    def rows(self, row: int) -> Sequence[int | None]:
        """The rows that a row at fault leads to."""
        return self.route(row) if self.route else (row,)

    def without(self, names: Collection[str]) -> "Step":
        """The step without some of its columns."""
        return replace(self, columns=tuple(name for name in self.columns if name not in names)) if names else self


@dataclass(frozen=True)
class FactStep:
    """A fact of a row at fault, or of the first row that a route leads to.

    ``gaps``: there may be rows of which it says nothing.
    """

    title: str
    values: Mapping[int, Value]
    route: Route | None = None
    gaps: bool = False

    def places(self, rows: Sequence[int]) -> Sequence[int | None]:
        """For each of some rows at fault, the row that the fact speaks of; None where there is none, or it says nothing."""
        reached = [next(iter(self.route(row)), None) for row in rows] if self.route else rows
        return [at if at in self.values else None for at in reached] if self.gaps else reached

    def seen(self, row: int) -> FactSeen | None:
        """The fact; None where the route leads to no row, or it says nothing of the row."""
        (at,) = self.places((row,))
        return None if at is None else FactSeen(self.title, in_words(self.values[at]))


@dataclass(frozen=True)
class Way:
    """What one part of a rule looks at from the rows at fault of one of its tables, the one on a ``side`` of the rows met."""

    met: Lots
    side: int
    steps: Sequence[Step]
    facts: Sequence[FactStep]

    @cached_property
    def flagged(self) -> frozenset[int]:
        """The rows that the part found at fault."""
        return frozenset(row for pair in chain.from_iterable(self.met) if (row := pair[self.side]) is not None)

    def evidence(self, row: int) -> Evidence:
        """What was seen from a row at fault."""
        rows = tuple(RowSeen(one.table, at, one.columns, one.role) for one in self.steps for at in one.rows(row))
        return Evidence(rows, tuple(fact for one in self.facts if (fact := one.seen(row))))


@dataclass(frozen=True)
class Witness:
    """What every rule with findings saw: what it looks at, the rows that met, facts by kind of row, and the text kept."""

    looks: Mapping[str, Sequence[PartLook]] = field(default_factory=dict)
    pairs: Pairs = field(default_factory=dict)
    facts: Mapping[str, FactRows] = field(default_factory=dict)
    kept: Mapping[TableOfYear, KeptTable] = field(default_factory=dict)

    def evidence(self, code: str, table: TableOfYear, row: int) -> Evidence:
        """The evidence of a rule's finding in a row of a table, by every part of the rule that found it."""
        ways = self.ways(code, table)
        if len(ways) == 1:
            return ways[0].evidence(row)
        found = [way.evidence(row) for way in ways if row in way.flagged]
        facts = dict.fromkeys(fact for one in found for fact in one.facts)
        return Evidence(_merged(seen for one in found for seen in one.rows), tuple(facts))

    def ways(self, code: str, table: TableOfYear) -> Sequence[Way]:
        """What each part of a rule that flags rows of a table looks at."""
        if (code, table) not in self._known_ways:
            self._known_ways[code, table] = [
                self._way(part, side)
                for part in self.looks.get(code, ())
                for side, look in enumerate(part.looks)
                if look.table == table and table in part.flags
            ]
        return self._known_ways[code, table]

    @cached_property
    def _known_ways(self) -> dict[tuple[str, TableOfYear], list[Way]]:
        return {}

    def _way(self, part: PartLook, side: int) -> Way:
        """From the rows of one side of a part: the row itself, its partners, the neighbours of both, the child's others."""
        own = part.looks[side]
        met = self.pairs.get(part.key, [])
        routes: list[tuple[Look, Route | None]] = [(own, None)]
        for look in part.looks:
            if look is not own and look.table in self.kept:
                alone = part.partner == "none"
                routes.append((look, self._of_child(own, look.table) if alone else _partners(met, side)))
        steps = [step for look, route in routes for step in self._from(look, route)]
        steps += self._elsewhere(part.looks, own)
        told = routes[:1] if part.partner == "none" else routes
        facts: dict[str, FactStep] = {}
        for fact in (fact for look, route in told for fact in self._facts(look, route, own)):
            facts.setdefault(fact.title, fact)
        return Way(met, side, steps, tuple(facts.values()))

    def _from(self, look: Look, route: Route | None) -> Iterator[Step]:
        """The rows that a route leads to, and their neighbours."""
        yield from self._step(look.table, look.columns, route)
        for at, columns in look.neighbours.items():
            beside = _beside(self.facts[look.row].values(at), route)
            yield from self._step(look.table, columns, beside, look.roles[at])

    def _elsewhere(self, looks: Sequence[Look], own: Look) -> Iterator[Step]:
        """The child's rows of other tables that were given, and Ofsted's rows for the URN."""
        partners = {look.table for look in looks if look is not own}
        for table, columns in columns_by_table(looks).items():
            if table in self.kept and table not in partners:
                yield from self._step(table, columns, self._of_child(own, table))

    def _step(self, table: TableOfYear, columns: Columns, route: Route | None, role: str = "") -> Iterator[Step]:
        """A step in the columns that the table's file has, if it has any of them."""
        if there := tuple(name for name in columns if name in self.kept[table].place):
            yield Step(table, there, route, role)

    def _of_child(self, own: Look, table: TableOfYear) -> Route:
        """The rows of a table that belong to a row's child, itself apart; Ofsted's, that belong to its URN."""
        key = "URN" if table == PROVIDERS else "CHILD"
        mine, known = self.kept[own.table], self.kept[table].by(key)
        if key not in mine.place:
            return lambda row: _NO_ROW
        at, rows = mine.place[key], mine.rows
        if table == own.table:
            return lambda row: [one for one in known.get(rows[row][at] or "", ()) if one != row]
        return lambda row: known.get(rows[row][at] or "", _NO_ROW)

    def _facts(self, look: Look, route: Route | None, own: Look) -> Iterator[FactStep]:
        """The facts of the first row that a route leads to; one of another year than the finding's says so."""
        of_year = f" ({named(look.table)})" if look.table.years_back != own.table.years_back else ""
        for name, title in look.facts.items():
            facts = self.facts[look.row]
            yield FactStep(f"{title}{of_year}", facts.values(name), route, gaps=bool(route or facts.without.get(name)))


def _partners(met: Lots, side: int) -> Route:
    """The rows that a row was found at fault with, in the file's order, whatever order an engine met them in."""
    found: dict[int, list[int | None]] = {}
    for pair in chain.from_iterable(met):
        mine, other = pair[side], pair[1 - side]
        if mine is not None:
            found.setdefault(mine, []).append(other)
    for others in found.values():
        if len(others) > 1:
            others.sort(key=_in_file_order)
    return found.__getitem__


def _in_file_order(row: int | None) -> int:
    return -1 if row is None else row


def _beside(places: Mapping[int, Value], route: Route | None) -> Route:
    """The neighbours, whose rows are told by a fact, of a row or of the rows that a route leads to."""

    def neighbours(row: int) -> Sequence[int | None]:
        found = (places[one] for one in (route(row) if route else (row,)) if one is not None)
        return [at if isinstance(at, int) else None for at in found]

    return neighbours


def _merged(seen: Iterable[RowSeen]) -> tuple[RowSeen, ...]:
    """Each row once, with all columns that were looked at."""
    found: dict[tuple[TableOfYear, int | None, str], Columns] = {}
    for table, row, columns, role in seen:
        known = found.get((table, row, role), ())
        found[table, row, role] = (*known, *(name for name in columns if name not in known))
    return tuple(RowSeen(table, row, columns, role) for (table, row, role), columns in found.items())
