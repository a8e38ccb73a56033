"""The rulebook's SQL runs as exported, on tables of the form that the guide states, and finds what a check finds."""

import duckdb
import pytest
from engines import base_tables, in_lines, loaded
from random_returns import random_cases

from plumbline.checking.planning import plan
from plumbline.checking.running import flagged_rows, run
from plumbline.cli.rulebook import exported
from plumbline.concepts.base import COLLECTION, PROVIDERS, SOURCES, columns
from plumbline.model import ssda903
from plumbline.rules.compiled import rulebook_of

YEAR = 2027
SQL_TYPES = {"string": "STRING", "int64": "BIGINT", "float64": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}
FORMS = {name: columns(name) for name in ssda903().tables} | {
    "collection": COLLECTION, "sources": SOURCES, "providers": PROVIDERS,
}  # fmt: skip


@pytest.fixture
def returns():
    """A DuckDB with random returns."""
    return loaded(YEAR, random_cases(YEAR, range(3)))


def made(name):
    """The statement that makes an empty table of the stated form."""
    listed = ", ".join(f"{column} {SQL_TYPES[kind]}" for column, kind in FORMS[name].items())
    return f"CREATE TABLE {name} ({listed})".replace(" end ", " `end` ").replace(" start ", " `start` ")


def found_by(statements, execute):
    """What the exported statements find."""
    book = rulebook_of(YEAR)
    queries = plan(book, book.in_force.values()).queries
    found = {}
    results = [execute(statement) for statement in statements]
    for query, rows in zip(queries, results[-len(queries) :], strict=True):
        flagged_rows(query, rows, found, {})
    return in_lines(found)


def checked(engine):
    """What a check of the same returns finds."""
    book = rulebook_of(YEAR)
    ran = run(engine.execute, plan(book, book.in_force.values()))
    assert not ran.failed
    return in_lines(ran.flagged)


def statements(dialect):
    return exported(YEAR, dialect).removesuffix(";").split(";\n\n")


@pytest.mark.slow
def test_duckdb_needs_no_extension(returns):
    fresh = duckdb.connect(config={"autoload_known_extensions": False, "autoinstall_known_extensions": False})
    for name, rows in base_tables(returns.connection).items():
        fresh.execute(made(name).replace("`", '"'))
        fresh.register("given", rows)
        listed = ", ".join(f'"{column}"' for column in FORMS[name])
        fresh.execute(f'INSERT INTO "{name}" SELECT {listed} FROM given')
    theirs = found_by(statements("duckdb"), lambda sql: fresh.execute(sql).fetchall())
    assert theirs and theirs == checked(returns)


def test_spark_runs_it_as_it_is(returns, spark):
    session = spark.newSession()  # without the views of other tests, which would stand before its tables
    session.sql("CREATE DATABASE exported")
    session.sql("USE exported")
    for name, rows in base_tables(returns.connection).items():
        session.sql(made(name))
        session.createDataFrame(rows.select(list(FORMS[name]))).write.insertInto(name)
    theirs = found_by(statements("spark"), lambda sql: [tuple(row) for row in session.sql(sql).collect()])
    assert theirs and theirs == checked(returns)
