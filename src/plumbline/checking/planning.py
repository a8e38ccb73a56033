"""Which SQL to run for a choice of rules: the rows to build, then one query per kind of row or pair of rows.

A condition is SQL in the book's dialect; what is written around it here names columns by the same dialect's quotation
marks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plumbline.checking.result import Skipped
from plumbline.checking.skipping import NOTHING, Unsupplied, skip_rule
from plumbline.compiling.building import CHECKED, statements
from plumbline.compiling.facts import Library
from plumbline.model.names import TABLE_OF_ROW
from plumbline.model.years import TableOfYear
from plumbline.rules.book import Book, Definition, Part, columns_asked
from plumbline.rules.needs import Need

#: The bits of a number that BIGINT holds without its sign.
_BITS = 62


@dataclass(frozen=True)
class Meaning:
    """What a code in a query's answer stands for: a part of a rule, and which tables' rows it flags."""

    code: str
    flags: tuple[TableOfYear, ...]


@dataclass(frozen=True)
class Query:
    """One query: its answer has LA, YEAR, the row of ``rows[0]``, of ``rows[1]`` (null if none), and the codes at fault."""

    rows: tuple[str, ...]
    sql: str
    parts: Mapping[str, Meaning]


@dataclass(frozen=True)
class Count:
    """One query over a subject's rows. Its answer: LA, whether it counts children, a number, and how often it occurs.

    In the number, bit ``places[code]`` says whether the rule applies to the rows, or to any row of the children, counted.
    """

    sql: str
    places: Mapping[str, int]


@dataclass(frozen=True)
class Plan:
    """The rules to run and those that can't be, the statements that build rows, then the queries, then the counts."""

    library: Library
    rules: tuple[Definition, ...]
    skipped: Mapping[str, Skipped]
    statements: Sequence[str]
    queries: Sequence[Query]
    counts: Sequence[Count]


def plan(
    book: Book,
    chosen: Iterable[Definition],
    offered: frozenset[Need] | None = None,
    unsupplied: Unsupplied = NOTHING,
) -> Plan:
    """The plan for the chosen definitions, those left out that need what is not ``offered`` (None: everything is), or are about
    what the return's source can't say."""
    definitions = tuple(chosen)
    skipped = {
        one.code: why for one in definitions if offered is not None and (why := skip_rule(one, offered, unsupplied))
    }
    rules = tuple(one for one in definitions if one.code not in skipped)
    return Plan(
        book.library, rules, skipped, statements(book.library, book.library.with_places(columns_asked(rules))), queries(book.library, rules),
        _counts(book.library, rules),
    )  # fmt: skip


def queries(library: Library, rules: Iterable[Definition]) -> list[Query]:
    """The queries that find the rows at fault."""
    grouped: dict[tuple[tuple[str, ...], str], list[tuple[str, str, Part]]] = {}
    for one in rules:
        for number, part in enumerate(one.parts):
            grouped.setdefault((part.rows, _joins(part)), []).append((f"{one.code}#{number}", one.code, part))
    return [_query(library, rows, joins, entries) for (rows, joins), entries in grouped.items()]


def _joins(part: Part) -> str:
    """How a part's rows meet: alone, in pairs, or not at all (a row that no partner fits)."""
    if len(part.rows) == 1:
        return ""
    return "none" if part.partner == "none" else "pairs"


def _query(library: Library, rows: tuple[str, ...], joins: str, entries: Sequence[tuple[str, str, Part]]) -> Query:
    q = library.quoted
    group, other = "", "CAST(NULL AS BIGINT)"
    if joins == "none":
        codes = _codes((key, _without(library, part)) for key, _, part in entries)
        source = _joined(library, rows, "LEFT JOIN")
        group = f" GROUP BY {_of('a', library, 'LA', 'YEAR', 'row')}"
    elif joins == "pairs":
        optional = any(part.partner == "optional" for _, _, part in entries)
        codes = _codes((key, _in_pair(library, part) if optional else _both(part)) for key, _, part in entries)
        source, other = _joined(library, rows, "LEFT JOIN" if optional else "JOIN"), f"b.{q('row')}"
    else:
        codes = _codes((key, _both(part)) for key, _, part in entries)
        source = f"{q('row_' + rows[0])} AS a"
    inner = f"SELECT {_of('a', library, 'LA', 'YEAR', 'row')}, {other} AS other, {codes} AS codes FROM {source}"
    inner += f" WHERE a.{q(CHECKED)} IS NOT NULL{group}"
    meanings = {key: Meaning(code, part.flags) for key, code, part in entries}
    return Query(rows, f"SELECT * FROM ({inner}) AS q WHERE codes <> ''", meanings)


def _counts(library: Library, rules: Iterable[Definition]) -> list[Count]:
    """Rows and children that each rule applies to: counted by child first, so that all rules take one pass."""
    of_row: dict[str, dict[str, str]] = {}
    for one in rules:
        of_row.setdefault(subject_row(one), {})[one.code] = _applies(one)
    return [_count(library, row, some) for row, conditions in of_row.items() for some in _batches(conditions)]


def _applies(definition: Definition) -> str:
    return definition.applies.sql if definition.applies else "TRUE"


def _batches(conditions: dict[str, str]) -> Iterable[dict[str, str]]:
    """The conditions in lots of as many distinct ones as a number has bits for."""
    distinct = sorted(set(conditions.values()))
    for start in range(0, len(distinct), _BITS):
        lot = set(distinct[start : start + _BITS])
        yield {code: condition for code, condition in conditions.items() if condition in lot}


def rows_that_apply(library: Library, definition: Definition) -> str:
    """A query for the rows that one rule applies to, those of ``Count`` one by one."""
    q = library.quoted
    subject = q("row_" + subject_row(definition))
    return f"SELECT a.{q('row')} FROM {subject} AS a WHERE a.{q(CHECKED)} IS NOT NULL AND ({_applies(definition)})"


def subject_row(definition: Definition) -> str:
    """The name of the row that a definition flags first."""
    return next(row for row in definition.parts[0].rows if TABLE_OF_ROW[row] == definition.table)


def _count(library: Library, row: str, conditions: dict[str, str]) -> Count:
    q = library.quoted
    la, child = q("LA"), q("CHILD")
    distinct = list(dict.fromkeys(conditions.values()))
    bits = " + ".join(f"CASE WHEN {one} THEN {2**at} ELSE 0 END" for at, one in enumerate(distinct))
    masks = (
        f"SELECT a.{la}, a.{child}, CAST({bits} AS BIGINT) AS mask FROM {q('row_' + row)} AS a "
        f"WHERE a.{q(CHECKED)} IS NOT NULL"
    )
    both = (
        f"SELECT {la}, {child}, GROUPING(mask) = 1 AS children, COALESCE(mask, BIT_OR(mask)) AS mask, COUNT(*) AS n "
        f"FROM ({masks}) AS m GROUP BY GROUPING SETS (({la}, mask), ({la}, {child}))"
    )
    sql = (
        f"SELECT {la}, children, mask, CAST(SUM(CASE WHEN children THEN 1 ELSE n END) AS BIGINT) AS n FROM ({both}) AS b "
        f"WHERE NOT children OR {child} IS NOT NULL GROUP BY {la}, children, mask"
    )
    return Count(sql, {code: distinct.index(condition) for code, condition in conditions.items()})


def _of(alias: str, library: Library, *names: str) -> str:
    return ", ".join(f"{alias}.{library.quoted(name)}" for name in names)


def _joined(library: Library, rows: Sequence[str], join: str) -> str:
    q = library.quoted
    on = " AND ".join(f"a.{q(key)} = b.{q(key)}" for key in ("LA", "YEAR", "CHILD"))
    return f"{q('row_' + rows[0])} AS a {join} {q('row_' + rows[1])} AS b ON {on}"


def _both(part: Part) -> str:
    return f"({part.condition.sql}) AND ({part.where.sql})" if part.where else part.condition.sql


def _in_pair(library: Library, part: Part) -> str:
    """The condition of a part within a left join: one that needs a partner says so."""
    return _both(part) if part.partner == "optional" else f"b.{library.quoted('row')} IS NOT NULL AND ({_both(part)})"


def _without(library: Library, part: Part) -> str:
    """No partner fits the row, among all its partners in a left join; a missing one never fits."""
    fits = f"b.{library.quoted('row')} IS NOT NULL AND ({part.condition.sql})"
    where = part.where.sql if part.where else "TRUE"
    return f"NOT COALESCE(BOOL_OR({fits}), FALSE) AND COALESCE(BOOL_OR({where}), FALSE)"


def _codes(conditions: Iterable[tuple[str, str]]) -> str:
    cases = ", ".join(f"CASE WHEN {condition} THEN '{key}' END" for key, condition in conditions)
    return f"CONCAT_WS(' ', {cases})"
