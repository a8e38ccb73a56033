"""A finding's evidence: every cell that its rule looked at, wherever it stands, and the facts that decided it."""

import json

import pytest

from plumbline.checking.check import check
from plumbline.checking.evidence import FACTS
from plumbline.checking.looking import looks_of
from plumbline.checking.native import here
from plumbline.model import ssda903
from plumbline.model.years import TableOfYear
from plumbline.reading.find import read_return
from plumbline.reference.providers import Provider
from plumbline.reporting.check.as_json import to_json
from plumbline.rules.compiled import rulebook_of
from plumbline.rules.rulebooks import years
from plumbline.synthetic import sample

YEAR, COUNCIL = 2026, "E08000003"
PROVIDERS = [
    Provider("SC000001", "K2", "PR4", "", "M11AE"),
    Provider("SC000002", "K2", "PR4", "01/05/2025", "M11AE"),
]

#: What is looked at: the rule, the returns (tables of last year's end with _last), and the evidence of its first finding.
CASES = {
    "the row alone": (
        "361",
        {"episodes": ["A DECOM=01/06/2025 DEC=11/06/2025 LS=L1"]},
        ["episodes 0 DECOM=01/06/2025", "episodes 0 LS=L1", "episodes 0 DEC=11/06/2025",
         "facts: days under the status without a break=10"],
    ),
    "the previous episode": (
        "501",
        {"episodes": ["A DECOM=01/06/2025 DEC=04/06/2025", "B DECOM=01/06/2025", "A DECOM=02/06/2025"]},
        ["episodes 2 DECOM=02/06/2025", "episodes 2 DEC=", "previous episode: episodes 0 DEC=04/06/2025"],
    ),
    "the previous episode in an order of the rule's own": (
        "433",
        {"episodes": ["A DECOM=01/06/2025 DEC=04/06/2025 RNE=S", "A DECOM=06/06/2025 RNE=L"]},
        ["episodes 1 RNE=L", "episodes 1 DECOM=06/06/2025", "previous episode: episodes 0 DEC=04/06/2025",
         "facts: has a previous episode=yes"],
    ),
    "no next episode": (
        "388",
        {"episodes": ["A DECOM=01/06/2025 DEC=04/06/2025 REC=X1"]},
        ["episodes 0 REC=X1", "episodes 0 DEC=04/06/2025", "next episode: episodes - DECOM="],
    ),
    "the previous social worker": (
        "SW10STG2",
        {"sw_episodes": ["A SW_DECOM=01/06/2025 SW_DEC=04/06/2025", "A SW_DECOM=01/07/2025"]},
        ["sw_episodes 1 SW_DECOM=01/07/2025", "sw_episodes 1 SW_REASON=",
         "previous social worker: sw_episodes 0 SW_DEC=04/06/2025", "facts: has a previous social worker=yes"],
    ),
    "the partner in the header": (
        "INT11",
        {"ad1": ["A DOB=01/02/2020"], "header": ["B DOB=01/02/2020", "A DOB=02/01/2020"]},
        ["ad1 0 DOB=01/02/2020", "header 1 DOB=02/01/2020"],
    ),
    "a partner that is not there": (
        "551",
        {"episodes": ["A PLACE=A3 DECOM=01/06/2025"], "placed_adoption": ["B DATE_PLACED=01/06/2025"]},
        ["episodes 0 PLACE=A3", "placed_adoption - DATE_PLACED="],
    ),
    "all rows that were no partner": (
        "581",
        {"episodes": ["A DECOM=01/06/2025 DEC=04/06/2025", "A DECOM=01/08/2025"], "missing": ["A MIS_START=01/07/2025"]},
        ["missing 0 MIS_START=01/07/2025", "episodes 0 DECOM=01/06/2025", "episodes 0 DEC=04/06/2025",
         "episodes 1 DECOM=01/08/2025", "episodes 1 DEC=", "facts: has episodes this year=yes"],
    ),
    "the episodes that make up a period of care": (
        "577",
        {"episodes": ["A DECOM=01/06/2025 DEC=04/06/2025"], "missing": ["A MIS_START=02/06/2025 MIS_END=01/07/2025"]},
        ["missing 0 MIS_END=01/07/2025", "missing 0 MIS_START=02/06/2025", "episodes 0 DEC=04/06/2025",
         "episodes 0 DECOM=01/06/2025", "facts: an episode has a start that can be read=yes"],
    ),
    "last year's row": (
        "202",
        {"header": ["A SEX=F"], "header_last": ["B SEX=F", "A SEX=M"]},
        ["header 0 SEX=F", "header_last 1 SEX=M", "facts: in last year's header=yes"],
    ),
    "a fact of the child": (
        "185",
        {"oc2": ["A SDQ_SCORE=8"], "episodes": ["A DECOM=01/06/2025 RNE=S"]},
        ["oc2 0 SDQ_SCORE=8", "facts: in care for the whole year=no"],
    ),
    "the child's row that told a fact": (
        "205D",
        {"header": ["A SEX=F"], "header_last": ["A SEX=F"], "uasc": ["A SEX=F"], "uasc_last": ["B SEX=F"]},
        ["header 0 UASC=1", "header 0 CHILD=A", "header_last 0 UASC=0",
         "facts: last year's return says whether an asylum seeker=yes", "facts: last year's asylum marker=0",
         "facts: this year's asylum marker=1"],
    ),
    "the child's other row": (
        "INT32",
        {"header": ["A SEX=F", "B SEX=F", "A SEX=M"]},
        ["header 0 CHILD=A", "header 2 CHILD=A", "facts: the child has several rows=yes"],
    ),
    "what Ofsted's list says of the URN": (
        "221",
        {"episodes": ["A URN=SC000001 PLACE=K2 PL_POST=M2_3BB LS=C2"]},
        ["episodes 0 PL_POST=M2 3BB", "episodes 0 LS=C2", "episodes 0 PLACE=K2", "episodes 0 URN=SC000001",
         "providers 0 PL_POST=M11AE", "facts: Ofsted's list has another postcode=yes"],
    ),
    "the postcodes behind a distance": (
        "392c",
        {"episodes": ["A HOME_POST=ZZ99_9ZZ PL_POST=M1_1AE"]},
        ["episodes 0 HOME_POST=ZZ99 9ZZ", "episodes 0 PL_POST=M1 1AE", "episodes 0 POST_NOT_FOUND=HOME_POST"],
    ),
    "fields of another table that the rule names": (
        "399",
        {"episodes": ["A LS=V3 DECOM=01/06/2025"], "header": ["A MOTHER=0"], "reviews": ["B REVIEW=01/06/2025"]},
        ["episodes 0 LS=V3", "header 0 MOTHER=0", "reviews - REVIEW=", "reviews - REVIEW_CODE=",
         "facts: the header says whether a mother=yes", "facts: a review, or why there is none, is recorded=no",
         "facts: in short breaks only=yes"],
    ),
    "nothing of a last day that has not come": (
        "SW12STG2",
        {"episodes": ["A DECOM=01/06/2025 RNE=S LS=C2"], "sw_episodes": ["A SW_DECOM=05/06/2025"]},
        ["episodes 0 DECOM=01/06/2025", "episodes 0 RNE=S", "episodes 0 LS=C2", "episodes 0 DEC=", "episodes 0 REC=",
         "sw_episodes 0 SW_DECOM=05/06/2025", "sw_episodes 0 SW_DEC=",
         "facts: had a social worker on the first day=no",
         "facts: had a social worker on the last day of the year=yes", "facts: social workers are known from=01/04/2025"],
    ),
}  # fmt: skip


def written(folder, tables):
    """A folder with a file per table, every column there; a row is a child and its values, _ for a space."""
    for name, rows in tables.items():
        fields = [field.name for field in ssda903().table(name).fields if not field.derived]
        lines = [dict(part.split("=") for part in row.split()[1:]) | {"CHILD": row.split()[0]} for row in rows]
        text = [",".join(line.get(field, "").replace("_", " ") for field in fields) for line in lines]
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.csv").write_text("\n".join([",".join(fields), *text, ""]), "utf-8")
    return [folder] if tables else []


def returned(tmp_path, tables):
    """Both years' returns, with a list of providers."""
    now = {name: rows for name, rows in tables.items() if not name.endswith("_last")}
    last = {name.removesuffix("_last"): rows for name, rows in tables.items() if name.endswith("_last")}
    given = read_return(written(tmp_path / "now", now), written(tmp_path / "last", last))
    given.providers = PROVIDERS
    return given


def told(result, finding):
    """The evidence of a finding, a line for each cell."""
    seen = result.seen(finding)
    lines = []
    for one in seen.rows:
        where = f"{one.table} {'-' if one.row is None else one.row}"
        role = f"{one.role}: " if one.role else ""
        lines += [f"{role}{where} {cell.column}={cell.value or ''}" for cell in result.cells(one)]
    return [*lines, *(f"facts: {one.title}={one.value or ''}" for one in seen.facts)]


@pytest.mark.parametrize("kind", CASES)
def test_a_finding_shows_what_its_rule_looked_at(tmp_path, kind):
    code, tables, evidence = CASES[kind]
    result = check(returned(tmp_path, tables), here(), year=YEAR, authority=COUNCIL, only=[code])
    assert told(result, result.findings[0]) == evidence


LOCAL = """
[[rule]]
code = "L1"
table = "episodes"
title = "Moved soon after the last move"
fix = "Ask the placement team."
fields = ["DECOM"]
condition = "previous.DECOM IS NOT NULL AND child.only_short_breaks"
"""


def test_a_councils_own_condition_has_evidence_too(tmp_path):
    (tmp_path / "ours.toml").write_text(LOCAL)
    tables = {"episodes": ["A DECOM=01/06/2025 LS=V3", "A DECOM=02/06/2025 LS=V3"]}
    result = check(returned(tmp_path, tables), here([tmp_path / "ours.toml"]), year=YEAR, only=["L1"])
    assert told(result, result.findings[0]) == [
        "episodes 1 DECOM=02/06/2025", "previous episode: episodes 0 DECOM=01/06/2025", "facts: in short breaks only=yes",
    ]  # fmt: skip


def test_cells_name_their_row_and_line_and_facts_have_none(tmp_path):
    _, tables, _ = CASES["last year's row"]
    result = check(returned(tmp_path, tables), here(), year=YEAR, only=["202"])
    found = [tuple(cell) for cell in result.evidence(result.findings[0])]
    assert found == [
        (TableOfYear("header"), 0, 2, "SEX", "F"),
        (TableOfYear("header", 1), 1, 3, "SEX", "M"),
        (FACTS, None, None, "in last year's header", "yes"),
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "no next episode",
        "nothing of a last day that has not come",
        "all rows that were no partner",
        "what Ofsted's list says of the URN",
    ],
)
def test_the_json_document_has_the_same_cells(tmp_path, kind):
    code, tables, _ = CASES[kind]
    result = check(returned(tmp_path, tables), here(), year=YEAR, authority=COUNCIL, only=[code])
    for finding, written_out in zip(result.findings, json.loads(to_json(result))["findings"], strict=True):
        assert written_out["evidence"] == [
            {"table": cell.table.name, "years_back": cell.table.years_back, "row": cell.row, "line": cell.line,
             "column": cell.column, "value": cell.value}
            for cell in result.evidence(finding)
        ]  # fmt: skip


def test_a_rows_cells_are_there_once_when_two_parts_of_a_rule_find_it(tmp_path):
    tables = {
        "header": ["A SEX=F"], "header_last": ["A SEX=F"],
        "uasc": ["A SEX=F DUC=01/06/2027"], "uasc_last": ["A SEX=F DUC=01/06/2028"],
    }  # fmt: skip
    result = check(returned(tmp_path, tables), here(), year=YEAR, only=["205A", "205B", "205C"])
    assert result.findings
    for finding in result.findings:
        cells = [(cell.table, cell.row, cell.column) for cell in result.evidence(finding)]
        assert len(cells) == len(set(cells))


def test_a_childs_record_is_kept_where_it_was_asked_for(tmp_path):
    tables = {
        "header": ["A SEX=X", "B SEX=F"], "reviews": ["B REVIEW=01/06/2025", "A REVIEW=01/07/2025"],
        "episodes_last": ["A DECOM=01/06/2023", "A DECOM=01/08/2023"],
    }  # fmt: skip
    given = returned(tmp_path, tables)
    with_record = check(given, here(), year=YEAR, only=["101"], with_records=True)
    record = {str(one.table): [row.line for row in one.rows] for one in with_record.record("A")}
    assert record == {"header": [2], "reviews": [3], "episodes_last": [2, 3]}
    assert with_record.record("B") == ()
    assert [str(one.table) for one in check(given, here(), year=YEAR, only=["101"]).record("A")] == ["header"]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """A made-up council of 600 children with many errors, checked."""
    folder = tmp_path_factory.mktemp("council")
    sample(COUNCIL, 600, YEAR, 1, 0.4, folder)
    given = read_return([folder / "this_year"], [folder / "last_year"], [folder / "providers.xlsx"])
    return check(given, here(), year=YEAR, authority=COUNCIL)


def test_every_field_that_a_rule_names_is_shown_with_its_value(made_up):
    assert len({finding.code for finding in made_up.findings}) > 100
    not_shown = {
        (finding.code, field)
        for finding in made_up.findings
        for field in made_up.rules[finding.code].fields
        if field not in {cell.column for cell in made_up.evidence(finding)}
    }
    assert not_shown == set()


def test_the_findings_own_blamed_cells_come_first(made_up):
    for finding in made_up.findings:
        own = {cell.column: cell.value for cell in made_up.evidence(finding)[: len(made_up.values(finding))]}
        assert own == made_up.values(finding)


@pytest.mark.parametrize("year", years())
def test_every_part_of_every_rule_looks_at_each_field_that_the_rule_names(year):
    book = rulebook_of(year)
    for definition in book.in_force.values():
        for part in looks_of(definition, book.library):
            everywhere = [columns for look in part.looks for columns in look.all_columns]
            assert set(definition.fields) <= {name for columns in everywhere for name in columns}, definition.code


def test_a_partners_own_facts_say_whose_they_are(tmp_path):
    tables = {
        "episodes": ["A DECOM=01/06/2024 PLACE=U6"], "episodes_last": ["A DECOM=01/06/2024 PLACE=U4"],
    }  # fmt: skip
    result = check(returned(tmp_path, tables), here(), year=YEAR, only=["503D"])
    assert told(result, result.findings[0])[-1] == "facts: latest episode (last year's episodes)=yes"
