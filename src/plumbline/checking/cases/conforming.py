"""Runs worked cases: all cases of one year together, each as if it were a council."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from plumbline.checking.cases.case import Case, Outcome, Positions, collection_dates, given_of, text_rows
from plumbline.checking.planning import plan
from plumbline.checking.preparing import loaded
from plumbline.checking.running import run
from plumbline.engine.base_tables import (
    TextTable,
    given_table,
    load_collections,
    load_loaded,
    load_providers,
    make_typed_tables,
)
from plumbline.engine.loading import marker, placement
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import Execute, literal
from plumbline.model import ssda903
from plumbline.model.years import TableOfYear
from plumbline.reference.postcodes import open_directory
from plumbline.reference.providers import Provider
from plumbline.rules.book import Book, Definition
from plumbline.rules.needs import Source
from plumbline.rules.rulebooks import years

_POSTCODES = ("HOME_POST", "PL_POST")
BookOf = Callable[[int], Book]


def conform(cases: Iterable[Case], book_of: BookOf) -> list[Outcome]:
    """Every case's outcome; a case of a rule that is not built gets none."""
    outcomes: list[Outcome] = []
    by_year: dict[int, list[Case]] = {}
    for case in cases:
        latest = latest_year(case.code, book_of)
        if latest is None:
            outcomes.append(Outcome(case))
            continue
        one = case if case.year else dated(case, latest)
        by_year.setdefault(one.year, []).append(one)
    for year, members in sorted(by_year.items()):
        outcomes += _run_year(book_of(year), members)
    return outcomes


def latest_year(code: str, book_of: BookOf) -> int | None:
    """The latest collection year that a rule is written for."""
    return next((year for year in reversed(years()) if code in book_of(year).written), None)


def dated(case: Case, year: int) -> Case:
    """A case that names no year as one of that year."""
    start, end = collection_dates(year, {})
    return replace(case, year=year, start=start, end=end)


def _run_year(book: Book, cases: Sequence[Case]) -> list[Outcome]:
    cases = [with_places(case, book.written.get(case.code)) for case in cases]
    chosen = [book.written[code] for code in sorted({case.code for case in cases} & set(book.written))]
    execute = DuckDB().execute
    load_cases(execute, book.year, cases)
    ran = run(execute, plan(book, chosen))
    if ran.failed:
        raise RuntimeError(f"rules failed in {book.year}: {ran.failed}")
    return [
        Outcome(case, positions(book.written.get(case.code), case, ran.flagged.get(str(at), {}).get(case.code, {})))
        for at, case in enumerate(cases)
    ]


def with_places(case: Case, definition: Definition | None) -> Case:
    """The case with the placement facts that its rule needs, where it gives postcodes and no such fact."""
    if definition is None or Source.POSTCODES not in definition.needs or given_of(case).postcodes:
        return case
    episodes = {name: rows for name, rows in case.tables.items() if TableOfYear.of(name).name == "episodes"}
    codes = {row[field] for rows in episodes.values() for row in rows for field in _POSTCODES if row.get(field)}
    directory = open_directory() if codes else None
    if directory is None:
        return case
    places = {code: directory.lookup(code) for code in codes}
    derived = ssda903().table("episodes").derived

    def located(row: Mapping[str, str]) -> dict[str, str]:
        facts = placement(row.get("HOME_POST"), row.get("PL_POST"), places, case.authority)
        return {**row, **{name: fact for name, fact in zip(derived, facts, strict=True) if fact}}

    found = {name: [located(row) for row in rows] for name, rows in episodes.items()}
    columns = {name: [*case.columns.get(name, ()), *derived] for name in found}
    return replace(case, tables={**case.tables, **found}, columns={**case.columns, **columns})


def positions(definition: Definition | None, case: Case, flagged: Mapping[TableOfYear, set[int]]) -> Positions:
    """What a definition makes of a case: the rows flagged per table, none where the case lacks what the rule needs."""
    if definition is None or not set(definition.needs) <= given_of(case).offered():
        return {}
    named = {str(table): sorted(rows) for table, rows in flagged.items() if str(table) in case.tables}
    if all(table.years_back for table in definition.flags) and not any(
        TableOfYear.of(n).years_back for n in case.expected
    ):
        # 706 flags rows of last year's table only; the shared cases name it without saying which year.
        return {TableOfYear.of(name).name: rows for name, rows in named.items()}
    return named


def load_cases(execute: Execute, year: int, cases: Sequence[Case]) -> None:
    """Loads cases of one year into the engine, each as a council named by its place in the list."""
    given = [given_of(case) for case in cases]
    load_collections(execute, [(str(at), year, c.start, c.end, c.authority or None) for at, c in enumerate(cases)])
    load_loaded(execute, [loaded(str(at), year, back, one) for at, one in enumerate(given) for back in (0, 1)])
    listed = [(str(at), _provider(p)) for at, case in enumerate(cases) for p in case.providers or ()]
    load_providers(execute, listed)
    keys = [TableOfYear(name, back) for name in ssda903().tables for back in (0, 1)]
    holding = {key: [at for at, case in enumerate(cases) if str(key) in case.tables] for key in keys}
    present = {
        key: given_table(execute, key, [row for at in those for row in text_rows(cases[at], str(at), key)])
        for key, those in holding.items()
        if those
    }
    for back in (0, 1):
        made = [str(at) for at, one in enumerate(given) if one.makes_marker(back)]
        if made:
            present[TableOfYear("header", back)] = _marked(present, back, made)
    make_typed_tables(execute, present)


def _marked(present: Mapping[TableOfYear, TextTable], back: int, councils: Sequence[str]) -> TextTable:
    """The header of a year with the asylum marker made from the uasc table for some councils."""
    header = present[TableOfYear("header", back)]
    made = marker(present[TableOfYear("uasc", back)].source, '"LA", "CHILD"')
    own = f'CASE WHEN "LA" IN ({", ".join(map(literal, councils))}) THEN {made} ELSE "UASC" END'
    return replace(header, source=f'(SELECT * REPLACE ({own} AS "UASC") FROM {header.source} AS h)')


def _provider(given: Mapping[str, str]) -> Provider:
    names = ("URN", "PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE", "LA_CODE_INFERRED", "LA_CODE_LISTED")
    return Provider(**{name: given.get(name, "") for name in names})
