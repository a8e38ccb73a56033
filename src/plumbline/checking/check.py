"""Checks one return: from files already read to a Result."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from plumbline.checking import collecting, preparing
from plumbline.checking.engine import (
    Execute,
    connect,
    count_checked,
    executor,
    load_collections,
    load_providers,
    load_sources,
    make_typed_tables,
    run,
    surroundings,
)
from plumbline.checking.labels import Labels
from plumbline.checking.loading import plain_files
from plumbline.checking.local_rules import with_local_rules
from plumbline.checking.planning import definitions
from plumbline.checking.preparing import LA, Tell
from plumbline.checking.reading_report import likely_year, reading_report, years_astray
from plumbline.checking.result import Checked, Result
from plumbline.checking.rulebooks import compiled_rulebook
from plumbline.model import table
from plumbline.reading.postcodes import open_directory
from plumbline.reading.returns import Return, table_key
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

NO_LABELS = Labels()


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
    surrounded: bool = False,
) -> Result:
    """Checks a return under the rules of a collection year (0: found from its dates).

    ``surrounded`` asks for every row in plain Python as well, for what explains findings or shares them out.
    ``only`` limits the check to some rules' codes; an unknown code is a ValueError. ``accepted`` are findings that an
    analyst has marked as right, by key, with the reason. ``labels`` are the council's severities and owners, ``local``
    the files of its own rules. ``tell`` hears what is being done and the share done.
    """
    compiled = with_local_rules(compiled_rulebook(), local)
    if astray := labels.unknown_keys(compiled["definitions"]):
        raise ValueError(f"There is no rule or theme {', '.join(astray)} to set a severity or an owner for.")
    connection = connect(sum(one.rows for one in given.tables.values()))
    execute = executor(connection)
    directory = open_directory()
    backs = sorted({back for back, _ in given.tables})
    with plain_files(preparing.used_tables(given).values()) as paths:
        changed = preparing.load(execute, given, paths, directory, authority, tell)
        likely = {back: likely_year(given, back) for back in backs}
        found_year = year or likely[0] or LAST_YEAR - 1
        rules_year = min(max(found_year, FIRST_YEAR), LAST_YEAR)
        present = preparing.present(given, paths, directory, rules_year)
        make_typed_tables(execute, present)
    start, end = date(found_year - 1, 4, 1), date(found_year, 3, 31)
    load_collections(connection, [(LA, rules_year, start, end, authority or None)], max(2, len(backs)))
    load_sources(connection, [preparing.sources(given, rules_year, back) for back in (0, 1)])
    load_providers(connection, [(LA, preparing.located(p, directory)) for p in given.providers or ()])
    book = definitions(compiled, rules_year)
    if unknown := sorted(set(only) - set(book)):
        raise ValueError(f"There is no rule {', '.join(unknown)} in the rules of {rules_year}.")
    chosen = [d for code, d in book.items() if not only or code in only]
    words = {d["code"]: collecting.words(d, labels, earlier=max(backs) > 1) for d in chosen}
    result = Result(found_year, start, end, authority, {}, words)
    years = {"year": found_year, "year_given": bool(year), "rules_of": rules_year}
    notes = [*given.notes, *years_astray(found_year, likely), *preparing.unused_notes(given)]
    result.reading = years | reading_report(execute, given, present, changed, notes)
    result.accepted = accepted or {}
    result.severities = labels.severities
    tell("Checking", 0.5)
    _fill(result, execute, compiled, given, chosen, rules_year, preparing.available(given, directory, authority))
    tell("Checked", 1.0)
    if surrounded:
        working = [d for d in chosen if d["code"] in result.ran]
        result.surroundings = surroundings(execute, working, rules_year, given.tables)
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
    files = {table_key(*key): one.file for key, one in given.tables.items()}
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
