"""Files with some cells changed: those cells, and nothing else."""

import pytest

from plumbline.model.years import TableOfYear
from plumbline.reading.find import read_sources
from plumbline.reading.returns import Source
from plumbline.reading.writing.rewriting import Place, rewritten

HEAD = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
SEX = Place("header", 1, "SEX")

FILES = [
    # what it shows, the file, the file with row 1's SEX changed to F
    ("plain", f"{HEAD}\na,1,,,,,\nb,2,,,,,\n", f"{HEAD}\na,1,,,,,\nb,F,,,,,\n"),
    ("no end of line", f"{HEAD}\na,1,,,,,\nb,2,,,,,", f"{HEAD}\na,1,,,,,\nb,F,,,,,"),
    ("Windows lines", f"{HEAD}\r\na,1,,,,,\r\nb,2,,,,,\r\n", f"{HEAD}\r\na,1,,,,,\r\nb,F,,,,,\r\n"),
    ("empty lines", f"\n{HEAD}\n\na,1,,,,,\n\nb,2,,,,,\n", f"\n{HEAD}\n\na,1,,,,,\n\nb,F,,,,,\n"),
    ("a short row", f"{HEAD}\na,1\nb\n", f"{HEAD}\na,1\nb,F\n"),
    ("quotes elsewhere stay", f'{HEAD}\n"a",1,,,,,\nb,2,,,,,\n', f'{HEAD}\n"a",1,,,,,\nb,F,,,,,\n'),
    ("a value over two lines", f'{HEAD}\n"a\nz",1,,,,,\nb,2,,,,,\n', f'{HEAD}\n"a\nz",1,,,,,\nb,F,,,,,\n'),
    ("a changed row over two lines", f'{HEAD}\na,1,,,,,\n"b\nz",2,,,,,\n', f'{HEAD}\na,1,,,,,\n"b\nz",F,,,,,\n'),
    (
        "semicolons",
        f"{HEAD}\na,1,,,,,\nb,2,,,,,\n".replace(",", ";"),
        f"{HEAD}\na,1,,,,,\nb,F,,,,,\n".replace(",", ";"),
    ),
    ("other columns", f"NOTE,{HEAD}\nx,a,1,,,,,\ny,b,2,,,,,\n", f"NOTE,{HEAD}\nx,a,1,,,,,\ny,b,F,,,,,\n"),
]


@pytest.mark.parametrize(("shows", "before", "after"), FILES, ids=[case[0] for case in FILES])
def test_only_the_cell_changes(shows, before, after):
    source = Source("header.csv", before.encode(), 0)
    assert rewritten(source, {SEX: "F", Place("episodes", 0, "LS"): "C1"}).decode() == after


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_another_encoding_becomes_utf8_with_a_mark(encoding):
    source = Source("header.csv", f"{HEAD}\na,1,,,,,\nbé,2,,,,,\n".encode(encoding), 0)
    assert rewritten(source, {SEX: "F"}) == f"\ufeff{HEAD}\na,1,,,,,\nbé,F,,,,,\n".encode()


XML = (
    '<EXPSSDA903 xmlns="urn:903"><CHILD><HEADER><CHILDID>a</CHILDID><SEX>1</SEX><DOB>01/01/2010</DOB>'
    "<AREVIEW><REVIEW>2025-05-01</REVIEW></AREVIEW></HEADER><EPISODE><DECOM>01/04/2024</DECOM><PL>Q1</PL></EPISODE>"
    "<OTHER>kept</OTHER></CHILD></EXPSSDA903>"
)


def test_an_xml_return_keeps_all_but_the_cells():
    changes = {
        Place("header", 0, "DOB"): "02/01/2010", Place("reviews", 0, "REVIEW"): "01/05/2025",
        Place("episodes", 0, "PLACE"): "K2", Place("episodes", 0, "LS"): "C2",
    }  # fmt: skip
    written = rewritten(Source("return.xml", XML.encode(), 0), changes)
    tables = read_sources([Source("return.xml", written, 0)]).tables
    assert tables[TableOfYear("reviews")].csv.decode().splitlines()[1].startswith("a,02/01/2010,01/05/2025")
    assert "K2" in tables[TableOfYear("episodes")].csv.decode() and "C2" in tables[TableOfYear("episodes")].csv.decode()
    assert b"<OTHER>kept</OTHER>" in written
