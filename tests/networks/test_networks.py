"""A network's folder: what adding does and says, and what damage does not do."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from one_profile import BEFORE, EDITIONS, PROFILE, UNRELEASED, codes

from plumbline.cli.app import app
from plumbline.faults import BadInput
from plumbline.networks.adding import add
from plumbline.networks.files import profile_file
from plumbline.networks.folder import FolderStore, create
from plumbline.networks.network import Key
from plumbline.profiles.profile import Count, Disclosure

KEY = Key("E08000003", date(2026, 5, 1), 2026, "raw")
OTHER = {"authority": "E08000001"}


def profile(**changes):
    return replace(PROFILE, **changes)


def test_a_profile_makes_its_council_a_member(store):
    said = add(store, PROFILE, contact="team@council.example")
    assert said.words == "Manchester, 2026 raw, as at 01/05/2026: added. A new member, North West."
    member = store.read().members["E08000003"]
    assert (member.case_system, member.council.region, member.contact) == (
        "mosaic",
        "North West",
        "team@council.example",
    )


def test_a_profile_of_a_day_to_come_is_refused(store):
    with pytest.raises(BadInput, match="01/05/2062 is yet to come"):
        add(store, profile(as_at=date(2062, 5, 1)))
    assert store.keys() == []


@pytest.mark.parametrize(
    ("first", "second", "known", "says"),
    [
        ("mosaic", "unknown", "mosaic", "It doesn't name a case system, so that stays mosaic."),
        ("unknown", "mosaic", "mosaic", "Its case system is now mosaic."),
        ("mosaic", "eclipse", "eclipse", "Its case system is now eclipse."),
        ("mosaic", "other", "other", "Its case system is now other."),
    ],
)
def test_what_names_no_case_system_overwrites_none(store, first, second, known, says):
    add(store, profile(case_system=first))
    assert says in add(store, profile(case_system=second, as_at=date(2026, 6, 1))).words
    assert store.read().members["E08000003"].case_system == known


def test_an_older_profile_tells_the_case_system_where_none_is_known(store):
    add(store, profile(case_system="unknown"))
    add(store, profile(as_at=date(2026, 4, 1)))
    assert store.read().members["E08000003"].case_system == "mosaic"


def test_the_same_profile_twice_changes_nothing(store):
    add(store, PROFILE)
    again = add(store, PROFILE)
    assert (again.taken, again.words) == (False, "Manchester, 2026 raw, as at 01/05/2026: already there.")


def test_a_contact_may_be_changed_with_a_profile_that_is_there(store):
    add(store, PROFILE, contact="old@council.example")
    assert add(store, PROFILE, contact="new@council.example").words.endswith("Its contact is changed.")
    assert store.read().members["E08000003"].contact == "new@council.example"


def test_another_profile_of_the_same_day_is_refused_unless_it_is_to_replace(store):
    add(store, PROFILE)
    other = profile(children=Count(231, 235))
    with pytest.raises(BadInput, match="--replace"):
        add(store, other)
    assert "takes the place of the one" in add(store, other, replace=True).words
    assert store.read().profiles[KEY].children == Count(231, 235)


def test_a_correction_takes_out_the_one_from_the_wrong_file(store):
    add(store, PROFILE)
    said = add(store, profile(as_at=date(2026, 5, 8)), replace=True)
    assert said.words.endswith("added. The one of 01/05/2026, which it corrects, was taken out.")
    assert [key.as_at for key in store.read().profiles] == [date(2026, 5, 8)]


def test_a_correction_may_be_said_to_be_one_afterwards(store):
    soon = profile(as_at=date(2026, 5, 8))
    add(store, PROFILE)
    assert "only 7 days from the one of 01/05/2026: share one a month at most" in add(store, soon).words
    add(store, soon, replace=True)
    assert [key.as_at for key in store.read().profiles] == [date(2026, 5, 8)]


@pytest.mark.parametrize(
    "other",
    [
        {"as_at": date(2026, 6, 1)},
        {"as_at": date(2026, 5, 8), "stage": "cleaning"},
        {"as_at": date(2026, 5, 8), **OTHER},
    ],
    ids=["a month later", "at another stage", "of another council"],
)
def test_a_correction_takes_out_nothing_else(store, other):
    add(store, PROFILE)
    assert "days from" not in add(store, profile(**other)).words
    add(store, profile(**other), replace=True)
    assert len(store.read().profiles) == 2


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ({}, {"as_at": date(2026, 4, 1)}, "It is older than the newest, of 01/05/2026"),
        (
            {},
            {**OTHER, "editions": {**EDITIONS, "101": BEFORE}},
            "1 of its rules is of another edition than the others': of it, counts can't be compared with theirs",
        ),
        (
            OTHER,
            {"editions": {"501": EDITIONS["501"]}, "ran": {}, "skipped": {"101": "another_edition", "501": "failed"}},
            "1 of its rules is of an edition that this Plumbline does not know: the counts were left out.",
        ),
        ({}, {"as_at": date(2026, 6, 1), "case_system": "eclipse"}, "Its case system is now eclipse."),
        (OTHER, {"disclosure": Disclosure("exact")}, "Its counts are exact"),
    ],
)
def test_what_is_out_of_the_ordinary_is_said(store, first, second, says):
    add(store, profile(**first))
    said = add(store, profile(**second))
    assert said.taken
    assert says in said.words


def test_of_rules_that_are_alike_nothing_is_said(store):
    add(store, PROFILE)
    assert "edition" not in add(store, profile(**OTHER)).words


def test_an_older_profile_does_not_change_the_case_system(store):
    add(store, PROFILE)
    add(store, profile(as_at=date(2026, 4, 1), case_system="eclipse"))
    network = store.read()
    assert network.members["E08000003"].case_system == "mosaic"
    assert network.latest("E08000003", 2026, "raw").as_at == date(2026, 5, 1)


def test_a_profile_of_no_council_is_refused(store):
    with pytest.raises(BadInput, match="there is no council E06999999"):
        add(store, profile(authority="E06999999"))
    assert store.keys() == []


def test_a_profile_of_the_first_version_is_kept_as_one(store):
    of_version_1 = profile(editions={}, rulebook="2026.417", disclosure=Disclosure("rounded", round_to=5))
    add(store, of_version_1)
    assert store.read().profiles == {KEY: of_version_1}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("plumbline/profile/3", "plumbline/profile/4", "schema: this profile is of version 4"),
        ('"rules"', '"child": "A123", "rules"', "child: there is no such part"),
        ("}", "", "not a whole JSON document"),
    ],
)
def test_a_file_that_is_no_profile_is_refused_by_name(folder, store, file_of, monkeypatch, old, new, says):
    monkeypatch.setattr("plumbline.cli.networking.codes_in_force", codes)
    file = file_of()
    file.write_text(file.read_text().replace(old, new, 1))
    done = run("add", folder, file)
    assert done.exit_code == 2
    assert re.search(rf"profile\.json: .*{says}", done.stderr)
    assert store.read().profiles == {}


def test_an_edition_that_no_release_had_never_enters_a_network(folder, file_of, monkeypatch):
    monkeypatch.setattr("plumbline.cli.networking.codes_in_force", codes)
    file = file_of()
    file.write_text(file.read_text().replace(EDITIONS["101"], UNRELEASED))
    assert "of an edition that this Plumbline does not know" in run("add", folder, file).output
    assert not [path for path in folder.rglob("*.json") if UNRELEASED in path.read_text()]


def test_a_damaged_file_is_named_and_the_rest_is_read(folder, store):
    add(store, PROFILE)
    add(store, profile(**OTHER))
    (folder / profile_file(KEY)).write_text("{")
    network = store.read()
    assert [key.authority for key in network.profiles] == ["E08000001"]
    assert network.damaged == (
        "profiles/E08000003/2026-05-01-2026-raw.json: this is not a whole JSON document (JSONDecodeError).",
    )
    assert "takes the place of a damaged file" in add(store, PROFILE).words


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("2026-05-01-2026-raw (copy).json", "not put here by"),
        ("2026-13-01-2026-raw.json", "not put here by"),
        ("2026-05-02-2026-raw.json", "holds another profile than its name says"),
    ],
)
def test_a_file_that_was_only_copied_there_is_left_out(folder, store, file_of, name, says):
    add(store, PROFILE)
    ((folder / profile_file(KEY)).parent / name).write_text(file_of().read_text())
    network = store.read()
    assert [*network.profiles] == [KEY]
    assert says in network.damaged[0]


def test_a_network_is_not_made_over_other_files(folder, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("")
    for place, says in ((folder, "is a network already"), (tmp_path / "full", "not an empty folder")):
        with pytest.raises(BadInput, match=says):
            create(place, "")


def test_a_folder_that_is_no_network_is_refused(tmp_path):
    with pytest.raises(BadInput, match="network init"):
        FolderStore(tmp_path, codes).read()


def test_all_members_of_a_shared_folder_may_read_its_files(folder, store):
    add(store, PROFILE)
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


def test_the_list_shows_members_and_tells_of_damage(folder, store, monkeypatch):
    monkeypatch.setattr("plumbline.cli.networking.codes_in_force", codes)
    add(store, PROFILE)
    said = run("list", folder).output
    assert "E08000003  Manchester" in said
    assert "In it, counts are in bands: 0, 1 to 5" in said
    listed = json.loads(run("list", folder, "--json").output)
    assert listed["members"][0]["profiles"] == [{"collection_year": 2026, "stage": "raw", "as_at": "2026-05-01"}]
    (folder / profile_file(KEY)).write_text("")
    assert run("list", folder).exit_code == 3
