"""Whole returns repaired: what is written, what stays, and that a second repair finds nothing."""

import csv
import io
import json
from dataclasses import replace
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.checking.native import here
from plumbline.checking.result import Finding
from plumbline.cli.app import app
from plumbline.faults import BadInput
from plumbline.model.years import TableOfYear
from plumbline.reading.find import read_provider_lists, sources
from plumbline.reading.returns import Source
from plumbline.repairing.outcome import Logged
from plumbline.repairing.repair import Council, repair
from plumbline.repairing.telling import fix_at_source_csv, headline, page, repairs_csv
from plumbline.repairing.writing import refuse_unless_ours, write_outcome
from plumbline.synthetic import sample

COUNCIL = "E08000003"


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    """A made-up council without errors: its folder."""
    folder = tmp_path_factory.mktemp("council")
    sample(COUNCIL, 60, 2026, 11, 0.0, folder)
    return folder


def in_memory(folder, damage=None) -> Council:
    """The council's files, with ``damage`` done to the rows of each table of this year."""
    files = list(sources([folder / "this_year"]))
    files = [Source(one.name, damaged(one, damage), 0) for one in files] if damage else files
    files += sources([folder / "last_year"], years_back=1)
    return Council(files, here, read_provider_lists([folder / "providers.xlsx"]), 2026, COUNCIL)


def damaged(one: Source, damage) -> bytes:
    rows = list(csv.DictReader(io.StringIO(one.content.decode())))
    if not rows:
        return one.content
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for at, row in enumerate(rows):
        damage(one.name.removesuffix(".csv"), at, row)
        writer.writerow(row)
    return out.getvalue().encode()


def values(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode())))


def iso(text: str) -> str:
    return "-".join(reversed(text.split("/"))) if text.count("/") == 2 else text


def as_excel_leaves_it(name, at, row):
    """Every date with the year first, every sex by last year's code."""
    for field in row:
        row[field] = iso(row[field])
    if "SEX" in row:
        row["SEX"] = {"M": "1", "F": "2"}[row["SEX"]]


def test_a_return_that_excel_went_through_is_as_it_was(council):
    whole = {one.name: one.content for one in sources([council / "this_year"])}
    outcome = repair(in_memory(council, as_excel_leaves_it))
    assert len(outcome.before.findings) > 100
    assert not outcome.after.findings
    assert {one.name: one.content for one in outcome.files} == whole


@pytest.fixture(scope="module")
def untouched(council):
    """The outcome of a return without errors."""
    return repair(in_memory(council))


def test_a_return_without_errors_stays_as_it_is(untouched):
    assert (untouched.repaired, untouched.withdrawn) == ([], [])


@pytest.mark.parametrize(
    ("repaired", "withdrawn", "left", "said"),
    [
        (0, 0, 0, "Nothing to repair"),
        (0, 0, 8, "Nothing could be repaired; 8 findings need a person"),
        (0, 0, 1, "Nothing could be repaired; 1 finding needs a person"),
        (0, 2, 8, "Nothing could be repaired; 2 repairs withdrawn; 8 findings need a person"),
        (1, 0, 8, "1 value repaired, 0 repairs withdrawn"),
    ],
)
def test_what_became_of_it_is_said_in_one_line(untouched, repaired, withdrawn, left, said):
    one = Logged("reviews.csv", 2, "reviews", "REVIEW", "A", "", "2026-05-01", "01/05/2026", "dates", (), "", "")
    after = replace(untouched.after, findings=[Finding("143", TableOfYear("episodes"), 0, 2, "", "A", "")] * left)
    outcome = replace(untouched, after=after, repaired=[one] * repaired, withdrawn=[one] * withdrawn)
    assert headline(outcome) == said


def test_a_page_on_nothing_repaired_sends_nobody_to_an_empty_list(untouched):
    assert "fix_at_source.csv" not in page(untouched)


DAMAGES = {
    "year first": iso,
    "dashes": lambda text: text.replace("/", "-") if text.count("/") == 2 else text,
    "time": lambda text: f"{text} 00:00" if text.count("/") == 2 else text,
    "swapped": lambda text: "/".join([text[3:5], text[:2], text[6:]]) if text.count("/") == 2 else text,
    "O for 0": lambda text: text.replace("0", "O"),
    "blank": lambda text: "",
    "nonsense": lambda text: "?",
    "two digits": lambda text: text[:6] + text[8:] if text.count("/") == 2 else text,
}


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 10**6), names=st.sets(st.sampled_from(sorted(DAMAGES)), min_size=1))
def test_what_is_not_logged_is_untouched_and_a_second_repair_finds_nothing(council, seed, names):
    rng = Random(seed)

    def damage(name, at, row):
        if rng.random() < 0.2:
            field = rng.choice(sorted(row))
            row[field] = DAMAGES[rng.choice(sorted(names))](row[field])

    before = in_memory(council, damage)
    outcome = repair(before)
    logged = {(one.file, one.line, one.field): one for one in outcome.repaired}
    for old, new in zip(before.sources, outcome.files, strict=False):
        rows, heads = values(old.content), values(old.content)[0]
        for line, (was, now) in enumerate(zip(rows, values(new.content), strict=True), start=1):
            for field, one, other in zip(heads, was, now, strict=True):
                entry = logged.get((old.name, line, field))
                assert (one, other) == ((entry.old, entry.new) if entry else (one, one))
    assert faults(outcome.after) <= faults(outcome.before)
    again = [Source(one.name, one.content, 0) for one in outcome.files]
    last = [one for one in before.sources if one.years_back]
    assert repair(Council([*again, *last], here, before.providers, 2026, COUNCIL)).repaired == []


def faults(result) -> set[tuple[str, str, int]]:
    return {(found.code, found.table, found.row) for found in result.findings}


def test_a_repair_that_would_break_a_rule_is_withdrawn_with_the_rule(council):
    def born_in_another_form_after_care_began(name, at, row):
        if name == "header" and at == 0:
            row["DOB"] = "2026-03-31"

    def without_other_tables(files):
        return [one for one in files if one.name in ("header.csv", "episodes.csv") and not one.years_back]

    given = in_memory(council, born_in_another_form_after_care_began)
    outcome = repair(Council(without_other_tables(given.sources), here, None, 2026, COUNCIL))
    assert [(one.old, one.new) for one in outcome.withdrawn] == [("2026-03-31", "31/03/2026")]
    assert outcome.withdrawn[0].breaks
    assert outcome.repaired == []


def test_the_lists_are_safe_to_open_and_ordered_by_child(council, tmp_path):
    def formula(name, at, row):
        if "SEX" in row:
            row["SEX"] = {"M": "1", "F": "2"}[row["SEX"]]
            row["CHILD"] = f"=1+{row['CHILD']}"

    header = [Source(one.name, damaged(one, formula), 0) for one in sources([council / "this_year" / "header.csv"])]
    outcome = repair(Council(header, here, None, 2026, COUNCIL))
    fixes = list(csv.DictReader(io.StringIO(fix_at_source_csv(outcome).lstrip("\ufeff"))))
    assert len(fixes) > 10
    assert all(row["child"].startswith("'=") for row in fixes)
    assert [row["child"] for row in fixes] == sorted(row["child"] for row in fixes)
    assert "\n=" not in repairs_csv(outcome) and ",=" not in repairs_csv(outcome)


def test_an_xml_return_is_repaired_as_xml(council, tmp_path):
    from plumbline.cli.sampling import write_xml_form

    write_xml_form([council / "this_year"], tmp_path / "return.xml")
    text = (tmp_path / "return.xml").read_text("utf-8").replace("<SEX>M</SEX>", "<SEX>Male</SEX>")
    text = text.replace("<UASC>0</UASC>", "<UASC>No</UASC>")
    outcome = repair(Council([Source("return.xml", text.encode(), 0)], here, None, 2026, COUNCIL))
    assert outcome.form == "XML"
    assert {(one.old, one.new) for one in outcome.repaired} == {("Male", "M"), ("No", "0")}
    assert "Male" not in outcome.files[0].content.decode()


def run(*arguments) -> str:
    done = CliRunner().invoke(app, ["repair", *map(str, arguments)], catch_exceptions=False)
    return done.output


@pytest.fixture
def folder(council, tmp_path):
    """A return in a folder of its own, every sex by last year's code."""
    (tmp_path / "in").mkdir()
    for one in sources([council / "this_year"]):
        (tmp_path / "in" / one.name).write_bytes(damaged(one, as_excel_leaves_it))
    return tmp_path


def test_the_command_writes_copies_and_lists_and_leaves_the_files_alone(folder):
    before = {path.name: path.read_bytes() for path in (folder / "in").iterdir()}
    told = run(folder / "in", "--out", folder / "out", "--year", 2026)
    assert "a date in another form" in told
    assert {path.name for path in (folder / "out").iterdir()} == {
        "return", "repairs.csv", "fix_at_source.csv", "summary.html", "written.json",
    }  # fmt: skip
    assert {path.name for path in (folder / "out" / "return").iterdir()} == set(before)
    assert {path.name: path.read_bytes() for path in (folder / "in").iterdir()} == before


def test_a_preview_writes_nothing(folder):
    told = run(folder / "in", "--out", folder / "out", "--preview", "--year", 2026)
    assert "SEX: 1 -> M" in told
    assert not (folder / "out").exists()


def test_the_json_document_has_every_repair(folder):
    document = json.loads(run(folder / "in", "--preview", "--json", "--year", 2026))
    assert document["repaired"][0].keys() >= {"file", "line", "table", "field", "child", "old", "new", "kind", "why"}
    assert sum(kind["repaired"] for kind in document["kinds"]) == len(document["repaired"])


def test_a_folder_of_an_earlier_repair_is_written_anew(council, untouched, tmp_path):
    write_outcome(untouched, tmp_path)
    (tmp_path / "return" / "oc3.csv").unlink()
    refuse_unless_ours(tmp_path, [council])
    assert tmp_path / "return" / "oc3.csv" in write_outcome(untouched, tmp_path)


@pytest.mark.parametrize("touched", ["repairs.csv", "return/header.csv", "notes.txt"])
def test_a_folder_with_anything_else_in_it_is_refused(council, untouched, tmp_path, touched):
    write_outcome(untouched, tmp_path)
    (tmp_path / touched).write_text("mine", "utf-8")
    with pytest.raises(BadInput, match=touched):
        refuse_unless_ours(tmp_path, [council])


@pytest.mark.parametrize("out", [".", "..", "header.csv", "inside"])
def test_the_return_itself_is_never_written_to(council, out):
    with pytest.raises(BadInput):
        refuse_unless_ours(council / "this_year" / out, [council / "this_year"])


def test_files_of_one_name_in_a_zip_and_sheets_get_names_of_their_own(council):
    header, oc2 = (sources([council / "this_year" / f"{name}.csv"])[0] for name in ("header", "oc2"))
    files = [Source("a.zip: x/t.csv", header.content, 0), Source("a.zip: y/t.csv", oc2.content, 0)]
    outcome = repair(Council(files, here, None, 2026, COUNCIL))
    assert [one.name for one in outcome.files] == ["t.csv", "oc2.csv"]
