"""What the page's script is given says what the result says, with everything written once."""

from dataclasses import replace

import pytest

from plumbline.checking.check import check
from plumbline.checking.evidence import FACTS, Cell
from plumbline.checking.native import here
from plumbline.model.years import TableOfYear
from plumbline.reading.find import read_return
from plumbline.reporting.check.page_data import PageData
from plumbline.synthetic import sample

OFSTED = TableOfYear("providers")
YEARS = ("this year", "last year")


@pytest.fixture(scope="module")
def document(result):
    return PageData(result, ["501", "203"], new=()).document()


def written(document):
    """The findings as the page's script counts them: each with its group, and its place there."""
    return [(group, place) for group in document["groups"] for place in range(len(group["rows"]))]


def cells_of(document, group, place):
    """The cells that a finding's numbers stand for, as a result gives them."""
    found = []
    for table, look, led in group["looks"]:
        rows = [group["rows"][place]] if led is None else led[place] if isinstance(led[place], list) else [led[place]]
        about, (_, columns) = document["tables"][table], document["looks"][look]
        where = OFSTED if not about["year"] else TableOfYear(about["name"], YEARS.index(about["year"]))
        for row in rows:
            cells = about["rows"].get(row, [None] * len(about["columns"]))
            at = row if row in about["rows"] else None
            found += [
                Cell(where, at, about["lines"].get(row), name, cells[about["columns"].index(name)]) for name in columns
            ]
    facts = [(title, values[place]) for title, values in group["facts"] if values[place] >= 0]
    return (*found, *(Cell(FACTS, None, None, *(document["facts"][one] for one in fact)) for fact in facts))


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """A made-up council with errors of many kinds."""
    folder = tmp_path_factory.mktemp("council")
    sample("E08000003", 150, 2026, 1, 0.5, folder)
    given = read_return([folder / "this_year"], [folder / "last_year"], [folder / "providers.xlsx"])
    return check(given, here(), year=2026, authority="E08000003", with_records=True)


def leads_back(result):
    document = PageData(result, [], new=()).document()
    for one, (group, place) in zip(result.findings, written(document), strict=True):
        assert cells_of(document, group, place) == result.evidence(one)


def test_every_finding_leads_back_to_its_evidence(result):
    leads_back(result)


def test_so_does_every_finding_of_a_made_up_council(made_up):
    assert len({one.code for one in made_up.findings}) > 50
    leads_back(made_up)


def test_the_evidence_has_last_years_value_and_the_episode_before(document):
    values = {cell.value for group, place in written(document) for cell in cells_of(document, group, place)}
    assert {"04/03/2012", "14/09/2025"} <= values


def test_a_record_has_every_row_of_the_child_in_both_years(document):
    rows = {
        (one["name"], one["year"]): [cells for cells in one["rows"].values() if cells[0] == "A1"]
        for one in document["tables"]
    }
    assert {table: len(found) for table, found in rows.items()} == {
        ("header", "this year"): 1, ("episodes", "this year"): 2, ("header", "last year"): 1,
    }  # fmt: skip


def test_what_was_accepted_and_what_is_new_is_marked(result):
    right, new = result.findings
    marked = PageData(replace(result, accepted={right.key: "so it is"}), ["203", "501"], {new.key}).document()
    assert (marked["accepted"], marked["new"]) == ({0: "so it is"}, [1])
