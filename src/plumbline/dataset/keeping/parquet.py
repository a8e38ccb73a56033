"""Tables written as Parquet."""

import errno
import hashlib
import os
import re
from pathlib import Path

from plumbline.engine.protocol import EngineError, Execute, literal

#: Faults of the disk, which the engine tells only in words: its own number, or what the system says.
_NUMBER = re.compile(r'"errno":"(\d+)"')
_SAID = {os.strerror(code): code for code in (errno.ENOSPC, errno.EFBIG, errno.EACCES, errno.EROFS)}


def write_parquet(execute: Execute, table: str, to: Path) -> str:
    """Writes a table's file; its SHA-256. What the disk refuses is an OSError that names the file."""
    try:
        execute(f"COPY {table} TO {literal(str(to))} (FORMAT parquet, COMPRESSION zstd)")
    except EngineError as problem:
        if problem.kind != "IOException":
            raise
        code = _code(str(problem))
        raise OSError(code, os.strerror(code), str(to)) from problem
    with to.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _code(message: str) -> int:
    """The system's number of a fault, from the engine's words."""
    if found := _NUMBER.search(message):
        return int(found[1])
    return next((code for said, code in _SAID.items() if said in message), errno.EIO)
