"""The workbook of a comparison: what is in it, and that nothing in it runs or narrows a rounded count."""

import openpyxl
import pytest
from click.testing import CliRunner
from network_of_twelve import (
    BEFORE,
    EDITIONS,
    MENDED,
    MINE,
    NORTH_WEST,
    OF_VERSION_1,
    OWN,
    compared_in,
    profile,
    put,
    store_of,
    write_network,
)

from plumbline.cli.app import app


def book_of(folder, out):
    done = CliRunner().invoke(app, ["compare", "--network", str(folder), "--authority", OWN, "--xlsx", str(out)])
    assert done.output.endswith(f"Written: {out}\n"), done.output
    return openpyxl.load_workbook(out)


@pytest.fixture(scope="module")
def rounded_folder(tmp_path_factory):
    return write_network(tmp_path_factory.mktemp("book") / "network", exactly=False, title='=HYPERLINK("http://x")')


@pytest.fixture(scope="module")
def book(rounded_folder, tmp_path_factory):
    return book_of(rounded_folder, tmp_path_factory.mktemp("out") / "book.xlsx")


def test_the_sheet_in_words_says_what_the_page_says(tmp_path):
    folder = write_network(tmp_path / "network")
    rows = list(book_of(folder, tmp_path / "book.xlsx")["In words"].values)
    said = [row[2] for row in rows]
    assert rows[0] == ("Rule", "What", "In words")
    assert said[1] == "1 of the 120 checks shows an error that councils like yours don't have; it touches 63 children."
    assert said[2].startswith("Manchester, collection year 2026, stage raw, as at 01/05/2026; network: Twelve.")
    assert [row[:2] for row in rows[5:]] == [
        (MINE, "yours alone"), (MINE, "Why it matters"), (MINE, "What to do"), *[(MINE, "Numbers")] * 3,
    ]  # fmt: skip
    assert said[8].startswith("Here: 63 of 500 children checked, 12.6%; likely between ")


def test_a_rule_has_both_ends_of_every_number(rounded_folder, book):
    compared = compared_in(store_of(rounded_folder)).comparison
    head, *rows = book["Rules"].values
    by_code = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(by_code) == len(rows) == len(compared.rules)
    for rule in compared.rules:
        row = by_code[rule.code]
        for name, known in (
            ("Children in error", rule.children), ("Children checked", rule.children_checked), ("Share", rule.rate),
            ("Expected", rule.expected), ("Excess", rule.excess), ("Share, 95 % interval", rule.interval),
        ):  # fmt: skip
            ends = [row.get(f"{name}, {end}", row.get(f"{name} {end}")) for end in ("from", "to")]
            assert ends == (pytest.approx(known) if known else [None, None]), (rule.code, name)


def test_councils_and_rules_that_are_not_compared_are_listed_with_the_reason(tmp_path):
    folder = write_network(tmp_path / "network")
    put(folder, profile("E08000035", **OF_VERSION_1))
    put(folder, profile(NORTH_WEST[0], editions={**EDITIONS, MENDED: BEFORE}))
    _, council, rule, mended = book_of(folder, tmp_path / "book.xlsx")["Not compared"].values
    assert council[:3] == ("Council, not comparable", "E08000035", "Leeds")
    assert council[3] == "none of its rules is of the same edition"
    assert (rule[0], rule[1], rule[3]) == ("Rule, not checked here", "101", "this year's file was not given")
    assert (mended[0], mended[1]) == ("Rule, of another edition", MENDED)
    assert mended[3] == "1 of the 11 peers has counts of another edition of this rule, which are left out."


def test_nothing_in_it_runs(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert any("=HYPERLINK" in str(cell.value) for cell in cells)
