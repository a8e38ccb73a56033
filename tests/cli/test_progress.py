"""Long commands say how far they are, on a terminal alone, and never go back."""

import json
import os
import pty
import subprocess
import sys
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from plumbline.cli.app import app

NETWORK = ("--authorities", "6", "--months", "2")
A_MEMBER = "a council of the network"


@pytest.fixture
def heard(monkeypatch):
    """What a command reports, as doing and share."""
    reports = []

    @contextmanager
    def listening(*, quiet):
        yield lambda doing, share: reports.append((doing, share))

    for module in ("sampling_networks", "comparing", "side_by_side"):
        monkeypatch.setattr(f"plumbline.cli.{module}.shown_progress", listening)
    return reports


@pytest.fixture
def network(heard, tmp_path):
    run("sample-network", "--out", tmp_path / "network", *NETWORK)
    return tmp_path / "network"


def run(*given):
    assert CliRunner().invoke(app, list(map(str, given))).exit_code == 0


def shares(reports):
    return [share for _, share in reports]


def test_a_made_up_network(heard, network):
    assert {doing for doing, _ in heard} == {"Making up councils month by month", "Writing"}
    assert shares(heard) == sorted(shares(heard)) and heard[-1][1] == 1


@pytest.mark.parametrize(
    ("given", "doing"),
    [
        (("--authority", A_MEMBER), {"Reading the network", "Working out what is usual at peers"}),
        (
            ("--network-wide",),
            {"Reading the network", "Comparing each council with its peers", "Comparing case systems"},
        ),
    ],
)
def test_a_comparison(heard, network, given, doing):
    heard.clear()
    authority = next((network / "members").iterdir()).stem
    run("compare", "--network", network, *(authority if part == A_MEMBER else part for part in given))
    assert {said for said, _ in heard} >= doing
    assert shares(heard) == sorted(shares(heard)) and heard[0][1] >= 0 and heard[-1][1] <= 1


def test_it_is_shown_on_a_terminal(tmp_path):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "plumbline", "sample-network", "--out", str(tmp_path / "network"), *NETWORK]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": "xterm"}, check=True
    )
    os.close(theirs)
    assert b"Writing" in os.read(ours, 100_000)
    assert b"Writing" not in done.stdout


@pytest.mark.slow
def test_what_is_made_once_for_the_cache_adds_nothing_to_an_answer(tmp_path):
    header = tmp_path / "header.csv"
    header.write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/01/2010,WBRI,,,\n")
    command = [sys.executable, "-m", "plumbline", "check", str(header), "--json"]
    empty = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | empty, check=True)
    assert (tmp_path / "cache").exists()
    assert done.stdout.startswith("{") and json.loads(done.stdout)
    assert done.stderr == ""
