"""What the person says of findings, from one check to the next."""

import pytest
from playwright.sync_api import expect

HEAD = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
#: Two children whose ethnic group is no code; then one is mended, and another child's is wrong.
FIRST = [HEAD, "1,M,01/01/2010,XXXX,UN1,,", "2,M,01/01/2011,XXXX,UN1,,", "3,M,01/01/2012,WBRI,UN1,,"]
SECOND = [HEAD, "1,M,01/01/2010,WBRI,UN1,,", "2,M,01/01/2011,XXXX,UN1,,", "3,M,01/01/2012,XXXX,UN1,,"]


@pytest.fixture
def header(tmp_path):
    def of(lines):
        (tmp_path / "header.csv").write_text("\n".join(lines) + "\n", "utf-8")
        return tmp_path / "header.csv"

    return of


@pytest.fixture
def twice(tab, header):
    """The tab after two checks, with a mark on a finding of the first."""

    def checked(*, keep):
        tab.check([header(FIRST)], year=2026)
        tab.page.get_by_test_id("search").fill("103 XXXX")
        tab.page.get_by_test_id("findings").get_by_role("option", name="Child 2").click()
        tab.page.get_by_test_id("mark-status").select_option("noted")
        tab.page.get_by_test_id("mark-reason").fill("asked Ann")
        tab.page.get_by_test_id("mark-reason").press("Tab")
        if keep:
            tab.page.get_by_test_id("keep").check()
        tab.go_to("check")
        tab.page.get_by_role("button", name="Remove: header.csv").click()
        expect(tab.page.get_by_test_id("listed-this-year").get_by_role("listitem")).to_have_count(0)
        check_again(tab, header(SECOND))
        return tab

    return checked


def check_again(tab, file):
    tab.give("this-year", [file])
    tab.run()
    tab.results()
    tab.page.get_by_test_id("search").fill("103")


def children(tab, since):
    tab.page.get_by_test_id("filter-since").select_option(since)
    return tab.page.get_by_test_id("findings").get_by_role("option").all_inner_texts()


def test_findings_are_told_apart_as_new_still_there_and_gone(twice):
    tab = twice(keep=False)
    assert [text.split()[:2] for text in children(tab, "new")] == [["Child", "3"]]
    assert [text.split()[:2] for text in children(tab, "still")] == [["Child", "2"]]
    tab.page.get_by_test_id("filter-since").select_option("gone")
    expect(tab.page.get_by_test_id("gone")).to_contain_text("103, header: 1")


def test_a_mark_stays_with_its_finding(twice):
    tab = twice(keep=False)
    assert "(noted)" in children(tab, "still")[0]


def test_marks_are_kept_by_the_browser_for_a_person_who_asked(twice, tab, header):
    twice(keep=True)
    tab.go_to("check")
    tab.page.reload()
    tab.ready()
    tab.page.get_by_test_id("year").select_option("2026")
    check_again(tab, header(SECOND))
    expect(tab.page.get_by_test_id("keep")).to_be_checked()
    assert "(noted)" in children(tab, "still")[0]


def test_they_come_back_from_the_file_too(twice, tab, header, tmp_path):
    saved = tmp_path / "accepted.csv"
    twice(keep=False)
    saved.write_bytes(tab.save("accepted"))
    tab.clear()
    tab.page.get_by_text("You have marked findings before").click()
    tab.page.get_by_test_id("files-accepted").set_input_files(saved)
    expect(tab.page.locator("#accepted-words")).to_have_text("Taken over: 1 mark on 8 findings.")
    tab.page.get_by_test_id("year").select_option("2026")
    check_again(tab, header(SECOND))
    assert "(noted)" in children(tab, "still")[0]


def test_after_clearing_no_child_is_left_even_out_of_sight(tab, header):
    tab.check([header([line.replace("2,M", "987654,M") for line in FIRST])], year=2026)
    assert "987654" in tab.page.content()
    tab.clear()
    assert "987654" not in tab.page.content()


def test_a_file_of_another_year_is_asked_about(tab, tmp_path):
    head = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
    reviews = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/01/2010,01/05/2025,PN1\n"
    (tmp_path / "reviews.csv").write_text(reviews)
    (tmp_path / "missing.csv").write_text("CHILD,DOB,MISSING,MIS_START,MIS_END\n1,01/01/2010,M,02/06/2025,03/06/2025\n")
    (tmp_path / "episodes.csv").write_text(f"{head}\n1,01/05/2024,S,C2,N1,U1,PR1,,,,,,SC000001\n")
    tab.clear()
    tab.give("this-year", [tmp_path / name for name in ("reviews.csv", "missing.csv", "episodes.csv")])
    expect(tab.page.get_by_test_id("misplaced")).to_have_text(
        "Its dates are of collection year 2025: does it belong under Last year?"
    )
    tab.page.get_by_role("button", name="Move to last year: episodes.csv").click()
    expect(tab.page.get_by_test_id("listed-last-year")).to_contain_text("episodes.csv")
    expect(tab.page.get_by_test_id("misplaced")).to_have_count(0)
