"""What the command line and the page do with a fault: it is said before any count, and nothing faulty leaves."""

import json
import re

import pytest
from click.testing import CliRunner
from spoiling import dates_as

from plumbline.cli.app import app
from plumbline.faults import BadInput

ISO = dates_as(lambda y, m, d: f"{y}-{m:02d}-{d:02d}")
COUNCIL = ("--authority", "E08000003")


def run(*arguments):
    return CliRunner().invoke(app, [str(part) for part in arguments])


def profile(folder, council, out, *options):
    taken = ("--stage", "raw", "--as-at", "01/05/2026", "--out", out, "--yes")
    return run("profile", folder, "--last-year", council / "last_year", *COUNCIL, *taken, *options)


def test_the_fault_stands_before_the_counts(council, spoiled):
    done = run("check", spoiled(ISO), "--last-year", council / "last_year", *COUNCIL)
    fault, counts = done.output.index("are in another form"), re.search(r"[\d,]+ findings in \d", done.output)
    assert counts and fault < counts.start()
    assert "plumbline repair" in done.output[: counts.start()]
    assert re.search(r"It explains [\d,]+ of [\d,]+ findings", done.output)


def test_what_reading_noted_stands_before_the_counts(council, spoiled):
    folder = spoiled(lambda table, rows: rows)
    (folder / "notes.txt").write_text("Ran on 3 May")
    done = run("check", folder, "--last-year", council / "last_year", *COUNCIL)
    assert done.output.index("notes.txt") < done.output.index(" findings in ")


def test_json_has_the_diagnosis(council, spoiled):
    done = run("check", spoiled(ISO), "--last-year", council / "last_year", *COUNCIL, "--json")
    (told,) = json.loads(done.output)["diagnosis"]
    assert (told["kind"], told["fault"], told["command"]) == ("dates_in_another_form", True, "plumbline repair")
    assert set(told) == {
        "kind",
        "words",
        "advice",
        "remedy",
        "table",
        "column",
        "values",
        "findings",
        "command",
        "fault",
    }


def test_no_profile_is_made_of_a_return_with_a_fault_unless_asked(council, spoiled, tmp_path):
    folder, out = spoiled(ISO), tmp_path / "profile.json"
    refused = profile(folder, council, out)
    assert isinstance(refused.exception, BadInput) and not out.exists()
    assert "are in another form" in str(refused.exception) and "--despite-faults" in str(refused.exception)
    assert profile(folder, council, out, "--despite-faults").exit_code == 0 and out.exists()


def test_a_note_is_no_fault(council, spoiled, tmp_path):
    folder = spoiled(lambda table, rows: [{k: v or "NULL" for k, v in row.items()} for row in rows])
    assert profile(folder, council, tmp_path / "profile.json").exit_code == 0


@pytest.mark.parametrize("name", ["last-year", "last_year"])
def test_options_in_the_councils_file_are_written_either_way(council, tmp_path, monkeypatch, name):
    """The guide's own example has last_year."""
    (tmp_path / "plumbline.toml").write_text(f'[check]\n{name} = ["{council / "last_year"}"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    done = run("check", council / "this_year")
    assert done.exit_code == 0 and "the year after last year's return" in done.output


def test_nothing_is_repaired_under_a_guessed_year(council, tmp_path):
    done = run("repair", council / "this_year" / "header.csv", "--out", tmp_path / "out")
    assert isinstance(done.exception, BadInput) and "guessed" in str(done.exception)


def test_a_folder_of_a_check_and_a_repair_can_be_checked_again(council, spoiled):
    folder = spoiled(ISO)
    options = ("--last-year", council / "last_year", *COUNCIL)
    run("check", folder, *options, "--out", folder / "report", "--quiet")
    assert run("check", folder, *options).exit_code == 0
    run("repair", folder, *options, "--out", folder.parent / "fixed", "--quiet")
    again = run("check", folder.parent / "fixed", *options, "--json")
    assert json.loads(again.output)["diagnosis"] == []


def test_where_no_row_could_be_looked_at_it_says_so(tmp_path):
    (tmp_path / "header.csv").write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n", "utf-8")
    done = run("check", tmp_path, "--year", "2026")
    assert "Nothing was checked" in done.output and "findings in" not in done.output
