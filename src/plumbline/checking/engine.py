"""Running the plan on DuckDB. Everything here works on tables keyed by council or case, year and row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from plumbline.checking.collecting import Flagged, flagged_rows
from plumbline.checking.planning import Definition, Plan, checked_rows, plan
from plumbline.checking.surroundings import Surroundings
from plumbline.model import Table, table, tables
from plumbline.model.normalise import as_date, typed
from plumbline.reading.returns import Provider, table_key

_KEYS = '"LA", "YEAR", "row", "line"'

#: Rows that one statement inserts: one each would take most of the time of running cases.
_ROWS_AT_ONCE = 50

Execute = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Sources:
    """What was loaded for one council (or case) and one year, as far as rules depend on it."""

    la: str
    year: int
    is_xml: bool
    has_header: bool
    has_marker: bool
    has_uasc: bool


#: What the optimiser may leave out on one return: with many rules over few rows, planning costs more than running.
_COSTLIER_THAN_RUNNING = (
    "filter_pushdown", "filter_pullup", "join_order", "statistics_propagation", "regex_range", "in_clause",
    "deliminator", "unnest_rewriter", "limit_pushdown", "top_n", "build_side_probe_side", "compressed_materialization",
    "reorder_filter", "sampling_pushdown", "join_filter_pushdown", "extension", "late_materialization",
)  # fmt: skip

#: Rows of a return from which on the optimiser is worth its time.
MANY_ROWS = 200_000


def connect(rows: int = 0) -> duckdb.DuckDBPyConnection:
    """A database in memory that reads no extension and no home folder, on one core, tuned for so many ``rows``."""
    connection = duckdb.connect(
        config={"threads": 1, "autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    if rows < MANY_ROWS:
        connection.execute(f"SET disabled_optimizers = '{','.join(_COSTLIER_THAN_RUNNING)}'")
    return connection


def executor(connection: duckdb.DuckDBPyConnection) -> Execute:
    """Runs a statement and returns its rows."""

    def execute(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql).fetchall()

    return execute


def load_collections(
    connection: duckdb.DuckDBPyConnection,
    collections: Iterable[tuple[str, int, date, date, str | None]],
    years: int = 2,
) -> None:
    """Tells the engine which councils and years to check, with the dates of each collection.

    ``years`` is how many years' returns there are, this year's included.
    """
    connection.execute(
        'CREATE TABLE "collection" ("LA" VARCHAR, "YEAR" BIGINT, "start" DATE, "end" DATE, "authority" VARCHAR, '
        '"adult_by" DATE)'
    )
    _insert(connection, '"collection"', [(*one, _years_before(one[3], years)) for one in collections])


def _years_before(day: date, years: int) -> date:
    last = day.month == 2 and day.day == 29
    return day.replace(year=day.year - years, day=28 if last else day.day)


def load_sources(connection: duckdb.DuckDBPyConnection, loaded: Iterable[Sources]) -> None:
    """Tells the engine which header and uasc tables each year has."""
    connection.execute(
        'CREATE TABLE "sources" ("LA" VARCHAR, "YEAR" BIGINT, "is_xml" BOOLEAN, "has_header" BOOLEAN, '
        '"has_marker" BOOLEAN, "has_uasc" BOOLEAN)'
    )
    rows = [(s.la, s.year, s.is_xml, s.has_header, s.has_marker, s.has_uasc) for s in loaded]
    _insert(connection, '"sources"', rows)


def load_providers(connection: duckdb.DuckDBPyConnection, listed: Iterable[tuple[str, Provider]]) -> None:
    """Ofsted's providers per council or case."""
    connection.execute(
        'CREATE TABLE "listed" ("LA" VARCHAR, "URN" VARCHAR, "PLACE_CODES" VARCHAR, "PROVIDER_CODES" VARCHAR, '
        '"REG_END" VARCHAR, "POSTCODE" VARCHAR, "LA_CODE_INFERRED" VARCHAR)'
    )
    rows = [
        (
            la,
            p.URN,
            p.PLACE_CODES or None,
            p.PROVIDER_CODES or None,
            p.REG_END or None,
            p.POSTCODE or None,
            p.LA_CODE_INFERRED or None,
        )
        for la, p in listed
    ]
    _insert(connection, '"listed"', rows)
    reg_end = as_date('"REG_END"')
    connection.execute(f'CREATE TABLE "providers" AS SELECT * REPLACE ({reg_end} AS "REG_END") FROM "listed"')


@dataclass(frozen=True)
class Given:
    """A table's cleaned text: its columns, SQL for LA, YEAR, row and line, and where it is read from."""

    columns: Sequence[str]
    keys: str
    source: str


def make_typed_tables(execute: Execute, present: Mapping[tuple[int, str], Given]) -> None:
    """Makes each table of the model from its text; one that is absent is empty."""
    for name, declared in tables().items():
        sources = [given for (_, table_name), given in present.items() if table_name == name]
        columns = [f.name for f in declared.fields if any(f.name in given.columns for given in sources)]
        texts = [f"SELECT {given.keys}, {_listed(columns, given)} FROM {given.source}" for given in sources]
        made = f"SELECT {typed(declared, columns, _KEYS)} FROM ({' UNION ALL '.join(texts)}) AS t"
        execute(f'CREATE TABLE "{name}" AS {made if texts else _empty(declared)}')


def _listed(columns: Iterable[str], given: Given) -> str:
    return ", ".join(
        f'"{column}"' if column in given.columns else f'CAST(NULL AS VARCHAR) AS "{column}"' for column in columns
    )


def _empty(declared: Table) -> str:
    keys = 'CAST(NULL AS VARCHAR) "LA", CAST(0 AS BIGINT) "YEAR", CAST(0 AS BIGINT) "row", CAST(0 AS BIGINT) "line"'
    return f"SELECT {typed(declared, (), keys)} LIMIT 0"


def run(
    execute: Execute, compiled: dict[str, Any], chosen: Sequence[Definition], year: int
) -> tuple[dict[str, Flagged], dict[str, str]]:
    """Runs the chosen rules: the flagged rows per council or case, and the rules that failed with the reason.

    When a query fails its rules are run singly, so that one bad rule doesn't take the others with it.
    """
    planned = plan(compiled, chosen, year)
    for statement in planned.statements:
        execute(statement)
    found: dict[str, Flagged] = {}
    failed: dict[str, str] = {}
    for query in planned.queries:
        try:
            flagged_rows(query, execute(query.sql), found)
        except duckdb.Error:
            codes = {code for code, _ in query.parts.values()}
            failed.update(_run_singly(execute, compiled, [d for d in chosen if d["code"] in codes], year, found))
    for mine in found.values():
        for code in failed:
            mine.pop(code, None)
    return found, failed


def count_checked(
    execute: Execute, compiled: dict[str, Any], chosen: Sequence[Definition], year: int
) -> dict[str, dict[str, tuple[int, int]]]:
    """Per council or case and rule, the rows and children it applies to; after ``run`` with the same rules."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for count in plan(compiled, chosen, year).counts:
        masks: dict[str, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = {}
        for la, of_children, mask, times in execute(count.sql):
            masks.setdefault(la, ([], []))[of_children].append((mask, times))
        for la, both in masks.items():
            rows, children = (_by_bit(counted) for counted in both)
            found.setdefault(la, {}).update(
                (code, (rows.get(place, 0), children.get(place, 0))) for code, place in count.places.items()
            )
    return found


def _by_bit(counted: Sequence[tuple[int, int]]) -> dict[int, int]:
    """How often each bit is set, from numbers and how often each occurs; in lots of eight bits, of which few differ."""
    found: dict[int, int] = {}
    for first in range(0, max((mask for mask, _ in counted), default=0).bit_length(), 8):
        lots: dict[int, int] = {}
        for mask, times in counted:
            lot = mask >> first & 255
            lots[lot] = lots.get(lot, 0) + times
        for bit in range(8):
            if total := sum(times for lot, times in lots.items() if lot >> bit & 1):
                found[first + bit] = total
    return found


def surroundings(
    execute: Execute, chosen: Sequence[Definition], year: int, loaded: Iterable[tuple[int, str]]
) -> Surroundings:
    """Every typed row of a single return's tables, and the rows each rule applies to; after ``run`` with the same rules."""
    return Surroundings(
        {table_key(back, name): _typed_rows(execute, name, year - back) for back, name in loaded if back < 2},
        {d["code"]: sorted(row for (row,) in execute(checked_rows(d, year))) for d in chosen},
    )


def _typed_rows(execute: Execute, name: str, year: int) -> dict[int, dict[str, Any]]:
    texts = [f"text_{field.name}" for field in table(name).fields if field.type != "text"]
    names = ["row", *(field.name for field in table(name).fields), *texts]
    listed = ", ".join(f'"{column}"' for column in names)
    found = execute(f'SELECT {listed} FROM "{name}" WHERE "YEAR" = {year}')
    return {row["row"]: row for row in (dict(zip(names, cells, strict=True)) for cells in found)}


def _run_singly(
    execute: Execute,
    compiled: dict[str, Any],
    chosen: Sequence[Definition],
    year: int,
    found: dict[str, Flagged],
) -> dict[str, str]:
    failed: dict[str, str] = {}
    for definition in chosen:
        single: Plan = plan(compiled, [definition], year)
        try:
            for query in single.queries:
                flagged_rows(query, execute(query.sql), found)
        except duckdb.Error as error:
            failed[definition["code"]] = type(error).__name__
    return failed


def given_table(connection: duckdb.DuckDBPyConnection, name: str, back: int, rows: list[tuple[Any, ...]]) -> Given:
    """A text table from rows of (LA, YEAR, row, line, then every field of the model in order), already cleaned."""
    columns = [field.name for field in table(name).fields]
    fields = ", ".join(f'"{column}" VARCHAR' for column in columns)
    connection.execute(
        f'CREATE TABLE "given_{name}_{back}" ("LA" VARCHAR, "YEAR" BIGINT, "row" BIGINT, "line" BIGINT, {fields})'
    )
    _insert(connection, f'"given_{name}_{back}"', rows)
    return Given(columns, f'"LA", "YEAR" - {back} AS "YEAR", "row", "line"', f'"given_{name}_{back}"')


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: list[tuple[Any, ...]]) -> None:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[start : start + _ROWS_AT_ONCE]
        marks = f"({', '.join('?' for _ in some[0])})"
        connection.execute(
            f"INSERT INTO {name} VALUES {', '.join(marks for _ in some)}", [v for row in some for v in row]
        )
