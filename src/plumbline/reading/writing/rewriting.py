"""A file of the return with some cells changed: every other value, and every other line of a CSV, stays as it was."""

import csv
import io
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from plumbline.reading.csv_files import decode, delimiter_of
from plumbline.reading.layout import headings, is_row
from plumbline.reading.recognise import Recognised
from plumbline.reading.returns import Source
from plumbline.reading.xml_files import RENAMED, local, parsed, rows_of

_MARK = b"\xef\xbb\xbf"
#: A record's cells, and the lines from and to which it goes.
_Record = tuple[list[str], int, int]


class Place(NamedTuple):
    """Where a cell is: its table, its row counted from 0, its field."""

    table: str
    row: int
    field: str


def rewritten(source: Source, changes: Mapping[Place, str]) -> bytes:
    """The file with the cells of its tables changed; those of other tables are left alone. It is UTF-8 afterwards."""
    return _xml(source, changes) if source.is_xml else _csv(source, changes)


def _csv(source: Source, changes: Mapping[Place, str]) -> bytes:
    text, recoded = decode(source.content, source.name)
    delimiter = delimiter_of(text)
    lines = list(io.StringIO(text, newline=""))
    records = _records(lines, delimiter)
    found, rows = _table(records, source.name)
    columns = {name: at for at, name in enumerate(found.columns) if name}
    wanted: dict[int, dict[int, str]] = {}
    for place, value in changes.items():
        if place.table == found.name:
            wanted.setdefault(place.row, {})[columns[place.field]] = value
    for row, cells in wanted.items():
        values, first, last = rows[row]
        values += [""] * (max(cells) + 1 - len(values))
        for at, value in cells.items():
            values[at] = value
        lines[first:last] = [_line(values, delimiter, lines[last - 1]), *[""] * (last - first - 1)]
    begins = _MARK if recoded or source.content.startswith(_MARK) else b""
    return begins + "".join(lines).encode("utf-8")


def _table(records: list[_Record], file: str) -> tuple[Recognised, list[_Record]]:
    """The table that the records hold, and those of them that are its rows, as reading takes them."""
    left = iter(records)
    found = headings((cells for cells, _, _ in left), file).found
    used = [at for at, name in enumerate(found.columns) if name]
    return found, [record for record in left if is_row(record[0], found, used)]


def _records(lines: list[str], delimiter: str) -> list[_Record]:
    """Every record with the lines that it is made of, from and to."""
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=False)
    records, begins = [], 0
    for cells in reader:
        records.append((cells, begins, reader.line_num))
        begins = reader.line_num
    return records


def _line(values: list[str], delimiter: str, old_end: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerow(values)
    return out.getvalue().removesuffix("\r\n") + old_end[len(old_end.rstrip("\r\n")) :]


def _xml(source: Source, changes: Mapping[Place, str]) -> bytes:
    root = parsed(source.content, source.name)
    fields: dict[tuple[str, int], dict[str, str]] = {}
    for place, value in changes.items():
        fields.setdefault((place.table, place.row), {})[place.field] = value
    for at, own, header in list(_numbered(root)):
        for field, value in fields.get(at, {}).items():
            _item(header if field in ("CHILD", "DOB") else own, RENAMED.get(field, field)).text = value
    if root.tag.startswith("{"):
        ElementTree.register_namespace("", root.tag[1:].partition("}")[0])
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _numbered(root: Element) -> Iterator[tuple[tuple[str, int], Element, Element]]:
    seen: dict[str, int] = {}
    for name, own, header in rows_of(root):
        row = seen.get(name, 0)
        seen[name] = row + 1
        yield (name, row), own, header


def _item(parent: Element, tag: str) -> Element:
    """The item that reading takes the value from, the last of its name; a new one where there is none."""
    found = [item for item in parent if local(item) == tag and len(item) == 0]
    if found:
        return found[-1]
    space = parent.tag[: parent.tag.index("}") + 1] if "}" in parent.tag else ""
    return ElementTree.SubElement(parent, f"{space}{tag}")
