"""Text as typed values: what is read, and that anything else is empty."""

import duckdb
import pytest

from plumbline.engine.typed_columns import as_boolean, as_timestamp


def read(text: str, typed: str) -> str | None:
    return duckdb.execute(f"SELECT CAST({typed} AS VARCHAR) FROM (SELECT ? AS value) AS t", [text]).fetchall()[0][0]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-31 23:59", "2026-03-31 23:59:00"),
        ("2026-03-31T08:05:09", "2026-03-31 08:05:09"),
        ("2026-03-31 08:05:09.987", "2026-03-31 08:05:09"),
        ("2026-02-30 08:05:09", None),
        ("2026-03-31", None),
        ("31/03/2026 08:05", None),
    ],
)
def test_a_moment(text, moment):
    assert read(text, as_timestamp("value")) == moment


@pytest.mark.parametrize(
    ("text", "truth"),
    [("1", "true"), ("Y", "true"), ("TRUE", "true"), ("0", "false"), ("NO", "false"), ("2", None), ("", None)],
)
def test_a_truth_value(text, truth):
    assert read(text, as_boolean("value")) == truth
