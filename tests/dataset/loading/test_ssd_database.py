"""An SSD in a database: how it is signed in to, what is asked of it, and that nothing waits for the reader."""

import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from given import DAY, load_into
from ssd_writer import empty_postgres, write_postgres

from plumbline.dataset.dataset import Dataset
from plumbline.dataset.loading.connecting import connected, connection_string, database_of
from plumbline.dataset.loading.ssd_database import columns_query, rows_query
from plumbline.faults import BadInput
from plumbline.synthetic.ssd import SYSTEM_C, Ssd, written

SERVER = "mssql://reporting.example/SSD"


def test_the_sql_for_sql_server_is_plain_selects() -> None:
    database = database_of(SERVER)
    assert columns_query(database) == (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'ssd_development' "
        "ORDER BY table_name, ordinal_position"
    )
    assert rows_query(database, "ssd_sdq_scores", ["csdq_person_id", "odd]name"]) == (
        "SELECT [csdq_person_id], [odd]]name] FROM [ssd_development].[ssd_sdq_scores]"
    )


def test_the_sql_for_postgresql_is_plain_selects_too() -> None:
    database = database_of("postgresql://reporting.example/ssd?schema=live")
    assert rows_query(database, "ssd_person", ["pers_dob"]) == 'SELECT "pers_dob" FROM "live"."ssd_person"'


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            SERVER,
            "Server=reporting.example;Database=SSD;Trusted_Connection=yes;Encrypt=yes;ApplicationIntent=ReadOnly;",
        ),
        (
            "mssql://reader@reporting.example:1433/SSD",
            "Server={reporting.example,1433};Database=SSD;UID=reader;PWD={p;w}}};Encrypt=yes;ApplicationIntent=ReadOnly;",
        ),
        (
            f"{SERVER}?TrustServerCertificate=yes",
            "Server=reporting.example;Database=SSD;Trusted_Connection=yes;Encrypt=yes;ApplicationIntent=ReadOnly;"
            "TrustServerCertificate=yes;",
        ),
    ],
)
def test_sql_server_is_signed_in_to_with_windows_unless_a_user_is_named(url: str, expected: str) -> None:
    assert connection_string(database_of(url), "p;w}") == expected


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://me:secret@server/ssd", "has a password in it"),
        ("mssql://server/ssd?PWD=secret", "has a password in it"),
        ("mysql://server/ssd", "mysql:// is no database that Plumbline reads"),
        ("mssql://server", "names no server or no database"),
        ("postgresql://server:port/ssd", "can't be read"),
    ],
)
def test_an_address_that_cant_be_used_is_refused_without_repeating_it(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        load_into(tmp_path / "data", url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "extra"), [("postgresql://server/ssd", "postgres"), (SERVER, "sqlserver")], ids=["PostgreSQL", "SQL Server"]
)
def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch, url: str, extra: str) -> None:
    for name in ("psycopg", "mssql_python", "pyodbc"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(BadInput, match=rf"plumbline\[{extra}\]"), connected(database_of(url)):
        pass


class Driver(SimpleNamespace):
    """What of a driver for SQL Server is used: it keeps what it was asked to connect with."""

    __name__ = "mssql_python"
    Error = ValueError

    def connect(self, asked: str, *, autocommit: bool) -> SimpleNamespace:
        self.asked = asked
        return SimpleNamespace(cursor=lambda: SimpleNamespace(), close=lambda: None)


def test_the_password_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = Driver()
    monkeypatch.setitem(sys.modules, "mssql_python", driver)
    monkeypatch.setenv("PLUMBLINE_DATABASE_PASSWORD", "swordfish")
    with connected(database_of("mssql://reader@server/SSD")):
        assert "PWD=swordfish;" in driver.asked


def test_without_one_and_without_a_person_to_ask_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mssql_python", Driver())
    monkeypatch.delenv("PLUMBLINE_DATABASE_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: False))
    with pytest.raises(BadInput, match="PLUMBLINE_DATABASE_PASSWORD"), connected(database_of("mssql://me@server/SSD")):
        pass


def test_a_database_that_cant_be_reached_is_told_without_its_words(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="database ssd on this computer could not be opened"):
        load_into(tmp_path / "data", f"postgresql:///ssd?host={tmp_path}")


@pytest.mark.slow
def test_a_schema_without_the_tables_is_refused(tmp_path: Path, postgres: str) -> None:
    with pytest.raises(BadInput, match="The schema elsewhere of the database has no table of the SSD"):
        load_into(tmp_path / "data", f"{postgres}&schema=elsewhere")


@pytest.mark.slow
def test_the_reader_can_change_nothing(postgres: str) -> None:
    with pytest.raises(BadInput, match="ReadOnlySqlTransaction"), connected(database_of(postgres)) as cursor:
        cursor.execute("CREATE TABLE mine (number INTEGER)")


@pytest.mark.slow
def test_the_nightly_truncate_does_not_wait_for_a_reader_between_two_tables(ssd: Ssd, postgres: str) -> None:
    write_postgres(written(ssd, SYSTEM_C), postgres)
    with connected(database_of(postgres)) as cursor:
        cursor.execute("SELECT pers_person_id FROM ssd_development.ssd_person")
        with psycopg.connect(postgres, autocommit=True) as script:
            script.execute("SET lock_timeout = '2s'")
            script.execute("TRUNCATE TABLE ssd_development.ssd_person")


@pytest.mark.slow
def test_a_table_that_the_refresh_has_just_emptied_is_refused(ssd: Ssd, postgres: str, tmp_path: Path) -> None:
    write_postgres(written(ssd, SYSTEM_C), postgres)
    load_into(tmp_path / "data", postgres)
    empty_postgres(postgres, "ssd_cla_placement")
    with pytest.raises(BadInput, match="ssd_cla_placement had"):
        load_into(tmp_path / "data", postgres, as_at=DAY + timedelta(1))
    assert len(Dataset(tmp_path / "data").loads()) == 1
