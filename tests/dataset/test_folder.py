"""The folder of a data set: loads are there whole or not at all, and what is damaged is said."""

import os
import stat
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from hand_made import COUNCIL, Given, data_set, load_return, write_return

from plumbline.dataset import folder as folders
from plumbline.dataset.dataset import Dataset
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.load import Asked, load
from plumbline.dataset.loads import MODEL, as_json, read_load
from plumbline.faults import BadInput

ONE = Given(2025, {"reviews": "CHILD DOB REVIEW REVIEW_CODE\n A 010110 010624 PN1"})
TWO = Given(2026, {"reviews": "CHILD DOB REVIEW REVIEW_CODE\n A 010110 010625 PN1"})


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in (folder / "dataset/loads").iterdir())


def test_a_load_is_a_folder_of_its_number(tmp_path):
    data_set(tmp_path, ONE, TWO)
    assert names(tmp_path) == ["000001", "000002"]
    assert sorted(one.name for one in (tmp_path / "dataset/loads/000002").iterdir()) == ["load.json", "reviews.parquet"]


def test_what_is_written_of_a_load_is_read_again(tmp_path):
    (kept,) = data_set(tmp_path, ONE).loads()
    assert read_load(as_json(kept), "load") == kept


def test_a_load_that_fails_leaves_nothing(tmp_path, monkeypatch):
    data_set(tmp_path, ONE)
    monkeypatch.setattr(folders, "_flush", lambda file: (_ for _ in ()).throw(OSError(28, "no room")))
    with pytest.raises(OSError, match="no room"):
        load_return(tmp_path, TWO)
    assert names(tmp_path) == ["000001"]


def test_a_number_that_another_load_took_is_left_to_it(tmp_path, monkeypatch):
    data_set(tmp_path, ONE)
    rename = folders.rename

    def beaten(path: Path, to: Path) -> None:
        """Another load takes the number in the last moment."""
        monkeypatch.setattr(folders, "rename", rename)
        to.mkdir()
        (to / "load.json").write_text((tmp_path / "dataset/loads/000001/load.json").read_text("utf-8"), "utf-8")
        rename(path, to)

    monkeypatch.setattr(folders, "rename", beaten)
    assert load_return(tmp_path, TWO).outcome.load.number == 3
    assert names(tmp_path) == ["000001", "000002", "000003"]


@pytest.mark.parametrize(("hours", "left"), [(1, True), (7, False)], ids=["begun an hour ago", "begun seven hours ago"])
def test_what_a_stopped_load_has_left_is_removed_once_no_load_could_still_write_it(tmp_path, hours, left):
    data_set(tmp_path, ONE)
    stopped = tmp_path / "dataset/loads/.new-0123"
    stopped.mkdir()
    then = time.time() - hours * 3600
    os.utime(stopped, (then, then))
    load_return(tmp_path, TWO)
    assert stopped.exists() is left


def test_a_load_that_was_not_finished_is_none(tmp_path):
    held = data_set(tmp_path, ONE)
    (tmp_path / "dataset/loads/.new-0123").mkdir()
    assert len(Dataset(tmp_path / "dataset").loads()) == 1 and held.damaged == ()


DAMAGE = {
    "it has no record": (None, "load 000002 has no load.json; it was left out."),
    "its record is cut short": ("{", "load 000002: load.json is damaged."),
    "its record lacks something": ('{"model": 1}', "load 000002: load.json is damaged."),
    "its record is of a newer Plumbline": (f'{{"model": {MODEL + 1}}}', "load 000002 was written by a newer Plumbline"),
}


@pytest.mark.parametrize(("record", "said"), DAMAGE.values(), ids=DAMAGE)
def test_a_load_that_is_damaged_is_left_out_and_told(tmp_path, record, said):
    data_set(tmp_path, ONE, TWO)
    file = tmp_path / "dataset/loads/000002/load.json"
    file.unlink() if record is None else file.write_text(record, "utf-8")
    held = Dataset(tmp_path / "dataset")
    assert [one.number for one in held.loads()] == [1]
    (told,) = held.damaged
    assert told.startswith(said)


def test_a_file_that_is_missing_is_named(tmp_path):
    held = data_set(tmp_path, ONE)
    (tmp_path / "dataset/loads/000001/reviews.parquet").unlink()
    with pytest.raises(BadInput, match=r"reviews\.parquet: this file of the data set is missing"):
        held.core("review")


NOT_THERE = {
    "no folder": (lambda path: None, "there is no such folder"),
    "a folder of something else": (lambda path: path.mkdir(), "this folder holds no data set"),
    "a file": (lambda path: path.write_text(""), "this"),
}


@pytest.mark.parametrize(("make", "said"), NOT_THERE.values(), ids=NOT_THERE)
def test_what_is_no_data_set_is_refused_in_words(tmp_path, make, said):
    make(tmp_path / "dataset")
    with pytest.raises(BadInput, match=said):
        Dataset(tmp_path / "dataset").loads()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in lists, which test_files.py looks at")
def test_only_its_owner_may_open_it(tmp_path):
    data_set(tmp_path, ONE)
    assert stat.S_IMODE((tmp_path / "dataset").stat().st_mode) == 0o700


def test_no_file_of_an_earlier_load_is_changed(tmp_path):
    data_set(tmp_path, ONE)
    before = {file: file.read_bytes() for file in (tmp_path / "dataset").rglob("*") if file.is_file()}
    load_return(tmp_path, TWO)
    assert {file: file.read_bytes() for file in before} == before


def test_a_council_is_that_of_the_loads_before(tmp_path):
    data_set(tmp_path, ONE)
    files = write_return(tmp_path / "more", TWO)
    (done,) = load(Folder(tmp_path / "dataset"), Asked([str(files)], year=2026), datetime(2026, 6, 1))
    assert done.offered.scope.council == COUNCIL
