"""The older DuckDB, which runs in a browser tab, gives the same findings as the one installed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from engines import COUNCIL_YEAR, FIRST_SEED, SEEDS, about_random_returns, differences
from random_returns import AUTHORITY

from plumbline.engine.typed_columns import latest_possible_date

OLDER = Path(__file__).parents[2] / ".duckdb14"


def printed(*arguments: str, older: bool) -> dict:
    """The JSON that a Python command prints, under one DuckDB or the other."""
    path = {"PYTHONPATH": os.pathsep.join([str(OLDER), *filter(None, [os.environ.get("PYTHONPATH")])])} if older else {}
    done = subprocess.run(
        [sys.executable, *arguments], env=os.environ | path, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def plumbline(*arguments: str, older: bool) -> dict:
    return printed("-m", "plumbline", *arguments, "--json", older=older)


@pytest.fixture
def older_engine():
    if not OLDER.exists():
        pytest.skip("DuckDB 1.4 is not set up: 'make test' installs it")
    version = printed("-c", "import duckdb, json; print(json.dumps(duckdb.__version__))", older=True)
    assert version.startswith("1.4")


def test_every_case_has_the_same_outcome(shared, older_engine):
    arguments = ("conform", str(shared / "cases"))
    assert plumbline(*arguments, older=True) == plumbline(*arguments, older=False)


def test_random_returns_have_the_same_findings(older_engine):
    last = FIRST_SEED + SEEDS
    script = str(Path(__file__).with_name("engines.py"))
    theirs = printed(script, "2023-2027", str(FIRST_SEED), str(last), older=True)
    ours = {year: about_random_returns(int(year), FIRST_SEED, last) for year in theirs}
    assert all(answer["found"] and not answer["failed"] for answer in ours.values())
    assert [(year, found) for year in theirs for found in differences(ours[year], theirs[year])] == []


def test_a_council_with_errors_has_the_same_findings(council, older_engine):
    arguments = ("check", str(council / "this_year"), "--last-year", str(council / "last_year"), "--providers",
                 str(council / "providers.xlsx"), "--year", str(COUNCIL_YEAR), "--authority", AUTHORITY)  # fmt: skip
    ours, theirs = plumbline(*arguments, older=False), plumbline(*arguments, older=True)
    assert ours["findings"]
    assert theirs == ours


def test_a_wholly_blank_date_column_is_typed():
    """DuckDB 2.0.0 fails on some comparisons of text parts when a column holds nothing at all."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t AS SELECT CAST(NULL AS VARCHAR) AS d FROM range(5000)")
    assert connection.execute(f"SELECT COUNT({latest_possible_date('d')}) FROM t").fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("5/03/2019", "2019-03-05"), ("ZZ/02/2020", "2020-02-29"), ("ZZ/ZZ/2019", "2019-12-31"), ("ZZ/ZZ/ZZZZ", "2000-12-31"),
        ("15/ZZ/2018", "2019-01-14"), ("ZZ/13/2019", None), ("ZZ/2019", None), ("ZZ", None), ("31/02/2019", None),
    ],
)  # fmt: skip
def test_unknown_parts_of_a_date_are_taken_as_late_as_can_be(text, latest):
    found = duckdb.execute(f"SELECT CAST({latest_possible_date('d')} AS VARCHAR) FROM (SELECT ? AS d) AS t", [text])
    assert found.fetchall() == [(latest,)]
