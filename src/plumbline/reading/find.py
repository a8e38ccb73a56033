"""From paths to a Return: folders, zips, workbooks, CSV and XML files."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plumbline.faults import BadInput
from plumbline.files import Sheet
from plumbline.reading.csv_files import LIMIT, read_csv
from plumbline.reading.recognise import recognise
from plumbline.reading.returns import Return, Source
from plumbline.reading.workbooks import sheets
from plumbline.reading.xml_files import read_xml
from plumbline.reference.providers import Provider, read_providers

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
    listed = read_provider_lists(providers) if providers else None
    return read_sources(sources_of_years(paths, last_year, earlier), listed)


def read_sources(given: Iterable[Source], providers: list[Provider] | None = None) -> Return:
    """The return that files in memory hold. Nothing that can be used: BadInput."""
    found = Return(providers=providers)
    kinds: dict[int, set[str]] = {0: set()}
    for source in given:
        _add(found, source)
        kinds.setdefault(source.years_back, set()).add("xml" if source.is_xml else "csv")
    if any(len(of_a_year) > 1 for of_a_year in kinds.values()):
        raise BadInput("The files of one year are partly CSV and partly XML. Give one form or the other.")
    if not found.of_year(0):
        raise BadInput("No table of the return was found among this year's files.")
    found.xml_years = frozenset(back for back, of_a_year in kinds.items() if "xml" in of_a_year)
    return found


def sources_of_years(
    paths: Sequence[Path], last_year: Sequence[Path] = (), earlier: Sequence[Path] = ()
) -> Iterator[Source]:
    """The files of this year, last year, and the years before it."""
    for back, given in enumerate((paths, last_year, *([path] for path in earlier))):
        yield from sources(given, back)


def sources(paths: Sequence[Path], years_back: int = 0) -> Iterator[Source]:
    """The files of one year: folders walked, zips unpacked, each sheet of a workbook that holds a table as CSV."""
    for name, content in _files(paths):
        if Path(name).suffix.lower() in (".xlsx", ".xlsm"):
            yield from (Source(*sheet, years_back) for sheet in _workbook(name, content))
        else:
            yield Source(name, content, years_back)


def read_provider_lists(paths: Sequence[Path]) -> list[Provider]:
    """Ofsted's provider lists from their workbooks."""
    return [p for name, content in _files(paths) for p in read_providers(sheets(content, name), name)]


def _add(found: Return, source: Source) -> None:
    if source.is_xml:
        for one in read_xml(source.content, source.name, source.years_back):
            found.add(one)
        return
    table, notes = read_csv(source.content, source.name, source.years_back)
    found.add(table)
    found.notes += notes


def _workbook(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
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
        yield f"{name}: {title}", sheet_as_csv(rows)
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
