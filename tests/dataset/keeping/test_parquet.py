"""What the disk refuses while a table is written is told as the disk's own fault, naming the file."""

import errno
import os

import pytest

from plumbline.dataset.keeping.parquet import write_parquet
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import EngineError

SAID = {
    "by its number": ('Async write failed: {"exception_message":"Could not write file","errno":"28"}', errno.ENOSPC),
    "in the system's words": (f"Could not write to file: {os.strerror(errno.EROFS)}", errno.EROFS),
    "in no words known": ("Could not write to file", errno.EIO),
}


@pytest.mark.parametrize(("message", "code"), SAID.values(), ids=SAID)
def test_a_fault_of_the_disk(tmp_path, message, code):
    def refuses(_sql):
        raise EngineError("IOException", message)

    with pytest.raises(OSError) as problem:
        write_parquet(refuses, "one", tmp_path / "one.parquet")
    assert (problem.value.errno, problem.value.filename) == (code, str(tmp_path / "one.parquet"))


def test_a_fault_of_ours_stays_one(tmp_path):
    with pytest.raises(EngineError):
        write_parquet(DuckDB().execute, "no_such_table", tmp_path / "one.parquet")
