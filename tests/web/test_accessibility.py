"""axe-core finds nothing on any view, wide or narrow."""

from pathlib import Path

import pytest
from councils import COUNCIL, csvs

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = ("check", "results", "compare", "privacy", "accessibility", "notice")
WIDTHS = (1440, 320)


@pytest.fixture(scope="module")
def checked(tab, council, network):
    """The tab with a result and a comparison, and axe-core in it."""
    tab.check(csvs(council(2026) / "this_year"), year=2026, authority=COUNCIL)
    tab.compare(network / "export.zip", "2025-04-28")
    tab.page.evaluate(AXE.read_text("utf-8"))
    yield tab
    tab.page.set_viewport_size({"width": 1280, "height": 720})


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view(checked, view, width):
    checked.page.set_viewport_size({"width": width, "height": 900})
    checked.go_to(view)
    assert violations(checked) == []


def test_a_problem(checked, tmp_path):
    (tmp_path / "odd.csv").write_text("NOTHING,KNOWN\n1,2\n")
    checked.clear()
    checked.give("this-year", [tmp_path / "odd.csv"])
    checked.run()
    checked.page.get_by_test_id("problem").wait_for()
    assert violations(checked) == []


def violations(tab):
    found = tab.page.evaluate("async () => (await axe.run()).violations")
    return [(one["id"], one["help"], [node["html"][:200] for node in one["nodes"]]) for one in found]
