"""What ends a command: a message and an exit code, never a traceback and never a child's value."""

import os
import resource
import signal
import subprocess
import sys

import pytest

from plumbline.engine.native import DuckDB

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/01/2010,WBRI,,,\n"


def run(*arguments, before=None, **environment):
    return subprocess.run(
        [sys.executable, "-m", "plumbline", *map(str, arguments)],
        capture_output=True, text=True, check=False, env=os.environ | environment, preexec_fn=before,
    )  # fmt: skip


def instead_of_reading(tmp_path, body):
    """The environment of a command in which reading a return does something else."""
    (tmp_path / "sitecustomize.py").write_text(
        f"import plumbline.reading.find as find\ndef other(*given, **named):\n    {body}\nfind.read_return = other\n"
    )
    return {"PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}


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
        (("check", "{header}", "--out", "{header}"), "header.csv: this is a file. Give a folder"),
        (("check", "{header}", "--accepted", "nowhere.csv"), "nowhere.csv"),
        (("rules", "show", "0"), "There is no rule 0"),
        (("why", "9999", "{header}", "--year", "2026"), "There is no rule 9999 in the rules of 2026."),
        (("conform", "nowhere.json"), "no such file or folder of cases"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_ends_with_2_and_says_why(header, arguments, says):
    done = run(*(part.format(header=header) for part in arguments))
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_ours_shows_its_place_and_no_value(header, tmp_path):
    done = run("check", header, **instead_of_reading(tmp_path, "raise KeyError('child 4711')"))
    assert done.returncode == 3
    assert "KeyError in" in done.stderr
    assert "4711" not in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_with_130_and_a_line(header, tmp_path):
    stop = "import os, signal; signal.signal(signal.SIGINT, signal.default_int_handler); os.kill(os.getpid(), signal.SIGINT)"
    done = run("check", header, **instead_of_reading(tmp_path, stop))
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "plumbline: stopped. No file was left half written."


def test_ctrl_c_while_it_starts_is_answered_too(tmp_path):
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt")
    done = run("--version", PYTHONPATH=f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "plumbline: stopped. No file was left half written."


@pytest.mark.parametrize("said", [(), ("--json",)])
def test_a_reader_who_leaves_early_costs_neither_the_report_nor_the_exit_code(header, tmp_path, said):
    arguments = ["check", header, "--year", "2026", "--out", tmp_path / "report", "--fail-on-errors", *said]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "plumbline", *map(str, arguments)], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")
    assert len(list((tmp_path / "report").iterdir())) == 5


@pytest.mark.parametrize("closed", [1, 2])
def test_an_output_that_was_never_open_costs_neither_the_report_nor_the_exit_code(header, tmp_path, closed):
    arguments = ["check", header, "--year", "2026", "--out", tmp_path / "report", "--fail-on-errors"]
    done = run(*arguments, before=lambda: os.close(closed))
    assert (done.returncode, done.stderr) == (1, "")
    assert len(list((tmp_path / "report").iterdir())) == 5


def test_ctrl_c_reaches_a_query_that_runs():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            DuckDB().execute("SELECT SUM(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b")
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_full_disk_is_said_and_the_former_set_stays(header, tmp_path):
    out = tmp_path / "report"
    run("check", header, "--quiet", "--year", "2026", "--out", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    header.write_text(HEADER + "2,2,02/02/2012,WBRI,,,\n")
    longest = min(map(len, before.values())) + 100
    done = run(
        "check", header, "--quiet", "--year", "2026", "--out", out,
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (longest, longest)),
    )  # fmt: skip
    assert done.returncode == 2
    assert "there is no room left on the disk. What was there before is as it was." in done.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.slow  # without a cache, the rulebook is compiled and the postcode directory made
def test_a_profile_that_is_locked_down_costs_a_note_and_not_the_check(header, tmp_path):
    (tmp_path / "file").write_text("")
    done = run("check", header, "--quiet", XDG_CACHE_HOME="", HOME=str(tmp_path / "file"))
    assert done.returncode == 0
    assert "plumbline: note: the folder" in done.stderr
