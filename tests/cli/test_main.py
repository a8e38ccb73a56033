"""What ends a command: a message and an exit code, never a traceback and never a child's value."""

import os
import subprocess
import sys

import pytest

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/01/2010,WBRI,,,\n"


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "plumbline", *map(str, arguments)],
        capture_output=True, text=True, check=False, env=os.environ | environment,
    )  # fmt: skip


@pytest.fixture
def header(tmp_path):
    path = tmp_path / "header.csv"
    path.write_text(HEADER)
    return path


def test_a_check_that_ran_ends_with_0(header):
    assert run("check", header, "--quiet").returncode == 0


def test_findings_end_with_1_where_asked(header):
    assert run("check", header, "--quiet", "--year", "2026", "--fail-on-errors").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "nowhere"), "nowhere: there is no such file"),
        (("check", "{header}", "--authority", "Atlantis"), "There is no council 'Atlantis'"),
        (("check", "{header}", "--rules", "0"), "There is no rule 0"),
        (("sample", "--authority", "Atlantis", "--out", "made-up"), "There is no council 'Atlantis'"),
        (("check", "{header}", "--out", "{header}"), "Check the path"),
        (("check", "{header}", "--accepted", "nowhere.csv"), "nowhere.csv"),
        (("rules", "show", "0"), "There is no rule 0"),
        (("conform", "nowhere.json"), "no such file or folder of cases"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_ends_with_2_and_says_why(header, arguments, says):
    done = run(*(part.format(header=header) for part in arguments))
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_ours_shows_its_place_and_no_value(header, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import plumbline.reading.find as find\n"
        "def broken(*given, **named): raise KeyError('child 4711')\n"
        "find.read_return = broken\n"
    )
    done = run("check", header, PYTHONPATH=f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    assert done.returncode == 3
    assert "KeyError in" in done.stderr
    assert "4711" not in done.stderr
    assert "Traceback" not in done.stderr
