"""The tab finds what the command line finds, whatever the form of the files."""

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from plumbline.cli import app
from plumbline.cli.sampling import write_xml_form
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR
from plumbline.synthetic import sample

COUNCIL = "E08000003"
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
TWELVE = (
    "DoLo", "ad1", "episodes", "header", "missing", "oc2", "oc3", "placed_for_adoption", "previous_permanence", "reviews",
    "sw_episodes", "uasc",
)  # fmt: skip


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    """The folder of a made-up council with errors that both forms can carry, of a year."""
    made: dict[int, Path] = {}

    def of(year: int) -> Path:
        if year not in made:
            made[year] = tmp_path_factory.mktemp("council")
            sample(COUNCIL, 120, year, 1, 0.3, made[year], xml=True)
        return made[year]

    return of


def printed(paths, *options):
    """What ``plumbline check --json`` prints."""
    arguments = ["check", *map(str, paths), *map(str, options), "--json"]
    return json.loads(CliRunner().invoke(app, arguments, catch_exceptions=False).stdout)


def same(tab, expected):
    """The tab's findings.json says the same, but for where the files lay."""
    found = json.loads(tab.save("json"))
    for document in (found, expected):
        document["reading"] = document["reading"]["notes"]
    assert found == expected


def csvs(folder):
    return sorted(folder.glob("*.csv"))


@pytest.mark.parametrize("year", YEARS)
def test_in_every_year(tab, council, year):
    this_year, last_year = csvs(council(year) / "this_year"), csvs(council(year) / "last_year")
    providers = [council(year) / "providers.xlsx"]
    tab.check(this_year, last_year, providers, year, COUNCIL)
    before = [option for path in last_year for option in ("--last-year", path)]
    expected = printed(this_year, *before, "--providers", *providers, "--year", year, "--authority", COUNCIL)
    assert expected["findings"]
    same(tab, expected)


def test_with_council_and_year_found_by_itself(tab, council):
    files = csvs(council(2026) / "this_year")
    tab.check(files)
    same(tab, printed(files, "--authority", COUNCIL))


def as_xml(folder, out):
    write_xml_form([folder], out / "return.xml")
    return out / "return.xml"


def as_zip(folder, out):
    with zipfile.ZipFile(out / "return.zip", "w") as zipped:
        for path in csvs(folder):
            zipped.write(path, path.name)
    return out / "return.zip"


def as_workbook(folder, out):
    book = openpyxl.Workbook()
    for path in csvs(folder):
        sheet = book.create_sheet(path.stem)
        for line in path.read_text("utf-8").splitlines():
            sheet.append(line.split(","))
    del book["Sheet"]
    book.save(out / "return.xlsx")
    return out / "return.xlsx"


@pytest.mark.parametrize("form", [as_xml, as_zip, as_workbook])
def test_in_every_form(tab, council, tmp_path, form):
    file = form(council(2026) / "this_year", tmp_path)
    tab.check([file], year=2026, authority=COUNCIL)
    same(tab, printed([file], "--year", 2026, "--authority", COUNCIL))


def test_in_the_shared_sample(tab, shared):
    files = [shared / "samples" / "made_up_903" / f"{name}.csv" for name in TWELVE]
    providers = [shared / "samples" / "made_up_903" / "combined_scp_ch_fake.xlsx"]
    tab.check(files, files, providers, 2026, COUNCIL)
    before = [option for path in files for option in ("--last-year", path)]
    expected = printed(files, *before, "--providers", *providers, "--year", 2026, "--authority", COUNCIL)
    assert len(expected["findings"]) > 50_000
    same(tab, expected)


def test_a_file_that_cannot_be_used_gets_the_same_words(tab, tmp_path):
    odd = tmp_path / "odd.csv"
    odd.write_text("NOTHING,KNOWN\n1,2\n")
    tab.clear()
    tab.give("this-year", [odd])
    tab.run()
    words = tab.page.get_by_test_id("problem").get_by_role("paragraph").inner_text()
    assert words == str(CliRunner().invoke(app, ["check", str(odd)]).exception)
