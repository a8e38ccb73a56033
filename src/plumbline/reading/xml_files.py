"""The XML form of the return, read for either year without the peer's slips: a missing element is a blank."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from plumbline.faults import BadInput
from plumbline.model import ssda903
from plumbline.reading.blanks import stands_for_blank, words_for_blank
from plumbline.reading.returns import LoadedTable, Note

ROOT = "EXPSSDA903"
#: Groups that may repeat below HEADER, and the table each makes.
GROUPS = {
    "AMISSING": "missing",
    "AREVIEW": "reviews",
    "AD_PLACED": "placed_adoption",
    "PERMANENCE": "prev_perm",
    "OC2": "oc2",
}
#: Tables whose items stand in HEADER itself; a row is made when any has text.
IN_HEADER = {
    "oc3": ("IN_TOUCH", "ACTIV", "ACCOM"),
    "ad1": ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
}
#: The XML's own names of fields.
RENAMED = {"CHILD": "CHILDID", "PLACE": "PL"}
TABLES = (
    "header",
    "episodes",
    "reviews",
    "uasc",
    "oc2",
    "oc3",
    "ad1",
    "placed_adoption",
    "prev_perm",
    "missing",
)
Cells = dict[str, str]


def read_xml(content: bytes, file: str, years_back: int) -> tuple[list[LoadedTable], list[Note]]:
    """The ten tables of an XML return. Entities, a wrong root or broken XML: BadInput.

    Words that stand for blank read as blank, and are noted.
    """
    root = parsed(content, file)
    rows: dict[str, list[Cells]] = {name: [] for name in TABLES}
    for name, own, header in rows_of(root):
        rows[name].append(_row(name, own, header))
    blanked = Counter(local(e) for e in root.iter() if len(e) == 0 and stands_for_blank(e.text or ""))
    return [_plain(name, found, file, years_back) for name, found in rows.items()], words_for_blank(blanked, file)


def parsed(content: bytes, file: str) -> Element:
    """The first element of an XML return. Entities, a wrong root or broken XML: BadInput."""
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as problem:
        raise BadInput(
            f"{file}: the XML declares entities or a document type, which no return needs; refused."
        ) from problem
    except (ParseError, ValueError) as problem:
        raise BadInput(f"{file}: this is not well-formed XML ({problem}). Export it again.") from problem
    if local(root) != ROOT:
        raise BadInput(
            f"{file}: the XML's first element is {local(root)[:40]}, expected {ROOT}. Is this the 903 return?"
        )
    return root


def rows_of(root: Element) -> Iterator[tuple[str, Element, Element]]:
    """Every row of every table in the file's order: table, the element of the row's own items, the child's HEADER."""
    for child in root:
        header = next((e for e in child if local(e) == "HEADER"), None)
        if header is None:
            continue
        own = _cells(header)
        yield "header", header, header
        if own.get("UASC"):
            yield "uasc", header, header
        for name, items in IN_HEADER.items():
            if any(own.get(item) for item in items):
                yield name, header, header
        for group in header:
            if local(group) in GROUPS:
                yield GROUPS[local(group)], group, header
        for episode in child:
            if local(episode) == "EPISODE":
                yield "episodes", episode, header


def _row(name: str, own: Element, header: Element) -> Cells:
    who = _cells(header)
    cells = _cells(own) | {"CHILD": who.get("CHILDID", "")}
    if name == "episodes":
        return cells | {"PLACE": cells.get("PL", "")}
    return cells | {"DOB": who.get("DOB", "")}


def _cells(element: Element) -> Cells:
    cells = {local(e): e.text or "" for e in element if len(e) == 0}
    return {name: "" if stands_for_blank(text) else text for name, text in cells.items()}


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _plain(name: str, rows: list[Cells], file: str, years_back: int) -> LoadedTable:
    columns = tuple(f.name for f in ssda903().table(name).fields if not f.derived or f.name == "UASC")
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return LoadedTable(name, years_back, file, columns, out.getvalue().encode("utf-8"), len(rows), False)
