"""The pages of a comparison and of a network, and the chart kit, opened as files: no violation, no sideways scroll, lists that can be searched."""

from pathlib import Path

import pytest
from axe import scrolls_sideways, violations
from markupsafe import Markup

from plumbline.cli.comparing import rules_of
from plumbline.cli.sampling_networks import made_up, shared
from plumbline.networks.choosing import Choice
from plumbline.networks.comparing import CouncilRequest, compare_council
from plumbline.networks.fitting import NetworkPeers
from plumbline.networks.memory import MemoryStore
from plumbline.networks.network_wide import NetworkRequest, compare_network
from plumbline.reporting.comparison.page import comparison_page
from plumbline.reporting.network.page import across_page
from plumbline.reporting.shared.pages import environment

pytestmark = pytest.mark.slow
WIDTHS = (1280, 390, 320)
PAGES = ("comparison", "network")
KIT = Path(__file__).parents[1] / "reporting" / "shared" / "golden"
ALL_PARTS = """{% extends "reporting/shared/page.html" %}{% block title %}The chart kit{% endblock %}
{% block style %}{% include "reporting/shared/charts.css" %}{% endblock %}{% block finding %}The chart kit{% endblock %}
{% block evidence %}{% for part in parts %}<section>{{ part }}</section>{% endfor %}{% endblock %}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The two pages of a made-up network whose councils share bands, for the council that most errors set apart."""
    exact, _ = made_up(10, 4, 2)
    store = MemoryStore(shared(exact))
    everyone = compare_network(store, NetworkRequest())
    council = max(everyone.across.councils, key=lambda code: len(everyone.across.apart(code)))
    one = compare_council(store, CouncilRequest(Choice(council), NetworkPeers()))
    assert one.comparison.distinctive
    rules, _ = rules_of(one.comparison.own.year)
    written = tmp_path_factory.mktemp("pages")
    (written / "comparison.html").write_text(comparison_page(one, rules), "utf-8")
    network = across_page(everyone.across, rules, everyone.network, made_up=everyone.made_up)
    (written / "network.html").write_text(network, "utf-8")
    parts = [Markup(path.read_text("utf-8")) for path in sorted(KIT.glob("*.html"))]
    (written / "kit.html").write_text(environment().from_string(ALL_PARTS).render(parts=parts), "utf-8")
    return written


@pytest.fixture
def opened(browser, folder):
    """Opens one of the pages at a width."""
    with browser.new_context() as context:
        page = context.new_page()

        def open_at(name, width):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto((folder / f"{name}.html").as_uri())
            return page

        yield open_at


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", (*PAGES, "kit"))
def test_a_page_has_no_violation_folded_or_open(opened, name, width):
    page = opened(name, width)
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert violations(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_place_on_the_page(opened, name):
    page = opened(name, 1280)
    lost = "[...document.querySelectorAll('a')].filter((one) => !document.querySelector(one.hash)).map((one) => one.outerHTML)"
    assert page.evaluate("document.querySelectorAll('a').length") >= 3
    assert page.evaluate(lost) == []


@pytest.mark.parametrize("name", PAGES)
def test_made_up_data_says_so(opened, name):
    page = opened(name, 1280)
    assert page.title().startswith("Made-up data: ")
    assert page.get_by_role("complementary", name="Made-up data").is_visible()


def test_the_lists_can_be_searched(opened):
    page = opened("comparison", 1280)
    rule = page.locator(".none li").last.text_content().partition(" ")[0]
    page.get_by_label("Code, words or table").fill(f"{rule} ")
    shown = page.locator(".verdict :is(tbody tr, .none li):visible").all_inner_texts()
    assert shown
    assert all(rule in words for words in shown)
    page.get_by_label("Code, words or table").fill("no such words")
    assert page.get_by_role("status").inner_text().startswith("0 of ")
    page.get_by_label("Code, words or table").fill("")
    assert page.locator(".verdict[open]").count() == 0


def test_without_script_the_lists_are_there_and_the_search_is_not(browser, folder):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((folder / "comparison.html").as_uri())
        assert not page.get_by_label("Code, words or table").is_visible()
        page.locator(".verdict summary").first.click()
        assert page.locator(".verdict[open]").count() == 1
