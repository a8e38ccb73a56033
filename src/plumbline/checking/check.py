"""Checks one return: from files already read to a Result."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from plumbline.checking import collecting
from plumbline.checking.engine import (
    Execute,
    Sources,
    connect,
    executor,
    load_collections,
    load_providers,
    load_sources,
    make_typed_tables,
    run,
)
from plumbline.checking.loading import derive_marker, derive_placements, load_table, plain_files
from plumbline.checking.planning import definitions
from plumbline.checking.result import Checked, Result
from plumbline.checking.rulebooks import compiled_rulebook
from plumbline.model import table
from plumbline.reading.postcodes import PostcodeDirectory, open_directory
from plumbline.reading.returns import Provider, Return
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

#: The key of the one council in an engine that checks a single return.
LA = "this council"


def check(
    given: Return,
    *,
    year: int = 0,
    authority: str = "",
    only: Collection[str] = (),
    accepted: dict[str, str] | None = None,
) -> Result:
    """Checks a return under the rules of a collection year (0: found from its dates).

    ``only`` limits the check to some rules' codes; an unknown code is a ValueError. ``accepted`` are findings that an
    analyst has marked as right, by key, with the reason.
    """
    connection = connect()
    execute = executor(connection)
    directory = open_directory()
    reading = _load(execute, given, directory, authority)
    found_year = year or likely_year(execute, given)
    rules_year = min(max(found_year, FIRST_YEAR), LAST_YEAR)
    _set_year(execute, given, rules_year)
    start, end = date(found_year - 1, 4, 1), date(found_year, 3, 31)
    load_collections(connection, [(LA, rules_year, start, end, authority or None)])
    load_sources(connection, [_sources(given, rules_year, back) for back in (0, 1)])
    load_providers(connection, [(LA, located(p, directory)) for p in given.providers or ()])
    make_typed_tables(execute, _present(given, directory))
    book = definitions(compiled_rulebook(), rules_year)
    if unknown := sorted(set(only) - set(book)):
        raise ValueError(f"There is no rule {', '.join(unknown)} in the rules of {rules_year}.")
    chosen = [d for code, d in book.items() if not only or code in only]
    result = Result(found_year, start, end, authority, {}, {d["code"]: collecting.words(d) for d in chosen})
    result.reading = reading | {"year": found_year, "year_given": bool(year), "rules_of": rules_year}
    result.accepted = accepted or {}
    _fill(result, execute, given, chosen, rules_year, available(given, directory, authority))
    return result


def _fill(
    result: Result, execute: Execute, given: Return, chosen: list[dict[str, Any]], year: int, there: set[str]
) -> None:
    for definition in chosen:
        if skipped := collecting.skip(definition, there):
            result.skipped[definition["code"]] = skipped
    runnable = [d for d in chosen if d["code"] not in result.skipped]
    found, result.failed = run(execute, compiled_rulebook(), runnable, year)
    flagged = found.get(LA, {})
    result.tables = {one.name: one.rows for (back, _), one in given.tables.items() if back == 0}
    files = {name + ("_last" if back else ""): one.file for (back, name), one in given.tables.items()}
    lines: dict[str, dict[int, int]] = {}
    wanted: dict[str, set[int]] = {}
    for tables in flagged.values():
        for name, rows in tables.items():
            wanted.setdefault(name, set()).update(rows)
    for name, rows in wanted.items():
        result.columns[name], result.rows[name], lines[name] = _cells(execute, name, rows)
    result.findings = collecting.findings(flagged, result.rows, result.columns, files, lines)
    sizes = {name: _size(execute, name) for name in {d["table"] for d in runnable}}
    for definition in runnable:
        code, name = definition["code"], definition["table"]
        if code not in result.failed:
            mine = flagged.get(code, {}).get(name, set())
            at = result.columns[name].index("CHILD") if mine else 0
            children = {result.rows[name][row][at] for row in mine} - {None}
            result.ran[code] = Checked(*sizes[name], len(mine), len(children))


def _cells(
    execute: Execute, name: str, rows: set[int]
) -> tuple[tuple[str, ...], dict[int, tuple[str | None, ...]], dict[int, int]]:
    """The text of the flagged rows of a table, and their lines."""
    back = 1 if name.endswith("_last") else 0
    plain = name.removesuffix("_last")
    known = {row[0] for row in execute(f'SELECT column_name FROM (DESCRIBE "text_{plain}_{back}")')}
    fields = tuple(f.name for f in table(plain).fields if f.name in known or f.name == "CHILD")
    listed = ", ".join(f'"{f}"' if f in known else "NULL" for f in fields)
    found = execute(f'SELECT "row", "line", {listed} FROM "text_{plain}_{back}"')
    cells = {row[0]: row[2:] for row in found if row[0] in rows}
    return fields, cells, {row[0]: row[1] for row in found if row[0] in rows}


def _size(execute: Execute, name: str) -> tuple[int, int]:
    last = name.endswith("_last")
    latest = 'SELECT MAX("YEAR") FROM "collection"'
    rows, children = execute(
        f'SELECT COUNT(*), COUNT(DISTINCT "CHILD") FROM "{name.removesuffix("_last")}" '
        f'WHERE "YEAR" = ({latest}) - {int(last)}'
    )[0]
    return rows, children


def _load(execute: Execute, given: Return, directory: PostcodeDirectory | None, authority: str) -> dict[str, Any]:
    reading: dict[str, Any] = {"source": given.source, "tables": {}}
    with plain_files(given.tables.values()) as paths:
        for (back, name), one in given.tables.items():
            counts = load_table(execute, one, paths[back, name], LA, 0)
            reading["tables"][name + ("_last" if back else "")] = counts
    for back in (0, 1):
        header = given.tables.get((back, "header"))
        if header and "UASC" not in header.columns and (back, "uasc") in given.tables:
            derive_marker(execute, back)
        episodes = given.tables.get((back, "episodes"))
        if episodes and directory:
            derive_placements(execute, back, directory, authority, set(episodes.columns))
    reading["notes"] = [{"kind": n.kind, "file": n.file, "message": n.message, "count": n.count} for n in given.notes]
    return reading


def located(provider: Provider, directory: PostcodeDirectory | None) -> Provider:
    """The provider with the authority of its postcode; empty where that is unknown."""
    place = directory.lookup(provider.POSTCODE) if directory and provider.POSTCODE else None
    return replace(provider, LA_CODE_INFERRED=place.authority) if place else provider


def likely_year(execute: Execute, given: Return) -> int:
    """The collection year that most of the return's dates point to: episode starts and ends, reviews, missing spells."""
    dated = {"episodes": ("DECOM", "DEC"), "reviews": ("REVIEW",), "missing": ("MIS_START",)}
    votes: dict[int, int] = {}
    for name, fields in dated.items():
        loaded = given.tables.get((0, name))
        for field in fields if loaded else ():
            if loaded is None or field not in loaded.columns:
                continue
            collected = (
                f"SELECT TRY_CAST(RIGHT(\"{field}\", 4) AS INT) + CASE WHEN SPLIT_PART(\"{field}\", '/', 2) >= '04' "
                f'THEN 1 ELSE 0 END AS y, COUNT(*) FROM "text_{name}_0" WHERE LENGTH("{field}") = 10 GROUP BY y'
            )
            for year, count in execute(collected):
                if year and 1990 <= year <= date.today().year + 1:
                    votes[year] = votes.get(year, 0) + count
    total = sum(votes.values())
    recent = [year for year, count in votes.items() if count * 20 >= total]
    return max(recent, default=LAST_YEAR - 1)


def _set_year(execute: Execute, given: Return, year: int) -> None:
    for back, name in given.tables:
        execute(f'UPDATE "text_{name}_{back}" SET "YEAR" = {year}')


def _sources(given: Return, year: int, back: int) -> Sources:
    return Sources(
        LA, year - back, given.source == "xml", (back, "header") in given.tables,
        _has_marker(given, back), (back, "uasc") in given.tables,
    )  # fmt: skip


def _has_marker(given: Return, back: int) -> bool:
    header = given.tables.get((back, "header"))
    return header is not None and ("UASC" in header.columns or (back, "uasc") in given.tables)


def _present(given: Return, directory: PostcodeDirectory | None) -> dict[tuple[int, str], list[str]]:
    """The text columns that each loaded table has, derived ones included."""
    present = {key: [c for c in one.columns if c != "line"] for key, one in given.tables.items()}
    for (back, name), columns in present.items():
        if name == "header" and _has_marker(given, back) and "UASC" not in columns:
            columns.append("UASC")
        if name == "episodes" and directory:
            columns += ["PL_LA", "PL_LOCATION", "PL_DISTANCE"]
    return present


def available(given: Return, directory: PostcodeDirectory | None, authority: str) -> set[str]:
    """What the return offers to a rule, in the words of ``needs``."""
    found = {name + ("_last" if back else "") for back, name in given.tables}
    offers = {
        "postcodes": directory is not None,
        "providers": given.providers is not None,
        "authority": bool(authority),
        "xml": given.source == "xml",
        "uasc_marker": _has_marker(given, 0),
    }
    for back, year in ((0, "uasc_this_year"), (1, "uasc_last_year")):
        header, uasc = (back, "header") in given.tables, (back, "uasc") in given.tables
        marked = _has_marker(given, back)
        offers["uasc_anywhere"] = offers.get("uasc_anywhere", False) or marked or (uasc and not header)
        offers[year] = marked or (uasc and not header and given.source != "xml")
    return found | {name for name, there in offers.items() if there}
