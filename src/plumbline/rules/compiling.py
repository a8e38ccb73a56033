"""Rules into SQL: every condition becomes one fragment over its rows' columns, kept as text with what it touches."""

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any

import ibis
import sqlglot
from sqlglot import exp

from plumbline.compiling.simplifying import simplified
from plumbline.concepts import ROW_NAMES, row_tables, stages
from plumbline.model import code_set
from plumbline.model.names import TABLE_OF_ROW
from plumbline.rules.declare import Condition, Part, Rule, rulebook
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

#: The order of a pair's rows in a query: episodes first, of which there are most, last year's rows last.
_PLACE = {
    row: at
    for at, row in enumerate(
        ["episode", *(r for r in TABLE_OF_ROW if r != "episode" and not r.endswith("_last")),
         *(r for r in TABLE_OF_ROW if r.endswith("_last"))]
    )
}  # fmt: skip

Schemas = Mapping[str, Mapping[str, Any]]
_TABLE_OF = {row: table for table, row in ROW_NAMES.items()} | {"period": "episodes"}

#: What a fact needs to be loaded, by the beginning of its column's name. The longest match counts.
_NEEDS: dict[str, tuple[str, ...]] = {
    "PL_LOCATION": ("postcodes", "authority"),
    "PL_": ("postcodes",),
    "PL_POST": (),
    "POST_NOT_FOUND": ("postcodes",),
    "provider_": ("providers",),
    "provider_is_": ("providers", "postcodes", "authority"),
    "collection_authority": ("authority",),
    "UASC": ("uasc_marker",),
    "text_UASC": ("uasc_marker",),
    "child_looked_after": ("episodes",),
    "child_adopted": ("episodes",),
    "child_only_short": ("episodes",),
    "child_mixes_short": ("episodes",),
    "child_carer_holiday": ("episodes",),
    "child_has_other": ("episodes",),
    "child_other_episode": ("episodes",),
    "child_mother": ("header",),
    "child_review": ("reviews",),
    "child_seen_in_care": ("episodes", "episodes_last"),
    "child_died_in_care": ("episodes",),
    "child_header_is": (),
    "child_in_uasc": (),
    "child_has_dated": ("episodes",),
    "child_latest_start": ("episodes",),
    "child_duc": ("uasc",),
    "child_is_uasc": ("uasc_anywhere",),
    "child_uasc_this": ("uasc_this_year",),
    "child_uasc_last": ("uasc_last_year",),
    "child_care_leaver": ("episodes", "episodes_last", "header"),
    "child_last_adopted": ("episodes", "episodes_last"),
    "child_too_old": ("header",),
}


@dataclass
class Touched:
    """What a condition asked of one row: its columns, and whether the collection year made a difference."""

    columns: set[str] = field(default_factory=set)
    by_year: bool = False


class _SparkOptions(ibis.config.Config):  # type: ignore[misc]
    """What Ibis asks of a Spark backend while compiling; set here, so that exporting needs no PySpark."""

    treat_nan_as_null: bool = False


class Row:
    """One row as a rule sees it: ``row.DECOM``, ``row.previous.DEC``, ``row.child.looked_after_all_year``."""

    def __init__(self, wide: Any, side: str, columns: Mapping[str, Any], year: int, touched: Touched, path: str = ""):
        self._wide, self._side, self._columns = wide, side, columns
        self._touched, self._path, self._year = touched, path, year

    def __getattr__(self, name: str) -> Any:
        full = self._path + name
        if full not in self._columns and self._path == "text_" and name in self._columns:
            full = name
        if full in self._columns:
            self._touched.columns.add(full)
            return self._wide[f"{self._side}__{full}"]
        if any(column.startswith(f"{full}_") for column in self._columns):
            return Row(self._wide, self._side, self._columns, self._year, self._touched, f"{full}_")
        raise AttributeError(f"there is no {full.replace('_', '.')} to ask of this row")

    def given(self, field: str) -> Any:
        """The field's text as the file gives it, readable or not."""
        return getattr(self, f"text_{field}" if f"text_{field}" in self._columns else field)

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes of a code set that are valid in the year compiled."""
        return code_set(name).valid_in(self.collection_year)

    @property
    def collection_year(self) -> int:
        """The collection year compiled for."""
        self._touched.by_year = True
        return self._year


def compile_rulebook(dialect: str = "duckdb") -> dict[str, Any]:
    """The rulebook of every year as plain data: SQL of the row tables, and each rule's words, needs and fragments."""
    ibis.options.pyspark = _SparkOptions()
    schemas = row_schemas()
    definitions = [compile_rule(rule, schemas, dialect) for rule in rulebook()]
    columns = columns_asked(definitions, schemas)
    return {
        "dialect": dialect,
        "stages": {name: simplified(table, dialect) for name, table in stages().items()},
        "tables": row_table_sql(columns, dialect),
        "columns": columns,
        "blanks": blanks(schemas["child"], dialect),
        "definitions": definitions,
    }


def row_schemas() -> dict[str, Any]:
    """The columns of every row that a rule may speak of, with their types."""
    schemas = {name: dict(table.schema().items()) for name, table in row_tables().items()}
    return schemas | {f"{row}_last": schemas[row] for row in ROW_NAMES.values()}


def row_table_sql(columns: Mapping[str, list[str]], dialect: str) -> dict[str, str]:
    """The SQL of each row table with the columns named."""
    built = row_tables()
    return {name: simplified(built[name].select(names), dialect) for name, names in columns.items()}


def blanks(columns: Mapping[str, Any], dialect: str) -> dict[str, str]:
    """The SQL of an empty value for each column, which must have a type for an engine to store it."""
    anything = ibis.table({"x": "string"}, name="anything")
    return {name: fragment(anything, ibis.null(kind), dialect) for name, kind in columns.items()}


def columns_asked(definitions: Iterable[dict[str, Any]], schemas: Schemas) -> dict[str, list[str]]:
    """The columns of each row table that any rule asks for, with its keys; and of ``child`` those behind them."""
    asked: dict[str, set[str]] = {name: set() for name in schemas if not name.endswith("_last")}
    parts = [part for d in definitions for parts in d["parts"].values() for part in parts]
    for part in parts:
        for side, row in zip(("a", "b"), part["rows"], strict=False):
            asked[row.removesuffix("_last")].update(part["touched"][side])
    facts = {c.removeprefix("child_") for names in asked.values() for c in names if c.startswith("child_")}
    asked["child"] = facts & set(schemas["child"])
    always = {"LA", "YEAR", "row", "CHILD", "collection_start"}
    return {name: [c for c in schemas[name] if c in names | always] for name, names in asked.items()}


def compile_rule(rule: Rule, schemas: Schemas, dialect: str) -> dict[str, Any]:
    """One definition as plain data. Its fragments may differ from year to year, for codes do."""
    by_year: dict[str, list[dict[str, Any]]] = {}
    applies: dict[str, dict[str, Any]] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        if rule.is_written_for(year):
            before = by_year.get(str(year - 1), [None] * len(rule.parts))
            by_year[str(year)] = [
                known if known and not known["by_year"] else compile_part(part, rule.applies, year, schemas, dialect)
                for part, known in zip(rule.parts, before, strict=True)
            ]
            if rule.applies is not None:
                limit = applies.get(str(year - 1), {"by_year": True})
                same = not limit["by_year"]
                applies[str(year)] = limit if same else compile_applies(rule.applies, year, schemas, dialect)
    latest = max(by_year)
    return {
        "code": rule.code, "title": rule.title, "why": rule.why, "fix": rule.fix, "theme": rule.theme,
        "table": rule.table, "flags": sorted({table for part in rule.parts for table in part.flags}),
        "fields": list(rule.fields), "since": rule.since, "until": rule.until, "withdrawn": rule.withdrawn,
        "history": rule.history, "needs": needs_of(rule, by_year[latest]), "parts": by_year, "applies": applies,
        "local": False,
    }  # fmt: skip


def compile_part(part: Part, applies: Condition | None, year: int, schemas: Schemas, dialect: str) -> dict[str, Any]:
    """One part of a rule: its fragments as SQL over the aliases ``a`` and ``b``, and the columns they touch.

    Where the part speaks of the rows that ``applies`` speaks of, only those can be at fault. Rows that both must exist are
    put in one order, so that rules about the same two tables share a query whichever they name first.
    """
    names = sorted(part.rows, key=_PLACE.__getitem__) if part.partner == "required" else list(part.rows)
    sides = dict(zip(("a", "b"), names, strict=False))
    wide = ibis.table(
        {f"{side}__{name}": kind for side, row in sides.items() for name, kind in schemas[row].items()},
        name="wide",
    )
    touched = {side: Touched() for side in sides}
    rows = {row: Row(wide, side, schemas[row], year, touched[side]) for side, row in sides.items()}
    fragments = {"condition": fragment(wide, part.condition(*(rows[row] for row in part.rows)), dialect)}
    limits = [part.where(rows[part.rows[0]])] if part.where is not None else []
    if applies is not None and _row_of(applies) in rows:
        limits.append(applies(rows[_row_of(applies)]))
    if limits:
        fragments["where"] = fragment(wide, reduce(and_, limits), dialect)
    return {
        "rows": names, "partner": part.partner, "flags": list(part.flags),
        "touched": {side: sorted(asked.columns) for side, asked in touched.items()},
        "by_year": any(asked.by_year for asked in touched.values()), **fragments,
    }  # fmt: skip


def _row_of(applies: Condition) -> str:
    (row,) = inspect.signature(applies).parameters
    return row


def compile_applies(applies: Condition, year: int, schemas: Schemas, dialect: str) -> dict[str, Any]:
    """Which rows of its subject a rule speaks of, as SQL over the alias ``a``, with the row's name and its columns."""
    row = _row_of(applies)
    touched = Touched()
    wide = ibis.table({f"a__{name}": kind for name, kind in schemas[row].items()}, name="wide")
    condition = applies(Row(wide, "a", schemas[row], year, touched))
    return {
        "row": row, "condition": fragment(wide, condition, dialect), "touched": sorted(touched.columns),
        "by_year": touched.by_year,
    }  # fmt: skip


def fragment(wide: Any, condition: Any, dialect: str) -> str:
    """The SQL of one condition, its columns named by the aliases ``a`` and ``b``."""
    if isinstance(condition, bool):
        return "TRUE" if condition else "FALSE"
    read = "spark" if dialect == "pyspark" else dialect
    select = sqlglot.parse_one(str(ibis.to_sql(wide.select(fault=condition), dialect=dialect)), read=read)
    expression = select.expressions[0].unalias()

    def rename(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Column):
            side, _, name = node.name.partition("__")
            return exp.column(name, table=side, quoted=True)
        return node

    return str(expression.transform(rename).sql(dialect=read))


def needs_of(rule: Rule, parts: list[dict[str, Any]]) -> list[str]:
    """What must be loaded for the rule: the tables of its rows and whatever its facts are made of."""
    found: set[str] = set(rule.needs)
    for part in parts:
        for side, row in zip(("a", "b"), part["rows"], strict=False):
            last = "_last" if row.endswith("_last") else ""
            found.add(_TABLE_OF[row.removesuffix("_last")] + last)
            for column in part["touched"][side]:
                found.update(need + last if need in _TABLE_OF.values() else need for need in _column_needs(column))
    if rule.only_for:
        found.add(rule.only_for)
    return sorted(found - set(rule.loose))


def _column_needs(column: str) -> tuple[str, ...]:
    if column.startswith("child_has_") and column not in (
        "child_has_other_episodes",
        "child_has_dated_episode",
    ):
        return (column.removeprefix("child_has_"),)
    matching = [start for start in _NEEDS if column.startswith(start)]
    return _NEEDS[max(matching, key=len)] if matching else ()
