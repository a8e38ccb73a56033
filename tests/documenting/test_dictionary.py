"""The data dictionary: every table on a page of its own, what each column is made of, and links that lead somewhere.

After a change of words that is meant, delete the golden file, run the test, and read what it writes.
"""

import posixpath
import re
from pathlib import Path

import pytest

from plumbline.documenting.dictionary import dictionary_pages, groups
from plumbline.model import core

GOLDEN = Path(__file__).parent / "golden" / "missing.md"
PAGES = dictionary_pages()
TABLES = [
    pytest.param(f"{group.folder}{table.name}.md", table, id=f"{group.folder}{table.name}")
    for group in groups()
    for table in group.declared.tables.values()
]


def test_the_index_has_each_table_once_under_its_group():
    index = PAGES["index.md"]
    assert re.findall(r"^## (.*)$", index, re.MULTILINE) == [group.declared.title for group in groups()]
    assert sorted(re.findall(r"^- \[.*?\]\((.*?)\)", index, re.MULTILINE)) == sorted(
        set(PAGES) - {"index.md", "core/index.md"}
    )


def test_the_core_tables_have_a_page_that_lists_them_alone():
    links = re.findall(r"^- \[.*?\]\((.*?)\)", PAGES["core/index.md"], re.MULTILINE)
    assert links == [f"{name}.md" for name in core().tables]


def test_the_index_says_what_is_left_out_and_why():
    assert "- `uasc.SEX`: It is the sex that header gives." in PAGES["index.md"]


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_a_table_has_every_field_once(name, table):
    shown = re.findall(r"^\| `([^`]*)` \| \*\*", PAGES[name], re.MULTILINE)
    assert shown == [field.name for field in table.fields]


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_a_set_of_codes_stands_once_however_many_fields_have_it(name, table):
    heads = re.findall(r"^## Codes of (.*)$", PAGES[name], re.MULTILINE)
    assert len(heads) == len({field.codes for field in table.fields} - {""})


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_pages_that_there_are(name):
    links = re.findall(r"\]\((.*?)\)", PAGES[name])
    assert {posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) for link in links} <= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(name):
    for block in re.findall(r"(?:^\|.*\n)+", PAGES[name], re.MULTILINE):
        assert len({line.count("|") for line in block.splitlines()}) == 1


def test_a_core_table_says_what_a_row_is_and_what_each_column_is_made_of():
    GOLDEN.parent.mkdir(exist_ok=True)
    if not GOLDEN.exists():
        GOLDEN.write_text(PAGES["core/missing.md"], "utf-8")
        pytest.fail(f"{GOLDEN.name} was not there and has been written: read it")
    assert PAGES["core/missing.md"] == GOLDEN.read_text("utf-8")


def test_a_column_that_the_return_lacks_has_a_dash_for_its_source():
    assert (
        "| may point to the child | — | [ssd_cla_visits.clav_cla_visit_date](../ssd/ssd_cla_visits.md) |"
        in PAGES["core/visit.md"]
    )
