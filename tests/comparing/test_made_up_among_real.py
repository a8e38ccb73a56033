"""One made-up profile in a real network: its council is marked wherever its counts are read, and so is the whole."""

import html
import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner
from network_of_twelve import NORTH_WEST, OWN, compared_in, profile, put, store_of, write_network

from plumbline.cli.app import app
from plumbline.model.authorities import council_name
from plumbline.networks.adding import add
from plumbline.networks.network_wide import NetworkRequest, compare_network
from plumbline.reporting.comparison.page import comparison_page
from plumbline.reporting.comparison.workbook import comparison_book
from plumbline.reporting.network.page import across_page
from plumbline.reporting.network.workbook import across_book
from plumbline.rules.compiled import rulebook_of

RULES = rulebook_of(2026).in_force
PEER = NORTH_WEST[0]
MARKED = f"{council_name(PEER)} (made up)"
SAID = f"The counts of {council_name(PEER)} are made up: no figure that rests on them says anything of a real council."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A real network with one made-up peer, which had the council's error and lost it."""
    folder = write_network(tmp_path_factory.mktemp("mixed") / "network")
    put(folder, replace(profile(PEER), made_up=True), profile(PEER, 12, as_at=date(2026, 3, 1)))
    return folder


def page_of_one(store):
    return comparison_page(compared_in(store), RULES)


def page_of_all(store):
    found = compare_network(store, NetworkRequest())
    return across_page(found.across, RULES, found.network, made_up=found.made_up)


@pytest.mark.parametrize("made", [page_of_one, page_of_all])
def test_the_page_is_marked_and_says_whose_counts_they_are(folder, made):
    page = html.unescape(made(store_of(folder)))
    assert "<title>Made-up data: " in page
    assert SAID in page
    assert MARKED in page
    assert "No child here is real" not in page
    assert f"{council_name(OWN)} (made" not in page


def test_the_peer_is_marked_in_the_chart_among_the_peers_and_as_one_to_call(folder):
    page = html.unescape(page_of_one(store_of(folder)))
    assert f'<th scope="row">{MARKED}</th>' in page
    assert f"<b>Call</b> {MARKED}" in page
    assert MARKED in page[page.index('<svg class="plot strip" height="72"') :].partition("</svg>")[0]


def test_a_made_up_council_beside_real_ones_is_marked_itself(tmp_path):
    folder = write_network(tmp_path / "network")
    put(folder, replace(profile(OWN, 63), made_up=True))
    assert f'<span class="where">{council_name(OWN)} (made up)</span>' in page_of_one(store_of(folder))


def test_where_all_are_made_up_the_whole_is_marked_and_no_name(tmp_path):
    folder = write_network(tmp_path / "network")
    for one in store_of(folder).read().profiles.values():
        put(folder, replace(one, made_up=True))
    page = page_of_one(store_of(folder))
    assert "No child here is real" in page
    assert "(made up)" not in page


def test_the_workbooks_are_marked(folder):
    found, everyone = compared_in(store_of(folder)), compare_network(store_of(folder), NetworkRequest())
    books = (
        comparison_book(found, RULES),
        across_book(everyone.across, {}, "Twelve", made_up=everyone.made_up),
    )
    for book in (openpyxl.load_workbook(io.BytesIO(one)) for one in books):
        assert all("Made-up data: some of it" in sheet.oddHeader.center.text for sheet in book)
        assert any(MARKED in str(cell) for sheet in book for row in sheet.values for cell in row)


@pytest.mark.parametrize("which", [("--authority", OWN), ("--network-wide",)])
def test_the_command_line_says_it(folder, which):
    assert SAID in CliRunner().invoke(app, ["compare", "--network", str(folder), *which]).output


def test_adding_one_says_it(tmp_path):
    store = store_of(write_network(tmp_path / "network"))
    made_up = replace(profile(PEER, as_at=date(2026, 6, 2)), made_up=True)
    assert "It is of made-up children, and marked as such wherever it is shown." in add(store, made_up).words
