"""A return from CSV to XML and back loses nothing that the XML form has a place for."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.reading.csv_files import read_csv
from plumbline.reading.writing.xml import as_csv, as_xml, asylum_seekers_only
from plumbline.reading.xml_files import read_xml

CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8).map(str.strip)
CHILD = st.from_regex(r"[A-Z0-9]{1,6}", fullmatch=True)


def table(name: str, fields: list[str], rows: list[list[str]]):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([fields, *rows])
    return read_csv(out.getvalue().encode(), f"{name}.csv", 0)[0]


def rows_of(one) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(one).decode(), newline="")))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(CHILD, st.tuples(CELL, CELL, CELL), min_size=1, max_size=5), st.data())
def test_headers_and_episodes_come_back_as_they_were(children, data):
    header = table("header", ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"],
                   [[child, *cells, "", "", ""] for child, cells in children.items()])  # fmt: skip
    episodes = table(
        "episodes",
        ["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
         "HOME_POST", "PL_POST", "URN"],
        [[child, *data.draw(st.lists(CELL, min_size=12, max_size=12))] for child in children],
    )  # fmt: skip
    text, left_out = as_xml([header, episodes])
    back = {one.name: one for one in read_xml(text.encode(), "return.xml", 0)[0]}
    assert left_out == []
    assert rows_of(back["header"]) == rows_of(header)
    assert rows_of(back["episodes"]) == rows_of(episodes)


def test_the_sample_comes_back_from_xml_and_csv(shared):
    content = (shared / "samples" / "made_up_903" / "fake_903.xml").read_bytes()
    before = read_xml(content, "fake_903.xml", 0)[0]
    text, _ = as_xml(before)
    after = read_xml(text.encode(), "return.xml", 0)[0]
    assert {one.name: one.rows for one in after} == {one.name: one.rows for one in before}
    for one, other in zip(before, after, strict=True):
        assert sorted(map(str, rows_of(one))) == sorted(map(str, rows_of(other)))


def test_tables_without_a_place_in_the_xml_are_named():
    workers = table("sw_episodes", ["CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"], [["1"] * 6])
    assert as_xml([workers])[1] == ["sw_episodes"]


def test_only_asylum_seekers_come_back_into_the_uasc_table():
    header = table(
        "header", ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"], [["1"] + ["x"] * 6, ["2"] + ["y"] * 6]
    )
    uasc = table("uasc", ["CHILD", "SEX", "DOB", "DUC"], [["1", "x", "x", "01/02/2026"]])
    back = {one.name: one for one in read_xml(as_xml([header, uasc])[0].encode(), "return.xml", 0)[0]}
    assert rows_of(asylum_seekers_only(back["uasc"], back["header"])) == rows_of(uasc)
