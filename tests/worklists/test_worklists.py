"""Work lists: every finding on one list, what people wrote carried over, nothing in a cell that can run."""

import re
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner

from plumbline.checking.check import check
from plumbline.checking.context import ReturnRows
from plumbline.checking.native import here
from plumbline.checking.reading_report import ReadingReport
from plumbline.checking.result import Checked, Finding, FlaggedRows, Result, RuleWords, Skipped
from plumbline.cli.app import app
from plumbline.faults import BadInput
from plumbline.model.years import TableOfYear
from plumbline.reading.find import read_return
from plumbline.synthetic import sample
from plumbline.worklists.carrying_over import Earlier, read_earlier
from plumbline.worklists.sharing_out import SplitBy, read_teams, split_by
from plumbline.worklists.workbook import COLUMNS, WorkList, file_names, worklist_book
from plumbline.worklists.worklists import asked_for, work_lists, write_worklists

EPISODES = TableOfYear("episodes")


def a_result(*children, urns=()):
    words = RuleWords("501", "Overlap", "Why", "Do this", EPISODES, ("DECOM",), "episode_order")
    flagged = FlaggedRows(("CHILD", "DECOM"), {at: (child, "02/06/2025") for at, child in enumerate(children)})
    findings = [
        Finding("501", EPISODES, at, at + 2, "episodes.csv", child, f"501|episodes|{child}|02/06/2025|1")
        for at, child in enumerate(children)
    ]
    given = dict(enumerate(urns or ["SC1"] * len(children)))
    rows = {at: {"CHILD": child, "DECOM": date(2025, 6, 2), "URN": given[at]} for at, child in enumerate(children)}
    workers = {
        0: {"CHILD": "A", "SW_ID": "before", "SW_DECOM": date(2025, 4, 1), "SW_DEC": date(2025, 6, 1)},
        1: {"CHILD": "A", "SW_ID": "then", "SW_DECOM": date(2025, 6, 1), "SW_DEC": date(2025, 9, 1)},
        2: {"CHILD": "A", "SW_ID": "now", "SW_DECOM": date(2025, 9, 1), "SW_DEC": None},
        3: {"CHILD": "B", "SW_ID": "later", "SW_DECOM": date(2025, 12, 1), "SW_DEC": None},
    }
    return Result(
        2026, date(2025, 4, 1), date(2026, 3, 31), "", tables={"episodes": len(children)}, children=len(children),
        rules={"501": words}, ran={"501": Checked(9, 9, 1, 1)}, skipped={}, failed={}, findings=findings,
        flagged={EPISODES: flagged}, reading=ReadingReport(2026, "given", 2026),
        context=ReturnRows({EPISODES: rows, TableOfYear("sw_episodes"): workers}),
    )  # fmt: skip


def write(result, out, carry_over=(), split="URN"):
    return write_worklists(result, asked_for(split, carry_over, out))


def fill(path, sheet="Work list", **values):
    """Writes into the first entry of a work list, as a person would."""
    book = openpyxl.load_workbook(path)
    for name, value in values.items():
        book[sheet].cell(2, COLUMNS.index(name.replace("_", " ")) + 1).value = value
    book.save(path)


def entries(path, sheet="Work list"):
    return [list(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize("field", ["SW_ID", "URN", "SEX"])
def test_every_finding_is_on_exactly_one_list(field, tmp_path):
    sample("E08000003", 150, 2026, 1, 0.5, tmp_path)
    given = read_return([tmp_path / "this_year"], [tmp_path / "last_year"])
    result = check(given, here(), year=2026, with_context=True)
    lists = work_lists(result, SplitBy(field), Earlier())
    keys = [entry.key for one in lists.values() for entry in one.work]
    assert len(keys) > 20
    assert len(lists) > 1
    assert sorted(keys) == sorted(finding.key for finding in result.findings)


def test_the_worker_is_the_one_at_the_row_s_date_else_the_latest():
    result = a_result("A", "B", "C")
    owners = [SplitBy("SW_ID").of(result, finding) for finding in result.findings]
    assert owners == ["then", "later", ""]
    assert SplitBy("SW_ID").of_child(result, "A") == "now"


def test_each_of_the_marks(tmp_path):
    out = tmp_path / "worklists" / "SC1.xlsx"
    write(a_result("A", "B"), tmp_path)
    assert [row[0] for row in entries(out)] == ["new", "new"]
    fill(out, Status="Accepted", Owner="Ann", Due_date=date(2026, 5, 1), Note="agreed")

    marks = write(a_result("A", "C"), tmp_path, [out])
    assert marks == {"accepted": 1, "new": 1, "gone": 1}
    first = dict(zip(COLUMNS, entries(out)[0], strict=True))
    assert (first["Mark"], first["Status"], first["Owner"], first["Note"]) == ("accepted", "Accepted", "Ann", "agreed")
    assert first["Due date"].date() == date(2026, 5, 1)
    gone = entries(out, "Gone")[0]
    assert (gone[0], gone[6]) == ("gone", "B")

    assert write(a_result("A", "B"), tmp_path, [tmp_path / "worklists"]) == {"accepted": 1, "came back": 1, "gone": 1}
    assert write(a_result("B"), tmp_path, [out]) == {"gone": 2, "still there": 1}


def test_what_was_not_checked_is_not_called_gone(tmp_path):
    out = tmp_path / "worklists" / "SC1.xlsx"
    write(a_result("A"), tmp_path)
    fill(out, Note="mine")
    skipped = {"501": Skipped("needs_table", (EPISODES,), "")}
    without = replace(a_result("A"), findings=[], ran={}, skipped=skipped)
    assert write(without, tmp_path, [out]) == {"not checked": 1}
    assert write(a_result("A"), tmp_path, [out]) == {"still there": 1}
    assert entries(out)[0][COLUMNS.index("Note")] == "mine"


def test_a_finding_that_moves_to_another_list_takes_its_note_along(tmp_path):
    folder = tmp_path / "worklists"
    write(a_result("A", "B", urns=["SC1", "SC2"]), tmp_path)
    fill(folder / "SC1.xlsx", Note="mine")
    write(a_result("A", "B", urns=["SC2", "SC2"]), tmp_path, [folder])
    assert [path.name for path in folder.iterdir()] == ["SC2.xlsx"]
    assert entries(folder / "SC2.xlsx")[0][COLUMNS.index("Note")] == "mine"


def test_a_list_from_before_the_evidence_had_a_column_is_carried_over(tmp_path):
    path = tmp_path / "worklists" / "SC1.xlsx"
    write(a_result("A"), tmp_path)
    fill(path, Note="mine")
    book = openpyxl.load_workbook(path)
    book["Work list"].delete_cols(COLUMNS.index("Looked at as well") + 1)
    book.save(path)
    assert write(a_result("A"), tmp_path, [path]) == {"still there": 1}
    assert entries(path)[0][COLUMNS.index("Note")] == "mine"


def test_the_list_of_those_with_none_recorded_says_so_and_stays_theirs(tmp_path):
    folder = tmp_path / "worklists"
    write(a_result("A", urns=[""]), tmp_path)
    assert ("List", "none recorded") in openpyxl.load_workbook(folder / "none recorded.xlsx")["About"].values
    write(replace(a_result("A", urns=[""]), findings=[]), tmp_path, [folder])
    assert [path.name for path in folder.iterdir()] == ["none recorded.xlsx"]


def test_a_list_is_printed_without_its_keys_and_whole_in_height(tmp_path):
    result = a_result("A")
    words = {"501": result.rules["501"]._replace(fix="Correct the dates. " * 12)}
    write(replace(result, rules=words), tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "worklists" / "SC1.xlsx")["Work list"]
    assert sheet.print_area == "'Work list'!$A$1:$N$2"
    assert (sheet["N1"].value, sheet["O1"].value) == ("Note", "Key")
    assert sheet.row_dimensions[2].height >= 8 * 15  # 228 characters, in a column of 32


def test_an_entry_says_what_is_wrong_where_its_own_row_has_no_blamed_field(tmp_path):
    head = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    (tmp_path / "episodes.csv").write_text(head + "a,01/06/2025,S,C2,N1,U4,PR1,,,,,,X\n", "utf-8")
    (tmp_path / "sw_episodes.csv").write_text("CHILD,SW_ID,SW_DECOM,SW_DEC,SW_REASON\na,W,05/06/2025,,ALLOC\n", "utf-8")
    given = read_return([tmp_path / "episodes.csv", tmp_path / "sw_episodes.csv"])
    result = check(given, here(), year=2026, only=["SW12STG2"], with_context=True)
    [entry] = work_lists(result, SplitBy("URN"), Earlier())["X"].work
    assert entry.values == ""
    assert "DECOM: 01/06/2025" in entry.evidence
    assert "sw_episodes, line 2: SW_DECOM: 05/06/2025" in entry.evidence
    assert "had a social worker on the first day: no" in entry.evidence


def test_of_two_lists_carried_over_the_last_counts(tmp_path):
    june, july = tmp_path / "june", tmp_path / "july"
    for out, note in ((june, "old"), (july, "newer")):
        write(a_result("A"), out)
        fill(out / "worklists" / "SC1.xlsx", Note=note)
    (entry,) = read_earlier([june / "worklists", july / "worklists"]).entries.values()
    assert entry.entry.note == "newer"


def test_lists_split_otherwise_give_what_is_gone_to_the_child_s_list_now(tmp_path):
    folder = tmp_path / "worklists"
    write(a_result("A", "B"), tmp_path)
    write(a_result("B"), tmp_path, [folder], split="SW_ID")
    assert sorted(path.name for path in folder.iterdir()) == ["later.xlsx", "now.xlsx"]
    assert entries(folder / "now.xlsx", "Gone")[0][6] == "A"


def test_accepted_csv_counts_as_accepted():
    result = a_result("A")
    result = replace(result, accepted={result.findings[0].key: "a true overlap"})
    (entry,) = work_lists(result, SplitBy("URN"), Earlier())["SC1"].work
    assert (entry.mark, entry.status, entry.note) == ("accepted", "accepted", "a true overlap")


def test_reasons_of_accepted_csv_are_not_what_people_wrote(tmp_path):
    result = a_result("A")
    reasons = {result.findings[0].key: "a true overlap"}
    write(replace(result, accepted=reasons), tmp_path)
    assert asked_for("URN", [], tmp_path, reasons)
    fill(tmp_path / "worklists" / "SC1.xlsx", Note="not so sure")
    with pytest.raises(BadInput, match="people have written"):
        asked_for("URN", [], tmp_path, reasons)


def test_what_people_wrote_is_not_overwritten(tmp_path):
    write(a_result("A"), tmp_path)
    write(a_result("A"), tmp_path)
    fill(tmp_path / "worklists" / "SC1.xlsx", Status="in hand")
    with pytest.raises(BadInput, match="people have written"):
        write(a_result("A"), tmp_path)


@pytest.mark.parametrize("hostile", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "http://x.example", "\x01=1"])
def test_a_hostile_value_is_inert_text(hostile, tmp_path):
    out = tmp_path / "worklists"
    write(a_result(hostile, urns=[hostile]), tmp_path)
    (path,) = out.iterdir()
    sheet = openpyxl.load_workbook(path)["Work list"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}  # n: an empty cell
    assert not [cell for cell in cells if cell.hyperlink]
    assert openpyxl.load_workbook(path)["About"]["B2"].data_type == "s"
    assert write(a_result(hostile, urns=[hostile]), tmp_path, [out]) == {"still there": 1}


def test_a_formula_that_somebody_wrote_is_not_worked_out(tmp_path):
    out = tmp_path / "worklists" / "SC1.xlsx"
    write(a_result("A"), tmp_path)
    fill(out, Note="=1+1")
    write(a_result("A"), tmp_path, [out])
    assert openpyxl.load_workbook(out)["Work list"].cell(2, COLUMNS.index("Note") + 1).data_type != "f"


def test_the_status_is_chosen_from_a_list(tmp_path):
    write(a_result("A", "B"), tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "worklists" / "SC1.xlsx")["Work list"]
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("K2:K3", '"open,in hand,done,accepted"')


def test_file_names_are_safe_and_no_two_alike():
    names = file_names(["", "none recorded", "a/b", "a:b", "CON", "../../x", "é" * 200, "."])
    assert names[""] == "none recorded.xlsx"
    assert names["none recorded"] == "none recorded (2).xlsx"
    assert names["CON"] == "_CON.xlsx"
    assert names["../../x"] == "______x.xlsx"
    assert len({name.casefold() for name in names.values()}) == len(names)
    assert all(len(name) < 80 and not set(name) & set('/\\:*?"<>|') for name in names.values())


def test_a_workbook_that_is_not_a_work_list_is_refused(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(BadInput, match="not a work list"):
        read_earlier([tmp_path / "other.xlsx"])
    with zipfile.ZipFile(tmp_path / "broken.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<oops")
    with pytest.raises(BadInput, match="not a workbook that can be read"):
        read_earlier([tmp_path / "broken.xlsx"])
    with pytest.raises(BadInput, match="no such file"):
        read_earlier([tmp_path / "missing.xlsx"])


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    write(a_result("A"), tmp_path)
    path = tmp_path / "worklists" / "SC1.xlsx"
    monkeypatch.setattr("plumbline.reading.workbooks.LIMIT", path.stat().st_size)
    with pytest.raises(BadInput, match="unpacked"):
        read_earlier([path])


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [((1, 16), "My column", "can't be carried over: My column"), ((1, 9), "My column", "can't be carried over: My column"),
     ((1, 16), "Note", "one that is there twice"), ((1, 15), "Keys", "Key are missing"), ((2, 15), None, "line 2 has no key")],
)  # fmt: skip
def test_columns_and_lines_of_people_s_own_are_refused(place, value, said, tmp_path):
    path = tmp_path / "worklists" / "SC1.xlsx"
    write(a_result("A"), tmp_path)
    book = openpyxl.load_workbook(path)
    book["Work list"].cell(*place).value = value
    book.save(path)
    with pytest.raises(BadInput, match=said):
        read_earlier([path])


def test_teams_are_read_from_a_csv(tmp_path):
    path = tmp_path / "teams.csv"
    path.write_text("Team,Child\nNorth,a\nSouth,B\nNorth,a\n", "utf-8")
    split = split_by(str(path))
    result = a_result("A", "B", "C")
    assert [split.of(result, finding) for finding in result.findings] == ["North", "South", ""]
    path.write_text("child,team\na,North\nA,South\n", "utf-8")
    with pytest.raises(BadInput, match="line 3 gives a child a second team"):
        read_teams(path)
    path.write_text("a,b\n", "utf-8")
    with pytest.raises(BadInput, match="child and team"):
        read_teams(path)


def test_an_unknown_field_and_a_missing_table_are_refused():
    with pytest.raises(BadInput, match="no such field"):
        split_by("NO_SUCH")
    result = a_result("A")
    with pytest.raises(BadInput, match="sw_episodes, which was not given"):
        work_lists(replace(result, context=ReturnRows({EPISODES: {0: {"CHILD": "A"}}})), SplitBy("SW_ID"), Earlier())


def test_made_up_lists_say_so_on_every_page_and_are_carried_over(tmp_path):
    made_up = replace(a_result("A"), made_up=True)
    write(made_up, tmp_path)
    [file] = (tmp_path / "worklists").glob("*.xlsx")
    book = openpyxl.load_workbook(file)
    assert {sheet.oddHeader.center.text for sheet in book} == {"Made-up data: nothing in it is real"}
    assert ("Made-up data", "Nothing in it is real.") in book["About"].values
    assert write(made_up, tmp_path, carry_over=[tmp_path / "worklists"]) == {"still there": 1}


def test_due_dates_that_are_none_stay_text():
    entry = work_lists(a_result("A"), SplitBy("URN"), Earlier())["SC1"].work[0]
    assert worklist_book(WorkList("x", [replace(entry, due="next week")]), "URN", 2026)


def test_the_options_need_one_another(tmp_path):
    def said(*options):
        return str(CliRunner().invoke(app, ["check", str(tmp_path / "e.csv"), *options]).exception)

    head = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    (tmp_path / "e.csv").write_text(head + "a,01/06/2025,S,C2,N1,U4,PR1,,,,,,X\n", "utf-8")
    assert "needs --out" in said("--split-by", "URN")
    assert "needs --split-by" in said("--carry-over", str(tmp_path))
    run = CliRunner().invoke(app, ["check", str(tmp_path / "e.csv"), "--split-by", "urn", "--out", str(tmp_path / "o")])
    assert re.search(r"worklists \(findings: \d+ new\)", run.stdout)
    assert [path.name for path in (tmp_path / "o" / "worklists").iterdir()] == ["X.xlsx"]
