"""Spark gives the same findings as DuckDB, on every worked case and on a return with errors."""

from collections import defaultdict

import pytest

from plumbline.checking import conforming
from plumbline.checking.cases import read_cases
from plumbline.checking.engine import connect, executor, run
from plumbline.checking.planning import written_for
from plumbline.checking.rulebooks import compiled_rulebook


def by_year(cases):
    """The cases of built rules by the year whose definition they are about."""
    known = {d["code"] for d in compiled_rulebook()["definitions"]}
    found = defaultdict(list)
    for case in cases:
        if case.code in known:
            found[case.year].append(case)
    return found


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026, 2027])
def test_every_case_has_the_same_outcome(shared, on_spark, year):
    cases = by_year(read_cases([shared / "cases"]))[year]
    book, spark_book = compiled_rulebook(), compiled_rulebook("pyspark")
    codes = sorted({case.code for case in cases} & set(written_for(book, year)))
    connection = connect()
    conforming._load(connection, year, cases)
    theirs = run(on_spark(connection), spark_book, [written_for(spark_book, year)[c] for c in codes], year)
    ours = run(executor(connection), book, [written_for(book, year)[c] for c in codes], year)
    assert ours[0]
    assert theirs == ours
