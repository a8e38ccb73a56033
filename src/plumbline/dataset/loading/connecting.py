"""Connections to a council's database by its address: PostgreSQL by psycopg, SQL Server by mssql-python or pyodbc."""

import getpass
import importlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from plumbline.faults import BadInput

#: Where the SSD's scripts make their tables unless told otherwise.
SCHEMA = "ssd_development"
#: The password is taken from here, or asked for: an argument would stay in the shell's history.
PASSWORD = "PLUMBLINE_DATABASE_PASSWORD"
_POSTGRES, _SQL_SERVER = ("postgresql", "postgres"), ("mssql", "sqlserver")
_DRIVER = "ODBC Driver 18 for SQL Server"


class Cursor(Protocol):
    """What is asked of a driver's cursor."""

    def execute(self, query: str) -> object:
        """Runs a query."""

    def fetchall(self) -> Sequence[tuple[object, ...]]:
        """All its rows."""

    def fetchmany(self, size: int) -> Sequence[tuple[object, ...]]:
        """Its next rows."""


@dataclass(frozen=True)
class Database:
    """A database by its address. ``options`` go to the driver as they are; an empty ``user`` signs in as who is signed in already."""

    kind: str
    host: str
    port: int
    name: str
    user: str
    schema: str
    options: tuple[tuple[str, str], ...] = ()

    def quoted(self, name: str) -> str:
        """A name as its SQL quotes it."""
        if self.kind == "mssql":
            return "[" + name.replace("]", "]]") + "]"
        return '"' + name.replace('"', '""') + '"'


def is_database(source: str) -> bool:
    """Whether a source is a database's address, and not a path."""
    return "://" in source


def database_of(url: str) -> Database:
    """The database that an address names: postgresql://user@server:port/database?schema=NAME, or mssql://…

    An address of another kind, or with a password in it, is BadInput.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or 0
    except ValueError as problem:
        raise BadInput("The database's address can't be read. Write it as postgresql://server/database.") from problem
    if parts.scheme not in (*_POSTGRES, *_SQL_SERVER):
        raise BadInput(
            f"{parts.scheme}:// is no database that Plumbline reads. Write postgresql://server/database or mssql://server/database."
        )
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if parts.password is not None or any(name.lower() in ("password", "pwd") for name in options):
        raise BadInput(
            f"The database's address has a password in it, which would stay in the shell's history. Leave it out: it is taken from the "
            f"environment variable {PASSWORD}, or asked for."
        )
    kind = "postgresql" if parts.scheme in _POSTGRES else "mssql"
    name = unquote(parts.path.lstrip("/"))
    if kind == "mssql" and not (parts.hostname and name):
        raise BadInput("The address names no server or no database. Write it as mssql://server/database.")
    schema = options.pop("schema", SCHEMA)
    return Database(
        kind, unquote(parts.hostname or ""), port, name, unquote(parts.username or ""), schema, tuple(options.items())
    )


@contextmanager
def connected(database: Database) -> Iterator[Cursor]:
    """A cursor of an open connection, closed afterwards. A database that can't be reached or read is BadInput."""
    opened = _postgres(database) if database.kind == "postgresql" else _sql_server(database)
    try:
        yield opened.cursor()
    except BadInput:
        raise
    except Exception as problem:
        if not _of_driver(problem):
            raise
        raise BadInput(
            f"The database could not be read: {type(problem).__name__}. Try again, or ask who keeps it."
        ) from problem
    finally:
        opened.close()


def connection_string(database: Database, password: str = "", driver: str = "") -> str:
    """What SQL Server's drivers connect by. Without a user it is the Windows sign-in."""
    server = f"{database.host},{database.port}" if database.port else database.host
    parts = {"Driver": f"{{{driver}}}"} if driver else {}
    parts |= {"Server": _braced(server), "Database": _braced(database.name)}
    parts |= (
        {"UID": _braced(database.user), "PWD": _braced(password)} if database.user else {"Trusted_Connection": "yes"}
    )
    parts |= {"Encrypt": "yes", "ApplicationIntent": "ReadOnly"}
    parts |= {name: _braced(value) for name, value in database.options if name.lower() != "driver"}
    return ";".join(f"{name}={value}" for name, value in parts.items()) + ";"


def _braced(value: str) -> str:
    """A value that can't end its part of a connection string."""
    return (
        value
        if value.replace("_", "").replace("-", "").replace(".", "").isalnum()
        else "{" + value.replace("}", "}}") + "}"
    )


def _postgres(database: Database) -> Any:
    psycopg = _driver("postgres", "psycopg")
    given = {
        "host": database.host,
        "port": database.port,
        "dbname": database.name,
        "user": database.user,
        **dict(database.options),
    }
    known = {name: value for name, value in given.items() if value}

    def connect(password: str = "") -> Any:
        opened = psycopg.connect(**known, **({"password": password} if password else {}), autocommit=True)
        opened.execute("SET default_transaction_read_only = on")
        return opened

    password = os.environ.get(PASSWORD, "")
    try:
        return connect(password)
    except psycopg.OperationalError as problem:
        if password or "password" not in str(problem):
            raise _unreachable(database, problem) from problem
    return _tried(database, lambda: connect(_asked_for(database)), psycopg.Error)


def _sql_server(database: Database) -> Any:
    driver = _driver("sqlserver", "mssql_python", "pyodbc")
    odbc = dict(database.options).get("driver", _DRIVER) if driver.__name__ == "pyodbc" else ""
    password = (os.environ.get(PASSWORD) or _asked_for(database)) if database.user else ""
    return _tried(
        database, lambda: driver.connect(connection_string(database, password, odbc), autocommit=True), driver.Error
    )


def _tried(database: Database, connect: Callable[[], Any], error: type[Exception]) -> Any:
    try:
        return connect()
    except error as problem:
        raise _unreachable(database, problem) from problem


def _unreachable(database: Database, problem: Exception) -> BadInput:
    """Without the driver's own words, which may name a password."""
    where = database.host or "this computer"
    return BadInput(
        f"The database {database.name} on {where} could not be opened ({type(problem).__name__}). Check its name, that the server can be reached, "
        "and who you sign in as."
    )


def _asked_for(database: Database) -> str:
    if not sys.stdin.isatty():
        raise BadInput(f"The database asks for a password. Set the environment variable {PASSWORD}.")
    return getpass.getpass(f"Password of {database.user or getpass.getuser()} on {database.host or 'this computer'}: ")


def _driver(extra: str, *modules: str) -> Any:
    """The first of some drivers that is installed."""
    for name in modules:
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise BadInput(
        f"Reading this database needs a driver that is not installed. Install it with: pip install 'plumbline[{extra}]'"
    )


def _of_driver(problem: Exception) -> bool:
    """Whether a driver raised it: the base of their errors is called so by Python's rules for databases (PEP 249)."""
    return any(base.__name__ == "Error" for base in type(problem).__mro__)
