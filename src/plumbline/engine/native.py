"""DuckDB in memory, as installed on this computer.

Its compiled module is taken itself: the package around it, which is for other things, takes longer to import than a
third of a check's rules take to run.
"""

import tempfile
from pathlib import Path

import _duckdb

from plumbline.engine.protocol import EngineError, Rows
from plumbline.engine.tuning import tune


class DuckDB:
    """An engine that reads no extension and no home folder, on one core.

    Files put in lie in a folder that only this user can read, until they are forgotten.
    """

    def __init__(self) -> None:
        self.connection = _duckdb.connect(
            config={"threads": 1, "autoinstall_known_extensions": False, "autoload_known_extensions": False}
        )
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def execute(self, sql: str) -> Rows:
        """Runs a statement and returns its rows. One that can't be run is an EngineError, one stopped KeyboardInterrupt."""
        try:
            return self.connection.execute(sql).fetchall()
        except _duckdb.Error as problem:
            raise EngineError(type(problem).__name__, str(problem)) from problem
        except RuntimeError as problem:
            if "interrupted" in str(problem):  # what DuckDB makes of Ctrl-C
                raise KeyboardInterrupt from problem
            raise

    def put(self, name: str, content: bytes) -> str:
        """Writes a file to the folder; returns its path."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="plumbline-")
        path = Path(self._folder.name) / name
        path.write_bytes(content)
        return str(path)

    def expect(self, rows: int) -> None:
        """Switches off what would cost more than it saves."""
        tune(self.execute, rows)

    def forget_files(self) -> None:
        """Removes the folder."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
