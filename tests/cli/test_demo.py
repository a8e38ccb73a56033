"""``plumbline demo``: five pages to open, of which each says something."""

import html
import re

import pytest
from click.testing import CliRunner

from plumbline.cli.app import app


@pytest.mark.slow
def test_the_demo_ends_with_pages_to_open_that_each_say_something(tmp_path):
    done = CliRunner().invoke(app, ["demo", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert done.output.endswith(
        "\nOpen these in a browser; all data in them is made up:\n"
        f"  The report: {tmp_path}/report/report.html\n"
        f"  A council beside its peers: {tmp_path}/comparison.html\n"
        f"  All councils of a network: {tmp_path}/network.html\n"
        f"  The weekly ten minutes: {tmp_path}/weekly/weekly.html\n"
        f"  The live check: {tmp_path}/live/report.html\n"
    )
    assert commands_in(done.output) == ["load", "load", "changes", "freshness", "check"]
    one = words_of(tmp_path / "comparison.html")
    assert "that councils like yours don't have" in one
    assert "This council's counts are exact. Of the peers, counts are in bands" in one
    assert "of children in error fell by" in one
    assert re.search(r"Whom to call [A-Z].* children in error on", one)
    everyone = words_of(tmp_path / "network.html")
    assert re.search(r"[1-9]\d* shows? errors of one case system", everyone)
    assert "show errors at nearly all of the 24 councils" in everyone
    week, live = words_of(tmp_path / "weekly" / "weekly.html"), words_of(tmp_path / "live" / "report.html")
    assert "The table of visits is late; 4 errors are to be mended now" in week
    # the first extract brought years of rows: beside it every week would be an unusual one
    assert "That is unusually few" not in week
    assert "4 errors now, 46 not due yet" in live
    assert all("made-up" in page.lower() for page in (one, everyone, week, live))


def commands_in(said):
    """The commands that the demo says it runs."""
    return re.findall(r"^--- To .*: plumbline (\w+) ", said, re.MULTILINE)


def words_of(page):
    """What a page says, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.read_text("utf-8"))).split())
