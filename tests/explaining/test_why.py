"""Where findings concentrate: planted, even, too few; and how often chance alone is taken for something."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from click.testing import CliRunner

from plumbline.checking.check import check
from plumbline.checking.context import ReturnRows
from plumbline.checking.native import here
from plumbline.checking.reading_report import ReadingReport
from plumbline.checking.result import Checked, Finding, Result, RuleWords
from plumbline.cli.app import app
from plumbline.cli.explaining import codes_and_paths
from plumbline.explaining.attributes import ATTRIBUTES
from plumbline.explaining.concentration import explain
from plumbline.explaining.page import why_page
from plumbline.explaining.words import sentences, title
from plumbline.faults import BadInput
from plumbline.model.years import TableOfYear
from plumbline.reading.find import read_return

HEAD = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"

EPISODES = TableOfYear("episodes")


def made_up(rng, children, flags, rows_each=1):
    """A result of rule 999 over random episodes; ``flags`` says of an episode's row whether it is at fault."""
    rows, header, workers = {}, {}, {}
    for child in range(children):
        header[child] = {
            "CHILD": f"C{child}", "SEX": rng.choice("MF"), "ETHNIC": rng.choice(["WBRI", "AIND", "BCRB", "MOTH"]),
            "DOB": date(2008, 1, 1) + timedelta(days=rng.randrange(6000)),
        }  # fmt: skip
        workers[child] = {"CHILD": f"C{child}", "SW_ID": f"SW{rng.randrange(12)}", "SW_DECOM": date(2025, 4, 1)}
        for _ in range(rows_each):
            rows[len(rows)] = {
                "CHILD": f"C{child}", "DECOM": date(2025, 4, 1) + timedelta(days=rng.randrange(300)), "RNE": "S",
                "PLACE": rng.choice(["U4", "U6", "K2"]), "URN": f"SC{rng.randrange(15)}", "LS": rng.choice(["C2", "V2"]),
                "CIN": rng.choice(["N1", "N5"]), "PLACE_PROVIDER": rng.choice(["PR1", "PR4"]), "DEC": None,
                "PL_POST": rng.choice(["M1 1AE", "LS1 4AP"]), "HOME_POST": "M1 1AE",
                "PL_LOCATION": rng.choice(["IN", "OUT"]), "PL_DISTANCE": rng.random() * 60,
            }  # fmt: skip
    words = RuleWords("999", "Something", "", "", EPISODES, ("REC",), "theme")
    at_fault = [row for row, one in rows.items() if flags(one)]
    tables = {EPISODES: rows, TableOfYear("header"): header, TableOfYear("sw_episodes"): workers}
    return Result(
        2026, date(2025, 4, 1), date(2026, 3, 31), "", tables={}, children=children, rules={"999": words},
        ran={"999": Checked(len(rows), children, 0, 0)}, skipped={}, failed={},
        findings=[Finding("999", EPISODES, r, r + 2, "e.csv", rows[r]["CHILD"], str(r)) for r in at_fault],
        flagged={}, reading=ReadingReport(2026, "given", 2026), context=ReturnRows(tables, {"999": list(rows)}),
    )  # fmt: skip


def test_a_planted_concentration_is_found_and_said():
    rng = Random(1)
    found = explain(made_up(rng, 400, lambda one: rng.random() < (0.7 if one["URN"] == "SC3" else 0.01)), "999")
    strongest = found.standing_out[0]
    assert (found.outcome, strongest.attribute, strongest.value) == ("concentrated", "Ofsted number", "SC3")
    assert strongest.times_interval[0] > 3
    assert "live in placements of URN SC3, against" in sentences(found)[1]


def test_where_nothing_stands_out_no_more_than_that_is_said():
    rng = Random(2)
    found = explain(made_up(rng, 400, lambda one: rng.random() < 0.1), "999")
    assert found.outcome == "even"
    assert re.match(r"None of the \d+ groups looked at stands out \(\d+ children flagged of", sentences(found)[0])
    assert title([found]) == "No concentration found"


@pytest.mark.slow
@pytest.mark.parametrize("rows_each", [1, 3])
def test_chance_alone_is_rarely_taken_for_something(rows_each):
    """Flags that know nothing of the groups: in at most one run in twenty may any group stand out."""
    rng = Random(3)
    runs = 120
    false = sum(
        explain(made_up(rng, 120, lambda one: rng.random() < 0.15, rows_each), "999").outcome == "concentrated"
        for _ in range(runs)
    )
    assert false <= runs * 0.05 + 3


def test_too_few_to_tell_and_none_and_all():
    rng = Random(4)
    few = explain(made_up(rng, 100, lambda one: one["CHILD"] in ("C1", "C2")), "999")
    assert (few.outcome, sentences(few)[0][:15]) == ("too_few", "Too few to tell")
    assert explain(made_up(rng, 100, lambda one: False), "999").outcome == "none"
    assert explain(made_up(rng, 100, lambda one: True), "999").outcome == "all_flagged"


def test_a_child_with_many_rows_counts_once():
    found = explain(made_up(Random(5), 60, lambda one: True, rows_each=4), "999")
    assert (found.rows_checked, found.children_checked, found.children_flagged) == (240, 60, 60)
    assert all(group.checked <= 60 for group in found.groups)


def test_groups_on_what_the_rule_looks_at_come_last_and_say_so():
    rng = Random(6)
    result = made_up(rng, 300, lambda one: one["PLACE"] == "K2")
    result = replace(result, rules={"999": result.rules["999"]._replace(fields=("PLACE",))})
    found = explain(result, "999")
    assert found.standing_out[-1].looked_for
    assert sentences(found)[-1].endswith("this may be no more than what it checks.")


@pytest.fixture
def tiny(tmp_path):
    """Twelve children: rule 501 checks all; five of the six placed with SC1 have an overlap, none of the six with SC2."""
    lines = [HEAD]
    for child in range(12):
        urn, again = ("SC1", "02/06/2025") if child < 6 else ("SC2", "04/06/2025")
        again = "04/06/2025" if child == 5 else again
        tail = f"M1 1AE,M1 1AE,{urn}"
        lines.append(f"{child},01/06/2025,S,C2,N1,U4,PR1,04/06/2025,X1,CARPL,{tail}")
        lines.append(f"{child},{again},P,C2,N1,U4,PR1,,,,{tail}")
    (tmp_path / "episodes.csv").write_text("\n".join([*lines, ""]), "utf-8")
    return tmp_path / "episodes.csv"


def test_the_numbers_of_a_tiny_return_by_hand(tiny):
    found = explain(check(read_return([tiny]), here(), year=2026, only=["501"], with_context=True), "501")
    group = next(g for g in found.groups if g.value == "SC1")
    assert (found.rows_checked, found.children_checked, found.children_flagged) == (24, 12, 5)
    assert (group.flagged, group.checked, group.share_of_flagged, group.share_of_checked) == (5, 6, 1.0, 0.5)
    assert group.p == pytest.approx(6 / 792)  # C(6,5) of C(12,5)
    assert group.times == 2.0
    assert {g.attribute for g in found.groups} == {"Ofsted number"}  # every other group is all twelve
    assert group.q == pytest.approx(2 * 6 / 792)
    assert sentences(found)[1].startswith(
        "5 of the 5 children flagged (100 %) live in placements of URN SC1, against 50 % of the 12 checked: 2 times as"
    )


REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"
PLACED = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"


def explained(folder, code, **tables):
    """A rule explained on a return with these tables, each a list of lines after its heading."""
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join([*lines, ""]), "utf-8")
    given = read_return([folder / f"{name}.csv" for name in tables])
    return explain(check(given, here(), year=2026, only=[code], with_context=True), code)


def test_flagged_rows_of_other_tables_are_said_not_to_be_counted(tmp_path):
    found = explained(
        tmp_path, "1012",
        episodes=[HEAD, "a,01/06/2025,S,C2,N1,U4,PR1,,,,M1 1AE,M1 1AE,SC1"],
        placed_adoption=[PLACED, "a,01/06/2020,01/07/2025,,", "b,01/06/2020,01/07/2025,,"],
        reviews=[REVIEWS, *(f"{child},01/06/2020,01/07/2025,PN1" for child in "abccd"), ",01/06/2020,01/07/2025,PN1"],
    )  # fmt: skip
    assert (found.children_flagged, found.rows_elsewhere, found.children_elsewhere) == (1, 5, 2)
    assert sentences(found) == [
        "Too few to tell: 1 child flagged of the 2 checked. No group has at least 5 children checked in it and as many "
        "outside it.",
        "Not counted: 5 flagged rows of 2 more children, in other tables. Only children of placed_adoption are compared.",
    ]


def test_findings_in_other_tables_alone_are_not_called_none(tmp_path):
    found = explained(
        tmp_path, "1012",
        episodes=[HEAD, "a,01/06/2025,S,C2,N1,U4,PR1,,,,M1 1AE,M1 1AE,SC1"],
        placed_adoption=[PLACED, "a,01/06/2020,01/07/2025,,"],
        reviews=[REVIEWS, "b,01/06/2020,01/07/2025,PN1"],
    )  # fmt: skip
    assert sentences(found) == [
        "No child flagged in placed_adoption: 1 row of 1 child checked.",
        "Not counted: 1 flagged row of 1 more child, in other tables. Only children of placed_adoption are compared.",
    ]


def test_to_have_no_row_where_the_rule_asks_for_one_is_no_group(tmp_path):
    children = [f"c{n}" for n in range(30)]
    found = explained(
        tmp_path, "INT03",
        header=[HEADER, *(f"{one},{'MF'[at % 2]},01/06/20{10 + at % 10},WBRI,,,"
                          for at, one in enumerate(children) if at >= 8)],
        episodes=[HEAD, *(f"{one},01/06/2025,S,C2,N1,U4,PR1,,,,M1 1AE,M1 1AE,SC{at % 2}"
                          for at, one in enumerate(children)), ",01/06/2025,S,C2,N1,U4,PR1,,,,M1 1AE,M1 1AE,SC1"],
    )  # fmt: skip
    assert (found.children_flagged, found.outcome) == (8, "even")
    assert {group.attribute for group in found.groups} >= {"sex", "ethnic group", "age at the year end"}
    assert "none recorded" not in {group.label for group in found.groups}
    assert sentences(found)[-1] == "Not counted: 1 flagged row without a child's identifier."


def test_the_attribute_of_a_row_without_it_is_the_child_s_on_that_day():
    around = ReturnRows(
        {
            TableOfYear("reviews"): {
                0: {"CHILD": "A", "REVIEW": date(2025, 6, 1)},
                1: {"CHILD": "A", "REVIEW": date(2020, 1, 1)},
            },
            EPISODES: {
                0: {"CHILD": "A", "DECOM": date(2025, 7, 1), "DEC": None, "URN": "later"},
                1: {"CHILD": "A", "DECOM": date(2025, 5, 1), "DEC": date(2025, 7, 1), "URN": "then"},
            },
        }
    )
    assert around.beside(TableOfYear("reviews"), 0, "episodes")["URN"] == "then"
    assert around.beside(TableOfYear("reviews"), 1, "episodes")["URN"] == "later"
    assert around.beside(TableOfYear("reviews"), 0, "header") is None


def test_every_attribute_of_one_row_by_hand():
    episodes = {
        0: {"CHILD": "A", "DECOM": date(2024, 10, 7), "DEC": date(2025, 9, 1), "RNE": "S", "PLACE": "U4", "URN": "SC1",
            "PLACE_PROVIDER": "PR4", "LS": "C2", "CIN": "N1", "PL_POST": "LS1 4AP", "HOME_POST": "M1 1AE",
            "PL_LOCATION": "OUT", "PL_DISTANCE": 20.0},
        1: {"CHILD": "A", "DECOM": date(2025, 9, 1), "DEC": None, "RNE": "P"},
    }  # fmt: skip
    workers = {
        0: {"CHILD": "A", "SW_ID": "first", "SW_DECOM": date(2024, 10, 7), "SW_DEC": date(2025, 1, 1)},
        1: {"CHILD": "A", "SW_ID": "second", "SW_DECOM": date(2025, 1, 1), "SW_DEC": None},
    }
    header = {0: {"CHILD": "A", "SEX": "F", "ETHNIC": "WBRI", "DOB": date(2016, 4, 1)}}
    around = ReturnRows({EPISODES: episodes, TableOfYear("sw_episodes"): workers, TableOfYear("header"): header})
    labels = [one.label(one.value(around, EPISODES, 0, date(2026, 3, 31))) for one in ATTRIBUTES]
    assert labels == [
        "U4 (Other foster carer, long-term)", "PR4 (Private)", "SC1", "C2 (Full care order)", "N1 (Abuse or neglect)",
        "F (Female)", "WBRI (White British)", "5 to 9", "October 2024", "October 2024", "first", "1 to 2 years", "LS",
        "M", "outside", "20 to 50 miles",
    ]  # fmt: skip


def test_the_page_has_a_chart_with_its_text_and_lets_nothing_out():
    rng = Random(1)
    result = made_up(rng, 400, lambda one: one["URN"] == "SC3")
    for one in result.context.tables[EPISODES].values():
        one["URN"] = one["URN"].replace("SC3", "<script>")
    page = why_page(result, [explain(result, "999")])
    assert "<script>" not in page
    assert "Ofsted number: &lt;script&gt;, of those flagged 100%" in page
    assert page.count("<h1") == 1


def test_the_command_prints_json_and_writes_a_page(tiny, tmp_path):
    out = tmp_path / "why.html"
    run = CliRunner().invoke(app, ["why", "501", str(tiny), "--year", "2026", "--json", "--out", str(out)])
    document = json.loads(run.stdout)
    assert document["rules"][0]["outcome"] == "concentrated"
    assert "children" not in document["rules"][0]["groups"][0]
    assert out.exists()
    shown = CliRunner().invoke(app, ["why", "501", "101", str(tiny), "--year", "2026"]).stdout
    assert "2 times as often" in shown
    assert "Not checked. This year's header file was not given." in shown


def test_codes_are_told_from_paths():
    assert codes_and_paths(["501", "504", "folder"])[0] == ["501", "504"]
    with pytest.raises(BadInput, match="at least one rule"):
        codes_and_paths(["folder"])
    assert codes_and_paths(["501"]) == (["501"], [])
