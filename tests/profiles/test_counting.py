"""From a check to a profile, and the command that writes it."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.cli.app import app
from plumbline.faults import BadInput
from plumbline.networks.adding import add
from plumbline.networks.folder import FolderStore, create
from plumbline.profiles.counting import counted
from plumbline.profiles.document import profile_from_json, profile_to_json
from plumbline.profiles.preview import preview
from plumbline.profiles.profile import Count, RuleCounts
from plumbline.reading.find import read_return
from plumbline.rules.compiled import codes_in_force, rulebook_of

EPISODES = """CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
SECRET1,01/06/2025,Q,C1,N1,K2,PR4,01/07/2025,X1,CARPL,,,
SECRET1,01/07/2025,Q,C1,N1,K2,PR4,,,,,,
SECRET2,01/06/2025,S,C1,N1,U4,PR4,,,,,,
SECRET3,01/06/2025,S,C1,N1,U4,PR4,,,,,,
"""
OURS = """[[rule]]
code = "999"
table = "episodes"
title = "All"
fix = "None."
fields = ["URN"]
condition = "URN IS NULL"
"""
TAKEN = {
    "stage": "raw",
    "as_at": date(2026, 5, 1),
    "case_system": "mosaic",
    "version": "0.1.0.dev3",
}


@pytest.fixture
def episodes(tmp_path):
    path = tmp_path / "episodes.csv"
    path.write_text(EPISODES)
    return path


def profile_of(path, year=2026, authority="E08000003", local=()):
    return counted(check(read_return([path]), here(local), year=year, authority=authority), **TAKEN)


def test_rows_and_children_checked_and_flagged_are_counted(episodes):
    profile = profile_of(episodes)
    assert profile.ran["143"] == RuleCounts(*(Count(number, number) for number in (4, 2, 3, 1)))
    assert profile.children == Count(3, 3)
    assert profile.tables == {"episodes": Count(4, 4)}
    assert profile.version == "0.1.0"


def test_a_rule_that_did_not_run_is_there_with_its_reason(episodes):
    profile = profile_of(episodes)
    assert profile.skipped["101"] == "needs_table"
    assert set(profile.ran) | set(profile.skipped) == codes_in_force(2026)


def test_a_councils_own_rules_never_enter(episodes, tmp_path):
    ours = tmp_path / "ours.toml"
    ours.write_text(OURS)
    profile = profile_of(episodes, local=[ours])
    assert "999" not in {*profile.ran, *profile.skipped}


def test_no_child_is_in_the_document(episodes):
    assert "SECRET" not in profile_to_json(profile_of(episodes), codes_in_force)


@pytest.mark.parametrize(("given", "says"), [({"authority": ""}, "needs the council"), ({"year": 2019}, "no rulebook")])
def test_what_can_not_be_compared_is_refused(episodes, given, says):
    with pytest.raises(BadInput, match=says):
        profile_of(episodes, **given)


def test_the_preview_says_who_what_and_that_small_numbers_show(episodes):
    words = preview(profile_of(episodes))
    for part in (
        "Manchester (E08000003)",
        "collection year 2026",
        "01/05/2026",
        "EXACT",
        "this year's file was not given",
    ):
        assert part in words


def run(*more, folder):
    out = folder / "out.json"
    given = ["profile", str(folder / "episodes.csv"), "--authority", "Manchester", "--year", "2026", "--stage", "raw",
             "--as-at", "2026-05-01", "--case-system", "mosaic", "--out", str(out), *more]  # fmt: skip
    done = CliRunner().invoke(app, given)
    assert done.exit_code == 0, done.output
    return out, done.output


def test_the_command_shows_what_will_leave_and_puts_counts_in_bands(episodes, tmp_path):
    out, said = run("--yes", folder=tmp_path)
    assert said.startswith("This will leave the council:")
    profile = profile_from_json(out.read_bytes(), codes_in_force)
    assert profile.disclosure.method == "banded"
    assert profile.ran["143"].children == Count(1, 5)
    assert all(count.hi == 0 or count.hi - count.lo >= 4 for counts in profile.ran.values() for count in counts)


def test_exact_counts_are_written_when_asked_for(episodes, tmp_path):
    out, _ = run("--exact", "--yes", folder=tmp_path)
    assert json.loads(out.read_text())["rules"]["143"] == {
        "edition": rulebook_of(2026).in_force["143"].edition, "checked": 4, "flagged": 2, "children_checked": 3, "children": 1
    }  # fmt: skip


@pytest.mark.parametrize(("answer", "code", "written"), [("y\n", 0, True), ("n\n", 1, False)])
def test_on_a_terminal_it_asks_first(episodes, tmp_path, monkeypatch, answer, code, written):
    monkeypatch.setattr("plumbline.cli.profiling.asks", lambda: True)
    given = ["profile", str(episodes), "--authority", "Manchester", "--year", "2026", "--stage", "raw", "--as-at",
             "2026-05-01", "--out", str(tmp_path / "out.json")]  # fmt: skip
    done = CliRunner().invoke(app, given, input=answer)
    assert (done.exit_code, (tmp_path / "out.json").exists()) == (code, written)


BETTER = EPISODES.replace(",Q,", ",S,")


def last_of(folder, episodes, kind):
    """The profile of a return in which RNE was right, as a file or in a network that has it."""
    worse = episodes.read_text()
    episodes.write_text(BETTER)
    file, _ = run("--as-at", "2026-04-01", "--yes", folder=folder)
    file = file.rename(folder / "last.json")
    episodes.write_text(worse)
    if kind == "file":
        return file
    store = FolderStore(folder / "network", codes_in_force)
    create(folder / "network", "North West")
    add(store, profile_from_json(file.read_bytes(), codes_in_force))
    return folder / "network"


@pytest.mark.parametrize("kind", ["file", "network"])
def test_what_crossed_zero_since_the_last_profile_is_said_before_it_is_written(episodes, tmp_path, kind):
    last = last_of(tmp_path, episodes, kind)
    _, said = run("--since", str(last), "--yes", folder=tmp_path)
    assert "Since the profile of 01/04/2026 counts have gone from 0 to some" in said
    assert "  children in error, where there were none, of rules: 143" in said


def test_where_something_crossed_zero_the_person_is_offered_to_wait(episodes, tmp_path, monkeypatch):
    last = last_of(tmp_path, episodes, "file")
    monkeypatch.setattr("plumbline.cli.profiling.asks", lambda: True)
    done = CliRunner().invoke(
        app,
        ["profile", str(episodes), "--authority", "Manchester", "--year", "2026", "--stage", "raw", "--as-at",
         "2026-05-01", "--out", str(tmp_path / "new.json"), "--since", str(last)],
        input="n\n",
    )  # fmt: skip
    assert "new.json? No means to wait. [y/N]" in done.output
    assert not (tmp_path / "new.json").exists()


def test_a_last_profile_of_another_council_is_refused(episodes, tmp_path):
    last = last_of(tmp_path, episodes, "file")
    last.write_text(last.read_text().replace("E08000003", "E08000035"))
    given = ["profile", str(episodes), "--authority", "Manchester", "--year", "2026", "--stage", "raw", "--as-at",
             "2026-05-01", "--out", str(tmp_path / "new.json"), "--since", str(last)]  # fmt: skip
    assert "must be of the same council" in str(CliRunner().invoke(app, given).exception)


def test_a_network_without_a_last_profile_is_no_hindrance(episodes, tmp_path):
    create(tmp_path / "network", "North West")
    _, said = run("--since", str(tmp_path / "network"), "--yes", folder=tmp_path)
    assert "for there is none to look at" in said


@pytest.mark.parametrize("year", [2023, 2025, 2026, 2027])
def test_the_sample_return_makes_a_profile(shared, year):
    folder = shared / "samples" / "made_up_903"
    files = [folder / f"{name}.csv" for name in ("header", "episodes", "reviews", "oc2", "oc3", "missing", "uasc")]
    result = check(read_return(files, files), here(), year=year, authority="E08000003")
    profile = counted(result, **TAKEN)
    assert profile_from_json(profile_to_json(profile, codes_in_force), codes_in_force) == profile
    assert profile.ran
    assert all(counts.children.lo <= counts.flagged.lo for counts in profile.ran.values())
