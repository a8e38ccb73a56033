"""What every kind of store does: the folder and memory alike."""

from dataclasses import replace
from datetime import date

import pytest
from one_profile import PROFILE, codes

from filled_in import filled_in
from plumbline.networks.files import network_files
from plumbline.networks.folder import FolderStore, create
from plumbline.networks.members import Member
from plumbline.networks.memory import MemoryStore
from plumbline.networks.network import Network, key_of

AUTHOR = Member("E08000003", "mosaic", "team@council.example")
DAY = date(2026, 5, 1)


def in_a_folder(tmp_path):
    create(tmp_path / "network", "North")
    return FolderStore(tmp_path / "network", codes)


def in_memory(_):
    return MemoryStore(Network("North"))


@pytest.fixture(params=[in_a_folder, in_memory])
def store(request, tmp_path):
    return request.param(tmp_path)


def text(name):
    return filled_in(name, "501", AUTHOR, DAY)


def test_an_empty_one_has_a_title_and_nothing_else(store):
    assert store.read() == Network("North")
    assert store.keys() == []


def test_what_is_put_is_read_back(store):
    store.put_profile(PROFILE)
    store.put_member(AUTHOR)
    network = store.read()
    assert dict(network.profiles) == {key_of(PROFILE): PROFILE}
    assert dict(network.members) == {AUTHOR.authority: AUTHOR}
    assert store.keys() == [key_of(PROFILE)]


def test_only_the_profiles_wanted_are_read(store):
    for day in (1, 2):
        store.put_profile(replace(PROFILE, as_at=date(2026, 5, day)))
    assert [key.as_at.day for key in store.read(lambda key: key.as_at.day == 2).profiles] == [2]


def test_of_some_rules_the_counts_are_there(store):
    store.put_profile(PROFILE)
    [read] = store.read(rules=["101"]).profiles.values()
    assert (read.ran["101"], read.edition("101")) == (PROFILE.ran["101"], PROFILE.edition("101"))


def test_a_profile_takes_the_place_of_one_of_its_key(store):
    other = replace(PROFILE, case_system="eclipse")
    for one in (PROFILE, other):
        store.put_profile(one)
    assert dict(store.read().profiles) == {key_of(PROFILE): other}


def test_a_new_solution_takes_the_first_name_that_is_free(store):
    assert [store.new_solution("501-x", text) for _ in range(3)] == ["501-x", "501-x-2", "501-x-3"]
    assert {name: one.id for name, one in store.read().solutions.items()} == {
        name: name for name in ("501-x", "501-x-2", "501-x-3")
    }


def test_a_solution_knows_who_adopted_it(store):
    store.new_solution("501-x", text)
    store.put_adoption("501-x", "E08000001", DAY)
    assert dict(store.read().solutions["501-x"].adopted) == {"E08000001": DAY}


def test_all_of_a_network_is_in_its_files(store, tmp_path):
    store.put_profile(PROFILE)
    store.put_member(AUTHOR)
    store.new_solution("501-x", text)
    store.put_adoption("501-x", "E08000001", DAY)
    network = store.read()
    for name, content in network_files(network, codes):
        (tmp_path / "copy" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "copy" / name).write_text(content)
    assert FolderStore(tmp_path / "copy", codes).read() == network


SECOND = replace(PROFILE, as_at=date(2026, 5, 2))
BOLTON = replace(PROFILE, authority="E08000001")


@pytest.fixture
def full(store):
    """Two profiles of one council, which wrote a solution that both adopted, and one of another."""
    for profile in (PROFILE, SECOND, BOLTON):
        store.put_profile(profile)
        store.put_member(Member(profile.authority, "mosaic"))
    name = store.new_solution("501-x", text)
    for profile in (PROFILE, BOLTON):
        store.put_adoption(name, profile.authority, DAY)
    return store


def test_a_profile_is_taken_out_and_the_rest_stays(full):
    before = full.read()
    full.remove_profiles([key_of(SECOND)])
    left = {key: one for key, one in before.profiles.items() if key != key_of(SECOND)}
    assert full.read() == replace(before, profiles=left)


def test_a_council_is_taken_out_and_what_it_wrote_stays(full):
    full.remove_council(PROFILE.authority)
    left = full.read()
    assert set(left.profiles) == {key_of(BOLTON)}
    assert set(left.members) == {BOLTON.authority}
    assert {name: one.adopted for name, one in left.solutions.items()} == {"501-x": {BOLTON.authority: DAY}}
    assert not left.damaged
