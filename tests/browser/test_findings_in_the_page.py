"""What the page does with findings: accept them, ask where they concentrate, repair, share them out."""

import io
import json
import zipfile

import openpyxl
import pytest

from plumbline.synthetic import sample

COUNCIL = "E08000003"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
CHECK = {"year": 2026, "authority": COUNCIL, "accepted": {}, "only": ""}
RULES = """[[rule]]
code = "L1"
table = "header"
title = "Born on the first of a month"
fix = "Look at the birth certificate."
fields = ["DOB"]
condition = "day(DOB) = 1"
"""
LABELS = """[severity]
101 = "grave"

[owner]
101 = "Ann"

[check]
year = 2026
"""


@pytest.fixture
def take(ask):
    """Gives a file to a place; what it holds."""

    def taken(name, text, place="this_year"):
        content = text if isinstance(text, bytes) else text.encode()
        return ask("take", content, key=f"{place}-{name}", name=name, place=place)

    return taken


@pytest.fixture
def header(take):
    """Gives a header: a line for each child."""

    def given(*lines):
        return take("header.csv", HEADER + "\n".join(lines) + "\n")

    return given


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    sample(COUNCIL, 60, 2026, 3, 0.3, folder)
    return folder / "this_year"


@pytest.fixture
def council(take, folder):
    """Gives a made-up council's files."""
    for path in sorted(folder.glob("*.csv")):
        take(path.name, path.read_bytes())


def codes(shown):
    return {shown["rules"][finding[0]]["code"] for finding in shown["findings"]}


# choosing rules, and a council's own


@pytest.mark.parametrize("only", ["103", " 103 ", "103,101", "103; 101"])
def test_only_the_rules_chosen_are_checked(ask, header, only):
    header("1,9,01/05/2010,XXXX,UN1,,")
    shown = ask("check", **CHECK | {"only": only})
    assert shown["checked"] == len(only.replace(";", ",").split(","))


def test_a_code_that_is_no_rule_is_refused(ask, header):
    header("1,M,01/05/2010,WBRI,UN1,,")
    assert "There is no rule 9999" in ask("check", **CHECK | {"only": "9999"})["problem"]


def test_rules_are_named_so_that_some_can_be_chosen(ask):
    named = ask("rules", year=2026)["rules"]
    assert "Ethnic group" in {one["code"]: one["title"] for one in named}["103"]


def test_a_councils_own_rules_are_checked_with_the_others(ask, take, header):
    assert take("ours.toml", RULES, "own")["words"] == "rules of your own: 1"
    header("1,M,01/05/2010,WBRI,UN1,,", "2,M,02/05/2010,WBRI,UN1,,")
    shown = ask("check", **CHECK | {"only": "l1"})
    assert [finding[5] for finding in shown["findings"]] == ["1"]
    assert {"code": "L1", "title": "Born on the first of a month"} in ask("rules", year=2026)["rules"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("ours.py", "import os", "rules written in Python run on the command line only"),
        ("ours.toml", RULES.replace("day(DOB) = 1", "SELECT 1"), "ours.toml, line 1: condition: write one condition"),
        ("ours.toml", RULES.replace("day(DOB)", "day(DOBB)"), "there is no column DOBB. Did you mean DOB"),
        ("ours.toml", "rule = [", "ours.toml: this is not valid TOML"),
        ("ours.toml", "[check]\nyear = 2026\n", "neither [[rule]] entries nor the sections [severity] and [owner]"),
    ],
)
def test_a_file_of_rules_with_a_mistake_says_so_at_once(take, name, text, said):
    assert said in take(name, text, "own")["unusable"]


def test_severities_and_owners_are_the_councils(ask, take, header):
    said = take("plumbline.toml", LABELS, "own")["words"]
    assert said == "severities: 1, owners: 1; not used here, for it is the command line's: [check]"
    header("1,9,01/05/2010,XXXX,UN1,,")
    rules = {one["code"]: one for one in ask("check", **CHECK)["rules"]}
    assert (rules["101"]["severity"], rules["101"]["owner"]) == ("grave", "Ann")


# accepting


def test_accepted_findings_no_longer_lead_and_stay_in_what_is_saved(ask, header):
    header("1,M,01/05/2010,XXXX,UN1,,", "2,M,01/05/2010,XXXX,UN1,,")
    shown = ask("check", **CHECK | {"only": "103"})
    head = ask("accept", accepted={finding[-1]: "right as it is" for finding in shown["findings"]})
    assert head["summary"] == [] and head["sentence"].startswith("No errors")
    assert json.loads(ask("save", file="findings.json"))["summary"] == []


# one finding


def test_a_finding_comes_with_the_childs_whole_record(ask, council):
    shown = ask("check", **CHECK)
    tables = [one["name"] for one in shown["rows"]]
    number, finding = next((at, one) for at, one in enumerate(shown["findings"]) if tables[one[1]] == "header")
    about = ask("finding", number=number)
    header = next(table for table in about["record"] if table["title"] == "Children")
    assert len(about["record"]) > 1
    assert {row["cells"][header["columns"].index("CHILD")] for row in header["rows"]} == {finding[5]}
    seen = {header["columns"][at] for row in header["rows"] if row["line"] == finding[3] for at in row["seen"]}
    assert seen >= {one["column"] for one in about["seen"] if one["blamed"]} != set()


def test_a_finding_shows_the_row_beside_its_own_that_the_rule_looked_at(ask, take):
    head = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
    before, after = "1,01/05/2025,S,C2,N1,U1,PR1,01/08/2025,X1,CARPL,,,", "1,01/07/2025,P,C2,N1,U1,PR1,,,,,,"
    take("episodes.csv", "\n".join([head, before, after, ""]))
    ask("check", **CHECK | {"only": "501"})
    seen = {(one["where"], one["column"]): one["value"] for one in ask("finding", number=0)["seen"]}
    assert seen["this row", "DECOM"] == "01/07/2025"
    assert seen["Previous episode, line 2", "DEC"] == "01/08/2025"


# where findings concentrate


def test_why_says_where_a_rules_findings_are(ask, council):
    shown = ask("check", **CHECK)
    code = shown["head"]["summary"][0]["code"]
    found = ask("why", code=code)
    assert found["title"].startswith(f"{code}: ") and found["sentences"]
    assert ask("save", file="why.html", code=code).startswith(b"<!doctype html>")


# repairs


def test_a_repair_changes_copies_only(ask, header):
    header("1,M,2010-05-01,WBRI,UN1,,")
    ask("check", **CHECK | {"only": "102"})
    repaired = ask("repair")
    assert [(one["field"], one["old"], one["new"]) for one in repaired["changes"]] == [
        ("DOB", "2010-05-01", "01/05/2010")
    ]
    assert ask("check", **CHECK | {"only": "102"})["findings"] != []


def test_a_repair_is_saved_with_its_lists_and_the_copies_can_be_checked(ask, header):
    header("1,M,2010-05-01,WBRI,UN1,,")
    ask("check", **CHECK)
    ask("repair")
    with zipfile.ZipFile(io.BytesIO(ask("save", file="repair.zip"))) as saved:
        assert set(saved.namelist()) == {"return/header.csv", "repairs.csv", "fix_at_source.csv", "summary.html"}
    copies = ask("save", file="repaired_return.zip")
    ask("remove", key="this_year-header.csv")
    assert ask("take", copies, key="copies", name="repaired.zip", place="this_year")["tables"] == ["header"]
    assert ask("check", **CHECK | {"only": "102"})["findings"] == []


@pytest.mark.parametrize(
    ("file", "said"),
    [("repair.zip", "Repair the return first."), ("comparison.html", "Compare the return first.")],
)
def test_what_was_not_done_cannot_be_saved(ask, header, file, said):
    header("1,M,01/05/2010,WBRI,UN1,,")
    ask("check", **CHECK)
    assert ask("save", file=file) == {"problem": said}


# work lists


def names(content):
    with zipfile.ZipFile(io.BytesIO(content)) as saved:
        return sorted(saved.namelist())


def test_work_lists_are_shared_out_by_a_field(ask, header):
    header("1,M,01/05/2010,XXXX,UN1,,", "2,F,01/05/2010,XXXX,UN1,,")
    ask("check", **CHECK | {"only": "103"})
    assert names(ask("save", file="worklists.zip", field="SEX")) == ["F.xlsx", "M.xlsx"]


def test_work_lists_are_shared_out_by_teams_and_carried_over(ask, take, header):
    header("1,M,01/05/2010,XXXX,UN1,,", "2,F,01/05/2010,XXXX,UN1,,")
    ask("check", **CHECK | {"only": "103"})
    assert take("teams.csv", "child,team\n1,North\n2,South\n", "teams")["words"] == "children with a team: 2"
    content = ask("save", file="worklists.zip", field="")
    assert names(content) == ["North.xlsx", "South.xlsx"]
    with zipfile.ZipFile(io.BytesIO(content)) as saved:
        north = openpyxl.load_workbook(io.BytesIO(saved.read("North.xlsx")))
    sheet = north["Work list"]
    note = next(cell for cell in sheet[1] if cell.value == "Note")
    sheet.cell(2, note.column, "asked Ann")
    out = io.BytesIO()
    north.save(out)
    assert take("North.xlsx", out.getvalue(), "carry_over")["words"] == "entries: 1"
    with zipfile.ZipFile(io.BytesIO(ask("save", file="worklists.zip", field=""))) as saved:
        again = openpyxl.load_workbook(io.BytesIO(saved.read("North.xlsx")))["Work list"]
    assert [cell.value for cell in again[2]][:1] == ["still there"]
    assert again.cell(2, note.column).value == "asked Ann"


def test_a_field_whose_table_was_not_given_is_refused(ask, header):
    header("1,M,01/05/2010,XXXX,UN1,,")
    ask("check", **CHECK | {"only": "103"})
    assert "SW_ID: it is a field of sw_episodes" in ask("save", file="worklists.zip", field="SW_ID")["problem"]
