"""Worked cases, from JSON files and from the Markdown pages of examples, run against the rulebook."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from plumbline.faults import BadInput
from plumbline.model import ssda903
from plumbline.model.years import TableOfYear
from plumbline.rules.needs import Given

Positions = dict[str, list[int]]


@dataclass(frozen=True)
class Case:
    """One worked case: tables as the rules see them after reading, and the rows that must be flagged."""

    code: str
    year: int
    name: str
    start: date
    end: date
    tables: Mapping[str, Sequence[Mapping[str, str]]]
    columns: Mapping[str, Sequence[str]]
    expected: Positions
    authority: str = ""
    source: str = ""
    providers: Sequence[Mapping[str, str]] | None = None


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


def given_of(case: Case) -> Given:
    """What a case gives, as a return does. Derived columns that it gives stand for the directory they come from."""
    columns = {
        name: {*case.columns.get(name, ()), *(key for row in rows for key in row)} for name, rows in case.tables.items()
    }
    derived = set().union(*columns.values()) if columns else set()
    located_providers = any("LA_CODE_INFERRED" in provider for provider in case.providers or ())
    tables = {TableOfYear.of(name) for name in case.tables}
    return Given(
        frozenset(tables),
        own_marker=frozenset(key.years_back for key in tables if key.name == "header" and "UASC" in columns[str(key)]),
        xml_years=frozenset({0, 1}) if case.source == "xml" else frozenset(),
        authority=bool(case.authority) or "PL_LOCATION" in derived,  # which is made from the authority
        providers=case.providers is not None,
        postcodes=located_providers or bool(derived & set(ssda903().table("episodes").derived)),
    )


def text_rows(case: Case, la: str, table: TableOfYear) -> list[tuple[str | int | None, ...]]:
    """A case's table as rows for the engine."""
    fields = ssda903().table(table.name).fields
    return [
        (la, case.year, at, at + 2, *(row.get(field.name) or None for field in fields))
        for at, row in enumerate(case.tables[str(table)])
    ]


def _tidy(positions: Mapping[str, list[int]]) -> Positions:
    return {name: sorted(rows) for name, rows in positions.items() if rows}
