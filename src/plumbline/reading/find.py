"""From paths to a Return: which files hold its tables, which is Ofsted's list, and what the others are."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePath

from plumbline.faults import BadInput
from plumbline.files import Sheet
from plumbline.model import ssda903
from plumbline.reading.as_text import sheet_as_csv
from plumbline.reading.column_names import tidy
from plumbline.reading.csv_files import decode, delimiter_of, read_csv
from plumbline.reading.date_order import with_days_first
from plumbline.reading.folders import Given, files_in, is_own
from plumbline.reading.layout import LOOKED_AT, names_a_table
from plumbline.reading.returns import Note, Return, Source
from plumbline.reading.workbooks import sheets
from plumbline.reading.xml_files import ROOT, read_xml
from plumbline.reference.providers import Provider, read_providers

_WORKBOOKS = (".xlsx", ".xlsm")
#: Sheets of every report: its others are called as tables are, and hold rows of them.
_OWN_SHEETS = frozenset(("Summary", "Findings"))
_FIRST_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


@dataclass
class Found:
    """The files of a return in memory, Ofsted's lists that lay among them or were given, and notes on all other files."""

    sources: list[Source] = field(default_factory=list)
    providers: list[Provider] | None = None
    notes: list[Note] = field(default_factory=list)


def read_return(
    paths: Sequence[Path],
    last_year: Sequence[Path] = (),
    providers: Sequence[Path] = (),
    earlier: Sequence[Path] = (),
) -> Return:
    """Reads this year's and last year's files and the provider lists. Nothing that can be used: BadInput.

    ``earlier`` are the years before last year, a path for each, the latest first.
    """
    found = find(paths, last_year, providers, earlier)
    return read_sources(found.sources, found.providers, found.notes)


def find(
    paths: Sequence[Path],
    last_year: Sequence[Path] = (),
    providers: Sequence[Path] = (),
    earlier: Sequence[Path] = (),
) -> Found:
    """The files of every year of a return. Provider lists given go before those that lie among its files."""
    found = Found()
    everything = [*paths, *last_year, *earlier, *providers]
    for back, given in enumerate((paths, last_year, *([path] for path in earlier))):
        if given:
            _find_year(found, given, back, everything)
    if providers:
        found.providers = read_provider_lists(providers)
    return found


def read_sources(
    given: Iterable[Source], providers: list[Provider] | None = None, notes: Iterable[Note] = ()
) -> Return:
    """The return that files in memory hold, its dates all with the day first. Nothing that can be used: BadInput."""
    found = Return(providers=providers, notes=[*notes])
    kinds: dict[int, set[str]] = {0: set()}
    for source in given:
        _add(found, source)
        kinds.setdefault(source.years_back, set()).add("xml" if source.is_xml else "csv")
    if any(len(of_a_year) > 1 for of_a_year in kinds.values()):
        raise BadInput("The files of one year are partly CSV and partly XML. Give one form or the other.")
    if not found.of_year(0):
        raise BadInput("No table of the return was found among this year's files.")
    found.xml_years = frozenset(back for back, of_a_year in kinds.items() if "xml" in of_a_year)
    with_days_first(found)
    return found


def sources(paths: Sequence[Path], years_back: int = 0) -> list[Source]:
    """The files of one year that hold its tables; each sheet of a workbook that holds one as CSV."""
    found = Found()
    _find_year(found, paths, years_back)
    return found.sources


def read_provider_lists(paths: Sequence[Path]) -> list[Provider]:
    """Ofsted's provider lists from their workbooks."""
    return [p for one in files_in(paths) for p in read_providers(sheets(one.content, one.name), one.name)]


def _add(found: Return, source: Source) -> None:
    if source.is_xml:
        tables, notes = read_xml(source.content, source.name, source.years_back)
    else:
        table, notes = read_csv(source.content, source.name, source.years_back)
        tables = [table]
    for one in tables:
        found.add(one)
    found.notes += notes


def _find_year(found: Found, paths: Sequence[Path], back: int, apart: Sequence[Path] = ()) -> None:
    """Adds what the paths of one year lead to. What is no table is noted; where nothing is one: BadInput."""
    before, problems, own = len(found.sources), [], []
    for given in files_in(paths, apart):
        try:
            _take(found, given, back)
        except _NotATable as problem:
            if given.asked:
                raise BadInput(str(problem)) from problem
            if is_own(given.name):
                own.append(given.name)
            else:
                problems.append(str(problem))
                found.notes.append(Note("left_out", given.name, "this is no table of the return; left out."))
    if len(found.sources) == before and problems:
        raise BadInput(problems[0])
    if len(found.sources) == before and own:
        raise BadInput(
            f"{', '.join(own)}: this is what Plumbline wrote. Give the folder that holds the return's files."
        )


class _NotATable(Exception):
    """A file that was not meant as a table of the return; the message says so as for one that was."""


def _take(found: Found, given: Given, back: int) -> None:
    """Adds a file's tables, or its providers; _NotATable if it was not meant to hold any."""
    if given.suffix in _WORKBOOKS:
        _take_workbook(found, given, back)
        return
    source = Source(given.name, given.content, back)
    if not given.asked and not _named_for_a_table(given.name):
        _refuse_others(source)
    found.sources.append(source)


def _refuse_others(source: Source) -> None:
    """_NotATable for XML of another kind, and for text none of whose first lines names a table's columns."""
    if source.is_xml:
        first = _FIRST_ELEMENT.search(source.content)
        if first and first[1].decode() != ROOT:
            raise _NotATable(f"{source.name}: the XML's first element is not {ROOT}. Is this the 903 return?")
        return
    try:
        text, _ = decode(source.content, source.name)
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
        if names_a_table(list(islice(records, 5 * LOOKED_AT))):
            return
        read_csv(source.content, source.name, 0)
    except (BadInput, csv.Error) as problem:
        raise _NotATable(str(problem)) from problem


def _take_workbook(found: Found, given: Given, back: int) -> None:
    book = sheets(given.content, given.name)
    if not given.asked and set(book) >= _OWN_SHEETS and is_own(given.name):
        raise _NotATable(f"{given.name}: this is a report of Plumbline's.")
    filled = {title: rows for title, rows in book.items() if any(any(row) for row in rows)}
    tables = [title for title, rows in filled.items() if names_a_table(rows) or _named_for_a_table(title)]
    if not tables:
        _take_providers(found, given, book)
        return
    for title, rows in filled.items():
        name = f"{given.name}: {title}"
        if title in tables:
            found.sources.append(Source(name, sheet_as_csv(rows), back))
        else:
            found.notes.append(Note("left_out", name, "this sheet has no column names of a table; left out."))


def _take_providers(found: Found, given: Given, book: dict[str, Sheet]) -> None:
    try:
        listed = read_providers(book, given.name)
    except BadInput as problem:
        raise _NotATable(
            f"{given.name}: no sheet holds a table of the return. Sheets found: {', '.join(book) or 'none'}."
        ) from problem
    found.providers = [*(found.providers or ()), *listed]
    said = "Ofsted's list of providers, used as such unless another is named with --providers."
    found.notes.append(Note("providers_found", given.name, said))


def _named_for_a_table(name: str) -> bool:
    """Whether a file or sheet is called as a table is, whatever stands before or behind it but letters."""
    called = tidy(PurePath(name.rpartition(": ")[2]).stem).lower()
    return any(re.search(rf"(?<![a-z]){table}(?![a-z])", called) for table in ssda903().tables)
