"""What is kept between commands: it doesn't grow without end, and a locked-down profile stops nothing."""

import os

import pytest

from plumbline.cache import forget_temporary, keep_file, kept_file, usual_folder

FAMILY = "rules-*.json"


@pytest.fixture(autouse=True)
def cache_home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    yield tmp_path
    forget_temporary()


def in_the_way(home, _):
    (home / "plumbline").write_text("a file stands where the folder would be")


def no_home(_, patch):
    def nowhere():
        raise RuntimeError("Could not determine home directory.")

    patch.delenv("XDG_CACHE_HOME")
    patch.setattr("pathlib.Path.home", nowhere)


@pytest.fixture(params=[in_the_way, no_home])
def locked_down(request, cache_home, monkeypatch):
    """A user whose cache folder can't be written, in ways that stop an administrator too."""
    request.param(cache_home, monkeypatch)


def test_what_is_kept_is_found():
    assert kept_file("rules-1.json") is None
    assert keep_file("rules-1.json", "{}", FAMILY) == kept_file("rules-1.json")


def test_of_a_family_the_newest_stay():
    keep_file("other.json", "{}", "other*.json")
    for number in range(6):
        os.utime(keep_file(f"rules-{number}.json", "{}", FAMILY), (number, number))
    names = sorted(path.name for path in usual_folder().iterdir())
    assert names == ["other.json", "rules-2.json", "rules-3.json", "rules-4.json", "rules-5.json"]


def test_where_the_folder_can_t_be_written_a_temporary_one_serves(locked_down):
    assert keep_file("rules-1.json", "{}", FAMILY).read_text() == "{}"
    assert kept_file("rules-1.json").read_text() == "{}"


def test_that_is_said_once(locked_down, caplog):
    for number in range(3):
        keep_file(f"rules-{number}.json", "{}", FAMILY)
    [said] = caplog.messages
    assert "what is usually kept there is made anew each time" in said


def test_the_temporary_folder_goes_with_the_command(locked_down):
    path = keep_file("rules-1.json", "{}", FAMILY)
    forget_temporary()
    assert not path.parent.exists()
