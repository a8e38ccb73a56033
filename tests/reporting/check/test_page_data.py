"""What the page's script is given says what the result says, with everything written once."""

from dataclasses import replace

import pytest

from plumbline.checking.evidence import FACTS, Cell
from plumbline.model.years import TableOfYear
from plumbline.reporting.check.page_data import PageData, children_worst_first


@pytest.fixture(scope="module")
def document(result):
    return PageData(result, ["501", "203"], new=()).document()


def cells_of(document, finding):
    """The cells that a finding's numbers stand for, as a result gives them."""
    seen, facts = finding[7:]
    found = []
    for at in range(0, len(seen), 3):
        table, row, look = seen[at : at + 3]
        about, (_, columns) = document["tables"][table], document["looks"][look]
        years_back = ("this year", "last year").index(about["year"])
        for column in columns:
            where = TableOfYear(about["name"], years_back)
            cells = about["rows"].get(row)
            value = cells[about["columns"].index(column)] if cells else None
            found.append(Cell(where, row if cells else None, about["lines"].get(row), column, value))
    titles = [document["facts"][number] for number in facts]
    return (*found, *(Cell(FACTS, None, None, *titles[at : at + 2]) for at in range(0, len(titles), 2)))


def test_every_finding_leads_back_to_its_evidence(result, document):
    for one, written in zip(result.findings, document["findings"], strict=True):
        assert cells_of(document, written) == result.evidence(one)


def test_the_evidence_has_last_years_value_and_the_episode_before(result, document):
    values = {cell.value for written in document["findings"] for cell in cells_of(document, written)}
    assert {"04/03/2012", "14/09/2025"} <= values


def test_a_record_has_every_row_of_the_child_in_both_years(document):
    rows = {
        (one["name"], one["year"]): [cells for cells in one["rows"].values() if cells[0] == "A1"]
        for one in document["tables"]
    }
    assert {table: len(found) for table, found in rows.items()} == {
        ("header", "this year"): 1, ("episodes", "this year"): 2, ("header", "last year"): 1,
    }  # fmt: skip


def test_children_stand_worst_first_so_that_a_place_names_a_child_on_the_page_alone(result):
    one = result.findings[0]
    found = [one._replace(child=child) for child in ("B2", "A1", "C3", "C3")]
    assert children_worst_first(found) == ["C3", "A1", "B2"]


def test_what_was_accepted_and_what_is_new_is_marked(result):
    right, new = result.findings
    marked = PageData(replace(result, accepted={right.key: "so it is"}), ["203", "501"], {new.key}).document()
    assert [one[5:7] for one in marked["findings"]] == [["so it is", 0], [0, 1]]
