"""Files are written whole or not at all, one or several together."""

import errno
import os
import tempfile
from pathlib import Path

import pytest

from little_room import little_room
from plumbline import files
from plumbline.files import private_folder, remove_together, rename, write_together, write_whole

SET = ("report.html", "findings.csv", "accepted.csv")
LONGEST = f"{'r' * 250}.html"
NOBODY = 65534


def all_in(folder):
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def of_an_ordinary_user():
    """A folder of a user from whom rights can be taken, which root is not; the test is that user's."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder:
        if root:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield Path(folder)
        finally:
            if root:
                os.seteuid(0)
            Path(folder).chmod(0o700)


@pytest.fixture
def held(of_an_ordinary_user, monkeypatch):
    """A folder in which, once it is closed, nothing can be renamed until somebody has waited for it three times."""
    waits = iter(range(3))

    def wait(_):
        if next(waits) == 2:
            of_an_ordinary_user.chmod(0o700)

    monkeypatch.setattr(files.time, "sleep", wait)
    return of_an_ordinary_user


def close(folder):
    folder.chmod(0o500)


@pytest.fixture
def old_set(tmp_path):
    write_together((tmp_path / name, "old") for name in SET)
    return tmp_path


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


@pytest.mark.parametrize("name", ["report.html", LONGEST])
def test_where_one_can_t_have_its_name_the_old_ones_come_back(tmp_path, name):
    (tmp_path / "findings.csv").mkdir()
    write_whole(tmp_path / name, "old")
    with pytest.raises(IsADirectoryError):
        write_together((tmp_path / one, "new") for one in (name, "findings.csv"))
    assert all_in(tmp_path) == {name: "old"}


def test_files_together_take_the_place_of_the_old_ones(old_set):
    assert write_together((old_set / name, "new") for name in SET) == [old_set / name for name in SET]
    assert all_in(old_set) == dict.fromkeys(SET, "new")


@pytest.mark.parametrize("make", [Path.touch, Path.mkdir], ids=["file", "folder"])
def test_what_another_program_holds_is_renamed_once_it_lets_go(held, make):
    make(held / "0001.part")
    close(held)
    rename(held / "0001.part", held / "0001")
    assert [path.name for path in held.iterdir()] == ["0001"]


def test_a_file_that_another_program_holds_is_replaced_once_it_lets_go(held):
    def closed_at_the_end():
        yield "new"
        close(held)

    write_whole(held / "report.html", closed_at_the_end())
    assert all_in(held) == {"report.html": "new"}


def test_what_stays_held_is_named_in_plain_words_and_stays_as_it_is(of_an_ordinary_user, monkeypatch):
    monkeypatch.setattr(files, "_PATIENCE", 0)
    load = of_an_ordinary_user / "0001.part"
    load.mkdir()
    close(of_an_ordinary_user)
    with pytest.raises(PermissionError, match="another program has it open") as problem:
        rename(load, of_an_ordinary_user / "0001")
    assert problem.value.filename == str(load)
    assert load.is_dir()


def test_where_one_can_t_be_removed_none_is(old_set):
    with pytest.raises(FileNotFoundError):
        remove_together([old_set / "report.html", old_set / "not-there.html"], old_set)
    assert all_in(old_set) == dict.fromkeys(SET, "old")


@pytest.mark.parametrize("before", [None, 0o755], ids=["new", "open to all"])
def test_a_private_folder_is_its_owner_s_alone(tmp_path, before):
    folder = tmp_path / "dataset"
    if before:
        folder.mkdir()
        folder.chmod(before)
    assert private_folder(folder) is None
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder here whose rights not even root can change")
def test_where_rights_can_t_be_changed_it_is_said():
    assert "others may be able to read it" in private_folder(Path("/proc/self"))


def test_where_the_disk_keeps_no_rights_it_is_said(tmp_path, monkeypatch):
    tmp_path.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", lambda *_: None)
    assert "keeps no rights" in private_folder(tmp_path)


@pytest.mark.parametrize(("code", "private"), [(0, True), (5, False)])
def test_on_windows_icacls_is_asked_for_it(tmp_path, monkeypatch, code, private):
    icacls = tmp_path / "System32" / "icacls.exe"
    write_whole(icacls, f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/asked"\nexit {code}\n')
    icacls.chmod(0o700)
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    assert files._private_on_windows(Path("N:/Children in care")) is private
    assert (tmp_path / "asked").read_text().splitlines() == [
        "N:/Children in care", "/inheritance:r", "/grant:r",
        "*S-1-5-18:(OI)(CI)F", "*S-1-5-32-544:(OI)(CI)F", "*S-1-3-4:(OI)(CI)F",
    ]  # fmt: skip
