"""``plumbline compare --network-wide``: all councils of a network beside one another."""

import json
import re
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner
from network_of_twelve import (
    BEFORE,
    CODES,
    EDITIONS,
    ELSEWHERE,
    MENDED,
    MINE,
    NORTH_WEST,
    OWN,
    compared_in,
    exact,
    profile,
    put,
    rounded,
    store_of,
    write_network,
)

from plumbline.cli.app import app
from plumbline.cli.sampling_networks import made_up
from plumbline.networks.memory import MemoryStore
from plumbline.networks.network_wide import NetworkRequest, compare_network
from plumbline.reporting.network.page import across_page
from plumbline.reporting.network.words import of

NAMES = (OWN, *NORTH_WEST, *ELSEWHERE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_network(tmp_path_factory.mktemp("wide") / "network")


@pytest.fixture(scope="module")
def rounded_folder(tmp_path_factory):
    return write_network(tmp_path_factory.mktemp("rough") / "network", exactly=False, title="<b>=1+1</b>")


def run(folder, *given):
    return CliRunner().invoke(app, ["compare", "--network", str(folder), "--network-wide", *map(str, given)])


def page_of(folder, out):
    done = run(folder, "--html", out)
    assert done.exit_code == 0, done.output
    return out.read_text("utf-8")


def across_of(folder):
    return compare_network(store_of(folder), NetworkRequest()).across


def test_the_terminal_says_what_is_common_and_who_stands_out(folder):
    lines = run(folder).output.splitlines()
    assert lines[0] == (
        "29 of the 120 checks show errors at nearly all of the 12 councils; 7 show errors of one case system; "
        "1 council has an error that sets it apart."
    )
    at = next(place for place, line in enumerate(lines) if line.startswith(f"  {CODES[4]}  "))
    assert re.fullmatch(
        r" {6}12 of 12 councils have it, in \d+ of 6,000 children checked; the median is [\d.]+% of children",
        lines[at + 1],
    )
    assert (
        "      of councils with Azeus 6 of 6, the median 2.5% of children; of the others 6 of 6, the median 1.8% of children; "
        "as great in 1 of 462 random deals"
    ) in lines
    assert "  Manchester: 501 (its alone)" in lines
    assert lines[-2:] == [
        "In this network counts are exact.",
        "12 councils, collection year 2026, stage raw, taken within 30 days of 01/05/2026.",
    ]


def test_the_document_has_numerators_and_denominators(folder):
    document = json.loads(run(folder, "--json").output)
    assert list(document) == [
        "collection_year", "stage", "as_at", "councils", "not_comparable", "rules", "common", "of_case_systems",
        "case_system_tests", "untold_case_systems",
    ]  # fmt: skip
    rule = document["rules"][0]
    assert (rule["code"], rule["councils_with"], rule["councils_checked"]) == (MINE, 1, 12)
    assert (rule["children"], rule["children_checked"], rule["common"]) == (63, 6000, "no")
    assert rule["verdicts"] == {code: "only_you" if code == OWN else "none" for code in sorted(NAMES)}
    assert CODES[4] in document["common"]


def test_each_council_is_held_against_its_own_peers(folder):
    rules = json.loads(run(folder, "--json", "--peers", "region").output)["rules"]
    verdicts = next(rule["verdicts"] for rule in rules if rule["code"] == CODES[4])
    few = {council for council, verdict in verdicts.items() if verdict == "too_few_peers"}
    assert few == set(ELSEWHERE)  # five of London, so four peers each


def test_every_verdict_is_that_of_the_council_alone(folder):
    across = across_of(folder)
    for council in (OWN, ELSEWHERE[0]):
        alone = compared_in(store_of(folder), council).comparison
        together = {rule.code: rule.verdicts[council] for rule in across.rules}
        assert {rule.code: rule.verdict for rule in alone.rules} == together


def test_who_can_not_be_compared_is_named(tmp_path):
    folder = write_network(tmp_path / "network")
    put(folder, profile("E08000035", as_at=date(2026, 1, 1)))
    assert "Not comparable: Leeds (E08000035): taken 120 days apart." in run(folder).output
    assert run(folder, "--as-at", "2026-01-15").output.startswith(
        "Too few councils to compare: 1, and it takes at least 6"
    )
    assert "The network has no profile 2024" in str(run(folder, "--year", "2024").exception)


def test_counts_of_another_edition_of_a_rule_are_left_out_counted_and_said(tmp_path):
    folder = write_network(tmp_path / "network")
    put(folder, *(profile(code, editions={**EDITIONS, MENDED: BEFORE}) for code in NORTH_WEST[:4]))
    rules = {rule["code"]: rule for rule in json.loads(run(folder, "--json", "--authority", OWN).output)["rules"]}
    assert (rules[MENDED]["councils_checked"], rules[MENDED]["councils_of_another_edition"]) == (8, 4)
    assert {rule["councils_of_another_edition"] for code, rule in rules.items() if code != MENDED} == {0}
    assert f"left out, as of another edition of the rule, are the counts of some councils: {MENDED} (4 of 12)." in (
        run(folder, "--authority", OWN).output
    )


def test_without_a_council_or_the_whole_network_it_is_said_what_to_give(folder):
    done = CliRunner().invoke(app, ["compare", "--network", str(folder)])
    assert str(done.exception) == "Say which council with --authority, or see all of them with --network-wide."


def test_the_matrix_is_read_without_colours_and_without_eyes(folder, tmp_path):
    page = page_of(folder, tmp_path / "page.html")
    [matrix] = re.findall(
        r'<table class="matrix">\n<caption>Rules whose errors set a council apart.*?</table>', page, re.S
    )
    assert matrix.count('<th scope="col" class="up">') == 12
    assert re.findall(r'<th scope="row"><b>(\d+)</b>:', matrix) == [MINE]
    assert matrix.count('<td class="only_you"><span class="hidden">its alone</span></td>') == 1
    assert matrix.count('<td class="none"><span class="hidden">no errors</span></td>') == 11
    assert 'td.only_you::before { content: "A" / ""; }' in page
    regions = re.findall(r'class="scroll[^"]*" tabindex="0" role="region" aria-label="[^"]+"', page)
    assert len(regions) == page.count("<table")


def test_the_page_states_its_definitions_and_what_was_not_checked(folder, tmp_path):
    page = page_of(folder, tmp_path / "page.html")
    for said in (
        "<h1>29 of the 120 checks show errors at nearly all of the 12 councils", "all of them, but for at most one in 10",
        "Mann and Whitney&#39;s test", "There were 58 tests.", "Checked by no council (1): 101.",
    ):  # fmt: skip
        assert said in page


@pytest.mark.slow
def test_a_wide_network_is_in_tables_that_fit_a_printed_page(tmp_path):
    network, _ = made_up(30, 1, 1)
    across = compare_network(MemoryStore(network), NetworkRequest()).across
    page = across_page(across, {}, "n", made_up=True)
    rows = re.findall(r"<thead><tr>.*?</tr></thead>", page)
    assert {row.count('class="up"') for row in rows} == {0, 24, 6}


@pytest.mark.slow
def test_no_number_of_the_page_narrows_a_rounded_count(rounded_folder, tmp_path):
    """The sums and shares that are printed cover those of the exact counts, and are those of what may be known."""
    across, true = across_of(rounded_folder), across_of(write_network(tmp_path / "network"))
    of_true = {rule.code: rule for rule in true.rules}
    page = page_of(rounded_folder, tmp_path / "page.html")
    assert across.common
    for rule in across.rules:
        really = of_true[rule.code]
        if not rule.councils.checked:
            continue
        assert rule.children.lo <= really.children.lo <= rule.children.hi
        assert rule.children == rounded_sum(rule.code)
        assert rule.councils.with_it.lo <= really.councils.with_it.lo <= rule.councils.with_it.hi
        if rule.common == "yes":
            assert f'<td class="n">{of(rule.children, rule.children_checked)}</td>' in page
            shares = re.search(rf">{rule.code}</a>: .*?(\d[\d.]*) to (\d[\d.]*)%</td></tr>", page)
            assert (
                float(shares[1]) <= 100 * rule.councils.middle[0] <= 100 * rule.councils.middle[1] <= float(shares[2])
            )


def rounded_sum(code):
    found = [rounded(profile(one, 63 if one == OWN else 0)).ran[code].children for one in NAMES]
    return exact(0)._replace(lo=sum(count.lo for count in found), hi=sum(count.hi for count in found))


def test_text_of_others_never_runs(rounded_folder, tmp_path):
    assert "&lt;b&gt;=1+1" in page_of(rounded_folder, tmp_path / "page.html")
    assert run(rounded_folder, "--xlsx", tmp_path / "book.xlsx").output.endswith("book.xlsx\n")
    cells = [
        cell for sheet in openpyxl.load_workbook(tmp_path / "book.xlsx") for row in sheet.iter_rows() for cell in row
    ]
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_the_workbook_has_words_matrix_rules_and_what_is_left_out(folder, tmp_path):
    run(folder, "--xlsx", tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == ["In words", "Councils by rules", "Rules", "Not compared"]
    words = list(book["In words"].values)
    assert words[1][1:] == ("In short", run(folder).output.splitlines()[0])
    assert words[-1][:2] == (MINE, "Manchester")
    matrix = list(book["Councils by rules"].values)
    assert matrix[1][0] == MINE
    assert dict(zip(matrix[0], matrix[1], strict=True))["Manchester"] == "its alone"
    assert list(book["Rules"].values)[1][2:10] == ("no", 1, 1, 12, 63, 63, 6000, 6000)
    assert ("Rule, checked by no council", "101") in [row[:2] for row in book["Not compared"].values]
