"""A condition tidied means what it meant."""

import duckdb
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.compiling.tidying import tidied

#: Every combination of two truth values and a number, each of them blank too.
ROWS = (
    "(SELECT * FROM (VALUES (TRUE), (FALSE), (NULL)) AS x(x), (VALUES (TRUE), (FALSE), (NULL)) AS y(y), "
    "(VALUES (1), (2), (NULL)) AS n(n)) AS a"
)
LEAVES = ("a.x", "(a.y)", "a.n = 1", "(a.n + 1) < 3", "a.n IS NULL", "(NOT (a.x))", "a.n IN (1, 2)")


def larger(smaller):
    pair = st.tuples(smaller, smaller)
    return st.one_of(
        pair.map(lambda two: f"({two[0]}) AND ({two[1]})"),
        pair.map(lambda two: f"({two[0]}) OR ({two[1]})"),
        smaller.map(lambda one: f"NOT ({one})"),
        smaller.map(lambda one: f"COALESCE({one}, FALSE)"),
        smaller.map(lambda one: f"COALESCE({one}, TRUE)"),
        smaller.map(lambda one: f"({one})"),
    )


CONDITIONS = st.recursive(st.sampled_from(LEAVES), larger, max_leaves=12)


def sql(condition: str, *, blank_is_no: bool) -> str:
    return tidied(sqlglot.parse_one(condition, read="duckdb"), blank_is_no=blank_is_no).sql("duckdb")


def differing(condition: str, other: str) -> int:
    return duckdb.execute(f"SELECT COUNT(*) FROM {ROWS} WHERE ({condition}) IS DISTINCT FROM ({other})").fetchall()[0][
        0
    ]


@settings(max_examples=150)
@given(CONDITIONS)
def test_brackets_taken_off_change_nothing(condition):
    assert differing(condition, sql(condition, blank_is_no=False)) == 0


@settings(max_examples=150)
@given(CONDITIONS)
def test_where_a_blank_is_no_only_blanks_become_no_or_no_a_blank(condition):
    short = sql(condition, blank_is_no=True)
    assert differing(f"COALESCE({condition}, FALSE)", f"COALESCE({short}, FALSE)") == 0


@pytest.mark.parametrize(
    ("condition", "short"),
    [
        ("COALESCE(((a.x) OR (a.y)), FALSE) AND (a.n = 1)", "(a.x OR a.y) AND a.n = 1"),
        ("NOT (COALESCE(a.x, FALSE))", "NOT COALESCE(a.x, FALSE)"),
        ("(a.x AND a.y) OR (a.n IN (1, 2))", "a.x AND a.y OR a.n IN (1, 2)"),
    ],
)
def test_what_is_left(condition, short):
    assert sql(condition, blank_is_no=True) == short
