"""A network's folder: what adding does and says, and what damage does not do."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from one_profile import codes

from plumbline.cli.app import app
from plumbline.faults import BadInput
from plumbline.networks.adding import add
from plumbline.networks.folder import create, profile_path, read_network
from plumbline.networks.network import Key, key_of
from plumbline.profiles.profile import Count, Disclosure

KEY = Key("E08000003", date(2026, 5, 1), 2026, "raw")
OTHER = {"authority": "E08000001"}


def test_a_profile_makes_its_council_a_member(folder, file_of):
    said = add(folder, file_of(), codes, contact="team@council.example")
    assert said.words == "Manchester, 2026 raw, as at 01/05/2026: added. A new member, North West."
    member = read_network(folder, codes).members["E08000003"]
    assert (member.case_system, member.council.region, member.contact) == (
        "mosaic",
        "North West",
        "team@council.example",
    )


def test_what_was_added_is_read_back(folder, file_of):
    add(folder, file_of(), codes)
    network = read_network(folder, codes)
    assert [*network.profiles] == [KEY]
    assert key_of(network.profiles[KEY]) == KEY


def test_the_same_profile_twice_changes_nothing(folder, file_of):
    add(folder, file_of(), codes)
    again = add(folder, file_of(), codes)
    assert (again.taken, again.words) == (False, "Manchester, 2026 raw, as at 01/05/2026: already there.")


def test_a_contact_may_be_changed_with_a_profile_that_is_there(folder, file_of):
    add(folder, file_of(), codes, contact="old@council.example")
    assert add(folder, file_of(), codes, contact="new@council.example").words.endswith("Its contact is changed.")
    assert read_network(folder, codes).members["E08000003"].contact == "new@council.example"


def test_another_profile_of_the_same_day_is_refused_unless_it_is_to_replace(folder, file_of):
    add(folder, file_of(), codes)
    file = file_of(children=Count(231, 235))
    with pytest.raises(BadInput, match="--replace"):
        add(folder, file, codes)
    assert "takes the place of the one" in add(folder, file, codes, replace=True).words
    assert read_network(folder, codes).profiles[KEY].children == Count(231, 235)


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ({}, {"as_at": date(2026, 4, 1)}, "It is older than the newest, of 01/05/2026"),
        ({}, {**OTHER, "edition": "2026.8"}, "edition 2026.8, the others' of 2026.7"),
        ({}, {"as_at": date(2026, 6, 1), "case_system": "eclipse"}, "Its case system is now eclipse."),
        (OTHER, {"disclosure": Disclosure("exact")}, "Its counts are exact"),
    ],
)
def test_what_is_out_of_the_ordinary_is_said(folder, file_of, first, second, says):
    add(folder, file_of(**first), codes)
    said = add(folder, file_of(**second), codes)
    assert said.taken
    assert says in said.words


def test_an_older_profile_does_not_change_the_case_system(folder, file_of):
    add(folder, file_of(), codes)
    add(folder, file_of(as_at=date(2026, 4, 1), case_system="eclipse"), codes)
    network = read_network(folder, codes)
    assert network.members["E08000003"].case_system == "mosaic"
    assert network.latest("E08000003", 2026, "raw").as_at == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("plumbline/profile/1", "plumbline/profile/2", "schema: this profile is of version 2"),
        ("E08000003", "E06999999", "there is no council"),
        ('"rules"', '"child": "A123", "rules"', "child: there is no such part"),
        ("}", "", "not a whole JSON document"),
    ],
)
def test_a_file_that_is_no_profile_is_refused_by_name(folder, file_of, old, new, says):
    file = file_of()
    file.write_text(file.read_text().replace(old, new, 1))
    with pytest.raises(BadInput, match=rf"profile\.json: .*{says}"):
        add(folder, file, codes)
    assert read_network(folder, codes).profiles == {}


def test_a_damaged_file_is_named_and_the_rest_is_read(folder, file_of):
    add(folder, file_of(), codes)
    add(folder, file_of(**OTHER), codes)
    profile_path(folder, KEY).write_text("{")
    network = read_network(folder, codes)
    assert [key.authority for key in network.profiles] == ["E08000001"]
    assert network.damaged == [
        "profiles/E08000003/2026-05-01-2026-raw.json: this is not a whole JSON document (JSONDecodeError)."
    ]
    assert "takes the place of a damaged file" in add(folder, file_of(), codes).words


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("2026-05-01-2026-raw (copy).json", "not put here by"),
        ("2026-13-01-2026-raw.json", "not put here by"),
        ("2026-05-02-2026-raw.json", "holds another profile than its name says"),
    ],
)
def test_a_file_that_was_only_copied_there_is_left_out(folder, file_of, name, says):
    add(folder, file_of(), codes)
    (profile_path(folder, KEY).parent / name).write_text(file_of().read_text())
    network = read_network(folder, codes)
    assert [*network.profiles] == [KEY]
    assert says in network.damaged[0]


def test_only_the_profiles_wanted_are_read(folder, file_of):
    for day in (1, 2):
        add(folder, file_of(as_at=date(2026, 5, day)), codes)
    assert [*read_network(folder, codes, lambda key: key.as_at.day == 2).profiles] == [
        KEY._replace(as_at=date(2026, 5, 2))
    ]


def test_a_network_is_not_made_over_other_files(folder, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("")
    for place, says in ((folder, "is a network already"), (tmp_path / "full", "not an empty folder")):
        with pytest.raises(BadInput, match=says):
            create(place, "")


def test_a_folder_that_is_no_network_is_refused(tmp_path):
    with pytest.raises(BadInput, match="network init"):
        read_network(tmp_path, codes)


def test_all_members_of_a_shared_folder_may_read_its_files(folder, file_of):
    add(folder, file_of(), codes)
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*.json")} == {0o644}


def run(*given):
    return CliRunner().invoke(app, ["network", *map(str, given)])


def test_one_bad_file_does_not_stop_the_others(tmp_path, monkeypatch, file_of):
    monkeypatch.setattr("plumbline.cli.networking.codes_in_force", codes)
    assert run("init", tmp_path / "n").exit_code == 0
    done = run("add", tmp_path / "n", tmp_path / "none.json", file_of())
    assert done.exit_code == 2
    assert "none.json: there is no such file" in done.output
    assert "Manchester, 2026 raw, as at 01/05/2026: added." in done.output


def test_the_list_shows_members_and_tells_of_damage(folder, file_of, monkeypatch):
    monkeypatch.setattr("plumbline.cli.networking.codes_in_force", codes)
    add(folder, file_of(), codes)
    assert "E08000003  Manchester" in run("list", folder).output
    listed = json.loads(run("list", folder, "--json").output)
    assert listed["members"][0]["profiles"] == [{"collection_year": 2026, "stage": "raw", "as_at": "2026-05-01"}]
    profile_path(folder, KEY).write_text("")
    assert run("list", folder).exit_code == 3
