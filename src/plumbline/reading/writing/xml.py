"""The tables of a return as the XML form, and back as CSV files: every value is carried over as it stands."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from xml.sax.saxutils import escape

from plumbline.faults import BadInput
from plumbline.model import ssda903
from plumbline.reading.returns import LoadedTable, Return
from plumbline.reading.xml_files import GROUPS, IN_HEADER, RENAMED, TABLES

Rows = dict[str, list[dict[str, str]]]
#: The order of a child's elements: fields of the header, then the repeated groups.
_HEADER = ("CHILD", "UPN", "SEX", "DOB", "ETHNIC", "UASC", "DUC")
_AFTER_GROUPS = ("MOTHER", "MC_DOB")


def in_other_form(given: Return) -> tuple[dict[str, str | bytes], list[str]]:
    """This year's return as XML if it is CSV, as CSV if it is XML, by file name; and the tables with no place in it."""
    this_year = given.of_year(0)
    if given.source == "csv":
        text, left_out = as_xml(this_year.values())
        return {"return.xml": text}, left_out
    this_year["uasc"] = asylum_seekers_only(this_year["uasc"], this_year["header"])
    return {f"{name}.csv": as_csv(one) for name, one in this_year.items()}, []


def as_xml(tables: Iterable[LoadedTable]) -> tuple[str, list[str]]:
    """The XML form, and the names of tables that have no place in it. A child's second header row is BadInput."""
    rows, left_out = {}, []
    tables = list(tables)
    marked = any(one.name == "header" and "UASC" in one.columns for one in tables)
    for one in tables:
        if one.name in TABLES:
            rows[one.name] = _rows(one)
        elif one.rows:
            left_out.append(one.name)
    children = {row["CHILD"]: None for name in TABLES for row in rows.get(name, ())}
    by_child = {name: _by_child(found) for name, found in rows.items()}
    for name in ("header", *IN_HEADER, "uasc"):
        for child, found in by_child.get(name, {}).items():
            if len(found) > 1:
                raise BadInput(
                    f"The XML form has room for one {name} row of a child; one child has {len(found)} ({name} table)."
                )
            del child
    parts = [_child(child, by_child, marked=marked) for child in children]
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', "<EXPSSDA903>", *parts, "</EXPSSDA903>", ""]), left_out


def _child(child: str, by_child: Mapping[str, Mapping[str, list[dict[str, str]]]], *, marked: bool) -> str:
    own: dict[str, str] = {"CHILD": child}
    for name in ("uasc", *IN_HEADER, "header"):
        for row in by_child.get(name, {}).get(child, ()):
            own |= {field: value for field, value in row.items() if value or field not in own}
    if "uasc" in by_child and not marked:
        own["UASC"] = "1" if by_child["uasc"].get(child) else "0"
    lines = ["<CHILD>", "<HEADER>", _elements(own, _HEADER)]
    lines += [_elements(own, items) for name, items in IN_HEADER.items() if by_child.get(name, {}).get(child)]
    for tag, name in GROUPS.items():
        fields = [f.name for f in ssda903().table(name).submitted if f.name not in ("CHILD", "DOB")]
        lines += [f"<{tag}>{_elements(row, fields)}</{tag}>" for row in by_child.get(name, {}).get(child, ())]
    lines += [_elements(own, _AFTER_GROUPS), "</HEADER>"]
    fields = [f.name for f in ssda903().table("episodes").submitted if f.name != "CHILD"]
    lines += [f"<EPISODE>{_elements(row, fields)}</EPISODE>" for row in by_child.get("episodes", {}).get(child, ())]
    return "\n".join([*lines, "</CHILD>"])


def _elements(row: Mapping[str, str], fields: Iterable[str]) -> str:
    return "".join(f"<{_tag(f)}>{escape(row[f])}</{_tag(f)}>" for f in fields if row.get(f))


def _tag(field: str) -> str:
    return RENAMED.get(field, field)


def _rows(one: LoadedTable) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(one.csv.decode("utf-8"), newline="")))


def _by_child(rows: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        found.setdefault(row["CHILD"], []).append(row)
    return found


def asylum_seekers_only(uasc: LoadedTable, header: LoadedTable) -> LoadedTable:
    """The uasc table of an XML return as a CSV return has it: without the children whose marker is 0."""
    zero = {row["CHILD"] for row in _rows(header) if row.get("UASC") == "0"}
    kept = [row for row in _rows(uasc) if row["CHILD"] not in zero or row.get("DUC")]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, uasc.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(kept)
    return replace(uasc, csv=out.getvalue().encode("utf-8"), rows=len(kept))


def as_csv(one: LoadedTable) -> bytes:
    """A table as a CSV file of the return: the published columns in their order."""
    fields = [f.name for f in ssda903().table(one.name).submitted]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fields, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_rows(one))
    return out.getvalue().encode("utf-8")
