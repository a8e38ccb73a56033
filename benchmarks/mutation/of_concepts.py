"""Mistakes in the facts that rules share: the facts are built anew, and the rules that ask for what differs are run."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType

import ibis
from ibis.expr.operations import UnboundTable

from mutation.changes import Change, changes
from mutation.examples import ROOT, Definition, Examples
from mutation.result import Mutant
from mutation.substitute import Substitute
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import EngineError
from plumbline.rules.book import written_for

CONCEPTS = ROOT / "src" / "plumbline" / "concepts"
_PACKAGE = "plumbline.concepts"


def modules() -> list[Path]:
    """The modules of the concepts, the longest first."""
    return sorted(CONCEPTS.glob("*.py"), key=lambda path: -path.stat().st_size)


def mutants_of(path: Path, one_in: int, examples: Examples) -> list[Mutant]:
    """What became of one in so many of the mistakes in a module of the concepts."""
    found = []
    for at, change in enumerate(changes(path.read_text("utf-8"), str(path))):
        if change.inside and at % one_in == 0:
            verdict = _verdict(path, change, examples)
            if verdict != "unchanged":
                theme = f"concepts/{path.stem}"
                found.append(Mutant(theme, change.inside, change.line, change.before, change.after, verdict))
    return found


def _verdict(path: Path, change: Change, examples: Examples) -> str:
    name = _PACKAGE if path.stem == "__init__" else f"{_PACKAGE}.{path.stem}"
    try:
        with _mutated(name, change.code) as concepts:
            built = {**concepts.stages(), **concepts.row_tables()}
        right = examples.stages | examples.tables
        sql = {key: str(ibis.to_sql(t, "duckdb")) for key, t in built.items() if not t.equals(right[key])}
    except Exception:  # whatever the mistake makes of the expression, it doesn't get as far as SQL
        return "does not compile"
    if any(built[key].columns != right[key].columns for key in sql):
        return "does not compile"
    years = sorted(examples.by_year, key=lambda year: -len(examples.by_year[year]))
    try:
        noticed = any(_notices(examples, sql, year) for year in years)
    except EngineError:
        return "does not run"
    return "caught" if noticed else "survived" if sql else "unchanged"


def _notices(examples: Examples, changed: Mapping[str, str], year: int) -> bool:
    """Whether any case of a year has another outcome over the facts as changed; they are built and rolled back."""
    engine = examples.database(year)
    mine = {code: years[year] for code, years in examples.by_rule.items() if year in years}
    right = {code: examples.unmutated(code, year) for code in mine}  # before anything is changed
    engine.execute("BEGIN")
    try:
        different = _rebuilt(engine, examples, changed)
        return any(
            examples.outcomes(d, year, mine[code]) != right[code]
            for code, d in written_for(examples.compiled, year).items()
            if code in mine and _asks(d, year, different)
        )
    finally:
        engine.execute("ROLLBACK")


def _rebuilt(engine: DuckDB, examples: Examples, changed: Mapping[str, str]) -> dict[str, set[str]]:
    """Builds what has changed and all that rests on it; for each row table, the columns that hold something else now."""
    different: dict[str, set[str]] = {}
    for name, table in (examples.stages | examples.tables).items():
        rests_on = {source.name for source in table.op().find(UnboundTable)}
        if name not in changed and not rests_on & {key for key, columns in different.items() if columns}:
            continue
        stored = name if name in examples.stages or name == "child" else f"row_{name}"
        sql = changed.get(name) or (examples.compiled["stages"] | examples.compiled["tables"])[name]
        engine.execute(f'ALTER TABLE "{stored}" RENAME TO "right_{name}"')
        engine.execute(f'CREATE TABLE "{stored}" AS {sql}')
        different[name] = _different(engine, f"right_{name}", stored, table.columns)
    return different


def _different(engine: DuckDB, right: str, wrong: str, columns: Sequence[str]) -> set[str]:
    """The columns of a table whose values are not what they are without the mistake."""
    key = ", ".join(f'"{name}"' for name in ("LA", "YEAR", "CHILD", "row") if name in columns)
    sums = ", ".join(f'SUM(HASH({key}, "{column}") % 1000000007)' for column in columns)
    (first, *before), (second, *after) = (
        engine.execute(f'SELECT COUNT(*), {sums} FROM "{name}"')[0] for name in (right, wrong)
    )
    if first != second:
        return set(columns)
    return {column for column, a, b in zip(columns, before, after, strict=True) if a != b}


def _asks(definition: Definition, year: int, different: dict[str, set[str]]) -> bool:
    return any(
        different.get(row.removesuffix("_last"), set()) & ({*part["touched"][side]} | {"row"})
        for part in definition["parts"][str(year)]
        for side, row in zip(("a", "b"), part["rows"], strict=False)
    )


@contextmanager
def _mutated(name: str, code: CodeType) -> Iterator[ModuleType]:
    """The package of concepts, imported anew with one module changed."""
    kept = {key: sys.modules.pop(key) for key in list(sys.modules) if key.split(".")[:2] == _PACKAGE.split(".")}
    finder = Substitute(name, code, CONCEPTS if name == _PACKAGE else None)
    sys.meta_path.insert(0, finder)
    try:
        yield import_module(_PACKAGE)
    finally:
        sys.meta_path.remove(finder)
        for key in [key for key in sys.modules if key.split(".")[:2] == _PACKAGE.split(".")]:
            del sys.modules[key]
        sys.modules.update(kept)
