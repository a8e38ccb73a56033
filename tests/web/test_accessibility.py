"""axe-core finds nothing on any view, wide or narrow."""

import pytest
from axe import WIDTHS, violations
from councils import COUNCIL, csvs

VIEWS = ("check", "results", "compare", "privacy", "accessibility", "notice")


@pytest.fixture(scope="module")
def checked(tab, council, network):
    """The tab with a result and a comparison."""
    tab.check(csvs(council(2026) / "this_year"), year=2026, authority=COUNCIL)
    tab.compare(network / "export.zip", "2025-04-28")
    yield tab
    tab.page.set_viewport_size({"width": 1280, "height": 720})


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view(checked, view, width):
    checked.page.set_viewport_size({"width": width, "height": 900})
    checked.go_to(view)
    assert violations(checked.page) == []


def test_a_problem(checked, tmp_path):
    (tmp_path / "odd.csv").write_text("NOTHING,KNOWN\n1,2\n")
    checked.clear()
    checked.give("this-year", [tmp_path / "odd.csv"])
    checked.run()
    checked.page.get_by_test_id("problem").wait_for()
    assert violations(checked.page) == []
