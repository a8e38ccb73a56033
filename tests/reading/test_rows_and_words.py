"""Rows that hold nothing, words for nothing, lines above the headings: what is a row, what is blank, and that it is said."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.model import code_set, ssda903
from plumbline.reading.blanks import WORDS
from plumbline.reading.find import read_sources
from plumbline.reading.returns import Return, Source
from plumbline.reading.writing.rewriting import Place, rewritten

HEAD = "CHILD,DOB,REVIEW,REVIEW_CODE"
ROW = "1,01/02/2010,01/05/2025,PN1"


def read(text: str, name: str = "reviews.csv") -> Return:
    return read_sources([Source(name, text.encode(), 0)])


def cells(found: Return, table: str = "reviews") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(found.of_year(0)[table].csv.decode(), newline="")))


NO_ROWS = [
    ("lines of commas at the end", f"{HEAD}\n{ROW}\n,,,\n,,,\n", 2),
    ("lines of commas in the middle", f"{HEAD}\n,,,\n{ROW}\n", 1),
    ("spaces", f"{HEAD}\n{ROW}\n  , ,,\n", 1),
    ("spaces that don't break", f"{HEAD}\n{ROW}\n\u00a0,,,\n", 1),
    ("quotation marks round nothing", f'{HEAD}\n{ROW}\n"","","",""\n', 1),
    ("NULL all along", f"{HEAD}\n{ROW}\nNULL,NULL,NULL,NULL\n", 1),
    ("a remark in a column that is no field", f"{HEAD},COMMENT\n{ROW},\n,,,,end of list\n", 1),
    ("the headings again, as where two files were joined", f"{HEAD}\n{ROW}\n{HEAD}\n", 1),
    ("semicolons", f"{HEAD}\n{ROW}\n,,,\n".replace(",", ";"), 1),
]


@pytest.mark.parametrize(("text", "left_out"), [case[1:] for case in NO_ROWS], ids=[case[0] for case in NO_ROWS])
def test_a_row_without_any_value_is_no_row(text, left_out):
    found = read(text)
    assert [row["CHILD"] for row in cells(found)] == ["1"]
    assert [note.count for note in found.notes if note.kind == "empty_rows"] == [left_out]


def test_a_row_that_lacks_only_its_child_is_one():
    assert len(cells(read(f"{HEAD}\n,01/02/2010,,\n{ROW}\n"))) == 2


@pytest.mark.parametrize("word", [*sorted(WORDS), "null", " Null ", "n/a"])
def test_a_word_for_no_value_is_blank_and_noted_once(word):
    found = read(f"{HEAD}\n1,01/02/2010,{word},PN1\n2,01/02/2010,{word},PN1\n")
    assert [row["REVIEW"] for row in cells(found)] == ["", ""]
    assert [(note.kind, note.count) for note in found.notes] == [("words_for_blank", 2)]


def test_no_word_for_blank_is_a_code_of_the_return():
    coded = {field.codes for table in ssda903().tables.values() for field in table.fields} - {""}
    assert not WORDS & {code.code for name in coded for code in code_set(name).codes}


def test_a_word_for_no_value_in_xml_is_blank_and_noted():
    text = "<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><DOB>NULL</DOB></HEADER></CHILD></EXPSSDA903>"
    found = read(text, "return.xml")
    assert [row["DOB"] for row in cells(found, "header")] == [""]
    assert [(note.kind, note.count) for note in found.notes] == [("words_for_blank", 1)]


def test_headings_alone_are_noted():
    assert [note.message[:16] for note in read(f"{HEAD}\n").notes] == ["reviews: no rows"]


ABOVE = ["Reviews 2025/26\n", "Reviews 2025/26,,,\n,,,\n", "Council:,Barchester,,\nRan on:,3 May,,\n\n"]


@pytest.mark.parametrize("title", ABOVE)
def test_headings_are_found_below_a_title(title):
    found = read(f"{title}{HEAD}\n{ROW}\n")
    assert [row["line"] for row in cells(found)] == [str(title.count("\n") + 2)]
    assert "title_left_out" in {note.kind for note in found.notes}


@given(
    st.lists(st.sampled_from([ROW, ",,,", "", "  ,,,", "NULL,,,", ",01/02/2010,,", HEAD]), max_size=8),
    st.sampled_from(["", "Title\n"]),
)
def test_what_is_rewritten_are_the_rows_that_were_read(lines, title):
    """Reading and rewriting number rows alike, whatever stands between them."""
    source = Source("reviews.csv", "\n".join([f"{title}{HEAD}", *lines, ""]).encode(), 0)
    rows = cells(read_sources([source]))
    for at in range(len(rows)):
        changed = replaced(source, rewritten(source, {Place("reviews", at, "REVIEW_CODE"): "PN3"}))
        assert [row["REVIEW_CODE"] for row in cells(changed)][at] == "PN3"
        assert sum(row["REVIEW_CODE"] == "PN3" for row in cells(changed)) == 1


def replaced(source: Source, content: bytes) -> Return:
    return read_sources([Source(source.name, content, 0)])
