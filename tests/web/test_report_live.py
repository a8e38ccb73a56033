"""The report of a year that is not over: what is to be mended now is shown, and what is not due yet where it is asked for."""

from datetime import date

import pytest
from axe import scrolls_sideways, violations
from driven_tab import PATIENCE

from plumbline.checking.live import Asked, check_as_at
from plumbline.checking.native import here
from plumbline.reading.find import read_return
from plumbline.reporting.check.page import report_page

#: A turned 18 in May and B will in October; both are in care.
RETURN = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA,F,01/05/2007,WBRI,,0,\nB,M,01/10/2007,WBRI,,,\n",
    "episodes": (
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
        "A,01/06/2020,S,C2,N1,U4,PR1,,,,,,\nB,01/06/2020,S,C2,N1,U4,PR1,,,,,,\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("live")
    for name, text in RETURN.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    asked = Asked(2026, only=["359"], with_records=True)
    result = check_as_at(read_return([folder]), here, asked, date(2025, 6, 30))
    path = folder / "report.html"
    path.write_text(report_page(result), "utf-8")
    return path.as_uri()


@pytest.fixture
def report(browser, written):
    with browser.new_context() as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(written)
        yield page


@pytest.mark.parametrize(("due", "children"), [("Now", ["A"]), ("Not due yet", ["B"]), ("Both", ["A", "B"])])
def test_the_filter_shows_what_is_due_or_not(report, due, children):
    report.get_by_label("Due", exact=True).select_option(due)
    report.get_by_label("Show").select_option("Children")
    assert [one.inner_text().partition(":")[0] for one in report.locator("#children > details > summary").all()] == [
        f"Child {child}" for child in children
    ]


def test_it_opens_with_what_is_to_be_mended_now(report):
    assert report.locator("#count").inner_text() == "1 of 2 findings, of 1 child"
    assert report.locator("h1").inner_text().startswith("1 error now, 1 not due yet")


@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_accessible(report, width):
    report.set_viewport_size({"width": width, "height": 900})
    assert violations(report) == []
    assert not scrolls_sideways(report)
