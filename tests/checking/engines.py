"""The same question put to several engines, and what they answer in a form to compare.

Run as a script with years, a first and a last seed (``2023-2027 0 20``), prints what the DuckDB it finds makes of random
returns.
"""

import json
import os
import sys
from typing import Any

import duckdb
import pyarrow as pa
from random_returns import random_cases

from plumbline.checking.cases import conforming
from plumbline.checking.cases.case import Case
from plumbline.checking.planning import plan
from plumbline.checking.running import run
from plumbline.engine.native import DuckDB
from plumbline.model import ssda903
from plumbline.rules.compiled import rulebook_of

COUNCIL_YEAR = 2027
#: How many random returns of each year to compare; raise it to search for differences.
SEEDS = int(os.environ.get("PLUMBLINE_SEEDS", "12"))
#: From which seed on, so that a search need not begin at the same ones.
FIRST_SEED = int(os.environ.get("PLUMBLINE_FIRST_SEED", "0"))

Tables = dict[str, pa.Table]


def loaded(year: int, cases: list[Case]) -> DuckDB:
    """A DuckDB with the cases in it, each a council of its own."""
    engine = DuckDB()
    conforming.load_cases(engine.execute, year, cases)
    return engine


def answers(execute: Any, dialect: str, year: int) -> dict[str, dict[str, Any]]:
    """What every rule written for the year finds, how many rows and children each was asked of, and what failed."""
    book = rulebook_of(year, dialect)
    ran = run(execute, plan(book, book.definitions))
    return {
        "found": in_lines(ran.flagged),
        "checked": {
            f"{la} {code}": list(n) for la, codes in ran.applied.items() for code, n in codes.items() if any(n)
        },
        "failed": dict(ran.failed),
    }


def in_lines(found: dict[str, Any]) -> dict[str, list[int]]:
    """The rows found, by council, rule and table, in a form that is easy to compare and to read."""
    return {
        f"{la} {code} {table}": sorted(rows)
        for la, codes in found.items()
        for code, flagged in codes.items()
        for table, rows in flagged.items()
    }


def differences(ours: dict[str, dict[str, Any]], theirs: dict[str, dict[str, Any]]) -> list[tuple[str, str, Any, Any]]:
    """Where two answers differ."""
    return [
        (part, key, ours[part].get(key), theirs[part].get(key))
        for part in ours
        for key in sorted(ours[part].keys() | theirs[part].keys())
        if ours[part].get(key) != theirs[part].get(key)
    ]


def base_tables(connection: duckdb.DuckDBPyConnection) -> Tables:
    """The tables that the rules' SQL rests on."""
    names = (*ssda903().tables, "collection", "sources", "providers")
    return {name: connection.sql(f'SELECT * FROM "{name}"').to_arrow_table() for name in names}


def on_duckdb(found: Tables) -> DuckDB:
    """A new DuckDB with the tables."""
    engine = DuckDB()
    connection = engine.connection
    for name, rows in found.items():
        connection.register("rows_given", rows)
        connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM rows_given')
        connection.unregister("rows_given")
    return engine


def about_random_returns(year: int, first: int, last: int) -> dict[str, dict[str, Any]]:
    """The answers about random returns of the DuckDB that Python finds."""
    return answers(loaded(year, random_cases(year, range(first, last))).execute, "duckdb", year)


if __name__ == "__main__":
    first_year, last_year = map(int, sys.argv[1].split("-"))
    seeds = int(sys.argv[2]), int(sys.argv[3])
    json.dump({year: about_random_returns(year, *seeds) for year in range(first_year, last_year + 1)}, sys.stdout)
