"""Made-up councils: clean ones pass every rule, and planted errors are found."""

import csv

import pytest

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.cli.sampling import write_xml_form
from plumbline.reading.find import read_return
from plumbline.synthetic import sample
from plumbline.synthetic.recipes import PLANTERS, UNPLANTABLE

COUNCIL = "E08000003"
#: Rules that the two forms can't be alike in: in the XML form every child has an asylum marker and so a row that rule 1014
#: counts, even where it says no; and that row has no sex of its own that INT21 could compare with the header's.
NOT_ALIKE = {"1014", "INT21"}
YEARS = [2023, 2024, 2025, 2026, 2027]


def checked(folder, year, this_year="this_year", last_year="last_year"):
    given = read_return([folder / this_year], [folder / last_year], [folder / "providers.xlsx"])
    return check(given, here(), year=year, authority=COUNCIL)


def cells(folder, table):
    with (folder / "this_year" / f"{table}.csv").open(encoding="utf-8") as file:
        return dict(enumerate(csv.DictReader(file), start=2))


@pytest.mark.parametrize("year", YEARS)
def test_a_clean_council_has_no_findings(tmp_path, year):
    sample(COUNCIL, 700, year, 1, 0.0, tmp_path)
    result = checked(tmp_path, year)
    assert [(line.code, line.rows) for line in result.summary()] == []
    assert result.failed == {}
    assert set(result.skipped) <= {"105"}


@pytest.mark.parametrize("year", YEARS)
def test_every_planted_error_is_found(tmp_path, year):
    planted = sample(COUNCIL, 1400, year, 3, 0.6, tmp_path)
    result = checked(tmp_path, year)
    found = {(f.code, str(f.table), f.line) for f in result.findings}
    looked_for = [p for p in planted if p.rule in result.ran]
    assert [p for p in looked_for if (p.rule, p.found_table, p.found_line) not in found] == []
    assert len(set(result.ran) - {p.rule for p in planted} - set(UNPLANTABLE)) < 25


@pytest.mark.parametrize("year", YEARS)
def test_every_rule_has_a_recipe_or_a_reason_for_having_none(tmp_path, year):
    """Where this fails for a new rule, add a Planter to a module of synthetic/recipes, or the reason to UNPLANTABLE."""
    sample(COUNCIL, 1, year, 1, 0.0, tmp_path)
    recipes = {p.rule for p in PLANTERS if p.since <= year <= p.until}
    assert set(checked(tmp_path, year).rules) - recipes - set(UNPLANTABLE) == set()


def test_planted_lists_where_each_cell_was_changed_and_what_it_held(tmp_path):
    planted = [p for p in sample(COUNCIL, 300, 2026, 5, 0.4, tmp_path) if p.action == "changed"]
    here = [p for p in planted if not p.table.endswith("_last")]
    assert here
    assert all(cells(tmp_path, p.table)[p.line][p.field] == p.planted != p.original for p in here)


def test_what_reading_mends_is_counted_by_reading_and_found_by_no_rule(tmp_path):
    planted = sample(COUNCIL, 800, 2026, 3, 0.9, tmp_path)
    kinds = {p.kind for p in planted if not p.rule}
    mended = [p for p in planted if not p.rule]
    tables = checked(tmp_path, 2026).reading.tables
    assert kinds == {"lower case", "spaces around"}
    counts = [
        n for one in tables.values() for how in (one.changed.trimmed, one.changed.upper_cased) for n in how.values()
    ]
    assert sum(counts) >= len(mended)


def test_the_same_seed_gives_the_same_files(tmp_path):
    for name in ("one", "two"):
        sample(COUNCIL, 100, 2026, 7, 0.2, tmp_path / name)
    one, two = ((tmp_path / name).rglob("*.*") for name in ("one", "two"))
    assert [p.read_bytes() for p in sorted(one) if p.suffix == ".csv"] == [
        p.read_bytes() for p in sorted(two) if p.suffix == ".csv"
    ]


def test_the_xml_form_gives_the_findings_of_the_csv_files(tmp_path):
    sample(COUNCIL, 700, 2026, 4, 0.4, tmp_path, xml=True)
    for folder in ("this_year", "last_year"):
        write_xml_form([tmp_path / folder], tmp_path / f"{folder}.xml")
    of_csv, of_xml = checked(tmp_path, 2026), checked(tmp_path, 2026, "this_year.xml", "last_year.xml")
    both = set(of_csv.ran) & set(of_xml.ran) - NOT_ALIKE
    assert len(both) > 200
    assert {(f.code, f.table, f.key) for f in of_csv.findings if f.code in both} == {
        (f.code, f.table, f.key) for f in of_xml.findings if f.code in both
    }
