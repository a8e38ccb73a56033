"""Who may change a data set: a forget or a thin alone, or loads beside one another.

The lock is the operating system's own on an open file, so that a process that dies lets go of it. The file stays; it says nothing.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plumbline.faults import BadInput

_FILE = ".lock"
_PAUSE = 0.05
#: What a system says of a lock that another process has; anything else is a disk that knows no locks.
_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class Busy(BadInput):
    """Another process is at work on the data set."""


@contextmanager
def alone(data_set: Path, patience: float) -> Iterator[None]:
    """Nobody else changes the data set meanwhile. Busy after so many seconds; BadInput where the disk knows no locks."""
    with _held(data_set, shared=False, patience=patience) as is_held:
        if not is_held:
            raise BadInput(
                f"{data_set}: this disk knows no locks, so a load could land meanwhile. Copy the data set to another "
                "disk, do it there, and copy it back."
            )
        yield


@contextmanager
def beside_loads(data_set: Path, patience: float) -> Iterator[None]:
    """No forget and no thin changes the data set meanwhile; loads may. Busy after so many seconds."""
    data_set.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _held(data_set, shared=True, patience=patience):
        yield


@contextmanager
def _held(data_set: Path, *, shared: bool, patience: float) -> Iterator[bool]:
    """The lock while it is held; False where the disk knows none."""
    until = time.monotonic() + patience
    with (data_set / _FILE).open("a+b") as file:
        while not (taken := _take(file.fileno(), shared=shared)):
            if taken is None:
                break
            if time.monotonic() >= until:
                raise Busy(
                    f"{data_set}: a load, or plumbline forget or thin, is at work here. Try again when it is done."
                )
            time.sleep(_PAUSE)
        yield bool(taken)  # closing the file lets go of the lock


def _take(handle: int, *, shared: bool) -> bool | None:
    """Takes the lock if it is free, and says whether it did; None where the disk knows no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt  # which has no shared lock: loads wait for each other

            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as problem:
        return False if problem.errno in _TAKEN else None
    return True
