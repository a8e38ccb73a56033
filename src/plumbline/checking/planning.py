"""Which SQL to run for a choice of rules: the tables to build, then one query per table or pair of tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plumbline.model.names import TABLE_OF_ROW
from plumbline.rules.book import Definition

_KEYS = ("LA", "YEAR", "row", "CHILD")
_BITS = 62


@dataclass(frozen=True)
class Query:
    """One query: its answer has LA, YEAR, the row of ``rows[0]``, of ``rows[1]`` (null if none), and the codes at fault.

    A code in the answer stands for a part of a rule: ``flags[code]`` says which of the two tables' rows it flags.
    """

    rows: tuple[str, ...]
    sql: str
    parts: dict[str, tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Count:
    """One query over a subject table. Its answer: LA, whether it counts children, a number, and how often it occurs.

    In the number, bit ``places[code]`` says whether the rule applies to the rows, or to any row of the children, counted.
    """

    sql: str
    places: dict[str, int]


@dataclass(frozen=True)
class Plan:
    """Statements that build the row tables, then the queries, then those that count what was checked."""

    statements: list[str]
    queries: list[Query]
    counts: list[Count]


def plan(compiled: dict[str, Any], chosen: Sequence[Definition], year: int) -> Plan:
    """The plan for the chosen definitions in a collection year's version."""
    parts = [
        (f"{d['code']}#{number}", d["code"], part) for d in chosen for number, part in enumerate(d["parts"][str(year)])
    ]
    grouped: dict[tuple[str, ...], list[tuple[str, str, dict[str, Any]]]] = {}
    for entry in parts:
        grouped.setdefault((*entry[2]["rows"], _joins(entry[2])), []).append(entry)
    planned = Plan(
        _statements(
            compiled, [part for _, _, part in parts], [d["applies"][str(year)] for d in chosen if d["applies"]]
        ),
        [_query(shape, entries) for shape, entries in grouped.items()],
        _counts(chosen, year),
    )
    return _for_spark(planned) if compiled["dialect"] == "pyspark" else planned


def _joins(part: dict[str, Any]) -> str:
    """How a part's rows meet: alone, in pairs, or not at all (a row that no partner fits)."""
    if len(part["rows"]) == 1:
        return ""
    return "none" if part["partner"] == "none" else "pairs"


def _for_spark(planned: Plan) -> Plan:
    """The same plan with names in Spark's quotation marks."""
    return Plan(
        [statement.replace('"', "`") for statement in planned.statements],
        [replace(query, sql=query.sql.replace('"', "`")) for query in planned.queries],
        [replace(count, sql=count.sql.replace('"', "`")) for count in planned.counts],
    )


def _statements(
    compiled: dict[str, Any], parts: Sequence[dict[str, Any]], applies: Sequence[dict[str, Any]]
) -> list[str]:
    wanted: dict[str, set[str]] = {}
    last: dict[str, set[str]] = {}
    touched = [
        (row, part["touched"][side]) for part in parts for side, row in zip(("a", "b"), part["rows"], strict=False)
    ]
    for row, columns in touched + [(one["row"], one["touched"]) for one in applies]:
        (last if row.endswith("_last") else wanted).setdefault(row, set()).update(columns)
    for row, columns in last.items():
        kept = {c for c in columns if not c.startswith("collection_")}
        wanted.setdefault(row.removesuffix("_last"), set()).update(kept)
    known = set(compiled["columns"]["child"])
    child = {c.removeprefix("child_") for names in wanted.values() for c in names if c.startswith("child_")} & known
    statements = [f'CREATE TABLE "{name}" AS {sql}' for name, sql in compiled["stages"].items()]
    if child:
        made = _table("child", compiled, child, keys=("LA", "YEAR", "CHILD"))
        missing = sorted(known - child - {"LA", "YEAR", "CHILD"})
        statements.append(_with_blanks(made, {name: compiled["blanks"][name] for name in missing}) if missing else made)
    else:
        statements.append(f'CREATE TABLE "child" AS SELECT * FROM ({compiled["tables"]["child"]}) AS t LIMIT 0')
    statements += [_table(row, compiled, columns) for row, columns in wanted.items()]
    return statements + [_last_view(row, columns) for row, columns in last.items()]


def _table(row: str, compiled: dict[str, Any], columns: set[str], keys: tuple[str, ...] = _KEYS) -> str:
    names = [*keys, *sorted(columns - set(keys))]
    if row != "child" and row != "period" and "collection_start" not in names:
        names.append("collection_start")
    name = "child" if row == "child" else f"row_{row}"
    return f'CREATE TABLE "{name}" AS SELECT {_columns(names)} FROM ({compiled["tables"][row]}) AS t'


def _with_blanks(statement: str, missing: Mapping[str, str]) -> str:
    """The child table keeps all its columns, for other tables name them; the unneeded ones are left empty."""
    listed = ", ".join(f'{blank} AS "{name}"' for name, blank in missing.items())
    return statement.replace(" FROM (", f", {listed} FROM (", 1)


def _last_view(row: str, columns: set[str]) -> str:
    plain = [*_KEYS, *sorted({c for c in columns if not c.startswith("collection_")} - set(_KEYS))]
    named = ", ".join('r."YEAR" + 1 AS "YEAR"' if c == "YEAR" else f'r."{c}"' for c in plain)
    dates = ", ".join(f'c."{c}" AS "collection_{c}"' for c in ("start", "end", "authority"))
    return (
        f'CREATE VIEW "row_{row}" AS SELECT {named}, {dates} FROM "row_{row.removesuffix("_last")}" AS r '
        'LEFT JOIN "collection" AS c ON r."LA" = c."LA" AND r."YEAR" + 1 = c."YEAR"'
    )


def _query(shape: tuple[str, ...], entries: list[tuple[str, str, dict[str, Any]]]) -> Query:
    *rows, joins = shape
    meanings = {key: (code, tuple(part["flags"])) for key, code, part in entries}
    if len(rows) == 1:
        source = f'"row_{rows[0]}" AS a'
        cases = _codes((key, _both(part)) for key, _, part in entries)
        inner = f'SELECT a."LA", a."YEAR", a."row", CAST(NULL AS BIGINT) AS other, {cases} AS codes FROM {source}'
    elif joins == "none":
        cases = _codes((key, _without(part)) for key, _, part in entries)
        inner = (
            f'SELECT a."LA", a."YEAR", a."row", CAST(NULL AS BIGINT) AS other, {cases} AS codes '
            f"FROM {_joined(rows, 'LEFT JOIN')}"
        )
    else:
        optional = any(part["partner"] == "optional" for _, _, part in entries)
        cases = _codes((key, _in_pair(part) if optional else _both(part)) for key, _, part in entries)
        join = "LEFT JOIN" if optional else "JOIN"
        inner = f'SELECT a."LA", a."YEAR", a."row", b."row" AS other, {cases} AS codes FROM {_joined(rows, join)}'
    inner += ' WHERE a."collection_start" IS NOT NULL'
    if joins == "none":
        inner += ' GROUP BY a."LA", a."YEAR", a."row"'
    return Query(tuple(rows), f"SELECT * FROM ({inner}) AS q WHERE codes <> ''", meanings)


def _counts(chosen: Iterable[Definition], year: int) -> list[Count]:
    """Rows and children that each rule applies to: counted by child first, so that all rules take one pass."""
    of_table: dict[str, dict[str, str]] = {}
    for d in chosen:
        applies = d["applies"].get(str(year), {}).get("condition", "TRUE")
        subject = d["parts"][str(year)][0]
        of_table.setdefault(_subject_row(subject), {})[d["code"]] = applies
    return [_count(row, some) for row, conditions in of_table.items() for some in _batches(conditions)]


def _batches(conditions: dict[str, str]) -> Iterable[dict[str, str]]:
    """The conditions in lots of as many distinct ones as a number has bits for."""
    distinct = sorted(set(conditions.values()))
    for start in range(0, len(distinct), _BITS):
        lot = set(distinct[start : start + _BITS])
        yield {code: condition for code, condition in conditions.items() if condition in lot}


def checked_rows(definition: Definition, year: int) -> str:
    """A query for the rows that one rule applies to, those of ``_counts`` one by one."""
    applies = definition["applies"].get(str(year), {}).get("condition", "TRUE")
    subject = _subject_row(definition["parts"][str(year)][0])
    return f'SELECT a."row" FROM "row_{subject}" AS a WHERE a."collection_start" IS NOT NULL AND ({applies})'


def _subject_row(part: dict[str, Any]) -> str:
    """The name of the row that a part flags first."""
    return next(str(row) for row in part["rows"] if TABLE_OF_ROW[row] == part["flags"][0])


def _count(row: str, conditions: dict[str, str]) -> Count:
    distinct = list(dict.fromkeys(conditions.values()))
    bits = " + ".join(f"CASE WHEN {one} THEN {2**at} ELSE 0 END" for at, one in enumerate(distinct))
    masks = (
        f'SELECT a."LA", a."CHILD", CAST({bits} AS BIGINT) AS mask FROM "row_{row}" AS a '
        'WHERE a."collection_start" IS NOT NULL'
    )
    children = 'SELECT "LA", BIT_OR(mask) AS mask FROM m WHERE "CHILD" IS NOT NULL GROUP BY "LA", "CHILD"'
    sql = (
        f'WITH m AS ({masks}) SELECT "LA", FALSE AS children, mask, COUNT(*) AS n FROM m GROUP BY "LA", mask '
        f'UNION ALL SELECT "LA", TRUE AS children, mask, COUNT(*) AS n FROM ({children}) AS c GROUP BY "LA", mask'
    )
    return Count(sql, {code: distinct.index(condition) for code, condition in conditions.items()})


def _joined(rows: Sequence[str], join: str) -> str:
    on = " AND ".join(f'a."{key}" = b."{key}"' for key in ("LA", "YEAR", "CHILD"))
    return f'"row_{rows[0]}" AS a {join} "row_{rows[1]}" AS b ON {on}'


def _both(part: dict[str, Any]) -> str:
    return f"({part['condition']}) AND ({part['where']})" if "where" in part else part["condition"]


def _in_pair(part: dict[str, Any]) -> str:
    """The condition of a part within a left join: one that needs a partner says so."""
    return _both(part) if part["partner"] == "optional" else f'b."row" IS NOT NULL AND ({_both(part)})'


def _without(part: dict[str, Any]) -> str:
    """No partner fits the row, among all its partners in a left join; a missing one never fits."""
    fits = f'b."row" IS NOT NULL AND ({part["condition"]})'
    return f"NOT COALESCE(BOOL_OR({fits}), FALSE) AND COALESCE(BOOL_OR({part.get('where', 'TRUE')}), FALSE)"


def _codes(conditions: Iterable[tuple[str, str]]) -> str:
    cases = ", ".join(f"CASE WHEN {condition} THEN '{key}' END" for key, condition in conditions)
    return f"CONCAT_WS(' ', {cases})"


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f't."{name}"' for name in names)
