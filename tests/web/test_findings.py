"""The tab finds what the command line finds, whatever the form of the files."""

import json
import zipfile

import openpyxl
import pytest
from click.testing import CliRunner
from councils import COUNCIL, csvs, printed

from plumbline.cli.app import app
from plumbline.cli.sampling import write_xml_form
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
TWELVE = (
    "DoLo", "ad1", "episodes", "header", "missing", "oc2", "oc3", "placed_for_adoption", "previous_permanence", "reviews",
    "sw_episodes", "uasc",
)  # fmt: skip


def same(tab, expected):
    """The tab's findings.json is the same document."""
    assert json.loads(tab.save("json")) == expected


#: Drops a file of this text, as a mouse would.
DROP = """(place, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "header.csv"));
    place.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


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


def test_of_files_dropped_on_their_place(tab, council):
    header = council(2026) / "this_year" / "header.csv"
    tab.clear()
    tab.page.locator("[data-place=this_year]").evaluate(DROP, header.read_text("utf-8"))
    tab.page.get_by_test_id("year").select_option("2026")
    tab.run()
    tab.results()
    same(tab, printed([header], "--year", 2026))


def test_a_file_that_cannot_be_used_gets_the_same_words(tab, tmp_path):
    odd = tmp_path / "odd.csv"
    odd.write_text("NOTHING,KNOWN\n1,2\n")
    tab.clear()
    tab.give("this-year", [odd])
    tab.run()
    words = tab.page.get_by_test_id("problem").get_by_role("paragraph").inner_text()
    assert words == str(CliRunner().invoke(app, ["check", str(odd)]).exception)
