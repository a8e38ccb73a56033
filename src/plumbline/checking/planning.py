"""Which SQL to run for a choice of rules: the tables to build, then one query per table or pair of tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plumbline.model.names import TABLE_OF_ROW

_KEYS = ("LA", "YEAR", "row", "CHILD")
Definition = dict[str, Any]


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
    """One query over a subject table, whose answer has LA, then rows and children for each way of applying.

    ``places`` says which of those pairs is each rule's.
    """

    sql: str
    places: dict[str, int]


@dataclass(frozen=True)
class Plan:
    """Statements that build the row tables, then the queries, then those that count what was checked."""

    statements: list[str]
    queries: list[Query]
    counts: list[Count]


def definitions(compiled: dict[str, Any], year: int) -> dict[str, Definition]:
    """The definitions in force in ``year`` by code."""
    return {code: d for code, d in written_for(compiled, year).items() if not d["withdrawn"]}


def written_for(compiled: dict[str, Any], year: int) -> dict[str, Definition]:
    """The definitions of ``year`` by code, with those that were withdrawn before they came into force."""
    return {d["code"]: d for d in compiled["definitions"] if str(year) in d["parts"]}


def plan(compiled: dict[str, Any], chosen: Sequence[Definition], year: int) -> Plan:
    """The plan for the chosen definitions in a collection year's version."""
    parts = [
        (f"{d['code']}#{number}", d["code"], part) for d in chosen for number, part in enumerate(d["parts"][str(year)])
    ]
    grouped: dict[tuple[str, ...], list[tuple[str, str, dict[str, Any]]]] = {}
    for entry in parts:
        shape = (*entry[2]["rows"], entry[2]["partner"] if len(entry[2]["rows"]) > 1 else "")
        grouped.setdefault(shape, []).append(entry)
    planned = Plan(
        _statements(
            compiled, [part for _, _, part in parts], [d["applies"][str(year)] for d in chosen if d["applies"]]
        ),
        [_query(shape, entries) for shape, entries in grouped.items()],
        _counts(chosen, year),
    )
    return _for_spark(planned) if compiled["dialect"] == "pyspark" else planned


def _for_spark(planned: Plan) -> Plan:
    """The same plan in Spark's words: names in backticks, and tables that are views whose rows are kept in memory."""
    statements = [
        statement.replace("CREATE TABLE", "CACHE TABLE", 1).replace("CREATE VIEW", "CREATE TEMPORARY VIEW", 1)
        for statement in planned.statements
    ]
    return Plan(
        [statement.replace('"', "`") for statement in statements],
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
        statements.append(_with_nulls(made, missing) if missing else made)
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


def _with_nulls(statement: str, missing: Sequence[str]) -> str:
    """The child table keeps all its columns, for other tables name them; the unneeded ones are left empty."""
    nulls = ", ".join(f'NULL AS "{name}"' for name in missing)
    return statement.replace(" FROM (", f", {nulls} FROM (", 1)


def _last_view(row: str, columns: set[str]) -> str:
    plain = [*_KEYS, *sorted({c for c in columns if not c.startswith("collection_")} - set(_KEYS))]
    named = ", ".join('r."YEAR" + 1 AS "YEAR"' if c == "YEAR" else f'r."{c}"' for c in plain)
    dates = ", ".join(f'c."{c}" AS "collection_{c}"' for c in ("start", "end", "authority"))
    return (
        f'CREATE VIEW "row_{row}" AS SELECT {named}, {dates} FROM "row_{row.removesuffix("_last")}" AS r '
        'LEFT JOIN "collection" AS c ON r."LA" = c."LA" AND r."YEAR" + 1 = c."YEAR"'
    )


def _query(shape: tuple[str, ...], entries: list[tuple[str, str, dict[str, Any]]]) -> Query:
    *rows, partner = shape
    meanings = {key: (code, tuple(part["flags"])) for key, code, part in entries}
    if len(rows) == 1:
        source = f'"row_{rows[0]}" AS a'
        cases = _codes((key, _both(part)) for key, _, part in entries)
        inner = f'SELECT a."LA", a."YEAR", a."row", CAST(NULL AS BIGINT) AS other, {cases} AS codes FROM {source}'
    elif partner == "none":
        cases = _codes(
            (
                key,
                f"NOT COALESCE(BOOL_OR({part['condition']}), FALSE) AND COALESCE(BOOL_OR({part.get('where', 'TRUE')}), FALSE)",
            )
            for key, _, part in entries
        )
        inner = (
            f'SELECT a."LA", a."YEAR", a."row", CAST(NULL AS BIGINT) AS other, {cases} AS codes '
            f"FROM {_joined(rows, 'LEFT JOIN')}"
        )
    else:
        join = "LEFT JOIN" if partner == "optional" else "JOIN"
        cases = _codes((key, _both(part)) for key, _, part in entries)
        inner = f'SELECT a."LA", a."YEAR", a."row", b."row" AS other, {cases} AS codes FROM {_joined(rows, join)}'
    inner += ' WHERE a."collection_start" IS NOT NULL'
    if partner == "none":
        inner += ' GROUP BY a."LA", a."YEAR", a."row"'
    return Query(tuple(rows), f"SELECT * FROM ({inner}) AS q WHERE codes <> ''", meanings)


def _counts(chosen: Iterable[Definition], year: int) -> list[Count]:
    """Rows and children that each rule applies to: counted by child first, so that all rules take one pass."""
    of_table: dict[str, dict[str, str]] = {}
    for d in chosen:
        applies = d["applies"].get(str(year), {}).get("condition", "TRUE")
        subject = d["parts"][str(year)][0]
        of_table.setdefault(_subject_row(subject), {})[d["code"]] = applies
    return [_count(row, conditions) for row, conditions in of_table.items()]


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
    by_child = ", ".join(f"COUNT(CASE WHEN {one} THEN 1 END) AS n{at}" for at, one in enumerate(distinct))
    inner = f'SELECT a."LA", a."CHILD", {by_child} FROM "row_{row}" AS a WHERE a."collection_start" IS NOT NULL'
    totals = ", ".join(
        f'COALESCE(SUM(n{at}), 0), COUNT(CASE WHEN n{at} > 0 AND "CHILD" IS NOT NULL THEN 1 END)'
        for at in range(len(distinct))
    )
    sql = f'SELECT "LA", {totals} FROM ({inner} GROUP BY a."LA", a."CHILD") AS c GROUP BY "LA"'
    return Count(sql, {code: distinct.index(condition) for code, condition in conditions.items()})


def _joined(rows: Sequence[str], join: str) -> str:
    on = " AND ".join(f'a."{key}" = b."{key}"' for key in ("LA", "YEAR", "CHILD"))
    return f'"row_{rows[0]}" AS a {join} "row_{rows[1]}" AS b ON {on}'


def _both(part: dict[str, Any]) -> str:
    return f"({part['condition']}) AND ({part['where']})" if "where" in part else part["condition"]


def _codes(conditions: Iterable[tuple[str, str]]) -> str:
    cases = ", ".join(f"CASE WHEN {condition} THEN '{key}' END" for key, condition in conditions)
    return f"CONCAT_WS(' ', {cases})"


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f't."{name}"' for name in names)
