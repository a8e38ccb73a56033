"""Files are written whole or not at all, one or several together."""

import errno
import os
import resource
from contextlib import contextmanager
from pathlib import Path

import pytest

from plumbline.files import write_together, write_whole

SET = ("report.html", "findings.csv", "accepted.csv")


def all_in(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.fixture
def old_set(tmp_path):
    write_together((tmp_path / name, "old") for name in SET)
    return tmp_path


@contextmanager
def little_room():
    """Within it, no file may be longer than ten bytes: what a full disk does, for one that has room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_write_that_fails_leaves_the_old_file_and_no_other(old_set, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_whole(old_set / "report.html", "new")
    assert all_in(old_set) == dict.fromkeys(SET, "old")


def test_without_room_for_one_the_old_set_stays_and_the_file_is_named(old_set):
    long = {"accepted.csv": "longer than ten bytes"}
    with pytest.raises(OSError) as problem, little_room():
        write_together((old_set / name, long.get(name, "new")) for name in SET)
    assert (problem.value.errno, problem.value.filename) == (errno.EFBIG, str(old_set / "accepted.csv"))
    assert all_in(old_set) == dict.fromkeys(SET, "old")


def test_what_can_t_be_made_leaves_the_old_set(old_set):
    def pieces():
        yield "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_together([(old_set / "report.html", "new"), (old_set / "findings.csv", pieces())])
    assert all_in(old_set) == dict.fromkeys(SET, "old")


def test_where_one_can_t_have_its_name_the_old_ones_come_back(old_set, monkeypatch):
    replace = Path.replace

    def held_open(part, path):
        if path.name == "findings.csv" and part.suffix == ".part":
            raise PermissionError(errno.EACCES, "in use", str(path))
        return replace(part, path)

    monkeypatch.setattr(Path, "replace", held_open)
    with pytest.raises(PermissionError):
        write_together((old_set / name, "new") for name in SET)
    assert all_in(old_set) == dict.fromkeys(SET, "old")


def test_files_together_take_the_place_of_the_old_ones(old_set):
    assert write_together((old_set / name, "new") for name in SET) == [old_set / name for name in SET]
    assert all_in(old_set) == dict.fromkeys(SET, "new")
