"""Spark gives the same findings as DuckDB, on every worked case, on random returns and on a council with errors."""

from pathlib import Path

import pyarrow as pa
import pytest
from engines import COUNCIL_YEAR, FIRST_SEED, SEEDS, answers, base_tables, differences, loaded, on_duckdb
from random_returns import random_cases

import plumbline.rules
from plumbline.checking.cases import conforming
from plumbline.checking.cases.case import Case, collection_dates, read_cases
from plumbline.rules.compiled import rulebook_of

EXAMPLES = Path(plumbline.rules.__path__[0]) / "examples"


#: To Java's regular expressions a line's end at the end of a value is as good as nothing, unless told otherwise.
ENDS_WITH_A_LINE = {
    "header": [{"CHILD": "1", "MOTHER": "1", "MC_DOB": "01/01/2020"}],
    "header_last": [{"CHILD": "1", "MOTHER": "0\n"}],
}


def cases_of(year, folders):
    """The worked cases about a year's definitions."""
    known = rulebook_of(year).written
    cases = [
        conforming.dated(c, year) if not c.year and conforming.latest_year(c.code, rulebook_of) == year else c
        for c in read_cases(folders)
        if c.code in known
    ]
    ends_with_a_line = Case("626", year, "", *collection_dates(year, {}), ENDS_WITH_A_LINE, {}, {})
    return [ends_with_a_line, *(case for case in cases if case.year == year)]


def joined(*several):
    """The rows of several sets of tables, table by table."""
    return {name: pa.concat_tables([tables[name] for tables in several]) for name in several[0]}


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026, 2027])
def test_every_rule_finds_the_same(shared_or_none, on_spark, request, year):
    folders = [EXAMPLES, *([shared_or_none / "cases"] if shared_or_none else [])]
    cases = cases_of(year, folders) + random_cases(year, range(FIRST_SEED, FIRST_SEED + SEEDS))
    tables = base_tables(loaded(year, cases).connection)
    if year == COUNCIL_YEAR:
        tables = joined(tables, request.getfixturevalue("council_tables"))
    ours = answers(on_duckdb(tables).execute, "duckdb", year)
    theirs = answers(on_spark(tables), "spark", year)
    assert ours["found"] and not ours["failed"]
    assert differences(ours, theirs) == []
