"""Rows of nobody, and of children whom the header does not know: one of two files is not of the same day or council."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator

from plumbline.checking.diagnosis import Diagnosis
from plumbline.checking.result import Result
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import LoadedTable, Return
from plumbline.repairing.tidying import tidy

#: Rows without a child, or of an unknown one, from which they are one cause: so many, and such a share of a table.
_ENOUGH, _SHARE = 3, 0.1
#: A child that several tables know is no typing error; so many of them, and such a share, and the header is at fault.
_SHARE_OF_CHILDREN = 0.05
_FILES = "Give the files of one extract, taken on the same day."


def children_unknown(result: Result, given: Return, mended: Collection[tuple[str, str]]) -> Iterator[Diagnosis]:
    """Rows without a child; numbers that Excel shortened; tables whose children the header knows not and repair finds not."""
    yield from _without_child(result)
    if not any(column == "CHILD" for _, column in mended):
        yield from [*_shortened(result)] or _not_in_header(result, given)


def _shortened(result: Result) -> Iterator[Diagnosis]:
    """Tables in which Excel wrote 1.0E+05 for the children's numbers: what they were can't be told any more."""
    for key, read in result.reading.tables.items():
        count = read.excel.get("scientific_notation", {}).get("CHILD", 0)
        if not key.years_back and count >= max(_ENOUGH, _SHARE * read.rows):
            words = f"{count:,} of the {read.rows:,} rows of {key} have a child's number that Excel shortened, as in 1.0E+05."
            findings = sum(one.table == key and "E+" in one.child for one in result.findings)
            advice = "Export the table again, with that column as text."
            yield Diagnosis("identifiers_damaged", words, advice, "export", str(key), "CHILD", count, findings)


def _not_in_header(result: Result, given: Return) -> Iterator[Diagnosis]:
    strange = {
        key: _strangers(given, key)
        for key, read in result.reading.tables.items()
        if not key.years_back and read.columns and read.columns.strangers
    }
    tables = Counter(child for children in strange.values() for child in children)
    several = {child for child, count in tables.items() if count > 1}
    if len(several) >= max(_ENOUGH, _SHARE_OF_CHILDREN * result.children):
        yield _header_lacks(result, several)
    else:
        yield from (_strange(result, key, children) for key, children in strange.items() if _many(result, key))


def _without_child(result: Result) -> Iterator[Diagnosis]:
    for key, read in result.reading.tables.items():
        count = read.columns.without_child if read.columns else 0
        if count < max(_ENOUGH, _SHARE * read.rows):
            continue
        findings = sum(not one.child and one.table == key for one in result.findings)
        words = f"{count:,} of the {read.rows:,} rows of {key} have no child's number."
        advice = "A row without one belongs to nobody: look at the export, and for totals or notes below the data."
        yield Diagnosis("rows_without_child", words, advice, "export", str(key), "CHILD", count, findings)


def _header_lacks(result: Result, children: set[str]) -> Diagnosis:
    findings = sum(one.child in children for one in result.findings)
    words = f"{len(children):,} children who are in several other tables are not in the header: is it of another day?"
    return Diagnosis("stale_file", words, _FILES, "files", "header", "CHILD", len(children), findings)


def _many(result: Result, key: TableOfYear) -> bool:
    read = result.reading.tables[key]
    return read.columns is not None and read.columns.strangers >= max(_ENOUGH, 3 * _SHARE * read.rows)


def _strange(result: Result, key: TableOfYear, children: set[str]) -> Diagnosis:
    read = result.reading.tables[key]
    rows = read.columns.strangers if read.columns else 0
    findings = sum(one.table == key and one.child in children for one in result.findings)
    words = f"{rows:,} of the {read.rows:,} rows of {key} are of children who are not in the header."
    return Diagnosis("children_not_in_header", words, _FILES, "files", str(key), "CHILD", rows, findings)


def _strangers(given: Return, key: TableOfYear) -> set[str]:
    """The children of a table who are not in the header, by their numbers as the checks see them."""
    return _children(given.tables[key]) - _children(given.tables[TableOfYear("header")]) - {""}


def _children(table: LoadedTable) -> set[str]:
    rows = csv.reader(io.StringIO(table.csv.decode("utf-8"), newline=""))
    at = next(rows).index("CHILD")
    return {tidy(row[at]) for row in rows}
