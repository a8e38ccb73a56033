"""A change to many files of a data set that happens whole or not at all.

The new files are written out in a folder beside the loads, with a list of what then moves where and what goes. Renaming that folder
decides: before it nothing has changed, after it the rest is only renaming and removing, which whoever opens the data set next finishes.
"""

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plumbline.dataset.forgetting.lock import Busy, alone, beside_loads
from plumbline.faults import BadInput
from plumbline.files import remove, rename, replace

_DECIDED = ".rewriting"
_LIST = "journal.json"
#: For how long a command waits for another to be done, in seconds. Moving takes less; writing anew may take a minute.
_WHILE_MOVING, _WHILE_WRITING = 60.0, 5.0


class Rewriting:
    """New files of a data set, not yet in their places. Names are relative to the data set's folder."""

    def __init__(self, data_set: Path, folder: Path):
        self._data_set, self._folder = data_set, folder
        self._moves: list[tuple[str, str]] = []
        self._removals: list[str] = []

    def new(self, name: str) -> Path:
        """Where to write the file that is to be called ``name``."""
        staged = str(len(self._moves))
        self._moves.append((f"{_DECIDED}/{staged}", name))
        return self._folder / staged

    def write(self, name: str, text: str) -> None:
        """Writes the file that is to be called ``name``."""
        self.new(name).write_text(text, "utf-8", newline="\n")

    def move(self, name: str, to: str) -> None:
        """Gives a file that is there another name."""
        self._moves.append((name, to))

    def remove(self, name: str) -> None:
        """Removes a file or a folder, if it is there, once everything has moved."""
        self._removals.append(name)

    def commit(self) -> None:
        """Decides, and does it. An OSError before the decision leaves all as it was, after it the rest to the next command."""
        text = json.dumps({"moves": self._moves, "removals": self._removals}, indent=1)
        (self._folder / _LIST).write_text(text + "\n", "utf-8")
        for file in self._folder.iterdir():
            _flush(file)
        rename(self._folder, self._data_set / _DECIDED)
        _finish(self._data_set)


@contextmanager
def rewriting(data_set: Path) -> Iterator[Rewriting]:
    """New files to write while nobody else changes the data set; thrown away unless they were committed."""
    with alone(data_set, _WHILE_WRITING):
        _finish(data_set)
        _remove_undecided(data_set)
        folder = data_set / f"{_DECIDED}-{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700)
        try:
            yield Rewriting(data_set, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def no_rewriting(data_set: Path) -> Iterator[None]:
    """While this lasts nothing is forgotten and nothing thinned, so what was read of the data set stays true."""
    while True:
        finish_what_was_stopped(data_set)
        with beside_loads(data_set, _WHILE_WRITING):
            if not (data_set / _DECIDED).exists():
                yield
                return


def finish_what_was_stopped(data_set: Path) -> None:
    """Finishes a change that was decided and stopped, and removes what one left that was stopped before.

    One that is on its way is waited for while it moves files; Busy where that takes too long. BadInput where it can't be
    finished, as by somebody who may only read.
    """
    if (data_set / _DECIDED).exists():
        try:
            with alone(data_set, _WHILE_MOVING):
                _finish(data_set)
        except OSError as problem:
            raise BadInput(
                f"{data_set}: plumbline forget or thin was stopped here, and can't be finished: "
                f"{problem.strerror or 'the disk refused it'}. Run this command as somebody who may write there, with no "
                "file of the data set open."
            ) from problem
    if any(data_set.glob(f"{_DECIDED}-*")):
        with suppress(Busy, OSError), alone(data_set, 0):
            _remove_undecided(data_set)


def _finish(data_set: Path) -> None:
    """Moves and removes what is left to move and remove; again and again if need be."""
    decided = data_set / _DECIDED
    if (decided / _LIST).exists():
        try:
            steps = json.loads((decided / _LIST).read_text("utf-8"))
            moves, removals = steps["moves"], steps["removals"]
        except (ValueError, KeyError, TypeError) as problem:
            raise BadInput(f"{decided / _LIST} is damaged. Take the data set from your backup.") from problem
        for name, to in moves:
            if (data_set / name).exists():
                (data_set / to).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                replace(data_set / name, data_set / to)
        for name in removals:
            remove(data_set / name)
    remove(decided)


def _remove_undecided(data_set: Path) -> None:
    for folder in data_set.glob(f"{_DECIDED}-*"):
        remove(folder)


def _flush(file: Path) -> None:
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())
