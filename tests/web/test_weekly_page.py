"""The weekly page in a browser: axe-core finds nothing, and nothing is wider than the window."""

import sys
from pathlib import Path

import pytest
from axe import WIDTHS, scrolls_sideways, violations
from driven_tab import PATIENCE

sys.path.append(str(Path(__file__).parents[1] / "reporting" / "weekly"))

from made_up_week import made_up_week

from plumbline.reporting.weekly.page import weekly_page


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    path = tmp_path_factory.mktemp("week") / "week.html"
    path.write_text(weekly_page(made_up_week()), "utf-8")
    with browser.new_context() as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(path.as_uri())
        yield page


@pytest.mark.parametrize("width", (*WIDTHS, 390, 768))
def test_nothing_is_in_anyones_way(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert violations(page) == []
    assert not scrolls_sideways(page)


def test_no_label_of_an_age_lies_on_another_column(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    for row in page.locator("td.ages:has(svg)").all():
        cell, label = row.bounding_box(), row.locator("text").bounding_box()
        assert cell["x"] <= label["x"]
        assert label["x"] + label["width"] <= cell["x"] + cell["width"]
