"""Taking a council or some of its profiles out of a network: shown, asked, all or nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from one_profile import PROFILE

from filled_in import filled_in
from plumbline.cli.app import app
from plumbline.faults import BadInput
from plumbline.networks.folder import FolderStore
from plumbline.networks.members import Member
from plumbline.rules.compiled import codes_in_force

MANCHESTER, BOLTON = "E08000003", "E08000001"
DAY = date(2026, 5, 1)


@pytest.fixture
def shared(folder):
    store = FolderStore(folder, codes_in_force)
    for code in (MANCHESTER, BOLTON):
        store.put_member(Member(code, "mosaic"))
        for day in (1, 2):
            store.put_profile(replace(PROFILE, authority=code, as_at=date(2026, 5, day)))
    store.new_solution("501-x", lambda name: filled_in(name, "501", Member(MANCHESTER, "mosaic"), DAY))
    store.put_adoption("501-x", MANCHESTER, DAY)
    return folder


def remove(folder, *given):
    return CliRunner().invoke(app, ["network", "remove", str(folder), *given])


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_council_is_taken_out_once_it_is_shown_what_that_is(shared):
    before = files(shared)
    done = remove(shared, "manchester", "--yes")
    assert done.output == (
        "This will be taken out:\n"
        "  Manchester (E08000003): 2 profiles: 2026 raw, 01/05/2026; 2026 raw, 02/05/2026\n"
        "  its case system and its contact\n"
        "  since when it does what these solutions say: 501-x\n"
        "  What it wrote stays, for others may use it: solutions/501-x.md. Delete the files where it should go too.\n"
        "Taken out.\n"
    )
    assert files(shared) == {name for name in before if MANCHESTER not in name}


def test_some_profiles_are_taken_out(shared):
    before = files(shared)
    assert remove(shared, "Manchester", "--as-at", "02/05/2026", "--yes").exit_code == 0
    assert before - files(shared) == {f"profiles/{MANCHESTER}/2026-05-02-2026-raw.json"}


def test_a_damaged_profile_and_one_of_a_day_to_come_can_be_taken_out(shared):
    names = ("2026-05-01-2026-raw.json", "2062-05-01-2026-raw.json")
    for name in names:
        (shared / "profiles" / MANCHESTER / name).write_text("{}")
    for day in ("01/05/2026", "2062-05-01"):
        assert remove(shared, MANCHESTER, "--as-at", day, "--yes").exit_code == 0
    assert not files(shared) & {f"profiles/{MANCHESTER}/{name}" for name in names}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["manchester"], "Give --yes to take it out without being asked."),
        (["", "--yes"], "Say which council"),
        (["Leeds", "--yes"], "The network has nothing of Leeds (E08000035)."),
        (
            ["Bolton", "--stage", "submitted", "--yes"],
            "no such profile of Bolton (E08000001). It has: 2026 raw, 01/05/2026; 2026 raw, 02/05/2026.",
        ),
    ],
)
def test_what_is_refused_changes_nothing(shared, given, says):
    before = files(shared)
    refused = remove(shared, *given)
    assert isinstance(refused.exception, BadInput)
    assert says in str(refused.exception)
    assert files(shared) == before


def test_where_one_file_can_not_go_all_stay(shared, monkeypatch):
    before, rename = files(shared), Path.rename

    def held_open(path, target):
        if path.parent.name == "501-x":
            raise PermissionError(13, "in use", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", held_open)
    assert isinstance(remove(shared, "manchester", "--yes").exception, PermissionError)
    assert files(shared) == before
