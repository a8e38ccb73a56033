"""A return checked from files to findings."""

import json

import pytest

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.model.years import TableOfYear
from plumbline.reading.find import read_return
from plumbline.reporting.check.as_json import to_json

EPISODES = """CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
a,01/06/2025,S,C2,N1,U4,PR1,04/06/2025,X1,CARPL,M1 1AE,M1 1AE,XXXXXXX
a,02/06/2025,P,C2,N1,U4,PR1,,,,M1 1AE,M1 1AE,XXXXXXX
"""


@pytest.fixture
def episodes(tmp_path):
    path = tmp_path / "whatever.csv"
    path.write_text(EPISODES, "utf-8")
    return path


def test_an_overlap_is_found_with_its_line_and_values(episodes):
    result = check(read_return([episodes]), here(), year=2026, only=["501"])
    finding = result.findings[0]
    assert (finding.code, finding.row, finding.line, finding.child) == ("501", 1, 3, "A")
    assert result.values(finding) == {"DECOM": "02/06/2025", "DEC": None}


def test_rules_without_their_tables_are_listed_with_the_reason(episodes):
    result = check(read_return([episodes]), here(), year=2026)
    assert result.skipped["101"].reason == "needs_table"
    assert result.skipped["502"].reason == "needs_last_year"
    assert not result.failed
    assert set(result.ran) | set(result.skipped) == set(result.rules)


def test_the_year_is_found_from_the_dates(episodes):
    assert check(read_return([episodes]), here(), only=["501"]).year == 2026


def test_a_wholly_blank_date_column_is_no_hindrance(tmp_path):
    head, first, _ = EPISODES.splitlines()
    (tmp_path / "episodes.csv").write_text(f"{head}\n{first.replace('04/06/2025', '')}\n", "utf-8")
    assert check(read_return([tmp_path / "episodes.csv"]), here(), only=["501"]).year == 2026


def test_an_unknown_rule_is_refused(episodes):
    with pytest.raises(ValueError, match="9999"):
        check(read_return([episodes]), here(), year=2026, only=["9999"])


def test_the_json_document_has_every_part(episodes):
    document = json.loads(to_json(check(read_return([episodes]), here(), year=2026, only=["501", "101"])))
    assert document["collection"] == {"year": 2026, "start": "2025-04-01", "end": "2026-03-31"}
    assert document["rules"]["ran"]["501"] == {"checked": 2, "children_checked": 1}
    assert document["rules"]["skipped"]["101"] == {"reason": "needs_table", "needs": ["header"]}
    assert document["summary"] == [{"code": "501", "title": document["summary"][0]["title"], "rows": 1, "children": 1}]
    assert document["findings"][0]["key"] == "501|episodes|A|02/06/2025|1"


def test_values_tidied_are_counted(tmp_path):
    path = tmp_path / "header.csv"
    path.write_text("child, sex ,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n x1 ,m,2020-01-31,wbri,,,\n", "utf-8")
    counts = check(read_return([path]), here(), year=2026).reading.tables[TableOfYear("header")]
    assert counts.changed.trimmed == {"CHILD": 1}
    assert counts.changed.upper_cased == {"CHILD": 1, "SEX": 1, "ETHNIC": 1}
    assert counts.unreadable == {"DOB": 1}
    assert counts.excel == {"iso_dates": {"DOB": 1}}


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026, 2027])
@pytest.mark.parametrize("last", [True, False])
def test_the_sample_runs_every_rule_or_says_why_not(shared, year, last):
    folder = shared / "samples" / "made_up_903"
    names = ("header", "episodes", "reviews", "uasc", "oc2", "oc3", "ad1", "placed_for_adoption",
             "previous_permanence", "missing", "sw_episodes", "DoLo")  # fmt: skip
    files = [folder / f"{name}.csv" for name in names]
    given = read_return(files, files if last else [], [folder / "combined_scp_ch_fake.xlsx"])
    result = check(given, here(), year=year, authority="E08000003")
    assert not result.failed
    assert set(result.ran) | set(result.skipped) == set(result.rules)
    assert result.findings


def test_the_xml_sample_runs(shared):
    file = shared / "samples" / "made_up_903" / "fake_903.xml"
    result = check(read_return([file], [file]), here(), year=2025, authority="E08000003")
    assert "105" in result.ran
    assert not result.failed


@pytest.mark.parametrize(
    ("home", "placed", "rules"),
    [
        ("M1 1AE", "m11ae", []),
        ("ZZ99 9ZZ", "M1 1AE", ["392a", "392c"]),
        ("M1 1AE", "ZZ99 9ZZ", ["169", "392a", "392c"]),
        ("ZZ99 9ZZ", "ZZ99 9ZX", ["169", "392a", "392c"]),
        ("", "M1 1AE", ["392a"]),
    ],
)
def test_postcodes_are_looked_up(tmp_path, home, placed, rules):
    row = f"a,01/06/2025,S,C2,N1,U4,PR1,01/07/2025,E8,,{home},{placed},XXXXXXX"
    (tmp_path / "episodes.csv").write_text(EPISODES.splitlines()[0] + f"\n{row}\n", "utf-8")
    (tmp_path / "uasc.csv").write_text("CHILD,SEX,DOB,DUC\nb,M,01/01/2010,01/01/2028\n", "utf-8")
    result = check(read_return([tmp_path]), here(), year=2026, only=["169", "392a", "392c"])
    assert [finding.code for finding in result.findings] == rules


DOLO = "CHILD,DOB,DOLO_START,DOLO_END\na,01/01/2010,01/06/2025,\n"


@pytest.mark.parametrize(("year", "mentioned"), [(2026, True), (2027, False)])
def test_a_table_that_only_a_later_year_has_is_mentioned(episodes, tmp_path, year, mentioned):
    (tmp_path / "liberty.csv").write_text(DOLO, "utf-8")
    reading = check(read_return([tmp_path]), here(), year=year, only=["501"]).reading
    said = [note.message for note in reading.notes if note.file == "liberty.csv" and "2026/27" in note.message]
    assert bool(said) is mentioned
