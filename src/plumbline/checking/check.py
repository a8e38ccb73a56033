"""Checks one return: from files already read to a Result."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from plumbline.checking import collecting
from plumbline.checking.engine import (
    Execute,
    Given,
    Sources,
    connect,
    count_checked,
    executor,
    load_collections,
    load_providers,
    load_sources,
    make_typed_tables,
    run,
)
from plumbline.checking.labels import Labels
from plumbline.checking.loading import (
    derive_marker,
    derive_placements,
    excel_damage,
    load_table,
    plain_files,
    unreadable,
)
from plumbline.checking.local_rules import with_local_rules
from plumbline.checking.planning import definitions
from plumbline.checking.result import Checked, Result
from plumbline.checking.rulebooks import compiled_rulebook
from plumbline.model import table
from plumbline.reading.postcodes import PostcodeDirectory, open_directory
from plumbline.reading.returns import Note, Provider, Return
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

Tell = Callable[[str, float], None]

NO_LABELS = Labels()

#: The key of the one council in an engine that checks a single return.
LA = "this council"

#: Where the dates lie that show a return's year.
_DATED = {"episodes": ("DECOM", "DEC"), "reviews": ("REVIEW",), "missing": ("MIS_START",)}


def check(
    given: Return,
    *,
    year: int = 0,
    authority: str = "",
    only: Collection[str] = (),
    accepted: dict[str, str] | None = None,
    labels: Labels = NO_LABELS,
    local: Sequence[Path] = (),
    tell: Tell = lambda _doing, _share: None,
) -> Result:
    """Checks a return under the rules of a collection year (0: found from its dates).

    ``only`` limits the check to some rules' codes; an unknown code is a ValueError. ``accepted`` are findings that an
    analyst has marked as right, by key, with the reason. ``labels`` are the council's severities and owners, ``local``
    the files of its own rules. ``tell`` hears what is being done and the share done.
    """
    compiled = with_local_rules(compiled_rulebook(), local)
    if astray := labels.unknown_keys(compiled["definitions"]):
        raise ValueError(f"There is no rule or theme {', '.join(astray)} to set a severity or an owner for.")
    connection = connect()
    execute = executor(connection)
    directory = open_directory()
    changed = _load(execute, given, directory, authority, tell)
    likely = likely_year(execute, given, 0)
    found_year = year or likely or LAST_YEAR - 1
    rules_year = min(max(found_year, FIRST_YEAR), LAST_YEAR)
    start, end = date(found_year - 1, 4, 1), date(found_year, 3, 31)
    load_collections(connection, [(LA, rules_year, start, end, authority or None)])
    load_sources(connection, [_sources(given, rules_year, back) for back in (0, 1)])
    load_providers(connection, [(LA, located(p, directory)) for p in given.providers or ()])
    present = _present(given, directory, rules_year)
    make_typed_tables(execute, present)
    book = definitions(compiled, rules_year)
    if unknown := sorted(set(only) - set(book)):
        raise ValueError(f"There is no rule {', '.join(unknown)} in the rules of {rules_year}.")
    chosen = [d for code, d in book.items() if not only or code in only]
    result = Result(found_year, start, end, authority, {}, {d["code"]: collecting.words(d, labels) for d in chosen})
    years = {"year": found_year, "year_given": bool(year), "rules_of": rules_year}
    last_likely = likely_year(execute, given, 1)
    notes = [*given.notes, *years_astray(found_year, likely, last_likely)]
    result.reading = years | reading_report(execute, given, present, changed, notes)
    result.accepted = accepted or {}
    result.severities = labels.severities
    tell("Checking", 0.5)
    _fill(result, execute, compiled, given, chosen, rules_year, available(given, directory, authority))
    tell("Checked", 1.0)
    return result


def _fill(
    result: Result, execute: Execute, compiled: dict[str, Any], given: Return, chosen: list[dict[str, Any]], year: int,
    there: set[str],
) -> None:  # fmt: skip
    for definition in chosen:
        if skipped := collecting.skip(definition, there):
            result.skipped[definition["code"]] = skipped
    runnable = [d for d in chosen if d["code"] not in result.skipped]
    found, result.failed = run(execute, compiled, runnable, year)
    flagged = found.get(LA, {})
    result.children = children_in(execute, {name for back, name in given.tables if back == 0})
    result.tables = {one.name: one.rows for (back, _), one in given.tables.items() if back == 0}
    files = {name + ("_last" if back else ""): one.file for (back, name), one in given.tables.items()}
    lines: dict[str, dict[int, int]] = {}
    wanted: dict[str, set[int]] = {}
    for tables in flagged.values():
        for name, rows in tables.items():
            wanted.setdefault(name, set()).update(rows)
    for name, rows in wanted.items():
        result.columns[name], result.rows[name], lines[name] = _cells(execute, given, name, rows)
    result.findings = collecting.findings(flagged, result.rows, result.columns, files, lines)
    working = [d for d in runnable if d["code"] not in result.failed]
    checked = count_checked(execute, compiled, working, year).get(LA, {})
    for definition in working:
        code, name = definition["code"], definition["table"]
        mine = flagged.get(code, {}).get(name, set())
        at = result.columns[name].index("CHILD") if mine else 0
        children = {result.rows[name][row][at] for row in mine} - {None}
        result.ran[code] = Checked(*checked.get(code, (0, 0)), len(mine), len(children))


def children_in(execute: Execute, names: Collection[str]) -> int:
    """How many children have a row in this year's tables."""
    of_year = '"YEAR" = (SELECT MAX("YEAR") FROM "collection") AND "CHILD" IS NOT NULL'
    asked = " UNION ALL ".join(f'SELECT "CHILD" FROM "{name}" WHERE {of_year}' for name in sorted(names))
    return int(execute(f'SELECT COUNT(DISTINCT "CHILD") FROM ({asked}) AS t')[0][0]) if asked else 0


def _cells(
    execute: Execute, given: Return, name: str, rows: set[int]
) -> tuple[tuple[str, ...], dict[int, tuple[str | None, ...]], dict[int, int]]:
    """The text of the flagged rows of a table, and their lines."""
    back = 1 if name.endswith("_last") else 0
    plain = name.removesuffix("_last")
    submitted = given.tables[back, plain].columns
    fields = tuple(f for f in table(plain).fields if f.name in submitted or f.derived or f.name == "CHILD")
    listed = ", ".join(f'"{f.name}"' if f.type == "text" else f'"text_{f.name}"' for f in fields)
    of_year = f'"YEAR" = (SELECT MAX("YEAR") FROM "collection") - {back}'
    found = execute(f'SELECT "row", "line", {listed} FROM "{plain}" WHERE {of_year}')
    cells = {row[0]: row[2:] for row in found if row[0] in rows}
    return tuple(f.name for f in fields), cells, {row[0]: row[1] for row in found if row[0] in rows}


def _load(
    execute: Execute, given: Return, directory: PostcodeDirectory | None, authority: str, tell: Tell
) -> dict[tuple[int, str], dict[str, Any]]:
    changed = {}
    with plain_files(given.tables.values()) as paths:
        for at, (key, one) in enumerate(given.tables.items()):
            tell(f"Loading {one.file}", 0.4 * at / len(given.tables))
            changed[key] = load_table(execute, one, paths[key])
    for back in (0, 1):
        header = given.tables.get((back, "header"))
        if header and "UASC" not in header.columns and (back, "uasc") in given.tables:
            derive_marker(execute, back)
        episodes = given.tables.get((back, "episodes"))
        if episodes and directory:
            derive_placements(execute, back, directory, authority, set(episodes.columns))
    return changed


def reading_report(
    execute: Execute,
    given: Return,
    present: dict[tuple[int, str], Given],
    changed: dict[tuple[int, str], dict[str, Any]],
    notes: Iterable[Note],
) -> dict[str, Any]:
    """What reading met: per table its file, rows, values changed and unreadable, what Excel left; and every note."""
    bad = unreadable(execute, present)
    tables = {
        name + ("_last" if back else ""): {
            "file": one.file,
            "rows": one.rows,
            **changed[back, name],
            "unreadable": bad[back, name],
            "excel": excel_damage(execute, one, bad[back, name]),
        }
        for (back, name), one in given.tables.items()
    }
    listed = [{"kind": n.kind, "file": n.file, "message": n.message, "count": n.count} for n in notes]
    return {"source": given.source, "tables": tables, "notes": listed}


def located(provider: Provider, directory: PostcodeDirectory | None) -> Provider:
    """The provider with the authority of its postcode; empty where that is unknown."""
    place = directory.lookup(provider.POSTCODE) if directory and provider.POSTCODE else None
    return replace(provider, LA_CODE_INFERRED=place.authority) if place else provider


def likely_year(execute: Execute, given: Return, back: int) -> int:
    """The collection year that most of one return's dates point to: episodes, reviews, missing spells; 0 if none do."""
    asked = [
        f"SELECT TRY_CAST(RIGHT(\"{field}\", 4) AS INT) + CASE WHEN SPLIT_PART(\"{field}\", '/', 2) >= '04' "
        f'THEN 1 ELSE 0 END AS y FROM "given_{name}_{back}" WHERE LENGTH("{field}") = 10'
        for name, fields in _DATED.items()
        for field in fields
        if (loaded := given.tables.get((back, name))) and field in loaded.columns
    ]
    if not asked:
        return 0
    counted = execute(f"SELECT y, COUNT(*) FROM ({' UNION ALL '.join(asked)}) AS t GROUP BY y")
    votes = {year: count for year, count in counted if year and 1990 <= year <= date.today().year + 1}
    return max((year for year, count in votes.items() if count * 20 >= sum(votes.values())), default=0)


def years_astray(year: int, likely: int, last_likely: int) -> list[Note]:
    """Warnings where the dates of a return look like another collection year's than the one it was given as."""
    given = (("This", likely, year), ("Last", last_likely, year - 1))
    return [
        Note("another_year", "", f"{which} year's files look like collection year {seen}, but were checked as {taken}.")
        for which, seen, taken in given
        if seen and seen != taken
    ]


def _sources(given: Return, year: int, back: int) -> Sources:
    return Sources(
        LA, year - back, given.source == "xml", (back, "header") in given.tables,
        _has_marker(given, back), (back, "uasc") in given.tables,
    )  # fmt: skip


def _has_marker(given: Return, back: int) -> bool:
    header = given.tables.get((back, "header"))
    return header is not None and ("UASC" in header.columns or (back, "uasc") in given.tables)


def _present(given: Return, directory: PostcodeDirectory | None, year: int) -> dict[tuple[int, str], Given]:
    """The text tables loaded, with their columns, derived ones included, and their keys."""
    found = {}
    for (back, name), one in given.tables.items():
        columns = [c for c in one.columns if c != "line"]
        if name == "header" and _has_marker(given, back) and "UASC" not in columns:
            columns.append("UASC")
        if name == "episodes" and directory:
            columns += ["PL_LA", "PL_LOCATION", "PL_DISTANCE"]
        line = 'CAST("line" AS BIGINT)' if one.line_given else "rowid + 2"
        keys = f'\'{LA}\' AS "LA", CAST({year - back} AS BIGINT) AS "YEAR", rowid AS "row", {line} AS "line"'
        found[back, name] = Given(columns, keys)
    return found


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
