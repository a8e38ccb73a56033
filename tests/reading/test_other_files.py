"""What else lies in a folder, a zip or a workbook: passed over, named and left out, used, or a reason to stop."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from plumbline.faults import BadInput
from plumbline.reading.find import find, read_return

HEADER = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/02/2010,WBRI,,,\n"
REVIEWS = b"CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2010,01/05/2025,PN1\n"


def workbook(**sheets: list[list[str]]) -> bytes:
    """A workbook with rows of text by sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(content: bytes) -> list[list[str]]:
    return [line.split(",") for line in content.decode().splitlines()]


OFSTED = workbook(
    Providers=[["URN", "Placement code", "Placement provider code", "Setting postcode"], ["SC1", "K2", "PR4", "M1 1AA"]]
)

PASSED_OVER = [
    # a computer's own, and Plumbline's from an earlier check or repair
    ("~$header.xlsx", b"\x08owner"),
    (".~lock.header.csv#.csv", b"someone"),
    ("__MACOSX/._header.csv", b"\x00\x05\x16\x07"),
    (".hidden/header.csv", HEADER),
    ("report/accepted.csv", b"key,code,title,status,reason\n"),
    ("report/findings.csv", b"code,table,line,child\n"),
    ("report/report.xlsx", workbook(Summary=[["Rules"]], Findings=[["Rule"]], header=table(HEADER))),
    ("fix_at_source.csv", b"child,table,record,field,now,should_be\n"),
    ("planted.csv", b"id,kind,rule,action,table,line\n"),
]
NAMED = [
    ("notes.txt", b"Ran on 3 May. Episodes exported again after that.\n"),
    ("team.csv", b"worker,team\nSW1,North\n"),
    ("calendar.xlsx", workbook(Sheet1=[["Monday", "Tuesday"], ["1", "2"]])),
    ("empty.csv", b""),
    ("census.xml", b"<Message><Children/></Message>"),
    ("photo.csv", b"\x89PNG\r\n\x1a\n0000"),
]
STOPS = [
    ("reviews.csv", b"\x89PNG\r\n\x1a\n0000", "not a CSV"),
    ("Reviews 2026.csv", b"", "empty"),
    ("second.csv", REVIEWS.replace(b"REVIEW,", b"WHEN,"), "no column REVIEW"),
    ("return.xml", b"<EXPSSDA903><CHILD>", "well-formed"),
    ("broken.xlsx", b"hello", "workbook"),
]


@pytest.fixture
def folder(tmp_path):
    """A folder with a header, and one file more."""
    (tmp_path / "header.csv").write_bytes(HEADER)

    def made(name: str, content: bytes):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return tmp_path

    return made


@pytest.mark.parametrize(("name", "content"), PASSED_OVER)
def test_files_of_the_system_and_of_plumbline_are_passed_over(folder, name, content):
    given = read_return([folder(name, content)])
    assert list(given.of_year(0)) == ["header"] and given.notes == []


@pytest.mark.parametrize(("name", "content"), NAMED)
def test_other_files_are_named_and_left_out(folder, name, content):
    given = read_return([folder(name, content)])
    assert [(note.kind, note.file) for note in given.notes] == [("left_out", name)]


@pytest.mark.parametrize(("name", "content", "says"), STOPS)
def test_what_looks_like_a_table_and_is_none_stops_the_reading(folder, name, content, says):
    with pytest.raises(BadInput, match=says) as refusal:
        read_return([folder(name, content)])
    assert name in str(refusal.value)


@pytest.mark.parametrize(("name", "content"), NAMED)
def test_a_file_given_by_its_own_path_was_meant_to_be_read(folder, name, content):
    with pytest.raises(BadInput, match=name):
        read_return([folder(name, content) / name])


def test_a_folder_with_nothing_but_a_report_of_plumblines_is_told_as_such(tmp_path):
    (tmp_path / "accepted.csv").write_bytes(b"key,code,child,reason,status\n")
    (tmp_path / "findings.csv").write_bytes(b"code,title,table,file,line,child\n")
    with pytest.raises(BadInput, match=r"accepted\.csv, findings\.csv: this is what Plumbline wrote\. Give the folder"):
        read_return([tmp_path])


def test_a_zip_is_as_a_folder(tmp_path):
    file = tmp_path / "return.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in [("a/header.csv", HEADER), ("__MACOSX/a/._header.csv", b"x"), ("a/notes.txt", b"hello")]:
            archive.writestr(name, content)
    given = read_return([file])
    assert [note.file for note in given.notes] == ["return.zip: a/notes.txt"]


def test_ofsteds_list_among_the_files_is_used_and_said(folder):
    given = read_return([folder("Social care providers.xlsx", OFSTED)])
    assert [one.URN for one in given.providers or ()] == ["SC1"]
    assert [note.kind for note in given.notes] == ["providers_found"]


def test_a_list_that_is_named_goes_before_one_that_lies_there(folder, tmp_path_factory):
    named = tmp_path_factory.mktemp("else") / "providers.xlsx"
    named.write_bytes(workbook(Providers=[["URN", "Placement code", "Placement provider code"], ["SC2", "K2", "PR4"]]))
    found = find([folder("list.xlsx", OFSTED)], providers=[named])
    assert [one.URN for one in found.providers or ()] == ["SC2"]


def test_two_files_of_one_name_are_told_apart_by_their_folders(folder):
    with pytest.raises(BadInput, match=r"header\.csv and leeds/header\.csv"):
        read_return([folder("leeds/header.csv", HEADER)])


def test_two_folders_with_files_of_one_name_are_told_apart_too(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "header.csv").write_bytes(HEADER)
    with pytest.raises(BadInput, match=rf"{other.name}/header\.csv"):
        read_return([folder("reviews.csv", REVIEWS), other])


SHEETS = [
    ("a title above the headings", [["SSDA903 reviews 2025/26"], [], *table(REVIEWS)], 1),
    ("two lines of title", [["Reviews"], ["Ran on", "3 May"], *table(REVIEWS)], 1),
    ("coloured rows below", [*table(REVIEWS), ["", "", "", ""], [" ", "", "", ""]], 1),
    ("headings and nothing below", table(REVIEWS)[:1], 0),
]


@pytest.mark.parametrize(("rows", "count"), [case[1:] for case in SHEETS], ids=[case[0] for case in SHEETS])
def test_a_sheets_table_is_found_where_it_is(tmp_path, rows, count):
    file = tmp_path / "return.xlsx"
    file.write_bytes(workbook(header=table(HEADER), reviews=rows))
    assert read_return([file]).of_year(0)["reviews"].rows == count


def test_a_sheet_without_a_table_is_named(tmp_path):
    file = tmp_path / "return.xlsx"
    file.write_bytes(workbook(header=table(HEADER), Notes=[["Ask Jo about UPNs"]], Pivot=[["Sum of 1", "2"]]))
    assert [note.file for note in read_return([file]).notes] == ["return.xlsx: Notes", "return.xlsx: Pivot"]


def test_a_sheet_called_as_a_table_that_holds_none_stops_the_reading(tmp_path):
    file = tmp_path / "return.xlsx"
    file.write_bytes(workbook(header=table(HEADER), reviews=[["who", "when"], ["1", "01/05/2025"]]))
    with pytest.raises(BadInput, match=r"return\.xlsx: reviews"):
        read_return([file])


@pytest.mark.parametrize("apart", ["last_year", "last_year/header.csv"])
def test_what_lies_in_the_folder_and_was_given_as_last_years_is_not_this_years_too(tmp_path, apart):
    (tmp_path / "last_year").mkdir()
    for place in ("header.csv", "last_year/header.csv"):
        (tmp_path / place).write_bytes(HEADER)
    read = read_return([tmp_path], last_year=[tmp_path / apart])
    assert sorted(str(key) for key in read.tables) == ["header", "header_last"]


def test_one_folder_may_be_this_years_and_last_years(tmp_path):
    (tmp_path / "header.csv").write_bytes(HEADER)
    assert len(read_return([tmp_path], last_year=[tmp_path]).tables) == 2
