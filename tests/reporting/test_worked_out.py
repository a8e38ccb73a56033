"""A value that is worked out, and stands in no file, is shown as such wherever people see it."""

import html
import io
import json
import re

import openpyxl
import pytest

from plumbline.browser.finding import finding_shown
from plumbline.browser.showing import shown
from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.reading.find import read_return
from plumbline.reporting.check.as_json import to_json
from plumbline.reporting.check.findings_csv import findings_csv
from plumbline.reporting.check.page import report_page
from plumbline.reporting.check.workbook import workbook

#: A placement in Wales with an English number: rule 243 blames URN, which is in the file, and PL_LA, which is not.
EPISODES = "CHILD,DECOM,RNE,LS,HOME_POST,PL_POST,PLACE,URN\n1,01/06/2025,S,C2,M1 1AE,CF10 1EP,U4,SC000001\n"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/01/2012,WBRI,,,\n"


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wales")
    (folder / "episodes.csv").write_text(EPISODES, "utf-8")
    (folder / "header.csv").write_text(HEADER, "utf-8")
    given = read_return([folder], [], [])
    return check(given, here(), year=2026, authority="E08000003", only=["243"], with_records=True)


def test_the_csv_says_so(result):
    assert "URN: SC000001; PL_LA (worked out): WAL" in "".join(findings_csv(result))


def test_the_workbook_says_so_of_the_finding_and_of_the_column(result):
    book = openpyxl.load_workbook(io.BytesIO(workbook(result)))
    assert book["Findings"].cell(2, 6).value == "URN: SC000001; PL_LA (worked out): WAL"
    heads = [cell.value for cell in book["episodes"][1]]
    assert "PL_LA (worked out)" in heads
    assert "URN" in heads


def test_the_page_says_so(result):
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', report_page(result), re.S)[1]
    episodes = next(table for table in json.loads(html.unescape(data))["tables"] if table["name"] == "episodes")
    heads = dict(zip(episodes["columns"], episodes["heads"], strict=True))
    assert (heads["PL_LA"], heads["URN"]) == ("PL_LA (worked out)", "URN")


def test_the_tab_says_so_in_its_list_its_evidence_and_the_record(result):
    rows, finding = shown(result).rows[0], finding_shown(result, result.findings[0])
    assert rows.heads[list(rows.columns).index("PL_LA")] == "PL_LA (worked out)"
    assert ("PL_LA (worked out)", "WAL") in [(one.column, one.value) for one in finding.seen]
    assert "PL_LA (worked out)" in finding.record[0].columns


def test_the_names_that_programs_read_stay(result):
    document = "".join(to_json(result))
    assert "worked out" not in document
    assert {"URN", "PL_LA"} <= {cell["column"] for cell in json.loads(document)["findings"][0]["evidence"]}
