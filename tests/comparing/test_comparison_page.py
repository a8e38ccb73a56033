"""The page of a comparison: what it claims is what was found, and what it draws and prints hides nothing."""

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from network_of_twelve import (
    CODES,
    ELSEWHERE,
    MINE,
    NORTH_WEST,
    OWN,
    compared_in,
    profile,
    put,
    store_of,
    write_network,
)

from plumbline.cli.app import app
from plumbline.comparing.applying.comparison import DISTINCTIVE
from plumbline.model.authorities import council_name
from plumbline.networks.advice import Advice
from plumbline.reporting.comparison.page import comparison_page
from plumbline.reporting.comparison.words import finding, sentence
from plumbline.rules.compiled import rulebook_of

RULES = rulebook_of(2026).in_force
#: Verdicts of a rule that was checked; why it can't be told is known only where it can't.
VERDICTS = ["only_you", "few_only_you", "higher", "similar", "lower", "cannot_tell", "none"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_network(tmp_path_factory.mktemp("exact") / "network")


@pytest.fixture(scope="module")
def exact_found(folder):
    return found_in(folder)


@pytest.fixture(scope="module")
def rounded_folder(tmp_path_factory):
    return write_network(
        tmp_path_factory.mktemp("rounded") / "network", exactly=False, title="<script>alert(1)</script>"
    )


def found_in(folder):
    return compared_in(store_of(folder))


def with_verdicts(found, verdicts):
    """The same comparison with other verdicts, in the order of its rules, and no advice."""
    rules = [
        replace(rule, verdict=verdict, unclear="small_counts" if verdict == "cannot_tell" else None)
        for rule, verdict in zip(found.comparison.rules, verdicts, strict=False)
    ]
    advice = {rule.code: Advice([], []) for rule in rules}
    return replace(found, comparison=replace(found.comparison, rules=rules), advice=advice)


# --- what it claims


@settings(max_examples=40)
@given(verdicts=st.lists(st.sampled_from(VERDICTS), min_size=1, max_size=40))
def test_the_title_claims_what_the_verdicts_say(exact_found, verdicts):
    compared = with_verdicts(exact_found, verdicts).comparison
    said, number = finding(compared), {one: verdicts.count(one) for one in VERDICTS}
    alone = re.search(
        r"(\d+) of the (\d+) checks? shows? (?:an error|errors) that councils like yours don't have(?!, (?:each )?in 5)",
        said,
    )
    few = re.search(r"(\d+) of the \d+ checks? shows? [^,]* don't have, (?:each )?in 5 children or fewer", said)
    higher = re.search(
        r"(\d+)(?: of the \d+ checks?)? shows? (?:an error|errors) that councils like yours have less", said
    )
    assert int(alone[1] if alone else 0) == number["only_you"]
    assert int(higher[1] if higher else 0) == number["higher"]
    mostly = re.match(r"(\d+) of the \d+ checks? can't be told", said)
    assert bool(mostly) == (2 * number["cannot_tell"] > len(verdicts))
    assert mostly is None or int(mostly[1]) == number["cannot_tell"]
    apart = number["only_you"] + number["higher"]
    assert int(few[1] if few else 0) == (0 if apart else number["few_only_you"])
    assert ("None of the" in said) == (apart + number["few_only_you"] == 0)
    assert sentence(compared).startswith(said)


@settings(max_examples=15)
@given(verdicts=st.lists(st.sampled_from(VERDICTS), min_size=1, max_size=12))
def test_the_page_shows_each_rule_under_its_verdict(exact_found, verdicts):
    found = with_verdicts(exact_found, verdicts)
    page = comparison_page(found, RULES)
    rows = re.findall(r'<h3><a href="#rule-(\w+)">', page)
    assert rows == [rule.code for verdict in DISTINCTIVE for rule in found.comparison.of(verdict)]
    lists = re.findall(r"</span> ([^<:]+)(?::[^<:]+)?: ([\d,]+) checks?\.", page)
    assert sum(int(number) for _, number in lists) == len(verdicts)
    few = page.partition('<ul class="few">')[2].partition("</ul>")[0]
    listed = re.findall(r'<a href="#rule-(\w+)">', few)
    assert listed == [rule.code for rule in found.comparison.of("few_only_you")]
    assert re.findall(r'<section id="rule-(\w+)">', page) == [*rows, *listed]


def test_what_is_not_checked_here_is_told_from_what_too_few_peers_checked(tmp_path):
    folder = write_network(tmp_path / "network")
    for code in (*NORTH_WEST, *ELSEWHERE):
        one = profile(code)
        ran = {rule: counts for rule, counts in one.ran.items() if rule != MINE}
        put(folder, replace(one, ran=ran, skipped={**one.skipped, MINE: "needs_last_year"}))
    given = ["compare", "--network", str(folder), "--authority", OWN, "--html", str(tmp_path / "page.html")]
    assert "not checked here: 1; checked by too few peers: 1." in CliRunner().invoke(app, given).output
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "Checked by too few peers: 1 check." in page
    assert "101" in page.partition("<h2>Not checked here</h2>")[2].partition("</section>")[0]


def test_all_strips_stand_on_one_axis(exact_found):
    found = with_verdicts(exact_found, ["only_you", "higher", "higher"])
    grids = [
        re.findall(r'<line x1="([\d.]+)%" x2="[\d.]+%" y1="15" y2="60" class="grid"/>', strip)
        for strip in re.findall(r'<svg class="plot strip" height="72".*?</svg>', comparison_page(found, RULES), re.S)
    ]
    assert len(grids) == 3
    assert grids[0]
    assert all(grid == grids[0] for grid in grids)


# --- what it draws and prints


def ends(words):
    """The ends of an interval as it is printed."""
    found = [float(number.replace(",", "")) for number in re.findall(r"[\d,]+(?:\.\d+)?", words)]
    return (found[0], found[-1]) if found else (0.0, 0.0)


def lines_of(page):
    """The rows of the lists by code."""
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", page)]
    return {row[0].partition(":")[0]: row for row in rows if len(row) == 9}


def test_no_number_of_the_page_narrows_a_rounded_count(rounded_folder):
    """Every share, expectation and excess that is printed covers all that the counts may truly be."""
    found = found_in(rounded_folder)
    lines = lines_of(comparison_page(found, RULES))
    rules = [rule for rule in found.comparison.rules if rule.verdict not in ("not_checked", "none")]
    assert len(rules) > 20
    for rule in rules:
        _, _, children, share, median, _, expected, beside, _ = lines[rule.code]
        assert children == f"{rule.children} of {rule.children_checked}"
        known, possible, typical = rule.children, rule.children_checked, rule.fit.shares[1]
        for printed, low, high in (
            (share, 100 * known.lo / possible.hi, 100 * known.hi / possible.lo),
            (median, 100 * typical[0], 100 * typical[1]),
            (expected, rule.fit.mean * possible.lo, rule.fit.mean * possible.hi),
            (beside, known.lo - rule.fit.mean * possible.hi, known.hi - rule.fit.mean * possible.lo),
        ):
            first, last = ends(printed)
            if " or " in printed:  # up to so many fewer or so many more
                first = -first
            elif "fewer" in printed:
                first, last = -last, -first
            assert first <= low <= high <= last, (rule.code, printed, low, high)


def test_no_child_is_divided(rounded_folder, folder):
    for one in (rounded_folder, folder):
        page = html.unescape(re.sub(r"<[^>]+>", " ", comparison_page(found_in(one), RULES)))
        assert re.findall(r"\d\.\d+ (?:children|more|fewer)", page) == []


def test_the_page_tells_meaning_peers_and_what_was_not_checked(folder, tmp_path):
    given = ["compare", "--network", str(folder), "--authority", OWN, "--html", str(tmp_path / "page.html")]
    assert CliRunner().invoke(app, given).output.endswith("page.html\n")
    page = html.unescape((tmp_path / "page.html").read_text("utf-8"))
    for said in (
        "<h1>1 of the 120 checks", "<strong>What to do:</strong>", "63 of 500 children checked, 12.6%", 'role="img"',
        "this year's file was not given", "beside 11 peers", "0 of the 11 that checked it have it", "All counts are exact.",
    ):  # fmt: skip
        assert said in page
    assert all(code in page for code in CODES)


def test_every_peer_is_named_where_its_mark_is_and_on_paper(rounded_folder):
    page = html.unescape(comparison_page(found_in(rounded_folder), RULES))
    strip = page[page.index('<svg class="plot strip" height="72"') :].partition("</svg>")[0]
    table = page[page.index("Peers by name") :]
    for code in (*NORTH_WEST, *ELSEWHERE):
        assert re.search(rf"<title>[^<]*{council_name(code)}[^<]*</title>", strip)
        assert f'<th scope="row">{council_name(code)}</th>' in table


def test_months_are_drawn_where_there_are_some(tmp_path):
    folder = write_network(tmp_path / "network")
    assert "one return only" in comparison_page(found_in(folder), RULES)
    for month in (1, 2, 3, 4):
        put(folder, profile(OWN, 10 * month, as_at=date(2026, month, 1)))
    page = comparison_page(found_in(folder), RULES)
    assert "one return only" not in page
    assert "10 → 63" in page
    assert (
        'aria-label="Rule 501, children in error of every 100 checked here: 2% on 1 January 2026, 12.6% on 1 May 2026'
        in page
    )


def test_a_return_of_more_than_a_year_ago_is_not_among_the_months(tmp_path):
    folder = write_network(tmp_path / "network")
    put(folder, profile(OWN, 10, as_at=date(2025, 4, 1)))
    assert [seen.as_at for seen in found_in(folder).comparison.last_months(MINE)] == [date(2026, 5, 1)]


def test_a_made_up_network_is_marked_and_another_is_not(exact_found):
    assert "Made-up data" not in comparison_page(exact_found, RULES)
    page = comparison_page(replace(exact_found, made_up=True), RULES)
    assert "<title>Made-up data: " in page
    assert page.count("Made-up data") >= 3  # the title, the banner, each sheet of paper


def test_text_of_others_is_shown_and_never_run(rounded_folder):
    found = found_in(rounded_folder)
    page = comparison_page(found, RULES)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    hostile = {code: replace(RULES[code], title="<img src=x>", why="</svg><em>", fix='"><i>') for code in RULES}
    assert not re.search("<img|<em>|<i>", comparison_page(found, hostile))
