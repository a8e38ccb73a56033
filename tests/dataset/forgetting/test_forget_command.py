"""What ``plumbline forget`` and ``plumbline thin`` ask and say, and that no number of a child is said where output is kept."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from small_data_sets import RETURN, content, every_cell, load

from plumbline.cli.app import app
from plumbline.faults import BadInput

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

ASKED = """\
These numbers are linked with it:
  BEN: its baby
  A0: the same child (Former number)
  A1: the same child
A mother and a baby are people of their own: forget them by their own numbers.
Forget the same child's other numbers as well? [Y/n]: {also}
Forget {children}? It can't be undone. [y/N]: {sure}
"""
FORGOTTEN = """\
1 child forgotten: 5 rows in 5 files of 3 loads; 1 line in 1 file of accepted findings.
A keyed hash is kept, so that a later load leaves the child out unless --accept-forgotten.
Not reached, so see to them yourself:
  backups of the data set and of the case system
  what was published under an agreement, and copies that others took
  reports, work lists, repaired files and sites already written
  core tables already exported, and notebooks that hold them
  the files that were loaded, and the case system itself
  the row of a mother in a return, which gives her baby's date of birth but not its number
"""


@pytest.fixture
def run(folder, monkeypatch):
    """Runs a command on the data set, in a folder of its own."""
    monkeypatch.chdir(folder.path.parent)

    def command(name, *given, answers=""):
        return CliRunner().invoke(app, [name, "--dataset", "data", *given], input=answers)

    return command


def accept(folder, *children):
    lines = "".join(f"501|episodes|{child}|01/05/2025|1,right\n" for child in children)
    path = folder.path.parent / "accepted.csv"
    path.write_text(f"key,reason\n{lines}", "utf-8")
    return path


def test_the_receipt_in_words(folder, run):
    accepted = accept(folder, "ANN", "CAT")
    done = run("forget", "--child", " cat ", "--yes")
    assert (done.exit_code, done.stdout) == (0, FORGOTTEN)
    assert accepted.read_text("utf-8").count("\n") == 2


@pytest.mark.parametrize(
    ("also", "gone"), [("y", {"ANN", "A0", "A1"}), ("n", {"ANN"})], ids=["all numbers of the child", "one number"]
)
def test_what_leads_on_is_shown_first(folder, run, also, gone):
    done = run("forget", "--child", "ANN", answers=f"{also}\ny\n")
    children = {3: "3 children", 1: "1 child"}[len(gone)]
    assert done.stderr == ASKED.format(also=also, children=children, sure="y")
    assert not every_cell(folder.path) & (gone - {"A0"})


def test_nothing_is_forgotten_without_a_yes(folder, run):
    before = content(folder)
    done = run("forget", "--child", "CAT", answers="n\nn\n")
    assert (done.exit_code, content(folder)) == (1, before)


def test_unasked_no_number_is_said(folder, run):
    done = run("forget", "--child", "ANN", "--yes")
    assert "its baby 1, the same child 2" in done.stderr
    assert not any(number in done.output for number in ("ANN", "BEN", "A0", "A1"))


def test_linked_numbers_go_unasked_where_that_is_asked(folder, run):
    run("forget", "--child", "ANN", "--linked", "--yes")
    assert not every_cell(folder.path) & {"ANN", "A1", "A0"}


def test_numbers_from_a_file(folder, run):
    (folder.path.parent / "numbers.txt").write_text("\ufeffann\n\n cat\n", "utf-8")
    done = run("forget", "--child-file", "numbers.txt", "--yes", "--json")
    assert json.loads(done.stdout)["children"] == 2
    assert not every_cell(folder.path) & {"ANN", "CAT"}


def test_the_file_that_plumbline_toml_names_is_cleared(folder, run):
    accepted = accept(folder, "CAT")
    accepted.rename(folder.path.parent / "right.csv")
    (folder.path.parent / "plumbline.toml").write_text(
        '[check]\naccepted = "right.csv"\n[forget]\nremember = false\n', "utf-8"
    )
    done = run("forget", "--child", "CAT", "--yes")
    assert "1 line in 1 file of accepted findings" in done.stdout
    assert "Nothing is remembered" in done.stdout


def test_children_of_long_ago(folder, run):
    assert run("forget", "--older-than", "30", "--yes").stdout == "There is no such child in the data set.\n"


REFUSED = {
    "no child at all": ((), "--child-file FILE, or run it in a terminal"),
    "both ways": (("--child", "CAT", "--child-file", "numbers.txt"), "not both"),
    "no such file": (("--child-file", "missing.txt"), "can't be read"),
    "no such file of accepted findings": (("--child", "CAT", "--accepted", "missing.csv", "--yes"), "no such file"),
    "another council": (("--child", "CAT", "--authority", "Bury"), "holds no load of that council"),
}


@pytest.mark.parametrize(("given", "said"), REFUSED.values(), ids=REFUSED)
def test_refused(run, given, said):
    done = run("forget", *given)
    assert isinstance(done.exception, BadInput)
    assert said in str(done.exception)


THIN = """\
These loads would go:
      1  as at 30/09/2025  the return of 2026
"""


def again_in_september(folder):
    load(folder, RETURN, date(2025, 9, 30), {"header": [("CHILD",), ("CAT",)]})


@pytest.mark.parametrize(("answer", "code", "kept"), [("y", 0, [2, 3, 4, 5]), ("n", 1, [1, 2, 3, 4, 5])])
def test_thin_shows_what_goes_and_asks(folder, run, answer, code, kept):
    again_in_september(folder)
    done = run("thin", answers=f"{answer}\n")
    assert done.stdout.startswith(THIN)
    assert done.stderr.startswith(f"Drop 1 load of 5? It can't be undone. [y/N]: {answer}\n")
    assert (done.exit_code, [one.number for one in folder.kept().loads]) == (code, kept)


def test_thin_unasked_as_machines_read_it(folder, run):
    again_in_september(folder)
    assert json.loads(run("thin", "--yes", "--json").stdout) == {"dropped": [1], "kept": [2, 3, 4, 5]}


def test_thin_with_nothing_to_drop(run):
    assert run("thin").stdout == "0 loads dropped, 4 kept.\n"
