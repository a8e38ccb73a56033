"""Files are written whole or not at all, and the cache folder doesn't grow without end."""

import os

import pytest

from plumbline.files import cache_folder, keep_in_cache, write_whole


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "folder" / "file.txt"
    write_whole(path, "old")
    monkeypatch.setattr(os, "fsync", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_whole(path, "new")
    assert [one.name for one in path.parent.iterdir()] == ["file.txt"]
    assert path.read_text() == "old"


def test_of_a_family_the_newest_stay():
    for number in range(6):
        path = keep_in_cache(f"rules-{number}.json", "{}", "rules-*.json")
        os.utime(path, (number, number))
    write_whole(cache_folder() / "other.json", "{}")
    names = sorted(path.name for path in cache_folder().iterdir())
    assert names == ["other.json", "rules-2.json", "rules-3.json", "rules-4.json", "rules-5.json"]
