"""What ``plumbline profile`` refuses: days on which nothing was taken, and writing over what is there, and writing unasked."""

import pytest
from click.testing import CliRunner

from plumbline.cli.app import app

EPISODES = """CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
a,01/06/2025,S,C2,N1,U4,PR1,,,,M1 1AE,M1 1AE,XXXXXXX
"""


@pytest.fixture
def profile(tmp_path):
    (tmp_path / "episodes.csv").write_text(EPISODES, "utf-8")
    out = tmp_path / "profile.json"

    def run(*more, as_at="01/05/2026"):
        given = [tmp_path / "episodes.csv", "--authority", "Manchester", "--year", "2025/26", "--stage", "raw"]
        done = CliRunner().invoke(
            app, list(map(str, ["profile", *given, "--as-at", as_at, "--out", out, "--yes", *more]))
        )
        return done, out

    return run


@pytest.mark.parametrize(
    ("as_at", "why"),
    [
        ("01/05/2062", "01/05/2062 is yet to come"),
        ("2016-05-01", "The return's year began on 01/04/2025, so its data was not taken on 01/05/2016."),
    ],
)
def test_a_day_on_which_it_was_not_taken_is_refused(profile, as_at, why):
    done, out = profile(as_at=as_at)
    assert why in str(done.exception)
    assert not out.exists()


def test_a_file_is_written_over_only_where_that_was_said(profile):
    _, out = profile()
    out.write_text("mine")
    refused, _ = profile()
    assert "is there already. Give --replace to write over it, or another name." in str(refused.exception)
    assert out.read_text() == "mine"
    assert profile("--replace")[0].exit_code == 0
    assert out.read_text() != "mine"


@pytest.mark.parametrize("answer", ["n\n", "y\n", ""])
def test_where_nobody_can_answer_nothing_is_written_unasked(tmp_path, answer):
    (tmp_path / "episodes.csv").write_text(EPISODES, "utf-8")
    out = tmp_path / "profile.json"
    given = [
        "profile",
        str(tmp_path / "episodes.csv"),
        "--authority",
        "Manchester",
        "--year",
        "2025/26",
        "--stage",
        "raw",
    ]
    done = CliRunner().invoke(app, [*given, "--as-at", "01/05/2026", "--out", str(out)], input=answer)
    assert str(done.exception) == "Nothing was written. Give --yes to write it without being asked."
    assert not out.exists()
