"""The documentation's site, built and opened from a drive: no violation, no sideways scroll, and a search that finds the rule first."""

import shutil
from pathlib import Path

import pytest
from axe import WIDTHS, scrolls_sideways, violations
from mkdocs.commands.build import build
from mkdocs.config import load_config

from plumbline.cli.documenting import write_docs

ROOT = Path(__file__).parents[2]
PAGES = (
    "index.html", "404.html", "search.html?q=501", "guides/checking.html", "guides/browser.html", "guides/comparing.html",
    "guides/profiles.html", "guides/solutions.html", "guides/your-own-rules.html", "reference/rules/index.html",
    "reference/rules/501.html", "reference/rules/205A.html", "reference/themes/index.html", "reference/years/2027.html",
    "reference/fields.html", "reference/facts.html", "reference/dictionary/episodes.html", "reference/dictionary/core/placement.html",
    "reference/dictionary/ssd/ssd_cla_placement.html", "differences.html", "checked-by-hand.html", "decisions/rooms.html",
)  # fmt: skip

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The whole site, with its generated pages, built strictly in a folder of its own."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("reference"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    write_docs(folder / "docs" / "reference")
    config = load_config(str(folder / "mkdocs.yml"), strict=True, site_dir=str(folder / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return folder / "site"


@pytest.fixture(scope="module")
def page(browser):
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize("address", PAGES)
def test_a_page(page, site, address):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{site.as_uri()}/{address}")
        assert violations(page) == []
        assert not scrolls_sideways(page)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("501", "501: Episode starts before the previous one ends"),
        ("sw08stg2", "SW08STG2: "),
        ("rule 205a", "205A: "),
        ("PL_LA", ""),
    ],
)
def test_the_search_finds_the_rule_first(page, site, asked, first):
    page.goto((site / "index.html").as_uri())
    page.get_by_role("searchbox").fill(asked)
    page.get_by_role("button", name="Search").click()
    assert page.locator("#results a").first.inner_text().startswith(first)


def test_the_search_says_when_nothing_is_found(page, site):
    page.goto(f"{site.as_uri()}/search.html?q=xylophone")
    assert page.get_by_role("status").inner_text() == "Nothing has “xylophone”. Try another word, or a rule's number."


def test_rules_are_narrowed_to_a_year_a_table_and_a_theme(page, site):
    page.goto(f"{site.as_uri()}/reference/rules/index.html?year=2026")
    assert page.get_by_role("status").inner_text().startswith("312 of ")
    page.get_by_label("Table", exact=True).select_option("reviews")
    page.get_by_label("Number, field or word").fill("pn0")
    shown = page.locator("#rules tbody tr:visible")
    assert shown.count() > 0
    assert all("PN0" in text for text in shown.all_inner_texts())
    assert "table=reviews" in page.url
