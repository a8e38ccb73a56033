"""Mistakes in the facts that rules share: the facts are built anew, and the rules that ask for what differs are run."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import duckdb
import ibis
from mutation.changes import Change, changes
from mutation.examples import ROOT, Definition, Examples, build
from mutation.result import Mutant

from plumbline.checking.planning import written_for

CONCEPTS = ROOT / "src" / "plumbline" / "concepts"
_PACKAGE = "plumbline.concepts"
_BUILT = ("stages", "row_tables")


def modules() -> list[Path]:
    """The modules of the concepts, the longest first."""
    return sorted(CONCEPTS.glob("*.py"), key=lambda path: -path.stat().st_size)


def mutants_of(path: Path, part: int, parts: int, examples: Examples) -> list[Mutant]:
    """What became of every so-manieth mistake in a module of the concepts."""
    found = []
    for at, change in enumerate(changes(path.read_text("utf-8"), str(path))):
        if change.inside and at % parts == part:
            verdict = _verdict(path, change, examples)
            if verdict != "unchanged":
                theme = f"concepts/{path.stem}"
                found.append(Mutant(theme, change.inside, change.line, change.before, change.after, verdict))
    return found


def _verdict(path: Path, change: Change, examples: Examples) -> str:
    name = _PACKAGE if path.stem == "__init__" else f"{_PACKAGE}.{path.stem}"
    try:
        with _mutated(name, change.code) as concepts:
            built = {kind: getattr(concepts, kind)() for kind in _BUILT}
        sql = {kind: {key: str(ibis.to_sql(t, "duckdb")) for key, t in made.items()} for kind, made in built.items()}
        columns = {key: list(table.columns) for key, table in built["row_tables"].items()}
    except Exception:  # whatever the mistake makes of the expression, it doesn't get as far as SQL
        return "does not compile"
    if columns != examples.compiled["columns"]:
        return "does not compile"
    if (sql["stages"], sql["row_tables"]) == (examples.compiled["stages"], examples.compiled["tables"]):
        return "unchanged"
    compiled = {**examples.compiled, "stages": sql["stages"], "tables": sql["row_tables"]}
    try:
        years = sorted(examples.by_year, key=lambda year: -len(examples.by_year[year]))
        return "caught" if any(_notices(examples, compiled, year) for year in years) else "survived"
    except duckdb.Error:
        return "does not run"


def _notices(examples: Examples, compiled: dict[str, Any], year: int) -> bool:
    """Whether any case of a year has another outcome over the facts as changed; they are built and rolled back."""
    connection = examples.database(year)
    rows = list(compiled["columns"])
    connection.execute("BEGIN")
    try:
        for row in rows:
            connection.execute(f'ALTER TABLE "{_stored(row)}" RENAME TO "right_{row}"')
        for kept in (*compiled["stages"], *(f"row_{row}_last" for row in rows)):
            _drop(connection, kept)
        build(connection, compiled, year)
        different = {row: _different(connection, row, compiled["columns"][row]) for row in rows}
        asked = [d for d in written_for(examples.compiled, year).values() if _asks(d, year, different)]
        return any(
            examples.outcomes(d, year, placed) != examples.unmutated[d["code"]][year]
            for d in asked
            if (placed := examples.by_rule.get(d["code"], {}).get(year))
        )
    finally:
        connection.execute("ROLLBACK")


def _stored(row: str) -> str:
    return "child" if row == "child" else f"row_{row}"


def _drop(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    found = connection.execute("SELECT table_type FROM information_schema.tables WHERE table_name = ?", [name])
    for (kind,) in found.fetchall():
        connection.execute(f'DROP {"VIEW" if kind == "VIEW" else "TABLE"} "{name}"')


def _different(connection: duckdb.DuckDBPyConnection, row: str, columns: Sequence[str]) -> set[str]:
    """The columns of a row table whose values are not what they are without the mistake."""
    key = '"CHILD"' if row == "child" else '"row"'
    sums = ", ".join(f'BIT_XOR(HASH("LA", "YEAR", {key}, "{column}"))' for column in columns)
    right, wrong = (
        connection.execute(f'SELECT COUNT(*), {sums} FROM "{name}"').fetchone() or ()
        for name in (f"right_{row}", _stored(row))
    )
    if right[0] != wrong[0]:
        return set(columns)
    return {column for column, a, b in zip(columns, right[1:], wrong[1:], strict=True) if a != b}


def _asks(definition: Definition, year: int, different: dict[str, set[str]]) -> bool:
    return any(
        different.get(row.removesuffix("_last"), set()) & ({*part["touched"][side]} | {"row"})
        for part in definition["parts"][str(year)]
        for side, row in zip(("a", "b"), part["rows"], strict=False)
    )


class _Loader(Loader):
    def __init__(self, code: CodeType):
        self._code = code

    def exec_module(self, module: ModuleType) -> None:
        """Runs the changed code as the module."""
        exec(self._code, vars(module))


class _Finder(MetaPathFinder):
    def __init__(self, name: str, code: CodeType):
        self._name, self._code = name, code

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """The changed module in the place of the one in the file."""
        if fullname != self._name:
            return None
        spec = ModuleSpec(fullname, _Loader(self._code), is_package=fullname == _PACKAGE)
        if fullname == _PACKAGE:
            spec.submodule_search_locations = [str(CONCEPTS)]
        return spec


@contextmanager
def _mutated(name: str, code: CodeType) -> Iterator[ModuleType]:
    """The package of concepts, imported anew with one module changed."""
    kept = {key: sys.modules.pop(key) for key in list(sys.modules) if key.split(".")[:2] == _PACKAGE.split(".")}
    finder = _Finder(name, code)
    sys.meta_path.insert(0, finder)
    try:
        yield import_module(_PACKAGE)
    finally:
        sys.meta_path.remove(finder)
        for key in [key for key in sys.modules if key.split(".")[:2] == _PACKAGE.split(".")]:
            del sys.modules[key]
        sys.modules.update(kept)
