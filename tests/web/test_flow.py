"""The page beyond its findings: what can be saved, a network's peers, and that nothing is sent anywhere."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from councils import COUNCIL, command, csvs, printed
from driven_tab import Tab, patient, served
from playwright.sync_api import expect

from plumbline.hosting.single_file import single_file
from plumbline.profiles.document import profile_from_json
from plumbline.rules.compiled import codes_in_force

YEAR = 2026
#: Presses the button as soon as the check says how far it is, which it does before it has a result.
STOP_UNDER_WAY = """() => {
    const words = document.getElementById("progress-words");
    new MutationObserver((_, observer) => {
        if (["Reading files", "Getting ready"].includes(words.textContent)) return;
        observer.disconnect();
        document.getElementById("cancel").click();
    }).observe(words, { childList: true });
}"""


@pytest.fixture(scope="module")
def files(council):
    return csvs(council(YEAR) / "this_year")


@pytest.fixture(scope="module")
def expected(files):
    return printed(files, "--year", YEAR, "--authority", COUNCIL)


@pytest.fixture(scope="module")
def checked(tab, files):
    """The tab with a result."""
    tab.check(files, year=YEAR, authority=COUNCIL)
    return tab


# first steps


def test_the_demo_leads_to_a_first_error_and_its_fix(tab):
    tab.clear()
    tab.page.get_by_test_id("demo").click()
    tab.results()
    expect(tab.page.get_by_test_id("fix")).not_to_be_empty()


def test_a_check_can_be_stopped_and_run_again(tab, files, expected):
    tab.clear()
    tab.give("this-year", files)
    tab.page.get_by_test_id("year").select_option(str(YEAR))
    tab.page.get_by_test_id("authority").select_option(COUNCIL)
    tab.page.evaluate(STOP_UNDER_WAY)
    tab.run()
    expect(tab.page.get_by_test_id("progress")).to_be_hidden()
    assert not tab.page.url.endswith("#results")
    tab.run()
    tab.results()
    assert json.loads(tab.save("json")) == expected


# what can be saved


def test_the_workbook_opens(checked, expected):
    book = openpyxl.load_workbook(io.BytesIO(checked.save("xlsx")), read_only=True)
    lines = max(sum(1 for _ in sheet.iter_rows()) for sheet in book)
    assert lines > len(expected["findings"])


def test_the_csv_has_a_line_for_each_finding(checked, expected):
    rows = list(csv.DictReader(io.StringIO(checked.save("csv").decode("utf-8-sig"))))
    assert len(rows) == len(expected["findings"])


def test_the_report_is_a_page_that_needs_nothing_else(checked):
    html = checked.save("report").decode()
    assert html.startswith("<!doctype html>") and "src=" not in html and "http" not in html


def test_the_return_is_converted_as_the_command_line_does(checked, files, tmp_path):
    zipped = zipfile.ZipFile(io.BytesIO(checked.save("converted")))
    command("convert", *files, "--out", tmp_path)
    assert {name: zipped.read(name) for name in zipped.namelist()} == {
        path.name: path.read_bytes() for path in tmp_path.iterdir()
    }


def test_a_mark_is_saved_as_the_command_line_reads_it(checked, files, tmp_path):
    checked.page.get_by_test_id("mark-status").select_option("accepted")
    checked.page.get_by_test_id("mark-reason").fill("It is right")
    checked.page.get_by_test_id("mark-reason").press("Enter")
    accepted = tmp_path / "accepted.csv"
    accepted.write_bytes(checked.save("accepted"))
    again = printed(files, "--year", YEAR, "--authority", COUNCIL, "--accepted", accepted)
    assert sum(line["rows"] for line in again["summary"]) == len(again["findings"]) - 1


# this return beside its peers


def test_a_profile_and_the_comparison_with_a_network(checked, network, tmp_path):
    profile = tmp_path / "profile.json"
    checked.compare(network / "export.zip", "2025-04-28")
    headings = checked.page.get_by_test_id("distinctive").get_by_role("heading", level=3).all_inner_texts()
    checked.go_to("results")
    checked.page.get_by_label("Exact counts").check()
    profile.write_bytes(checked.save("profile"))
    assert profile_from_json(profile.read_bytes(), codes_in_force).authority == COUNCIL

    rules = json.loads(command("compare", "--network", network, "--own", profile, "--json"))["rules"]
    apart = [one["code"] for one in rules if one["verdict"] in ("only_you", "higher")]
    assert sorted(heading.split(":")[0] for heading in headings) == sorted(apart)


# what could not be loaded


def test_without_postcodes_what_needs_them_is_listed_as_not_checked(page_of_here, browser, files):
    with served(page_of_here) as running:
        running.files = {name: content for name, content in running.files.items() if "postcodes" not in name}
        tab = Tab(patient(browser), running.address).open()
        expect(tab.page.get_by_test_id("engines")).to_contain_text("could not be loaded")
        tab.check(files, year=YEAR, authority=COUNCIL)
        expect(tab.page.get_by_test_id("not-checked")).to_contain_text("The postcode directory is not there.")
        tab.context.close()


# where nothing may be installed, served or sent


def test_nothing_is_stored_unasked(checked):
    stored = "async () => [(await indexedDB.databases()).length, localStorage.length, document.cookie]"
    assert checked.page.evaluate(stored) == [0, 0, ""]


def test_no_request_went_anywhere_else_and_nothing_was_refused(checked):
    """Of everything that was done in this tab so far."""
    assert [address for address in checked.asked if not address.startswith((checked.address, "blob:"))] == []
    assert checked.problems == []


def test_it_works_with_the_network_off_and_the_server_gone(page_of_here, browser, files, expected):
    with served(page_of_here) as running:
        tab = Tab(patient(browser), running.address).open()
    running.server_close()
    tab.context.set_offline(True)
    tab.page.reload()
    tab.ready()
    tab.check(files, year=YEAR, authority=COUNCIL)
    assert json.loads(tab.save("json")) == expected
    tab.context.close()


def test_the_single_file_opens_from_a_drive(page_of_here, browser, tmp_path, files, expected):
    file = tmp_path / "plumbline.html"
    file.write_text(single_file(page_of_here), "utf-8")
    tab = Tab(patient(browser, offline=True), file.as_uri()).open()
    tab.check(files, year=YEAR, authority=COUNCIL)
    assert json.loads(tab.save("json")) == expected
    assert not tab.problems
    assert {address.split(":")[0] for address in tab.asked} <= {"file", "blob"}
    tab.context.close()
