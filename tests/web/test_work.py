"""What a person does with files and findings beyond checking: stop, choose, accept, ask why, repair, share work out."""

import csv
import io
import zipfile

import pytest
from axe import scrolls_sideways, violations
from playwright.sync_api import expect

HEAD = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
#: Twelve children whose ethnic group is no code, each with a date as Excel leaves it.
CHILDREN = [f"{child},M,2012-05-{child:02},XXXX,UN1,," for child in range(1, 13)]
RULES = """[[rule]]
code = "L1"
table = "header"
title = "Born in May"
fix = "Look at the birth certificate."
fields = ["DOB"]
condition = "month(DOB) = 5"

"""
#: Presses Stop as soon as the bar says that files are read.
STOP_READING = """() => {
    const words = document.getElementById("progress-words");
    new MutationObserver((_, observer) => {
        if (words.textContent !== "Reading files") return;
        observer.disconnect();
        document.getElementById("cancel").click();
    }).observe(words, { childList: true });
}"""
#: Notes whether a button said that it was busy.
WATCH_BUSY = """(button) => {
    window.wasBusy = false;
    new MutationObserver(() => { if (button.ariaBusy === "true") window.wasBusy = true; })
        .observe(button, { attributes: true });
}"""


@pytest.fixture
def header(tmp_path):
    path = tmp_path / "header.csv"
    path.write_text("\n".join([HEAD, *CHILDREN]) + "\n", "utf-8")
    return path


@pytest.fixture
def odd(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("NOTHING,KNOWN\n1,2\n")
    return path


@pytest.fixture
def checked(tab, header):
    """The tab with the result of one file."""
    tab.check([header], year=2026)
    return tab


# files


def test_reading_can_be_stopped_and_taken_up_again(tab, header):
    tab.clear()
    tab.page.evaluate(STOP_READING)
    tab.page.get_by_test_id("files-this-year").set_input_files(header)
    listed = tab.page.get_by_test_id("listed-this-year").get_by_role("listitem")
    expect(listed).to_contain_text("was not read: stopped")
    expect(tab.page.get_by_test_id("problem")).to_be_hidden()
    expect(tab.page.get_by_test_id("progress")).to_be_hidden()
    tab.page.get_by_role("button", name="Read: header.csv").click()
    expect(listed).to_contain_text("holds header")


def test_what_is_wrong_with_a_file_is_said_no_longer_when_it_goes(tab, odd):
    tab.clear()
    tab.give("this-year", [odd])
    tab.run()
    expect(tab.page.get_by_test_id("problem")).to_contain_text("odd.csv")
    tab.page.get_by_role("button", name="Remove: odd.csv").click()
    expect(tab.page.get_by_test_id("problem")).to_be_hidden()


# rules


def test_only_some_rules_with_the_councils_own(tab, header, tmp_path):
    own = tmp_path / "ours.toml"
    own.write_text(RULES + '[[rule]]\ncode = "L2"\ntable = "header"\ntitle = "T"\nfix = "F"\nfields = ["DOB"]\n'
                   'condition = "DOB IS NULL"\n')  # fmt: skip
    tab.clear()
    tab.give("this-year", [header])
    tab.page.get_by_text("Your council's own rules").click()
    tab.give("own", [own])
    expect(tab.page.get_by_test_id("listed-own")).to_contain_text("holds rules of your own: 2")
    tab.page.get_by_text("Only some rules").click()
    tab.page.get_by_test_id("only").fill("103, l2")
    tab.page.get_by_test_id("only").press("Tab")
    expect(tab.page.get_by_test_id("only-said")).to_contain_text("L2: T")
    tab.page.get_by_test_id("year").select_option("2026")
    tab.run()
    tab.results()
    expect(tab.page.locator("#results-title")).to_contain_text("2 rules checked")


# findings


def test_causes_stand_before_the_counts(checked):
    causes, title = checked.page.get_by_test_id("diagnosis").first, checked.page.locator("#results-title")
    expect(causes).to_be_visible()
    assert causes.bounding_box()["y"] < title.bounding_box()["y"]


def test_a_finding_shows_the_childs_whole_record_with_what_was_looked_at(checked):
    checked.page.get_by_test_id("search").fill("103")
    expect(checked.page.get_by_test_id("evidence").locator("[data-blamed]").first).to_contain_text("XXXX")
    expect(checked.page.get_by_test_id("record").locator("td.lit").filter(has_text="XXXX")).to_have_count(1)


def test_all_findings_of_a_rule_are_accepted_at_once_with_a_reason(checked):
    page = checked.page
    page.get_by_test_id("search").fill("103")
    page.get_by_test_id("together").get_by_text("at once").click()
    page.get_by_test_id("mark-all").click()
    expect(page.get_by_test_id("together")).to_contain_text("Say why it is right as it is.")
    before = page.locator("#results-title").inner_text()
    page.get_by_test_id("mark-all-reason").fill("the form is old")
    page.get_by_test_id("mark-all").click()
    expect(page.locator("#results-title")).not_to_have_text(before)
    lines = csv.DictReader(io.StringIO(checked.save("accepted").decode("utf-8-sig")))
    accepted = [line["code"] for line in lines if line["status"] == "accepted"]
    assert accepted == ["103"] * len(CHILDREN)


def test_why_findings_concentrate_is_told_in_words(checked):
    checked.page.get_by_test_id("search").fill("103")
    checked.page.get_by_test_id("why").click()
    expect(checked.page.get_by_test_id("why-said")).to_contain_text("Every child checked is flagged (12)")
    assert checked.save("why").startswith(b"<!doctype html>")


# busy, repaired, shared out


def test_a_button_says_that_its_file_is_being_made(checked):
    checked.page.get_by_test_id("download-xlsx").evaluate(WATCH_BUSY)
    assert checked.save("xlsx")[:2] == b"PK"
    assert checked.page.evaluate("window.wasBusy")


def test_repaired_copies_are_saved_and_checked(checked):
    page = checked.page
    page.get_by_test_id("repair").click()
    expect(page.get_by_test_id("repaired")).to_contain_text("12 values repaired")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [] and not scrolls_sideways(page)
    page.set_viewport_size({"width": 1280, "height": 720})
    with zipfile.ZipFile(io.BytesIO(checked.save("repair"))) as saved:
        assert "return/header.csv" in saved.namelist()
    page.get_by_test_id("use-repaired").click()
    expect(page.get_by_test_id("diagnosis").filter(has_text="dates")).to_have_count(0)
    expect(page.get_by_test_id("listed-this-year")).to_contain_text("repaired_return.zip")


def test_work_lists_are_saved_one_for_each_value(checked):
    checked.page.get_by_test_id("split-field").select_option("SEX")
    with zipfile.ZipFile(io.BytesIO(checked.save("worklists"))) as saved:
        assert saved.namelist() == ["M.xlsx"]
