"""The tables that the rules' SQL rests on, each keyed by council or case, year and row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plumbline.engine.protocol import Execute, insert
from plumbline.engine.typed_columns import as_date, typed
from plumbline.model import Table, ssda903
from plumbline.model.years import TableOfYear, years_before
from plumbline.reference.providers import Provider

_KEYS = '"LA", "YEAR", "row", "line"'


@dataclass(frozen=True)
class Loaded:
    """What was loaded for one council (or case) and one year, as far as rules depend on it."""

    la: str
    year: int
    is_xml: bool
    has_header: bool
    has_marker: bool
    has_uasc: bool


def load_collections(
    execute: Execute,
    collections: Iterable[tuple[str, int, date, date, str | None]],
    years: int = 2,
) -> None:
    """Tells the engine which councils and years to check, with the dates of each collection.

    ``years`` is how many years' returns there are, this year's included.
    """
    execute(
        'CREATE TABLE "collection" ("LA" VARCHAR, "YEAR" BIGINT, "start" DATE, "end" DATE, "authority" VARCHAR, '
        '"adult_by" DATE)'
    )
    insert(execute, '"collection"', [(*one, years_before(one[3], years)) for one in collections])


def load_loaded(execute: Execute, loaded: Iterable[Loaded]) -> None:
    """Tells the engine which header and uasc tables each year has."""
    execute(
        'CREATE TABLE "sources" ("LA" VARCHAR, "YEAR" BIGINT, "is_xml" BOOLEAN, "has_header" BOOLEAN, '
        '"has_marker" BOOLEAN, "has_uasc" BOOLEAN)'
    )
    rows = [(s.la, s.year, s.is_xml, s.has_header, s.has_marker, s.has_uasc) for s in loaded]
    insert(execute, '"sources"', rows)


def load_providers(execute: Execute, listed: Iterable[tuple[str, Provider]]) -> None:
    """Ofsted's providers per council or case."""
    execute(
        'CREATE TABLE "listed" ("LA" VARCHAR, "URN" VARCHAR, "PLACE_CODES" VARCHAR, "PROVIDER_CODES" VARCHAR, '
        '"REG_END" VARCHAR, "POSTCODE" VARCHAR, "LA_CODE_INFERRED" VARCHAR, "LA_CODE_LISTED" VARCHAR)'
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
            p.LA_CODE_LISTED or None,
        )
        for la, p in listed
    ]
    insert(execute, '"listed"', rows)
    reg_end = as_date('"REG_END"')
    execute(f'CREATE TABLE "providers" AS SELECT * REPLACE ({reg_end} AS "REG_END") FROM "listed"')


@dataclass(frozen=True)
class TextTable:
    """A table's cleaned text: its columns, SQL for LA, YEAR, row and line, and where it is read from."""

    columns: Sequence[str]
    keys: str
    source: str


def make_typed_tables(execute: Execute, present: Mapping[TableOfYear, TextTable]) -> None:
    """Makes each table of the model from its text; one that is absent is empty."""
    for name, declared in ssda903().tables.items():
        sources = [given for key, given in present.items() if key.name == name]
        columns = [f.name for f in declared.fields if any(f.name in given.columns for given in sources)]
        texts = [f"SELECT {given.keys}, {_listed(columns, given)} FROM {given.source}" for given in sources]
        made = f"SELECT {typed(declared, columns, _KEYS)} FROM ({' UNION ALL '.join(texts)}) AS t"
        execute(f'CREATE TABLE "{name}" AS {made if texts else _empty(declared)}')


def _listed(columns: Iterable[str], given: TextTable) -> str:
    return ", ".join(
        f'"{column}"' if column in given.columns else f'CAST(NULL AS VARCHAR) AS "{column}"' for column in columns
    )


def _empty(declared: Table) -> str:
    keys = 'CAST(NULL AS VARCHAR) "LA", CAST(0 AS BIGINT) "YEAR", CAST(0 AS BIGINT) "row", CAST(0 AS BIGINT) "line"'
    return f"SELECT {typed(declared, (), keys)} LIMIT 0"


def given_table(execute: Execute, key: TableOfYear, rows: list[tuple[str | int | None, ...]]) -> TextTable:
    """A text table from rows of (LA, YEAR, row, line, then every field of the model in order), already cleaned."""
    name, back = key
    columns = [field.name for field in ssda903().table(name).fields]
    fields = ", ".join(f'"{column}" VARCHAR' for column in columns)
    execute(f'CREATE TABLE "given_{name}_{back}" ("LA" VARCHAR, "YEAR" BIGINT, "row" BIGINT, "line" BIGINT, {fields})')
    insert(execute, f'"given_{name}_{back}"', rows)
    return TextTable(columns, f'"LA", "YEAR" - {back} AS "YEAR", "row", "line"', f'"given_{name}_{back}"')
