"""``plumbline demo``: three pages to open, of which each says something."""

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
    one = (tmp_path / "comparison.html").read_text("utf-8")
    assert "that councils like yours don&#39;t have" in one
    assert "of children in error fell by" in one
    assert "children in error on" in one[one.index("<h4>Whom to call</h4>\n<ul>") :]
    everyone = (tmp_path / "network.html").read_text("utf-8")
    assert "show errors at nearly all of the 24 councils; 4 show errors of one case system" in everyone
