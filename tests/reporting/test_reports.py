"""The report files."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.checking.reading_report import ReadingReport
from plumbline.checking.result import Checked, Finding, FlaggedRows, Result, RuleWords, Skipped
from plumbline.faults import BadInput
from plumbline.model.years import TableOfYear
from plumbline.reporting.check.accepted import Mark, read_accepted, read_marks
from plumbline.reporting.check.findings_csv import accepted_csv, findings_csv
from plumbline.reporting.shared.spreadsheet_csv import csv_text, safe

EPISODES = TableOfYear("episodes")


@pytest.fixture
def result():
    words = RuleWords("501", "Overlap", "Why", "Do this", EPISODES, ("DECOM",), "episode_order")
    other = words._replace(code="101", title="Sex", table=TableOfYear("header"))
    skipped = Skipped("needs_table", (TableOfYear("header"),), "This year's header file was not given.")
    return Result(
        2026, date(2025, 4, 1), date(2026, 3, 31), "E08000003", tables={"episodes": 2}, children=1,
        rules={"501": words, "101": other}, ran={"501": Checked(2, 1, 1, 1)}, skipped={"101": skipped}, failed={},
        findings=[Finding("501", EPISODES, 1, 3, "episodes.csv", "=CMD()", "501|episodes|=CMD()|x|1")],
        flagged={EPISODES: FlaggedRows(("CHILD", "DECOM"), {1: ("=CMD()", "</script><b>02/06/2025")})},
        reading=ReadingReport(2026, "given", 2026),
    )  # fmt: skip


def test_a_spreadsheet_runs_nothing_from_the_csv(result):
    rows = list(csv.reader(io.StringIO("".join(findings_csv(result)).lstrip("\ufeff"))))
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if "=CMD()" in cell]
    assert not [cell for cell in cells if cell.startswith("=")]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=4).map(tuple), min_size=1))
def test_a_csv_file_reads_back_as_it_was_but_for_what_would_run(rows):
    text = csv_text(rows[0], rows[1:])
    assert text[0] == "\ufeff"
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [[safe(cell) for cell in row] for row in rows]


def test_accepted_findings_come_back_with_their_reason(result, tmp_path):
    path = tmp_path / "accepted.csv"
    path.write_text("".join(accepted_csv(result)).replace("=CMD(),,\r\n", "=CMD(),it is right,\r\n"), "utf-8")
    assert read_accepted(path) == {result.findings[0].key: "it is right"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_accepted_findings_are_read_as_excel_saves_them(result, tmp_path, encoding, separator):
    key = result.findings[0].key
    rows = [
        ["Key", "Code", "Child", "Reason", "Status"],
        [key, "501", "X", "the café took €5, again; it is right", "Accepted"],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    path = tmp_path / "accepted.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    assert read_accepted(path) == {key: "the café took €5, again; it is right"}


def test_only_what_is_accepted_is_taken_for_right(result, tmp_path):
    path = tmp_path / "accepted.csv"
    right, done, noted = (f"501|episodes|{number}||1" for number in (1, 2, 3))
    path.write_text(
        "".join(
            accepted_csv(
                result,
                {right: Mark("accepted", "so it was"), done: Mark("done", "mended"), noted: Mark("noted", "ask Ann")},
            )
        ),
        "utf-8",
    )
    assert read_accepted(path) == {right: "so it was"}
    assert read_marks(path.read_bytes(), path.name)[noted] == Mark("noted", "ask Ann")


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "", "\n\n"])
def test_a_file_of_accepted_findings_without_its_columns_is_refused(tmp_path, content):
    path = tmp_path / "accepted.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(BadInput, match="must name the columns key and reason"):
        read_accepted(path)
