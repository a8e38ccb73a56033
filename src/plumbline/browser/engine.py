"""The DuckDB of a browser tab as the engine of a check."""

import json
from datetime import date, timedelta
from typing import Any, Protocol

from plumbline.engine.protocol import EngineError, Rows
from plumbline.engine.tuning import tune

_FIRST_DAY = date(1970, 1, 1)


class Database(Protocol):
    """What ``web/src/worker/database.ts`` offers."""

    def renew(self) -> None:
        """Starts with an empty database."""

    def query(self, sql: str) -> str:
        """Runs a statement; its answer as JSON: ``columns``, and which of them hold days; or ``error`` and ``kind``."""

    def put(self, name: str, content: bytes) -> None:
        """Takes a file in."""

    def forget_files(self) -> None:
        """Lets go of the files that were put in."""


class TabEngine:
    """An engine for one check in the tab's one database, which it empties first."""

    def __init__(self, database: Database):
        self._database = database
        database.renew()

    def execute(self, sql: str) -> Rows:
        """Runs a statement and returns its rows. One that can't be run is an EngineError."""
        answer = json.loads(self._database.query(sql))
        if "error" in answer:
            raise EngineError(answer["kind"], answer["error"])
        columns: list[list[Any]] = answer["columns"]
        for at in answer["days"]:
            columns[at] = [None if day is None else _FIRST_DAY + timedelta(day) for day in columns[at]]
        return list(zip(*columns, strict=True))

    def put(self, name: str, content: bytes) -> str:
        """Takes a file in, under its name."""
        self._database.put(name, content)
        return name

    def expect(self, rows: int) -> None:
        """Switches off what would cost more than it saves."""
        tune(self.execute, rows)

    def forget_files(self) -> None:
        """Lets go of the files."""
        self._database.forget_files()
