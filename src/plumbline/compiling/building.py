"""The statements that build the rows of a run: only the columns asked for, and only the queries that these rest on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from plumbline.compiling.facts import CHILD, CHILD_KEY, FactQuery, Library, Source

KEYS = ("LA", "YEAR", "row", "CHILD")
#: What a row of last year's return is called, after its own name.
LAST = "_last"
#: Whether a row is of a year to be checked: the first day of that year, else nothing.
CHECKED = "collection_start"
_DATES = {"collection_start": "start", "collection_end": "end", "collection_authority": "authority"}
#: Current rows that more queries than this read are copied; for fewer they are looked up each time.
_READERS = 2

Asked = Mapping[str, Iterable[str]]


def statements(library: Library, asked: Asked) -> list[str]:
    """The statements that build the rows asked for, each with its keys and the columns asked of it.

    ``row_NAME`` holds the rows of a kind; ``row_NAME_last`` last year's, under this year's key and with this year's dates.
    Where nothing is asked of last year's rows, only those of the years to be checked are built.
    """
    return _Building(library, asked).statements()


@dataclass(frozen=True)
class _Building:
    """What is asked of a library's rows, and what that rests on."""

    library: Library
    asked: Asked

    def statements(self) -> list[str]:
        q = self.library.quoted
        made = [f"CREATE TABLE {q(one.name)} AS {self._sql(one)}" for one in self._shared]
        made += [f"CREATE TABLE {q(_table(row))} AS {self._select(row)}" for row in self._columns]
        return [*self._current(), *made, *(self._last_view(row) for row in self.asked if row.endswith(LAST))]

    @cached_property
    def _columns(self) -> dict[str, list[str]]:
        """What is asked of each kind of row, last year's rows among them; first of the child, whom others reach."""
        found: dict[str, set[str]] = {}
        for row, names in self.asked.items():
            kind = row.removesuffix(LAST)
            dated = set() if kind == "period" else {CHECKED}
            found.setdefault(kind, dated).update(_own(row, names))
        child = {name.removeprefix("child_") for names in found.values() for name in names if name.startswith("child_")}
        return {row: sorted(names) for row, names in ({CHILD: child} | found if child else found).items()}

    @cached_property
    def _queries(self) -> dict[str, list[FactQuery]]:
        """The queries that each kind of row rests on."""
        return {row: self._behind(row, names) for row, names in self._columns.items()}

    @cached_property
    def _of_every_year(self) -> set[str]:
        """The queries that last year's rows rest on too, and so must work for every year."""
        last = {row.removesuffix(LAST): _own(row, names) for row, names in self.asked.items() if row.endswith(LAST)}
        child = {name.removeprefix("child_") for names in last.values() for name in names if name.startswith("child_")}
        wanted = [(row, names - {CHECKED}) for row, names in (last | {CHILD: child}).items()]
        return self._with_used(one.name for row, names in wanted for one in self._behind(row, names))

    @cached_property
    def _shared(self) -> list[FactQuery]:
        """The shared queries that rows and facts rest on, in the order declared."""
        direct = [name for row in self._queries for name in self.library.rows[row].source.uses]
        direct += [one.name for some in self._queries.values() for one in some]
        wanted = self._with_used(direct)
        return [query for query in self.library.facts if query.shared and query.name in wanted]

    def _with_used(self, names: Iterable[str]) -> set[str]:
        """Queries with the shared ones that they read."""
        by_name = {query.name: query for query in self.library.facts}
        waiting, found = list(names), set[str]()
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += by_name[name].source.uses
        return found

    def _behind(self, row: str, names: Iterable[str]) -> list[FactQuery]:
        """The queries that columns of a row come from, in the order declared, a neighbour's place among them."""
        known = self.library.of_row[row]
        wanted = {known[name][0].name for name in names if name in known}
        wanted |= {known[query.via][0].name for query in self.library.facts if query.name in wanted and query.via}
        return [query for query in self.library.facts if query.name in wanted]

    def _current(self) -> list[str]:
        """The current rows of the tables that queries read."""
        sources = [one.source for some in self._queries.values() for one in some if one.name not in self._of_every_year]
        sources += [one.source for one in self._shared if one.name not in self._of_every_year]
        sources += [self.library.rows[row].source for row in self._queries]
        readers = Counter(table for source in sources for table in source.current)
        q = self.library.quoted
        on = " AND ".join(f"t.{q(key)} = c.{q(key)}" for key in ("LA", "YEAR"))
        return [
            f"CREATE {'TABLE' if times > _READERS else 'VIEW'} {q('current_' + table)} AS SELECT t.* FROM {q(table)} AS t "
            f"JOIN {q('collection')} AS c ON {on}"
            for table, times in readers.items()
        ]

    def _sql(self, query: FactQuery) -> str:
        return query.source.every_year if query.name in self._of_every_year else query.source.sql

    def _select(self, row: str) -> str:
        """One kind of row with the columns asked of it, joined to what they come from."""
        q, known, alias, joins = self.library.quoted, self.library.of_row[row], dict[str, str](), []
        for at, query in enumerate(self._queries[row]):
            alias[query.name] = name = f"f{at}"
            own = {key: f"t.{q(key)}" for key in query.key}
            if query.via:
                own["row"] = f"{alias[known[query.via][0].name]}.{q(query.via)}"
            on = " AND ".join(f"{mine} = {name}.{q(key)}" for key, mine in own.items())
            inner = query.columns[0].name == CHECKED and row + LAST not in self.asked
            made = q(query.name) if query.shared else f"({self._sql(query)})"
            joins.append(f"{'' if inner else 'LEFT '}JOIN {made} AS {name} ON {on}")
        names = self._columns[row]
        if any(name.startswith("child_") for name in names):
            on = " AND ".join(f"t.{q(key)} = c.{q(key)}" for key in CHILD_KEY)
            joins.append(f"LEFT JOIN {q(CHILD)} AS c ON {on}")
        keys = CHILD_KEY if row == CHILD else KEYS
        columns = [f"t.{q(key)}" for key in keys] + [self._column(row, name, alias) for name in names]
        return " ".join([f"SELECT {', '.join(columns)} FROM {_from(self.library.rows[row].source)} AS t", *joins])

    def _column(self, row: str, name: str, alias: Mapping[str, str]) -> str:
        q = self.library.quoted
        of_child = name.startswith("child_")
        known = self.library.of_row[CHILD if of_child else row]
        found = known.get(name.removeprefix("child_") if of_child else name)
        if found is None:
            return f"t.{q(name)}"
        query, column = found
        value = f"c.{q(column.name)}" if of_child else f"{alias[query.name]}.{q(column.name)}"
        return f"COALESCE({value}, FALSE) AS {q(name)}" if column.is_truth else f"{value} AS {q(name)}"

    def _last_view(self, row: str) -> str:
        q = self.library.quoted
        names = ("LA", "row", "CHILD", *sorted(_own(row, self.asked[row])))
        own = ", ".join(f"r.{q(name)}" for name in names)
        dates = ", ".join(f"c.{q(name)} AS {q(column)}" for column, name in _DATES.items())
        return (
            f"CREATE VIEW {q('row_' + row)} AS SELECT r.{q('YEAR')} + 1 AS {q('YEAR')}, {own}, {dates} "
            f"FROM {q('row_' + row.removesuffix(LAST))} AS r LEFT JOIN {q('collection')} AS c "
            f"ON r.{q('LA')} = c.{q('LA')} AND r.{q('YEAR')} + 1 = c.{q('YEAR')}"
        )


def _own(row: str, names: Iterable[str]) -> set[str]:
    """The columns asked of a row, its keys apart; the dates of last year's rows come with their view."""
    return {name for name in names if name not in KEYS and not (row.endswith(LAST) and name in _DATES)}


def _table(row: str) -> str:
    return row if row == CHILD else f"row_{row}"


def _from(source: Source) -> str:
    return f"({source.sql})" if source.sql.startswith("SELECT") or source.sql.startswith("WITH") else source.sql
