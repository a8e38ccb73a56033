"""Worked cases, from JSON files and from the Markdown pages of examples, run against the rulebook."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from plumbline.faults import BadInput
from plumbline.model import ssda903

Positions = dict[str, list[int]]


@dataclass(frozen=True)
class Case:
    """One worked case: tables as the rules see them after reading, and the rows that must be flagged."""

    code: str
    year: int
    name: str
    start: date
    end: date
    tables: Mapping[str, list[dict[str, str]]]
    columns: Mapping[str, list[str]]
    expected: Positions
    authority: str = ""
    source: str = ""
    providers: list[dict[str, str]] | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a case: the positions flagged per table, or None when the rule is not built."""

    case: Case
    got: Positions | None = field(default=None)

    @property
    def passed(self) -> bool:
        """Whether exactly the expected rows were flagged."""
        return self.got is not None and _tidy(self.got) == _tidy(self.case.expected)


def read_cases(paths: Iterable[Path]) -> Iterator[Case]:
    """The cases of files and folders (``*.json``, ``*.md``), in the order of their names."""
    for path in paths:
        if not path.exists():
            raise BadInput(f"{path}: there is no such file or folder of cases.")
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in found:
            if file.suffix == ".json":
                yield from _json_cases(_document(file))
            elif file.suffix == ".md":
                yield from page_cases(file.stem, file.read_text("utf-8"))


def _document(file: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except ValueError as problem:
        raise BadInput(f"{file}: this is not a JSON file of cases: {problem}.") from problem
    if not isinstance(found, dict) or not {"code", "year", "cases"} <= set(found):
        raise BadInput(f"{file}: a file of cases holds a code, a year and cases.")
    return found


def _json_cases(document: Mapping[str, Any]) -> Iterator[Case]:
    for case in document["cases"]:
        start, end = collection_dates(document["year"], case.get("collection", {}))
        yield Case(
            document["code"], document["year"], case["name"], start, end, case["tables"], case.get("columns", {}),
            case["expected"], case.get("authority", ""), case.get("source", ""), case.get("providers"),
        )  # fmt: skip


def collection_dates(year: int, given: Mapping[str, str]) -> tuple[date, date]:
    """The collection's dates: 1 April to 31 March, or those given; one given alone leaves the other as it is."""
    start = date.fromisoformat(given["start"]) if given.get("start") else date(year - 1, 4, 1)
    end = date.fromisoformat(given["end"]) if given.get("end") else date(year, 3, 31)
    return start, end


def page_cases(code: str, text: str) -> Iterator[Case]:
    """The examples of a rule's page: one per second-level heading; a row marked ``yes`` under ``fails`` must be flagged."""
    heading = re.match(r"#\s*([^:\s]+)", text)
    code = heading[1] if heading else code
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        name, _, body = section.partition("\n")
        settings = dict(re.findall(r"^(year|authority|source):\s*(\S+)\s*$", body, flags=re.M))
        found: dict[str, list[dict[str, str]]] = {}
        columns: dict[str, list[str]] = {}
        expected: Positions = {}
        for table_name, head, rows in _markdown_tables(body):
            columns[table_name] = [c for c in head if c != "fails"]
            found[table_name] = [{k: v for k, v in zip(head, row, strict=False) if k != "fails" and v} for row in rows]
            if "fails" in head:
                place = head.index("fails")
                marked = [at for at, row in enumerate(rows) if place < len(row) and row[place].lower() == "yes"]
                if marked:
                    expected[table_name] = marked
        providers = found.pop("providers", None)
        columns.pop("providers", None)
        year = int(settings.get("year", 0))
        start, end = collection_dates(year or 2000, {})
        yield Case(
            code, year, name.strip(), start, end, found, columns, expected,
            settings.get("authority", ""), settings.get("source", ""), providers,
        )  # fmt: skip


def _markdown_tables(body: str) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    name = ""
    lines = body.splitlines()
    at = 0
    while at < len(lines):
        named = re.fullmatch(r"`(\w+)`", lines[at].strip())
        if named:
            name = named[1]
        elif lines[at].lstrip().startswith("|") and name:
            block = list(_while_table(lines[at:]))
            cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block]
            if name.removesuffix("_last") not in ssda903().tables and name != "providers":
                raise ValueError(f"{name} is not a table of the return")
            yield name, cells[0], cells[2:]
            at += len(block) - 1
            name = ""
        at += 1


def _while_table(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.lstrip().startswith("|"):
            return
        yield line


def available(case: Case, *, postcodes: bool) -> set[str]:
    """What the case offers to a rule, in the words of ``needs``."""
    found = set(case.tables)
    derived = {column for columns in case.columns.values() for column in columns}
    given = {key for rows in case.tables.values() for row in rows for key in row}
    located_providers = any("LA_CODE_INFERRED" in provider for provider in case.providers or ())
    if postcodes or located_providers or (derived | given) & set(ssda903().table("episodes").derived):
        found.add("postcodes")
    if case.providers is not None:
        found.add("providers")
    located = case.authority or "PL_LOCATION" in derived | given  # which is made from the authority
    found |= {name for name, there in (("authority", located), ("xml", case.source == "xml")) if there}
    return found | uasc_sources(case)


def uasc_sources(case: Case) -> set[str]:
    """Which sources of asylum status there are: see ``needs`` in the compiler."""
    found: set[str] = set()
    for last in ("", "_last"):
        header, uasc = f"header{last}" in case.tables, f"uasc{last}" in case.tables
        marked = has_marker(case, last)
        if marked:
            found |= {"uasc_marker"} if not last else set()
        if marked or (uasc and not header):
            found.add("uasc_anywhere")
        if marked or (uasc and not header and case.source != "xml"):
            found.add("uasc_last_year" if last else "uasc_this_year")
    return found


def has_marker(case: Case, last: str) -> bool:
    """Whether the header of a year carries an asylum marker: its own, or made from the uasc table of a CSV return."""
    name = f"header{last}"
    if name not in case.tables:
        return False
    own = "UASC" in case.columns.get(name, ()) or any("UASC" in row for row in case.tables[name])
    return own or (case.source != "xml" and f"uasc{last}" in case.tables)


def text_rows(case: Case, la: str, name: str, last: str) -> list[tuple[Any, ...]]:
    """A case's table as rows for the engine; a header without its own marker gets one from the uasc table."""
    rows = case.tables[f"{name}{last}"]
    marks: set[str] | None = None
    own = "UASC" in case.columns.get(f"header{last}", ()) or any("UASC" in row for row in rows)
    if name == "header" and not own and f"uasc{last}" in case.tables and case.source != "xml":
        marks = {row["CHILD"] for row in case.tables[f"uasc{last}"] if row.get("CHILD")}
    found = []
    for at, row in enumerate(rows):
        values = [row.get(f.name) or None for f in ssda903().table(name).fields]
        if marks is not None:
            values[-1] = "1" if row.get("CHILD") in marks else "0"
        found.append((la, case.year, at, at + 2, *values))
    return found


def _tidy(positions: Mapping[str, list[int]]) -> Positions:
    return {name: sorted(rows) for name, rows in positions.items() if rows}
