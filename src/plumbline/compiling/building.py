"""The statements that build the rows of a run: only the columns asked for, and only the queries that these rest on."""

from collections.abc import Iterable, Mapping

from plumbline.compiling.facts import CHILD, FactQuery, Library

KEYS = ("LA", "YEAR", "row", "CHILD")
CHILD_KEY = ("LA", "YEAR", "CHILD")
#: What a row of last year's return is called, after its own name.
LAST = "_last"
#: Whether a row is of a year to be checked: the first day of that year, else nothing.
CHECKED = "collection_start"
_DATES = {"collection_start": "start", "collection_end": "end", "collection_authority": "authority"}

Asked = Mapping[str, Iterable[str]]


def statements(library: Library, asked: Asked) -> list[str]:
    """The statements that build the rows asked for, each with its keys and the columns asked of it.

    ``row_NAME`` holds the rows of a kind; ``row_NAME_last`` last year's, under this year's key and with this year's dates.
    Where nothing is asked of last year's rows, only those of the years to be checked are built.
    """
    of_rows = _by_kind(asked)
    if of_child := {c.removeprefix("child_") for names in of_rows.values() for c in names if c.startswith("child_")}:
        of_rows = {CHILD: of_child, **of_rows}
    queries = {row: _queries(library, row, names) for row, names in of_rows.items()}
    q = library.quoted
    made = [f"CREATE TABLE {q(one.name)} AS {one.sql}" for one in _shared(library, queries)]
    for row, names in of_rows.items():
        select = _select(library, row, sorted(names), queries[row], of_last_year=row + LAST in asked)
        made.append(f"CREATE TABLE {q(_table(row))} AS {select}")
    return made + [_last_view(library, row, sorted(names)) for row, names in asked.items() if row.endswith(LAST)]


def _by_kind(asked: Asked) -> dict[str, set[str]]:
    """What is asked of each kind of row, last year's rows among them, whose dates come with their view."""
    found: dict[str, set[str]] = {}
    for row, names in asked.items():
        own = {name for name in names if not (row.endswith(LAST) and name in _DATES)}
        kind = row.removesuffix(LAST)
        dated = set() if kind == "period" else {CHECKED}
        found.setdefault(kind, dated).update(own - set(KEYS))
    return found


def _table(row: str) -> str:
    return row if row == CHILD else f"row_{row}"


def _queries(library: Library, row: str, names: Iterable[str]) -> list[FactQuery]:
    """The queries that columns of a row rest on, in the order declared, a neighbour's place among them."""
    known = library.of_row[row]
    wanted = {known[name][0].name for name in names if name in known}
    wanted |= {known[query.via][0].name for query in library.facts if query.name in wanted and query.via}
    return [query for query in library.facts if query.name in wanted]


def _shared(library: Library, queries: Mapping[str, Iterable[FactQuery]]) -> list[FactQuery]:
    """The shared queries that rows and facts rest on, and those that these do, in the order declared."""
    by_name = {query.name: query for query in library.facts}
    waiting = [name for row in queries for name in library.rows[row].uses]
    waiting += [name for some in queries.values() for one in some for name in (one.uses + (one.name,) * one.shared)]
    wanted: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += by_name[name].uses
    return [query for query in library.facts if query.name in wanted]


def _select(
    library: Library, row: str, names: Iterable[str], queries: Iterable[FactQuery], *, of_last_year: bool
) -> str:
    """One kind of row with some of its columns, joined to what they come from."""
    q, known, alias = library.quoted, library.of_row[row], {}
    source = library.rows[row].source
    joins = []
    for at, query in enumerate(queries):
        alias[query.name] = name = f"f{at}"
        own = {key: f"t.{q(key)}" for key in query.key}
        if query.via:
            own["row"] = f"{alias[known[query.via][0].name]}.{q(query.via)}"
        on = " AND ".join(f"{mine} = {name}.{q(key)}" for key, mine in own.items())
        inner = query.columns[0].name == CHECKED and not of_last_year
        made = q(query.name) if query.shared else f"({query.sql})"
        joins.append(f"{'' if inner else 'LEFT '}JOIN {made} AS {name} ON {on}")
    if any(name.startswith("child_") for name in names):
        on = " AND ".join(f"t.{q(key)} = c.{q(key)}" for key in CHILD_KEY)
        joins.append(f"LEFT JOIN {q(CHILD)} AS c ON {on}")
    keys = CHILD_KEY if row == CHILD else KEYS
    columns = [f"t.{q(key)}" for key in keys] + [_column(library, row, name, alias) for name in names]
    return " ".join([f"SELECT {', '.join(columns)} FROM {source} AS t", *joins])


def _column(library: Library, row: str, name: str, alias: Mapping[str, str]) -> str:
    q = library.quoted
    of_child = name.startswith("child_")
    found = library.of_row[CHILD if of_child else row].get(name.removeprefix("child_") if of_child else name)
    if found is None:
        return f"t.{q(name)}"
    query, column = found
    value = f"c.{q(column.name)}" if of_child else f"{alias[query.name]}.{q(column.name)}"
    return f"COALESCE({value}, FALSE) AS {q(name)}" if column.is_truth else f"{value} AS {q(name)}"


def _last_view(library: Library, row: str, names: Iterable[str]) -> str:
    q = library.quoted
    own = ", ".join(f"r.{q(name)}" for name in ("LA", "row", "CHILD", *(n for n in names if n not in (*KEYS, *_DATES))))
    dates = ", ".join(f"c.{q(name)} AS {q(column)}" for column, name in _DATES.items())
    return (
        f"CREATE VIEW {q('row_' + row)} AS SELECT r.{q('YEAR')} + 1 AS {q('YEAR')}, {own}, {dates} "
        f"FROM {q('row_' + row.removesuffix(LAST))} AS r LEFT JOIN {q('collection')} AS c "
        f"ON r.{q('LA')} = c.{q('LA')} AND r.{q('YEAR')} + 1 = c.{q('YEAR')}"
    )
