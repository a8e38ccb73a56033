"""Stopped anywhere, a forget or a thin is done or undone by the next command, and loads wait or land as if there had been none."""

import errno
import io
import os
import shutil
from contextlib import contextmanager
from datetime import date

import pytest
from small_data_sets import NOW, RETURN, content, load

from little_room import little_room
from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting import journal
from plumbline.dataset.forgetting.forget import Asked, forget
from plumbline.dataset.forgetting.journal import no_rewriting, rewriting
from plumbline.dataset.forgetting.lock import Busy
from plumbline.dataset.forgetting.thin import thin
from plumbline.faults import BadInput

#: What Python has of writing, as the code under test uses it.
_WRITING = ("rename", "replace", "mkdir", "unlink", "remove", "rmdir", "fsync")


class Killed(BaseException):
    """The process is dead: nothing that it still tries to write happens."""


@contextmanager
def killed_at(step, monkeypatch):
    """The process dies at this write, counted from 0; gives the count of those that were made."""
    made = [0]

    def counted(call, *, writes):
        def step_or_end(*given, **named):
            if writes(*given, **named):
                if made[0] >= step:
                    raise Killed
                made[0] += 1
            return call(*given, **named)

        return step_or_end

    with monkeypatch.context() as patch:
        for name in _WRITING:
            patch.setattr(os, name, counted(getattr(os, name), writes=lambda *_given, **_named: True))
        patch.setattr(
            io, "open", counted(io.open, writes=lambda _file, mode="r", *_given, **_named: mode in ("w", "wb"))
        )
        yield made


def forget_ann(folder):
    forget(folder, Asked(frozenset(["ANN"]), RETURN.council, accepted=(folder.path.parent / "accepted.csv",)), NOW)


def thin_all(folder):
    thin(folder, date(2030, 1, 1))


@pytest.fixture
def with_accepted(tmp_path):
    """Two loads of one day, a file that both refer to, and a line that accepts a finding of Ann's."""
    folder = Folder(tmp_path / "data")
    for episodes in ([("CAT",)], [("CAT",), ("ANN",)]):
        load(
            folder,
            RETURN,
            date(2026, 3, 31),
            {"header": [("CHILD",), ("ANN",), ("CAT",)], "episodes": [("CHILD",), *episodes]},
        )
    (folder.path.parent / "accepted.csv").write_text(
        "key,reason\nSW10a|header|ANN|1,right\nSW10a|header|CAT|1,right\n", "utf-8"
    )
    return folder


@pytest.mark.slow  # the change is made once for each of its writes
@pytest.mark.parametrize("change", [forget_ann, thin_all])
def test_stopped_at_any_write_it_is_done_or_undone(with_accepted, tmp_path, monkeypatch, change):
    done = Folder(tmp_path / "done" / "data")
    shutil.copytree(with_accepted.path.parent, done.path.parent, ignore=shutil.ignore_patterns("done"))
    before = content(with_accepted).rows
    change(done)
    after = content(done).rows
    seen, step = [], 0
    while True:
        once = Folder(tmp_path / str(step) / "data")
        shutil.copytree(with_accepted.path, once.path)
        shutil.copy(with_accepted.path.parent / "accepted.csv", once.path.parent)
        try:
            with killed_at(step, monkeypatch):
                change(once)
        except Killed:
            rows = content(once).rows
            assert rows in (before, after)
            assert list(once.path.glob(".rewriting*")) == []
            assert "ANN" in (once.path.parent / "accepted.csv").read_text("utf-8") or change is forget_ann
            seen.append(rows == after)
            shutil.rmtree(once.path.parent)
            step += 1
        else:
            break
    assert seen == sorted(seen)
    assert {True, False} == set(seen)


def test_whoever_may_not_write_is_told_that_it_is_unfinished(folder, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(journal, "_finish", lambda _data_set: None)
        forget_ann_alone(folder)

    def refused(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(journal, "_finish", refused)
    with pytest.raises(BadInput, match="can't be finished: Permission denied"):
        folder.kept()


def forget_ann_alone(folder):
    forget(folder, Asked(frozenset(["ANN"]), RETURN.council), NOW)


def test_a_list_that_is_damaged_is_not_followed(folder, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(journal, "_finish", lambda _data_set: None)
        forget_ann_alone(folder)
    (folder.path / ".rewriting" / "journal.json").write_text('{"moves": 1', "utf-8")
    with pytest.raises(BadInput, match="backup"):
        folder.kept()


def test_a_file_that_a_stopped_process_locked_is_free(folder):
    (folder.path / ".lock").write_text("", "utf-8")
    forget_ann_alone(folder)
    assert not any("ANN" in row for rows in content(folder).rows.values() for row in rows)


def test_no_load_lands_while_a_forget_is_at_work(folder, monkeypatch):
    monkeypatch.setattr(journal, "_WHILE_WRITING", 0)
    with rewriting(folder.path), pytest.raises(Busy), no_rewriting(folder.path):
        pass


def test_no_forget_begins_while_a_load_lands(folder, monkeypatch):
    monkeypatch.setattr(journal, "_WHILE_WRITING", 0)
    with no_rewriting(folder.path), pytest.raises(Busy):
        forget_ann_alone(folder)


def test_two_loads_land_beside_each_other(folder):
    with no_rewriting(folder.path), no_rewriting(folder.path):
        assert load(folder, RETURN, date(2026, 7, 1), {"header": [("CHILD",), ("EVE",)]}).number == 5


def test_where_the_disk_knows_no_locks_loads_land_and_forgetting_is_refused(folder, monkeypatch):
    monkeypatch.setattr("plumbline.dataset.forgetting.lock._take", lambda _handle, **_named: None)
    with no_rewriting(folder.path):
        load(folder, RETURN, date(2026, 7, 1), {"header": [("CHILD",), ("EVE",)]})
    with pytest.raises(BadInput, match="knows no locks"):
        forget_ann_alone(folder)


def test_without_room_nothing_changes_and_the_file_is_named(folder):
    before = content(folder)
    with pytest.raises(OSError) as problem, little_room():
        forget_ann_alone(folder)
    assert (problem.value.errno, problem.value.filename.endswith("/0")) == (errno.EFBIG, True)
    assert (content(folder), list(folder.path.glob(".rewriting*"))) == (before, [])
