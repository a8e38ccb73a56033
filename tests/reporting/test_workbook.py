"""The workbook of a check, opened and read as a person would."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise

import openpyxl
import pytest

from plumbline.checking.evidence import Evidence, FactSeen, KeptTable, RowSeen
from plumbline.checking.labels import UNKNOWN
from plumbline.checking.reading_report import ReadingReport, TableRead
from plumbline.checking.result import Checked, Finding, FlaggedRows, Result, RuleWords, Skipped
from plumbline.checking.seeing import Witness
from plumbline.model.years import TableOfYear
from plumbline.reporting.check import summary_sheet
from plumbline.reporting.check import workbook as sheets_of_check
from plumbline.reporting.check.workbook import workbook
from plumbline.reporting.shared.sheets import MADE_UP_DATA, Column, height, wrapped_columns

EPISODES, HEADER, HEADER_LAST = TableOfYear("episodes"), TableOfYear("header"), TableOfYear("header", 1)
OVERLAP = RuleWords("501", "Episode starts too early", "It counts twice.", "Mend DECOM.", EPISODES, ("DECOM",), "order")
REASON = RuleWords("142", "No end", "It is open.", "Enter DEC and REC.", EPISODES, ("DEC", "REC"), "ends")
SEX = RuleWords("101", "No sex", "All have one.", "Enter SEX.", HEADER, ("SEX",), "validity")


def finding(code, row, child):
    return Finding(code, EPISODES, row, row + 2, "moves.csv", child, f"{code}|episodes|{child}|{row}|1")


class Saw(Witness):
    """Every finding rests on the same evidence."""

    def __init__(self, kept, seen):
        super().__init__(kept=kept)
        object.__setattr__(self, "seen", seen)

    def evidence(self, code, table, row):
        return self.seen


RESULT = Result(
    2026, date(2025, 4, 1), date(2026, 3, 31), "E08000003", tables={"episodes": 60}, children=30,
    rules={"101": SEX, "142": REASON, "501": OVERLAP},
    ran={"142": Checked(60, 30, 1, 1), "501": Checked(55, 29, 2, 2)},
    skipped={"101": Skipped("needs_table", (HEADER,), "This year's header file was not given.")}, failed={},
    findings=[finding("142", 40, "B"), finding("501", 7, "A"), finding("501", 40, "B")],
    flagged={
        EPISODES: FlaggedRows(
            ("CHILD", "DECOM", "DEC", "REC"),
            {7: ("A", "01/06/2025", "02/06/2025", "X1"), 40: ("B", "03/06/2025", None, "E4A")},
        )
    },
    reading=ReadingReport(2026, "dates", 2026, tables={EPISODES: TableRead("moves.csv", 60, None, {}, {})}),
    witness=Saw({}, Evidence(())),
)  # fmt: skip


def opened(result):
    return openpyxl.load_workbook(io.BytesIO(workbook(result, date(2026, 5, 1))))


@pytest.fixture(scope="module")
def book():
    return opened(RESULT)


def links(sheet):
    """The places that cells lead to, by the cells."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert not [cell for cell in cells if cell.hyperlink.target]  # an address outside the file
    return {cell.coordinate: cell.hyperlink.location for cell in cells}


def columns(sheet):
    return dict(zip(*list(sheet.values)[:2], strict=True))


def test_the_sheets_go_from_the_whole_to_the_parts(book):
    assert book.sheetnames == ["Summary", "Findings", "episodes", "Rules", "Not checked"]


def test_the_summary_says_all_that_it_should(book):
    said = [[cell for cell in row if cell is not None] for row in book["Summary"].values]
    assert [row for row in said if row] == [
        ["3 errors in 2 of 2 rules checked, on 2 of 30 children; 1 rule not checked"],
        ["Council", "Manchester (E08000003)"],
        ["Collection year", "2026 (01/04/2025 to 31/03/2026), found from the dates"],
        ["Rules of", "2026"],
        ["Checked on", "01/05/2026"],
        ["Children", 30],
        ["Keep it safe", "This workbook holds children's records: keep it within the council."],
        ["Errors by rule"],
        ["Rule", "What is wrong", "Rows", "Rows checked", "Children", "Children checked"],
        ["501", "Episode starts too early", 2, 55, 2, 29],
        ["142", "No end", 1, 60, 1, 30],
        ["Errors by table"],
        ["Table", "File", "Errors", "Rows with errors", "Children", "Rows in file"],
        ["episodes", "moves.csv", 3, 2, 2, 60],
        ["What was not checked"],
        ["Rules", "Why not, and which"],
        ["1 rule", "This year's header file was not given. 101"],
    ]


def test_a_rule_in_the_summary_leads_to_its_first_finding(book):
    (of_501,) = (cell for cell in book["Summary"]["A"] if cell.value == "501")
    assert links(book["Summary"])[of_501.coordinate] == "'Findings'!A3"
    assert book["Findings"]["A3"].value == "501"


def test_a_finding_has_its_rule_its_place_its_values_and_what_to_do(book):
    assert columns(book["Findings"]) == {
        "Rule": "142", "What is wrong": "No end", "Table": "episodes", "Line": 42, "Child": "B",
        "Values": "DEC: (blank); REC: E4A", "Looked at as well": None, "What to do": "Enter DEC and REC.",
    }  # fmt: skip


def test_a_finding_shows_what_its_rule_looked_at_beside_the_blamed_values():
    kept = {
        EPISODES: KeptTable("moves.csv", *RESULT.flagged[EPISODES], lines={7: 9, 40: 42}),
        HEADER_LAST: KeptTable("old.csv", ("CHILD", "DOB"), {3: ("B", "01/01/2010")}, {3: 5}),
        HEADER: KeptTable("children.csv", ("CHILD", "SEX"), {}, {}),
    }
    seen = Evidence(
        (
            RowSeen(EPISODES, 40, ("DEC", "REC", "DECOM")),
            RowSeen(EPISODES, 7, ("DEC",), "previous episode"),
            RowSeen(HEADER_LAST, 3, ("DOB",)),
            RowSeen(HEADER, None, ("SEX",)),
        ),
        (FactSeen("in care for the whole year", "no"), FactSeen("age at the end of the year", None)),
    )
    found = opened(replace(RESULT, witness=Saw(kept, seen)))
    assert columns(found["Findings"])["Looked at as well"].splitlines() == [
        "same row: DECOM: 03/06/2025",
        "previous episode, line 9: DEC: 02/06/2025",
        "last year's header, line 5: DOB: 01/01/2010",
        "no row in header",
        "in care for the whole year: no",
        "age at the end of the year: not known",
    ]


def test_of_very_many_rows_looked_at_the_first_are_named_and_the_rest_counted():
    kept = {EPISODES: KeptTable("moves.csv", *RESULT.flagged[EPISODES], lines={7: 9, 40: 42})}
    seen = Evidence((RowSeen(EPISODES, 40, ()), *[RowSeen(EPISODES, 7, ("DEC",))] * 20))
    lines = columns(opened(replace(RESULT, witness=Saw(kept, seen)))["Findings"])["Looked at as well"].splitlines()
    assert (len(lines), lines[-1]) == (9, "and 12 rows more")


@pytest.mark.parametrize("name", ["Summary", "Findings", "episodes", "Rules", "Not checked"])
def test_made_up_data_says_so_on_every_sheet_and_on_paper(book, name):
    sheet = opened(replace(RESULT, made_up=True))[name]
    [said] = [cell for row in sheet.iter_rows() for cell in row if cell.value == MADE_UP_DATA]
    assert said.row == 1
    assert sheet.oddHeader.center.text == "Made-up data: nothing in it is real"
    assert MADE_UP_DATA not in [cell.value for row in book[name].iter_rows() for cell in row]


def test_the_line_of_every_finding_leads_to_its_row(book):
    places = links(book["Findings"])
    assert places == {"D2": "'episodes'!A3", "D3": "'episodes'!A2", "D4": "'episodes'!A3"}
    for ref, place in places.items():
        assert book["Findings"][ref].value == book["episodes"][place.partition("!")[2]].value


def test_a_row_says_in_words_which_rules_blame_it(book):
    assert [row[:3] for row in book["episodes"].values] == [
        ("Line", "What is wrong", "CHILD"),
        (9, "501: Episode starts too early", "A"),
        (42, "142: No end; 501: Episode starts too early", "B"),
    ]


def test_blamed_cells_and_no_others_are_coloured(book):
    coloured = {cell.coordinate for row in book["episodes"].iter_rows(min_row=2) for cell in row if cell.fill.fill_type}
    assert coloured == {"D2", "D3", "E3", "F3"}  # E3 is the blank end date


def test_the_sheet_of_rules_counts_what_was_checked_and_flagged(book):
    counts = {row[0]: row[2:6] for row in book["Rules"].iter_rows(min_row=2, values_only=True)}
    assert counts == {"101": (None,) * 4, "142": (60, 1, 30, 1), "501": (55, 2, 29, 2)}


def test_every_rule_not_checked_has_its_reason(book):
    failed = opened(replace(RESULT, failed={"142": "Timeout"}))
    assert [row[0::2] for row in failed["Not checked"].values][1:] == [
        ("101", "This year's header file was not given."), ("142", "It failed: Timeout. Please report it."),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Findings", "episodes", "Rules", "Not checked"])
def test_every_list_filters_all_its_rows_and_prints_its_headings(book, name):
    sheet = book[name]
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("name", ["Summary", "Findings", "episodes", "Rules", "Not checked"])
def test_every_sheet_prints_landscape_and_as_wide_as_the_paper(book, name):
    sheet = book[name]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_columns_are_as_wide_as_what_is_in_them(book):
    widths = {column: one.width for column, one in book["episodes"].column_dimensions.items()}
    assert widths["D"] >= len("01/06/2025")
    assert widths["F"] >= len("REC")


def test_a_row_is_as_high_as_its_text():
    wrapped = wrapped_columns([Column("Rule", 4), Column("Why", 10, "wrap")])
    assert height(("501", "short"), wrapped) is None
    assert height(("501 and more", "x" * 25), wrapped) == 3 * 15
    assert height((None, "x" * 10_000), wrapped) == 405


@pytest.mark.parametrize("word", [UNKNOWN, "Severity", "Owner", "Accepted because"])
def test_what_the_council_has_not_said_has_no_column(book, word):
    assert word not in {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}


@pytest.fixture(scope="module")
def labelled_book():
    rules = {code: rule._replace(severity="grave", owner="Ann") for code, rule in RESULT.rules.items()}
    accepted = {RESULT.findings[0].key: "so it was"}
    return opened(replace(RESULT, rules=rules, accepted=accepted, severities=("grave",)))


def test_severity_owner_and_reason_are_there_where_they_are_known(labelled_book):
    assert list(columns(labelled_book["Findings"]).items())[-3:] == [
        ("Severity", "grave"), ("Owner", "Ann"), ("Accepted because", "so it was"),
    ]  # fmt: skip
    assert list(columns(labelled_book["Rules"]).items())[-2:] == [("Severity", "grave"), ("Owner", "Ann")]


def test_the_summary_counts_by_severity_and_owner_what_is_not_accepted(labelled_book):
    said = [tuple(cell for cell in row if cell is not None) for row in labelled_book["Summary"].values]
    assert [said[said.index((head,)) + 2] for head in ("Errors by severity", "Errors by owner")] == [
        ("grave", 2, 2, 2), ("Ann", 2, 2, 2),
    ]  # fmt: skip
    assert said[said.index(("Accepted as right",)) + 2] == ("142", "No end", 1, 1)


def test_an_accepted_finding_is_marked_in_its_row(labelled_book):
    assert labelled_book["episodes"]["B3"].value == "142 (accepted): No end; 501: Episode starts too early"


HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "http://x.example", "</t></si><x>&amp;", " a ", "_x0041_"]


@pytest.mark.parametrize("value", [*HOSTILE, "two\nlines", "0012", "£é😀"])
def test_a_value_is_inert_text_and_stays_as_it_was(value):
    rows = {7: (value, value, value, value), 40: ("B", None, None, None)}
    book = opened(replace(RESULT, flagged={EPISODES: FlaggedRows(RESULT.flagged[EPISODES].columns, rows)}))
    cells = list(book["episodes"][2])[2:]
    assert [(cell.value, cell.data_type) for cell in cells] == [(value, "s")] * 4


def test_characters_that_no_cell_can_hold_are_left_out():
    rows = {7: ("A\x00\x0b\ud800\uffff", None, None, None), 40: ("B", None, None, None)}
    book = opened(replace(RESULT, flagged={EPISODES: FlaggedRows(RESULT.flagged[EPISODES].columns, rows)}))
    assert book["episodes"]["C2"].value == "A"


def test_nothing_in_the_file_leads_outside_it_or_runs():
    with zipfile.ZipFile(io.BytesIO(workbook(RESULT))) as file:
        sheets = [file.read(name).decode() for name in file.namelist() if "sheet" in name]
        assert not [name for name in file.namelist() if re.search("external|comments|worksheets/_rels|vba", name)]
    assert not [sheet for sheet in sheets if "<f>" in sheet or "r:id" in sheet.partition("<hyperlinks>")[2]]


def test_every_text_is_in_the_file_once():
    with zipfile.ZipFile(io.BytesIO(workbook(RESULT))) as file:
        texts = re.findall("<si>.*?</si>", file.read("xl/sharedStrings.xml").decode())
    poured = [text for text in texts if "preserve" in text]
    assert len(poured) == len(set(poured)) > 5


@pytest.fixture
def small_sheets(monkeypatch):
    """Excel, with sheets of two rows and one link."""
    for module in (sheets_of_check, summary_sheet):
        monkeypatch.setattr(module, "MOST_ROWS", 2)
        monkeypatch.setattr(module, "MOST_LINKS", 1)


@pytest.mark.usefixtures("small_sheets")
def test_what_a_sheet_can_not_hold_is_left_out_and_said():
    book = opened(RESULT)
    assert book["Findings"].auto_filter.ref == "A1:H3"
    assert len(list(book["Findings"].rows)) == 3
    assert list(links(book["Findings"])) == ["D2"]
    said = dict(row[:2] for row in book["Summary"].iter_rows(max_row=12, values_only=True))
    assert said["Not all shown"] == "Of 3 findings, the first 2 are here: a sheet holds no more."
    assert said["Links"] == "Findings after the first 1 have no link to their row: a sheet holds no more links."


def test_a_result_without_findings_has_its_sheets(book):
    clean = opened(replace(RESULT, findings=[], flagged={}))
    assert clean.sheetnames == ["Summary", "Findings", "Rules", "Not checked"]
    assert [len(list(clean[name].rows)) for name in ("Findings", "Rules")] == [1, 4]


def test_more_rows_than_are_made_at_once_keep_their_order():
    many = {row: (f"child {row}", None, None, None) for row in range(1, 1300)}
    findings = [finding("501", row, cells[0]) for row, cells in many.items()]
    book = opened(
        replace(RESULT, findings=findings, flagged={EPISODES: FlaggedRows(("CHILD", "DECOM", "DEC", "REC"), many)})
    )
    for name, at in (("Findings", 3), ("episodes", 0)):
        lines = [row[at] for row in book[name].iter_rows(min_row=2, values_only=True)]
        assert len(lines) == len(many)
        assert all(after == before + 1 for before, after in pairwise(lines))
