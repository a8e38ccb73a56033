"""From paths to a Return: folders, zips, workbooks, CSV and XML files."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plumbline.reading.csv_files import LIMIT, read_csv
from plumbline.reading.providers import read_providers
from plumbline.reading.recognise import recognise
from plumbline.reading.returns import BadInput, LoadedTable, Note, Return
from plumbline.reading.workbooks import Sheet, sheets
from plumbline.reading.xml_files import read_xml

_KINDS = (".csv", ".txt", ".xml", ".xlsx", ".xlsm", ".zip")


def read_return(
    paths: Sequence[Path],
    last_year: Sequence[Path] = (),
    providers: Sequence[Path] = (),
    earlier: Sequence[Path] = (),
) -> Return:
    """Reads this year's and last year's files and the provider lists. Nothing that can be used: BadInput.

    ``earlier`` are the years before last year, a path for each, the latest first.
    """
    found = Return()
    for back, given in enumerate((paths, last_year, *([path] for path in earlier))):
        kinds: set[str] = set()
        for name, content in _files(given):
            kinds.add(_add(found, name, content, back))
        if {"csv", "xml"} <= kinds:
            raise BadInput("The files of one year are partly CSV and partly XML. Give one form or the other.")
        if back == 0:
            found.source = "xml" if "xml" in kinds else "csv"
    if not any(back == 0 for back, _ in found.tables):
        raise BadInput("No table of the return was found among this year's files.")
    if providers:
        found.providers = [
            p for name, content in _files(providers) for p in read_providers(sheets(content, name), name)
        ]
    return found


def _add(found: Return, name: str, content: bytes, back: int) -> str:
    suffix = Path(name).suffix.lower()
    if suffix == ".xml" or content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        for table in read_xml(content, name, back):
            found.add(table)
        return "xml"
    loaded = _workbook(name, content, back) if suffix in (".xlsx", ".xlsm") else [read_csv(content, name, back)]
    for table, notes in loaded:
        found.add(table)
        found.notes += notes
    return "csv"


def _workbook(name: str, content: bytes, back: int) -> Iterator[tuple[LoadedTable, list[Note]]]:
    from plumbline.reading.as_text import sheet_as_csv

    book: dict[str, Sheet] = sheets(content, name)
    used = 0
    for title, rows in book.items():
        if not any(any(row) for row in rows):
            continue
        try:
            recognise([cell for cell in rows[0] if cell], f"{name}: {title}")
        except BadInput:
            continue
        used += 1
        yield read_csv(sheet_as_csv(rows), f"{name}: {title}", back)
    if not used:
        raise BadInput(f"{name}: no sheet holds a table of the return. Sheets found: {', '.join(book) or 'none'}.")


def _files(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        if not path.exists():
            raise BadInput(f"{path}: there is no such file or folder.")
        inside = [p for p in sorted(path.rglob("*")) if p.suffix.lower() in _KINDS] if path.is_dir() else [path]
        if not inside:
            raise BadInput(f"{path}: the folder holds no CSV, XML, Excel or zip file.")
        for file in inside:
            yield from _contents(file)


def _contents(file: Path) -> Iterator[tuple[str, bytes]]:
    if file.stat().st_size > LIMIT:
        raise BadInput(f"{file.name}: the file is larger than 200 MB, which no return's table is.")
    content = file.read_bytes()
    if file.suffix.lower() != ".zip":
        yield file.name, content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir() and Path(m.filename).suffix.lower() in _KINDS]
            if sum(m.file_size for m in members) > LIMIT:
                raise BadInput(f"{file.name}: unpacked, the zip is larger than 200 MB; refused.")
            if not members:
                raise BadInput(f"{file.name}: the zip holds no CSV, XML or Excel file.")
            for member in members:
                if member.filename.lower().endswith(".zip"):
                    raise BadInput(f"{file.name}: a zip within the zip; unpack it first.")
                yield f"{file.name}: {member.filename}", archive.read(member)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as problem:
        raise BadInput(
            f"{file.name}: the zip is damaged or protected by a password. Make it again without one."
        ) from problem
