"""The folder of a data set: loads that are there whole or not at all.

A load is written out in a folder of another name, flushed to the disk, and renamed. Whatever stops Plumbline on the way leaves the
loads before it as they were, and at most a folder that begins with a dot, which the next load removes.
"""

import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from plumbline.dataset.forgetting.journal import finish_what_was_stopped
from plumbline.dataset.loads import Load, as_json, folder_name, read_load
from plumbline.faults import BadInput
from plumbline.files import private_folder, rename

#: What says of a folder that it is a load, and what is in it.
RECORD = "load.json"
_UNFINISHED = ".new-"
#: No load takes as long, in seconds: what was begun before is of a load that was stopped.
_ABANDONED = 6 * 60 * 60


@dataclass(frozen=True)
class Kept:
    """The loads of a data set, oldest number first, and what of its folder can't be read, in words."""

    loads: tuple[Load, ...]
    damaged: tuple[str, ...]


@dataclass(frozen=True)
class Folder:
    """A data set's folder. It need not be there until the first load."""

    path: Path

    @property
    def loads_folder(self) -> Path:
        """Where the loads are."""
        return self.path / "loads"

    def kept(self) -> Kept:
        """Every load that can be read, once a forget or a thin that was stopped is finished. A path that is no folder: BadInput."""
        if self.path.exists() and not self.path.is_dir():
            raise BadInput(f"{self.path}: this is a file. Name the folder of the data set.")
        finish_what_was_stopped(self.path)
        loads, damaged = [], []
        for folder in sorted(self._numbered()):
            try:
                loads.append(read_load((folder / RECORD).read_text("utf-8"), f"load {folder.name}"))
            except FileNotFoundError:
                damaged.append(f"load {folder.name} has no load.json; it was left out.")
            except (BadInput, UnicodeDecodeError) as problem:
                damaged.append(
                    f"{problem} It was left out."
                    if isinstance(problem, BadInput)
                    else f"load {folder.name} is damaged."
                )
        return Kept(tuple(loads), tuple(damaged))

    def file(self, named: str) -> Path:
        """Where a file of a load is. One that is missing: BadInput."""
        path = self.loads_folder / named
        if not path.is_file():
            raise BadInput(f"{path}: this file of the data set is missing. Take it from your backup.")
        return path

    def existing(self) -> "Folder":
        """This folder, where it holds a data set; BadInput otherwise."""
        if not self.path.exists():
            raise BadInput(f"{self.path}: there is no such folder. Load something into it first: plumbline load.")
        if not self.loads_folder.is_dir():
            raise BadInput(f"{self.path}: this folder holds no data set. Load something into it first: plumbline load.")
        return self

    def made(self) -> str | None:
        """Makes the folder if it is not there, its owner's alone; why it could not be made so, in words."""
        open_to_others = None if self.loads_folder.is_dir() else private_folder(self.path)
        self.loads_folder.mkdir(exist_ok=True)
        return open_to_others

    @contextmanager
    def unfinished(self) -> Iterator[Path]:
        """A folder to write a load's files to; removed in the end unless it was committed."""
        self.remove_abandoned(_ABANDONED)
        folder = self.loads_folder / f"{_UNFINISHED}{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def commit(self, folder: Path, numbered: Callable[[int], Load]) -> Load:
        """Gives an unfinished folder the next free number; ``numbered`` makes its record, which refers to its own files by it."""
        number = max((int(one.name) for one in self._numbered()), default=0) + 1
        while True:
            load = numbered(number)
            (folder / RECORD).write_text(as_json(load), "utf-8")
            for file in folder.iterdir():
                _flush(file)
            target = self.loads_folder / folder_name(number)
            try:
                if not target.exists():
                    rename(folder, target)
                    return load
            except OSError:
                if not target.exists():  # else another load was faster, and has the number
                    raise
            number += 1

    def unfinished_folders(self) -> list[Path]:
        """The folders of loads that are under way or were stopped."""
        return sorted(self.loads_folder.glob(f"{_UNFINISHED}*"))

    def remove_abandoned(self, older_than: float) -> None:
        """Removes what loads that were stopped more than so many seconds ago have left."""
        for folder in self.unfinished_folders():
            with suppress(OSError):
                if time.time() - folder.stat().st_mtime >= older_than:
                    shutil.rmtree(folder)

    def _numbered(self) -> Iterator[Path]:
        if self.loads_folder.is_dir():
            yield from (one for one in self.loads_folder.iterdir() if one.name.isdigit() and one.is_dir())


def _flush(file: Path) -> None:
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())
