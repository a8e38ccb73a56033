"""Runs worked cases: all cases of one year together, each as if it were a council."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from plumbline.checking.cases.case import (
    Case,
    Outcome,
    Positions,
    available,
    collection_dates,
    has_marker,
    text_rows,
)
from plumbline.checking.running import run
from plumbline.engine.base_tables import (
    Sources,
    given_table,
    load_collections,
    load_providers,
    load_sources,
    make_typed_tables,
)
from plumbline.engine.loading import placement
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import Execute
from plumbline.model import ssda903
from plumbline.reference.postcodes import open_directory
from plumbline.reference.providers import Provider
from plumbline.rules.book import Definition, written_for

_POSTCODES = ("HOME_POST", "PL_POST")


def conform(cases: Iterable[Case], compiled: dict[str, Any]) -> list[Outcome]:
    """Every case's outcome; a case of a rule that is not built gets none."""
    known = {d["code"]: d for d in compiled["definitions"]}
    outcomes: list[Outcome] = []
    by_year: dict[int, list[Case]] = {}
    for case in cases:
        if case.code not in known:
            outcomes.append(Outcome(case))
            continue
        one = dated(case, compiled)
        by_year.setdefault(one.year, []).append(one)
    for year, members in sorted(by_year.items()):
        outcomes += _run_year(year, members, compiled)
    return outcomes


def dated(case: Case, compiled: dict[str, Any]) -> Case:
    """The case, in the latest year of its rule where it names none."""
    if case.year:
        return case
    latest = max(int(year) for d in compiled["definitions"] if d["code"] == case.code for year in d["parts"])
    start, end = collection_dates(latest, {})
    return replace(case, year=latest, start=start, end=end)


def _run_year(year: int, cases: Sequence[Case], compiled: dict[str, Any]) -> list[Outcome]:
    definitions = written_for(compiled, year)
    cases = [with_places(case, definitions.get(case.code)) for case in cases]
    chosen = [definitions[code] for code in sorted({case.code for case in cases} & set(definitions))]
    execute = DuckDB().execute
    load_cases(execute, year, cases)
    found, failed = run(execute, compiled, chosen, year)
    if failed:
        raise RuntimeError(f"rules failed in {year}: {failed}")
    return [
        Outcome(case, positions(definitions.get(case.code), case, found.get(str(at), {}).get(case.code, {})))
        for at, case in enumerate(cases)
    ]


def with_places(case: Case, definition: Definition | None) -> Case:
    """The case with the placement facts that its rule needs, where it gives postcodes and no such fact."""
    if definition is None or "postcodes" not in definition["needs"] or "postcodes" in available(case, postcodes=False):
        return case
    episodes = {name: rows for name, rows in case.tables.items() if name in ("episodes", "episodes_last")}
    codes = {row[field] for rows in episodes.values() for row in rows for field in _POSTCODES if row.get(field)}
    directory = open_directory() if codes else None
    if directory is None:
        return case
    places = {code: directory.lookup(code) for code in codes}
    derived = ssda903().table("episodes").derived

    def located(row: dict[str, str]) -> dict[str, str]:
        facts = placement(row.get("HOME_POST"), row.get("PL_POST"), places, case.authority)
        return row | {name: fact for name, fact in zip(derived, facts, strict=True) if fact}

    found = {name: [located(row) for row in rows] for name, rows in episodes.items()}
    columns = {name: [*case.columns.get(name, ()), *derived] for name in found}
    return replace(case, tables={**case.tables, **found}, columns={**case.columns, **columns})


def positions(definition: Definition | None, case: Case, flagged: dict[str, set[int]]) -> Positions:
    """What a definition makes of a case: the rows flagged per table, none where the case lacks what the rule needs."""
    there = available(case, postcodes=False)
    if definition is None or any(need not in there for need in definition["needs"]):
        return {}
    named = {name: sorted(rows) for name, rows in flagged.items() if name in case.tables}
    if all(flag.endswith("_last") for flag in definition["flags"]) and not any(
        n.endswith("_last") for n in case.expected
    ):
        # 706 flags rows of last year's table only; the shared cases name it without saying which year.
        return {name.removesuffix("_last"): rows for name, rows in named.items()}
    return named


def load_cases(execute: Execute, year: int, cases: Sequence[Case]) -> None:
    """Loads cases of one year into the engine, each as a council named by its place in the list."""
    load_collections(execute, [(str(at), year, c.start, c.end, c.authority or None) for at, c in enumerate(cases)])
    load_sources(
        execute,
        [
            Sources(
                str(at), year - back, case.source == "xml", f"header{last}" in case.tables,
                has_marker(case, last), f"uasc{last}" in case.tables,
            )
            for at, case in enumerate(cases)
            for back, last in ((0, ""), (1, "_last"))
        ],
    )  # fmt: skip
    listed = [(str(at), _provider(p)) for at, case in enumerate(cases) for p in case.providers or ()]
    load_providers(execute, listed)
    present = {}
    for name in ssda903().tables:
        for back, last in ((0, ""), (1, "_last")):
            rows = [
                row
                for at, case in enumerate(cases)
                if f"{name}{last}" in case.tables
                for row in text_rows(case, str(at), name, last)
            ]
            if rows:
                present[back, name] = given_table(execute, name, back, rows)
    make_typed_tables(execute, present)


def _provider(given: dict[str, str]) -> Provider:
    names = ("URN", "PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE", "LA_CODE_INFERRED")
    return Provider(**{name: given.get(name, "") for name in names})
