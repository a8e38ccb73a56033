"""What people read on the report page, word for word, and that it claims no more than is known.

After a change of words that is meant, delete the golden file, run the test, and read what it writes.
"""

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plumbline.model.years import TableOfYear
from plumbline.reporting.check.as_json import to_json
from plumbline.reporting.check.in_words import sentence
from plumbline.reporting.check.page import report_page, title
from plumbline.reporting.check.since import changes, read_earlier

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 5, 1)


def as_read(page):
    """The words of a page, a line for each part, without style and script."""
    body = re.sub(r"<(style|script|svg).*?</\1>|<!--.*?-->", "", page[page.index("<title>") :], flags=re.S)
    parts = re.sub(r"</?(?:strong|span|a|code)[^>]*>|</t[hd]>\s*<t[hd][^>]*>", " ", body)
    lines = (" ".join(html.unescape(line).split()) for line in re.split(r"<[^>]+>|\n", parts))
    return "\n".join(filter(None, lines)) + "\n"


def same_as_golden(name, text):
    path = GOLDEN / name
    if not path.exists():
        path.write_text(text, "utf-8")
        pytest.fail(f"{path.name} was not there and has been written: read it")
    assert text == path.read_text("utf-8")


def test_a_plain_report(result):
    same_as_golden("plain.txt", as_read(report_page(result, checked_on=TODAY)))


def test_a_report_with_all_that_can_stand_above_the_list(faulty, tmp_path):
    (tmp_path / "findings.json").write_text(to_json(faulty, date(2026, 4, 14)), "utf-8")
    earlier = read_earlier(tmp_path / "findings.json")
    before = {"501|episodes|gone|1": "501", faulty.findings[0].key: faulty.findings[0].code}
    changed = changes(faulty, replace(earlier, findings=before))
    same_as_golden("faulty.txt", as_read(report_page(faulty, changed, TODAY)))


def last_years_alone(result):
    """The findings moved to last year's table, one of a child that is in it alone."""
    moved = [one._replace(table=TableOfYear("episodes", 1)) for one in result.findings]
    return replace(result, findings=[*moved[:-1], moved[-1]._replace(child="C3"), result.findings[0]])


TITLES = {
    "errors": (lambda one: one, "2 errors in 2 of 2 rules checked, on 1 of 2 children; 1 rule not checked"),
    "none": (
        lambda one: replace(one, findings=[]),
        "No errors in 2 rules checked, on 2 children; 1 rule not checked",
    ),
    "all of them accepted": (
        lambda one: replace(one, accepted={finding.key: "right" for finding in one.findings}),
        "No errors in 2 rules checked, on 2 children; 1 rule not checked",
    ),
    "of a child that is in last year's return alone": (
        last_years_alone,
        "3 errors in 2 of 2 rules checked, on 1 of 2 children and 1 child of earlier returns alone; 1 rule not checked",
    ),
    "no rule ran": (
        lambda one: replace(one, findings=[], ran={}),
        "Nothing could be checked: 1 rule not checked",
    ),
    "files without rows": (
        lambda one: replace(one, findings=[], tables={"header": 0}),
        "Nothing could be checked: 1 rule not checked",
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_the_title_says_of_how_many_and_is_never_an_all_clear_where_nothing_was_looked_at(result, case):
    change, words = TITLES[case]
    assert sentence(change(result)) == words


FAULTS = {
    "most findings rest on it": ({"findings": 2}, True),
    "how many can't be tried": ({"findings": None}, True),
    "no finding rests on it": ({"findings": 0}, False),
    "it is no fault": ({"findings": 2, "fault": False}, False),
}


@pytest.mark.parametrize(("change", "is_title"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_whole_return_is_the_title_where_findings_rest_on_it(faulty, change, is_title):
    cause = replace(faulty.diagnoses[0], **change)
    words = title(replace(faulty, diagnoses=(cause,)))
    assert words == ("All 9 dates are in another form" if is_title else sentence(faulty))


def test_no_value_breaks_out_of_the_data(result):
    table = TableOfYear("episodes")
    kept = result.kept[table]
    rows = {row: ("</script><b>x", *cells[1:]) for row, cells in kept.rows.items()}
    witness = replace(result.witness, kept={**result.kept, table: replace(kept, rows=rows)})
    page = report_page(replace(result, witness=witness))
    assert "\\u003c/script>\\u003cb>x" in page
    assert "</script><b>x" not in page


MARKS = (
    "<title>Made-up data: ",
    "Manchester (made-up data)",
    "<strong>Made-up data.</strong>",
    'content: "Made-up data',
)


@pytest.mark.parametrize("mark", MARKS)
def test_made_up_data_is_marked_in_title_beside_the_council_above_the_page_and_on_each_sheet(result, mark):
    assert mark in report_page(replace(result, made_up=True))
    assert mark not in report_page(result)
