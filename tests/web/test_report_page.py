"""The report page in a browser: filters, both views, links, paper, and without script."""

from collections import Counter

import pytest
from axe import WIDTHS, scrolls_sideways, violations
from councils import COUNCIL, command, csvs
from driven_tab import PATIENCE
from playwright.sync_api import expect

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.model import ssda903
from plumbline.reading.find import read_return
from plumbline.reporting.check.page import report_page
from plumbline.rules.declare import code_order

TWELVE = (
    "DoLo", "ad1", "episodes", "header", "missing", "oc2", "oc3", "placed_for_adoption", "previous_permanence", "reviews",
    "sw_episodes", "uasc",
)  # fmt: skip


@pytest.fixture(scope="module")
def result(council):
    folder = council(2026)
    given = read_return(csvs(folder / "this_year"), csvs(folder / "last_year"), [folder / "providers.xlsx"])
    return check(given, here(), year=2026, authority=COUNCIL, with_records=True)


@pytest.fixture(scope="module")
def written(result, tmp_path_factory):
    """The address of the report of a made-up council, as a file."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report_page(result), "utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def window(browser):
    with browser.new_context() as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.fixture
def page(window, written):
    """The report, opened anew."""
    window.goto("about:blank")
    window.goto(written)
    return window


def counted(page):
    return page.locator("#count").inner_text()


def printed(page):
    """What paper would have: how many findings, and what is said of them."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    rows = page.locator("#rules details:not([hidden]) .found tbody tr").count()
    words = page.locator("#printed").text_content()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    return rows, words


def by_rule(page):
    page.locator("#rules summary").first.click()


def by_child(page):
    page.get_by_label("Show").select_option("Children")
    page.locator("#children summary").first.click()


@pytest.mark.parametrize("width", (*WIDTHS, 390, 768))
@pytest.mark.parametrize("view", [by_rule, by_child])
def test_nothing_is_in_anyones_way(page, view, width):
    page.set_viewport_size({"width": width, "height": 900})
    view(page)
    assert violations(page) == []
    assert not scrolls_sideways(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_all_findings_are_there_at_first(page, result):
    children = len({one.child for one in result.findings})
    assert counted(page) == f"{len(result.findings)} of {len(result.findings)} findings, of {children} children"


def a_rule(result):
    return [one for one in result.findings if one.code == result.summary()[0].code], result.summary()[0].code


def a_child(result):
    child = result.findings[0].child
    return [one for one in result.findings if one.child == child], child


def two_children(result):
    two = sorted({one.child for one in result.findings} - {""})[:2]
    return [one for one in result.findings if one.child in two], ", ".join(two)


@pytest.mark.parametrize("wanted", [a_rule, a_child, two_children])
def test_what_is_typed_leaves_a_rule_a_child_or_several(page, result, wanted):
    found, typed = wanted(result)
    page.get_by_label("Child, rule or words").fill(typed.lower())
    assert counted(page).startswith(f"{len(found)} of ")


def held_against_last_year(result):
    """A finding in this year's header of which last year's is evidence."""
    return next(
        one
        for one in result.findings
        if str(one.table) == "header" and any(str(cell.table) == "header_last" for cell in result.evidence(one))
    )


def test_a_finding_shows_its_own_row_and_the_row_it_was_held_against(page, result):
    one = held_against_last_year(result)
    page.goto(f"{page.url}#rule-{one.code}")
    own, other = page.locator(f"#rule-{one.code} tbody tr").first.locator("td").all_inner_texts()
    assert f"header, this year, line {one.line}" in own
    assert "header, last year" in other


def test_a_childs_record_has_both_years_with_the_blamed_cells_lit(page, result):
    one = held_against_last_year(result)
    page.goto(f"{page.url}#rule-{one.code}")
    page.locator(f"#rule-{one.code} tbody th a").first.click()
    record = page.locator("#children .record")
    captions = [words.split(" ·")[0] for words in record.locator("caption").all_inner_texts()]
    assert captions == [f"{table} ({name}), {year}" for table, name, year in tables_of(result, one.child)]
    assert any(one.code in words for words in record.locator("td.lit").all_inner_texts())


def tables_of(result, child):
    """The tables of a child's record: title, name and year, this year's first, in the guide's order."""
    known = ssda903().tables
    tables = [one.table for one in result.record(child)]
    ordered = sorted(tables, key=lambda table: (table.years_back, list(known).index(table.name)))
    years = ("this year", "last year")
    return [(known[table.name].title, table.name, years[table.years_back]) for table in ordered]


def test_a_childs_place_on_the_page_is_its_address(page, result):
    found = Counter(one.child for one in result.findings)
    worst = min(found, key=lambda child: (-found[child], child))
    page.goto(page.url + "#child-0")
    assert page.locator("#children .code").all_inner_texts() == [f"Child {worst}"]


def test_no_address_names_a_child(page, result):
    by_rule(page)
    addresses = page.locator("a").evaluate_all("links => links.map((one) => one.href)")
    page.locator("#rules tbody th a").first.click()
    expect(page.locator("#children")).to_be_visible()
    children = {one.child for one in result.findings} - {""}
    assert not [address for address in (*addresses, page.url) for child in children if child in address]


def test_a_rule_can_be_linked_to(page, result):
    code = result.summary()[-1].code
    page.goto(f"{page.url}#rule-{code}")
    expect(page.locator(f"#rule-{code} .found tbody tr").first).to_be_visible()


def rows_of(details):
    return details.locator("[data-count=rows]").evaluate_all("all => all.map((one) => parseInt(one.textContent))")


def children_of(details):
    return details.locator("[data-count=children]").evaluate_all("all => all.map((one) => parseInt(one.textContent))")


@pytest.mark.parametrize(("choice", "numbers"), [("Findings", rows_of), ("Children or rules", children_of)])
def test_rules_are_sorted_by_what_is_most(page, choice, numbers):
    page.get_by_label("Sort by").select_option(choice)
    found = numbers(page.locator("#rules details:not([hidden])"))
    assert found == sorted(found, reverse=True)


def test_rules_are_sorted_by_code(page, result):
    page.get_by_label("Sort by").select_option("Code or identifier")
    found = page.locator("#rules details:not([hidden])").evaluate_all("all => all.map((one) => one.id)")
    assert found == [f"rule-{code}" for code in sorted({one.code for one in result.findings}, key=code_order)]


def test_children_are_sorted_by_identifier(page, result):
    page.get_by_label("Show").select_option("Children")
    page.get_by_label("Sort by").select_option("Code or identifier")
    found = page.locator("#children .code").all_inner_texts()
    assert found == [f"Child {child}" for child in sorted({one.child for one in result.findings})[: len(found)]]


def test_paper_has_all_findings_and_says_so(page, result):
    assert printed(page) == (len(result.findings), f"Printed: all {len(result.findings)} findings, rule by rule.")


def test_paper_has_what_the_filters_leave_and_says_so(page, result):
    found, code = a_rule(result)
    page.get_by_label("Child, rule or words").fill(code)
    rows, words = printed(page)
    assert (rows, words) == (
        len(found),
        f"Printed: {len(found)} of {len(result.findings)} findings, rule by rule: those that the filters leave.",
    )


def test_without_script_the_summary_is_there_and_the_page_says_what_is_not(browser, written, result):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(written)
        assert "Script is switched off here." in page.locator("noscript, main").first.inner_text()
        assert page.locator("#rules details:not([hidden])").count() == len(result.summary())
        assert not page.locator("#filters").is_visible()


@pytest.mark.slow
def test_a_report_of_many_thousand_findings_is_small_enough_and_works(browser, shared, tmp_path):
    folder = shared / "samples" / "made_up_903"
    files = [folder / f"{name}.csv" for name in TWELVE]
    before = [option for path in files for option in ("--last-year", path)]
    options = ("--providers", folder / "combined_scp_ch_fake.xlsx", "--year", 2026, "--authority", COUNCIL)
    command("check", *files, *before, *options, "--out", tmp_path, "--format", "html", "--quiet")
    path = tmp_path / "report.html"
    assert path.stat().st_size < 20_000_000
    with browser.new_context() as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(path.as_uri())
        page.get_by_label("Child, rule or words").fill("501")
        page.locator("#rules details:not([hidden]) summary").first.click()
        expect(page.locator("#rule-501 .found tbody tr")).to_have_count(25)
        rows, words = printed(page)
        assert words.startswith(f"Printed: {rows} of ")
