"""From a Return to the engine's typed tables, what it offers to the rules, and what reading it met."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from plumbline.checking.reading_report import ReadingReport, tables_read
from plumbline.checking.resources import Resources
from plumbline.checking.whose import another_council
from plumbline.checking.years import Years, mismatched_years
from plumbline.engine.base_tables import (
    Loaded,
    TextTable,
    load_collections,
    load_loaded,
    load_providers,
    make_typed_tables,
)  # fmt: skip
from plumbline.engine.loading import Changed, load_table, marker, placements, text_source
from plumbline.engine.protocol import Engine
from plumbline.model import ssda903
from plumbline.model.made_up import MADE_UP
from plumbline.model.years import TableOfYear
from plumbline.progress import Progress
from plumbline.reading.returns import LoadedTable, Note, Return
from plumbline.reference.postcodes import PostcodeDirectory
from plumbline.reference.providers import Provider
from plumbline.rules.needs import Given, Need
from plumbline.rules.years import in_full

#: The key of the one council in an engine that checks a single return.
LA = "this council"

#: What rules look at of the years before last year.
_LOOKED_BACK_ON = ("episodes",)

Files = Mapping[TableOfYear, str]


@dataclass(frozen=True)
class Prepared:
    """What a return offers to the rules, now that its typed tables are made; and what reading met."""

    offered: frozenset[Need]
    reading: ReadingReport
    children: int
    made_up: bool


def prepare(resources: Resources, given: Return, years: Years, authority: str, progress: Progress) -> Prepared:
    """Makes the engine's tables of a return."""
    engine, directory = resources.engine, resources.directory
    what = given_of(given, directory, authority)
    try:
        files = _put(engine, given)
        changed = _load(engine, given, files, progress)
        present = _present(engine, given, what, files, directory, authority, years.rules)
        make_typed_tables(engine.execute, present)
    finally:
        engine.forget_files()
    load_collections(engine.execute, [(LA, years.rules, *years.dates, authority or None)], max(2, years.earliest + 1))
    load_loaded(engine.execute, [loaded(LA, years.rules, back, what) for back in (0, 1)])
    load_providers(engine.execute, [(LA, _located(p, directory)) for p in given.providers or ()])
    whose = another_council(engine.execute, directory, authority, years.rules) if directory and authority else []
    notes = [*whose, *given.notes, *mismatched_years(years), *unused_notes(given), *too_early(given, years)]
    read = tables_read(engine.execute, given, present, changed, years.rules)
    reading = ReadingReport(years.found, years.found_from, years.rules, given.source, read, notes)
    return Prepared(what.offered(), reading, *children_in(engine, given.of_year(0), years.rules))


def given_of(given: Return, directory: PostcodeDirectory | None, authority: str) -> Given:
    """What was given of a return."""
    own_marker = {key.years_back for key, one in given.tables.items() if key.name == "header" and "UASC" in one.columns}
    return Given(
        frozenset(given.tables), frozenset(own_marker), given.xml_years, authority=bool(authority),
        providers=given.providers is not None, postcodes=directory is not None,
    )  # fmt: skip


def loaded(la: str, year: int, back: int, given: Given) -> Loaded:
    """Where the asylum marker of a year can come from."""
    return Loaded(
        la, year - back, back in given.xml_years, given.has("header", back), given.has_marker(back),
        given.has("uasc", back),
    )  # fmt: skip


def children_in(engine: Engine, names: Collection[str], year: int) -> tuple[int, bool]:
    """How many children have a row in a year's tables, and whether any of them is made up."""
    of_year = f'"YEAR" = {year} AND "CHILD" IS NOT NULL'
    asked = " UNION ALL ".join(f'SELECT "CHILD" FROM "{name}" WHERE {of_year}' for name in sorted(names))
    if not asked:
        return 0, False
    counted = f"""SELECT COUNT(DISTINCT "CHILD"), BOOL_OR("CHILD" LIKE '{MADE_UP}%') FROM ({asked}) AS t"""
    children, made_up = engine.execute(counted)[0]
    return int(children), bool(made_up)


def used_tables(given: Return) -> dict[TableOfYear, LoadedTable]:
    """The tables that rules look at: all of this and last year, of earlier years the episodes."""
    return {key: one for key, one in given.tables.items() if key.years_back < 2 or key.name in _LOOKED_BACK_ON}


def unused_notes(given: Return) -> list[Note]:
    """Says which tables of earlier years no rule looks at."""
    used = used_tables(given)
    why = "no rule looks that far back in this table; only episodes of earlier years are used."
    return [Note("not_used", one.file, why) for key, one in given.tables.items() if key not in used]


def too_early(given: Return, years: Years) -> list[Note]:
    """Says which tables are not part of the return of the year that they were given for, but only of later ones."""
    return [
        Note("another_years_table", one.file, _only_since(key, years.found - key.years_back))
        for key, one in given.tables.items()
        if years.found - key.years_back < ssda903().table(key.name).since
    ]


def _only_since(key: TableOfYear, year: int) -> str:
    table = ssda903().table(key.name)
    return (
        f"{key.name} ({table.title[:1].lower()}{table.title[1:]}) is part of the return only from {in_full(table.since)} on, "
        f"and this was checked as {in_full(year)}: no rule of that year is about it."
    )


def _put(engine: Engine, given: Return) -> Files:
    """Gives the engine the plain files of the tables; what it knows each by."""
    return {key: engine.put(f"{key.name}_{key.years_back}.csv", one.csv) for key, one in used_tables(given).items()}


def _load(engine: Engine, given: Return, files: Files, progress: Progress) -> dict[TableOfYear, Changed]:
    """Loads the tables as text; how many values of each were changed. ``files`` must stay until all is typed."""
    tables, changed = used_tables(given), {}
    for at, (key, one) in enumerate(tables.items()):
        progress(f"Loading {one.file}", 0.4 * at / len(tables))
        changed[key] = load_table(engine.execute, one, files[key])
    return changed


def _present(
    engine: Engine,
    given: Return,
    what: Given,
    files: Files,
    directory: PostcodeDirectory | None,
    authority: str,
    year: int,
) -> dict[TableOfYear, TextTable]:
    """The text tables loaded, with what is derived: the asylum marker, and the facts of placements from postcodes."""
    used = used_tables(given)
    sources = {key: text_source(one, files[key]) for key, one in used.items()}
    columns = {key: [c for c in one.columns if c != "line"] for key, one in used.items()}
    for header in (TableOfYear("header", back) for back in (0, 1) if what.makes_marker(back)):
        made = marker(sources[TableOfYear("uasc", header.years_back)])
        sources[header] = f'(SELECT *, {made} AS "UASC" FROM {sources[header]} AS h)'
        columns[header].append("UASC")
    episodes = [key for key in used if key.name == "episodes" and key.years_back < 2]
    if directory and episodes:
        facts = placements(engine, {sources[key]: columns[key] for key in episodes}, directory, authority)
        for key in episodes:
            sources[key] = facts.beside(sources[key], columns[key])
            columns[key] += ssda903().table("episodes").derived
    return {
        key: TextTable(columns[key], _keys(year - key.years_back, line_given=one.line_given), sources[key])
        for key, one in used.items()
    }


def _keys(year: int, *, line_given: bool) -> str:
    line = 'CAST("line" AS BIGINT)' if line_given else '"row" + 2'
    return f'\'{LA}\' AS "LA", CAST({year} AS BIGINT) AS "YEAR", "row", {line} AS "line"'


def _located(provider: Provider, directory: PostcodeDirectory | None) -> Provider:
    """The provider with the authority of its postcode; empty where that is unknown."""
    place = directory.lookup(provider.POSTCODE) if directory and provider.POSTCODE else None
    return replace(provider, LA_CODE_INFERRED=place.authority) if place else provider
