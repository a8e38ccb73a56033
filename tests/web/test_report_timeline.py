"""The year of a child's record on a time line: what the record says is drawn, said in words and in a table, or said to be left out."""

import pytest
from axe import scrolls_sideways, violations
from driven_tab import PATIENCE

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.reading.find import read_return
from plumbline.reporting.check.page import report_page

EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "A,01/03/2025,S,C2,N1,U4,PR1,14/06/2025,X1,CARPL,,,",
    "A,14/06/2025,P,C2,N1,U6,PR4,21/10/2025,X1,CREQB,,,",
    "A,07/10/2025,P,C2,N1,K2,PR4,,,,,,",
    "B,01/02/2024,S,C2,N1,U4,PR1,01/03/2025,X1,CARPL,,,",
    "B,banana,P,C2,N1,U4,PR1,02/07/2025,X1,CARPL,,,",
    "B,03/07/2025,P,C2,N1,U6,PR1,01/07/2025,X1,CARPL,,,",
    "B,05/07/2025,P,C2,N1,K2,PR1,,,,,,",
    "B,04/07/2025,P,C2,N1,K2,PR1,09/07/2025,X1,CARPL,,,",
)
RETURN = {
    "episodes": EPISODES,
    "missing": ("CHILD,DOB,MISSING,MIS_START,MIS_END", "A,17/05/2011,M,06/10/2025,07/10/2025"),
    "reviews": ("CHILD,DOB,REVIEW,REVIEW_CODE", "A,17/05/2011,02/07/2025,PN1"),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The address of the report on two children: one whose placements overlap, one much of whose record can't be drawn."""
    folder = tmp_path_factory.mktemp("record")
    for name, lines in RETURN.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    result = check(read_return([folder]), here(), year=2026, only=["501", "502"], with_records=True)
    path = folder / "report.html"
    path.write_text(report_page(result), "utf-8")
    return path.as_uri()


@pytest.fixture
def record(browser, written):
    """Opens the record of one of the children."""
    with browser.new_context() as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()

        def of(child, width=1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(written)
            page.get_by_label("Child, rule or words").fill(child)
            page.get_by_label("Show").select_option("Children")
            return page.locator("#children .record")

        yield of


def test_what_the_record_says_is_drawn_and_said(record):
    said = record("A").locator("svg.year").get_attribute("aria-label")
    assert said == (
        "The year of child A on a time line. Line 2: U4, C2, 01/03/2025 to 14/06/2025; Line 3: U6, C2, 14/06/2025 to "
        "21/10/2025; Line 4: K2, C2, 07/10/2025 to no end; Line 2: review, PN1, 02/07/2025; Line 2: away, M, 06/10/2025 to "
        "07/10/2025; 14 days in both line 3 and line 4."
    )


def test_bars_stand_where_their_days_are(record):
    """Of a year of 364 steps; one that began before it stands at its edge, one without an end reaches the other."""
    bars = record("A").locator("svg.year rect:not(.overlap)").evaluate_all(
        "bars => bars.map((one) => [one.getAttribute('x'), one.getAttribute('width')].map(parseFloat))"
    )  # fmt: skip
    ends = [(round(low * 3.64), round((low + width) * 3.64)) for low, width in bars]
    assert ends == [(0, 75), (74, 204), (189, 364), (188, 190)]


def test_the_days_in_both_of_two_placements_are_marked(record):
    assert record("A").locator("svg.year rect.overlap").count() == 1
    assert "▲ 14 days in both line 3 and line 4" in record("A").locator("svg.year text.us").all_text_contents()


def test_the_same_is_in_a_table(record):
    figures = record("A").locator(".figures")
    figures.locator("summary").click()
    rows = figures.locator("tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((one) => one.textContent))"
    )
    assert len(rows) == 5
    assert rows[2] == ["Line 4: K2, C2", "episodes", "07/10/2025", "(no end)"]


def test_what_cannot_be_drawn_is_said_with_the_reason(record):
    said = record("B").get_by_text("Not drawn").inner_text()
    assert "Line 5: U4, C2 of episodes (it lies outside the year)" in said
    assert "Line 6: U4, C2 of episodes (a date can\N{RIGHT SINGLE QUOTATION MARK}t be read)" in said
    assert "Line 7: U6, C2 of episodes (it ends before it starts)" in said
    assert record("B").locator("svg.year rect:not(.overlap)").count() == 2


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("child", ["A", "B"])
def test_nothing_runs_out_of_the_page_or_into_another_name(record, child, width):
    shown = record(child, width)
    assert violations(shown.page) == []
    assert not scrolls_sideways(shown.page)
    boxes = shown.locator("svg.year text").evaluate_all(
        "names => names.map((one) => one.getBoundingClientRect()).map(({ left, right, top, bottom }) => [left, right, top, bottom])"
    )
    assert all(left >= 0 and right <= width for left, right, _, _ in boxes)
    clashes = [
        (one, other)
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if one[0] < other[1] and other[0] < one[1] and one[2] + 2 < other[3] and other[2] + 2 < one[3]
    ]
    assert clashes == []
