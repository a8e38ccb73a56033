"""All worked cases, loaded once per year with every fact about their rows, to run single definitions on."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import ibis

from plumbline.checking.cases.case import Case, Positions, read_cases
from plumbline.checking.cases.conforming import dated, load_cases, positions, with_places
from plumbline.checking.collecting import Flagged, flagged_rows
from plumbline.checking.planning import plan
from plumbline.concepts import row_tables, stages
from plumbline.engine.native import DuckDB
from plumbline.model.names import TABLE_OF_ROW
from plumbline.rules.book import written_for
from plumbline.rules.compiling import row_schemas
from plumbline.rules.declare import rulebook

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "src" / "plumbline" / "rules" / "examples"
SHARED_CASES = Path(__file__).parents[3] / "shared" / "cases"

Definition = dict[str, Any]
Outcomes = list[Positions]
#: A case's place in its year, and the case.
Placed = tuple[int, Case]


class Examples:
    """The cases by year and rule, and the rulebook compiled without any mistake."""

    def __init__(self) -> None:
        self.schemas = row_schemas()
        self.rules = rulebook()
        self.definitions = compiled_rulebook()["definitions"]
        self.stages, self.tables = stages(), row_tables()
        self.compiled: dict[str, Any] = {
            **compiled_rulebook(),
            "stages": {name: str(ibis.to_sql(table, "duckdb")) for name, table in self.stages.items()},
            "tables": {name: str(ibis.to_sql(table, "duckdb")) for name, table in self.tables.items()},
            "columns": {name: list(table.columns) for name, table in self.tables.items()},
        }
        self.by_year: dict[int, list[Case]] = {}
        self.by_rule: dict[str, dict[int, list[Placed]]] = {}
        self._unmutated: dict[tuple[str, int], Outcomes] = {}
        self._databases: dict[int, DuckDB] = {}
        known = {d["code"] for d in self.definitions}
        for case in read_cases(folder for folder in (PAGES, SHARED_CASES) if folder.exists()):
            if case.code in known:
                self._add(case)

    def _add(self, undated: Case) -> None:
        case = dated(undated, self.compiled)
        case = with_places(case, written_for(self.compiled, case.year).get(case.code))
        members = self.by_year.setdefault(case.year, [])
        self.by_rule.setdefault(case.code, {}).setdefault(case.year, []).append((len(members), case))
        members.append(case)

    def unmutated(self, code: str, year: int) -> Outcomes:
        """What the rulebook makes of the cases of a rule in a year."""
        if (code, year) not in self._unmutated:
            definition = written_for(self.compiled, year).get(code)
            self._unmutated[code, year] = self.outcomes(definition, year, self.by_rule[code][year])
        return self._unmutated[code, year]

    def outcomes(self, definition: Definition | None, year: int, placed: Sequence[Placed]) -> Outcomes:
        """What one definition makes of cases of a year."""
        found: dict[str, Flagged] = {}
        if definition is not None:
            named = ", ".join(f"'{at}'" for at, _ in placed)
            for query in plan(self.compiled, [definition], year).queries:
                sql = f'SELECT * FROM ({query.sql}) AS asked WHERE "LA" IN ({named})'
                flagged_rows(query, self.database(year).execute(sql), found)
        code = definition["code"] if definition else ""
        return [positions(definition, case, found.get(str(at), {}).get(code, {})) for at, case in placed]

    def database(self, year: int) -> DuckDB:
        """An engine that holds the cases of a year and every fact about their rows."""
        if year not in self._databases:
            engine = DuckDB()
            load_cases(engine.execute, year, self.by_year[year])
            build(engine, self.compiled, year)
            self._databases[year] = engine
        return self._databases[year]


def build(engine: DuckDB, compiled: Mapping[str, Any], year: int) -> None:
    """Builds every row table with all of its columns, this year's and last year's."""
    columns: dict[str, list[str]] = compiled["columns"]
    rows = [row for row in TABLE_OF_ROW if row.removesuffix("_last") in columns]
    parts = [_everything(row, columns[row.removesuffix("_last")]) for row in rows]
    asked = {"code": "all", "parts": {str(year): parts}, "applies": {}}
    for statement in plan(dict(compiled), [asked], year).statements:
        engine.execute(statement)


def _everything(row: str, columns: Iterable[str]) -> dict[str, Any]:
    return {
        "rows": [row], "flags": [TABLE_OF_ROW[row]], "partner": "required", "condition": "FALSE",
        "touched": {"a": list(columns)},
    }  # fmt: skip
