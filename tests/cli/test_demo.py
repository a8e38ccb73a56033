"""``plumbline demo``: three pages to open, of which each says something."""

import html
import re

import pytest
from click.testing import CliRunner

from plumbline.cli.app import app


@pytest.mark.slow
def test_the_demo_ends_with_a_report_and_two_comparisons_to_open(tmp_path):
    done = CliRunner().invoke(app, ["demo", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert done.output.endswith(
        "\nOpen these in a browser:\n"
        f"  The report: {tmp_path}/report/report.html\n"
        f"  A council beside its peers: {tmp_path}/comparison.html\n"
        f"  All councils of a network: {tmp_path}/network.html\n"
    )
    one = words_of(tmp_path / "comparison.html")
    assert "that councils like yours don't have" in one
    assert "This council's counts are exact. Of the peers, counts are in bands" in one
    assert "of children in error fell by" in one
    assert re.search(r"Whom to call [A-Z].* children in error on", one)
    everyone = words_of(tmp_path / "network.html")
    assert re.search(r"[1-9]\d* shows? errors of one case system", everyone)
    assert "show errors at nearly all of the 24 councils" in everyone


def words_of(page):
    """What a page says, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.read_text("utf-8"))).split())
