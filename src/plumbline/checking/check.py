"""Checks one return: from files already read to a Result."""

from collections.abc import Collection
from typing import Any

from plumbline.checking import collecting, preparing
from plumbline.checking.equipment import Equipment
from plumbline.checking.labels import Labels
from plumbline.checking.preparing import LA
from plumbline.checking.reading_report import reading_report
from plumbline.checking.result import Checked, Result
from plumbline.checking.running import count_checked, run, surroundings, tune
from plumbline.checking.years import Years, years_astray, years_of
from plumbline.engine.base_tables import load_collections, load_providers, load_sources, make_typed_tables
from plumbline.engine.protocol import Execute
from plumbline.faults import NotKnown
from plumbline.model import ssda903
from plumbline.progress import Progress, unheard
from plumbline.reading.returns import Return, table_key
from plumbline.rules.book import Definition, definitions

NO_LABELS = Labels()


def check(
    given: Return,
    equipment: Equipment,
    *,
    year: int = 0,
    authority: str = "",
    only: Collection[str] = (),
    accepted: dict[str, str] | None = None,
    labels: Labels = NO_LABELS,
    progress: Progress = unheard,
    surrounded: bool = False,
) -> Result:
    """Checks a return under the rules of a collection year (0: found from its dates).

    ``surrounded`` asks for every row in plain Python as well, for what explains findings or shares them out.
    ``only`` limits the check to some rules' codes; an unknown code is NotKnown. ``accepted`` are findings that an
    analyst has marked as right, by key, with the reason. ``labels`` are the council's severities and owners.
    ``progress`` hears what is being done and the share done.
    """
    compiled, directory, execute = equipment.rulebook, equipment.directory, equipment.engine.execute
    years = years_of(given, year)
    chosen = _chosen(compiled, years.rules, only, labels)
    tune(execute, sum(one.rows for one in given.tables.values()))
    reading = _prepare(equipment, given, authority, years, progress)
    words = {d["code"]: collecting.words(d, labels, earlier=years.earliest > 1) for d in chosen}
    result = Result(years.found, *years.dates, authority, {}, words, reading=reading)
    result.accepted = accepted or {}
    result.severities = labels.severities
    there = preparing.available(given, directory, authority)
    _fill(result, execute, compiled, given, chosen, years.rules, there, progress)
    progress("Checked", 1.0)
    if surrounded:
        working = [d for d in chosen if d["code"] in result.ran]
        result.surroundings = surroundings(execute, working, years.rules, given.tables)
    return result


def _chosen(compiled: dict[str, Any], year: int, only: Collection[str], labels: Labels) -> list[Definition]:
    """The definitions to check; a code or a label for no rule is NotKnown."""
    if astray := labels.unknown_keys(compiled["definitions"]):
        raise NotKnown(f"There is no rule or theme {', '.join(astray)} to set a severity or an owner for.")
    book = definitions(compiled, year)
    if unknown := sorted(set(only) - set(book)):
        raise NotKnown(f"There is no rule {', '.join(unknown)} in the rules of {year}.")
    return [d for code, d in book.items() if not only or code in only]


def _prepare(equipment: Equipment, given: Return, authority: str, years: Years, progress: Progress) -> dict[str, Any]:
    """Makes the engine's tables and returns what reading met."""
    engine, directory = equipment.engine, equipment.directory
    execute = engine.execute
    try:
        files = preparing.put(engine, given)
        changed = preparing.load(engine, given, files, directory, authority, progress)
        present = preparing.present(given, files, directory, years.rules)
        make_typed_tables(execute, present)
    finally:
        engine.forget_files()
    load_collections(execute, [(LA, years.rules, *years.dates, authority or None)], max(2, years.earliest + 1))
    load_sources(execute, [preparing.sources(given, years.rules, back) for back in (0, 1)])
    load_providers(execute, [(LA, preparing.located(p, directory)) for p in given.providers or ()])
    notes = [*given.notes, *years_astray(years), *preparing.unused_notes(given)]
    return years.said | reading_report(execute, given, present, changed, notes)


def _fill(
    result: Result, execute: Execute, compiled: dict[str, Any], given: Return, chosen: list[dict[str, Any]], year: int,
    there: set[str], progress: Progress,
) -> None:  # fmt: skip
    for definition in chosen:
        if skipped := collecting.skip(definition, there):
            result.skipped[definition["code"]] = skipped
    runnable = [d for d in chosen if d["code"] not in result.skipped]
    found, result.failed = run(
        execute, compiled, runnable, year, lambda share: progress(f"Checking {len(runnable)} rules", 0.4 + 0.45 * share)
    )
    progress("Counting what was checked", 0.85)
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
    fields = tuple(f for f in ssda903().table(plain).fields if f.name in submitted or f.derived or f.name == "CHILD")
    listed = ", ".join(f'"{f.name}"' if f.type == "text" else f'"text_{f.name}"' for f in fields)
    of_year = f'"YEAR" = (SELECT MAX("YEAR") FROM "collection") - {back}'
    found = execute(f'SELECT "row", "line", {listed} FROM "{plain}" WHERE {of_year}')
    cells = {row[0]: row[2:] for row in found if row[0] in rows}
    return tuple(f.name for f in fields), cells, {row[0]: row[1] for row in found if row[0] in rows}
