"""What each bad input gets: a clear message, never a traceback and never silence."""

import io
import zipfile

import pytest

from plumbline.faults import BadInput
from plumbline.reading.find import read_return

HEADER = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
BOMB = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><EXPSSDA903>&b;</EXPSSDA903>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><EXPSSDA903>&a;</EXPSSDA903>'


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_dot_", "."), content)
    return out.getvalue()


REFUSED = [
    ("empty.csv", b"", "empty"),
    ("blank.csv", b"\n\n  \n", "empty"),
    ("bom.csv", b"\xef\xbb\xbf", "empty"),
    ("header.csv", b"\x89PNG\r\n\x1a\n0000", "not a CSV"),
    ("header.csv", b"%PDF-1.7", "not a CSV"),
    ("header.csv", b"PK\x03\x04rest", "not a CSV"),
    ("header.csv", b"\xff\xd8\xff\xe0", "not a CSV"),
    ("header.csv", b"GIF89a", "not a CSV"),
    ("header.csv", b"\xd0\xcf\x11\xe0", "not a CSV"),
    ("header.csv", b"\x1f\x8b\x08", "not a CSV"),
    ("other.csv", b"A,B,C\n1,2,3\n", "closest"),
    ("nochild.csv", b"SEX,DOB,ETHNIC,UPN\n1,2,3,4\n", "header has no column CHILD"),
    ("onlychild.csv", b"CHILD\n1\n", "closest"),
    ("twice.csv", b"CHILD,SEX,SEX,DOB,ETHNIC,UPN\n1,1,1,,,\n", "twice"),
    ("long.csv", HEADER + b"1,2,3,4,5,6,7,8\n", "line 2 has 8 values"),
    ("long.csv", HEADER + b"1,1,,,,,\n1,2,3,4,5,6,7,8\n", "line 3"),
    ("utf16.csv", b"\xff\xfeC", "UTF-16"),
    ("bomb.xml", BOMB, "entities"),
    ("outside.xml", OUTSIDE, "entities"),
    ("doctype.xml", b"<!DOCTYPE EXPSSDA903><EXPSSDA903/>", "document type"),
    ("broken.xml", b"<EXPSSDA903><CHILD>", "well-formed"),
    ("empty.xml", b"", "well-formed"),
    ("words.xml", b"hello", "well-formed"),
    ("other.xml", b"<html/>", "EXPSSDA903"),
    ("page.csv", b"<html></html>", "EXPSSDA903"),
    ("bad.zip", b"PK\x03\x04broken", "damaged"),
    ("notzip.zip", b"hello", "damaged"),
    ("nothing.zip", zipped(readme_dot_md=b"x"), "holds no"),
    ("inner.zip", zipped(a_dot_zip=zipped(b_dot_csv=HEADER)), "within the zip"),
    ("wrong.zip", zipped(a_dot_csv=b"A,B\n1,2\n"), "closest"),
    ("emptyin.zip", zipped(a_dot_csv=b""), "empty"),
    ("twice.zip", zipped(a_dot_csv=HEADER, b_dot_csv=HEADER), "Two files"),
    ("mixed.zip", zipped(a_dot_csv=HEADER, b_dot_xml=b"<EXPSSDA903/>"), "Two files|partly CSV"),
    ("book.xlsx", b"hello", "workbook"),
    ("book.xlsx", b"PK\x03\x04broken", "workbook"),
    ("book.xlsx", zipped(a_dot_txt=b"x"), "workbook"),
    ("locked.xlsx", b"\xd0\xcf\x11\xe0rest", "password"),
    ("book.xlsm", b"", "workbook"),
]


@pytest.mark.parametrize(("name", "content", "says"), REFUSED)
def test_refused_with_a_clear_message(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput, match=says) as refusal:
        read_return([path])
    assert name in str(refusal.value) or "partly" in str(refusal.value)


ACCEPTED = [
    ("short rows are filled up", HEADER + b"1,1\n", 1),
    ("lines of only commas are no rows", HEADER + b"1,1,,,,,\n,,,,,,\n", 1),
    ("blank lines are dropped", HEADER + b"\n1,1,,,,,\n\n", 1),
    ("a header alone is an empty table", HEADER, 0),
    ("semicolons", HEADER.replace(b",", b";") + b"1;1;;;;;\n", 1),
    ("tabs", HEADER.replace(b",", b"\t") + b"1\t1\t\t\t\t\t\n", 1),
    ("Windows-1252", HEADER + b"1,1,,caf\xe9,,,\n", 1),
    ("UTF-16", (HEADER + b"1,1,,,,,\n").decode().encode("utf-16"), 1),
    ("a byte order mark", b"\xef\xbb\xbf" + HEADER + b"1,1,,,,,\n", 1),
    ("columns in another order, case and spacing", b" dob ,Child,SEX,ethnic,upn,mother,mc dob\n,1,1,,,,\n", 1),
    ("a column missing", b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER\n1,1,,,,\n", 1),
    ("a column too many", b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,NAME\n1,1,,,,,,x\n", 1),
    ("trailing empty cells", HEADER + b"1,1,,,,,,,,\n", 1),
    ("a formula in a cell is text", HEADER + b"=1+1,1,,,,,\n", 1),
    ("a newline within quotation marks", HEADER + b'"1\n2",1,,,,,\n', 1),
    ("old Mac line ends", (HEADER + b"1,1,,,,,\n").replace(b"\n", b"\r"), 1),
]


@pytest.mark.parametrize(("content", "rows"), [(c, r) for _, c, r in ACCEPTED], ids=[name for name, _, _ in ACCEPTED])
def test_accepted(tmp_path, content, rows):
    path = tmp_path / "some name.csv"
    path.write_bytes(content)
    given = read_return([path])
    assert given.of_year(0)["header"].rows == rows


def test_no_such_file(tmp_path):
    with pytest.raises(BadInput, match="no such file"):
        read_return([tmp_path / "gone.csv"])


def test_a_folder_without_files(tmp_path):
    with pytest.raises(BadInput, match="holds no"):
        read_return([tmp_path])


def test_two_files_for_one_table_are_both_named(tmp_path):
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_bytes(HEADER)
    with pytest.raises(BadInput, match=r"one\.csv and two\.csv"):
        read_return([tmp_path])


def test_extra_and_missing_columns_are_noted(tmp_path):
    path = tmp_path / "header.csv"
    path.write_bytes(b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,NAME\n1,1,,,,,x\n")
    assert {note.kind for note in read_return([path]).notes} == {"missing_column", "ignored_column"}


LAYOUTS = [
    ("ch_fake.xlsx",),
    ("scp_fake.xlsx",),
    ("combined_scp_ch_fake.xlsx",),
    ("scp_ch_2025_fake.xlsx",),
    ("scpch_assisted.xlsx",),
]


@pytest.mark.parametrize("names", LAYOUTS)
def test_each_layout_of_provider_lists_is_read(shared, tmp_path, names):
    path = tmp_path / "header.csv"
    path.write_bytes(HEADER)
    folder = shared / "samples" / "made_up_903"
    found = read_return([path], [], [folder / name for name in names]).providers
    assert found
    assert all(p.URN and p.URN.upper() == p.URN for p in found)
    assert any(p.POSTCODE for p in found)
