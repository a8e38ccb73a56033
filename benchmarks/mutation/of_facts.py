"""Mistakes in the facts that rules ask for: the library is compiled with each, and the rules that it reaches are run."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType

from mutation.changes import Sample, changes
from mutation.examples import SOURCE, CannotRun, Examples, ExamplesOfYear
from mutation.result import Mutant
from mutation.substitute import Substitute
from plumbline.compiling.building import statements
from plumbline.compiling.facts import Library
from plumbline.compiling.library import compile_library
from plumbline.concepts.declare import FactTable
from plumbline.concepts.rows import RowKind
from plumbline.rules.book import Book, Definition, columns_asked
from plumbline.rules.compiling import compiled_library, needs_of
from plumbline.rules.declare import Rule, rulebook
from plumbline.rules.rows import rows_of_rules

FOLDERS = (SOURCE / "plumbline" / "concepts", SOURCE / "plumbline" / "rules" / "facts")
#: What the rows of rules are made by, all of which is imported anew with a changed module.
_ROWS = "plumbline.rules.rows"
_ANEW = (_ROWS, "plumbline.concepts.", "plumbline.rules.facts.")


def modules() -> list[Path]:
    """The modules that declare facts, or help to, the longest first."""
    found = [path for folder in FOLDERS for path in folder.glob("*.py") if path.stem != "__init__"]
    return sorted(found, key=lambda path: -path.stat().st_size)


def mutants_of(path: Path, sample: Sample, examples: Examples) -> list[Mutant]:
    """What became of the mistakes drawn in a module: one mutant for each that reaches a rule."""
    name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    theme = name.removeprefix("plumbline.").replace(".", "/")
    drawn = sample.of(changes(path.read_text("utf-8"), str(path)), name)
    found = [(change, verdict_of(name, change.code, examples)) for change in drawn if change.inside]
    return [
        Mutant(theme, change.inside, change.line, change.before, change.after, verdict)
        for change, verdict in found
        if verdict != "unchanged"
    ]


def verdict_of(name: str, code: CodeType, examples: Examples) -> str:
    """What became of a module's code with a mistake in it: caught or survived; unchanged where no rule asks for what differs."""
    try:
        wrong = library_with(name, code)
        reached = {year: _reached(some.book, wrong) for year, some in examples.items()}
    except Exception:  # whatever the mistake makes of a fact, it doesn't get as far as SQL
        return "does not compile"
    if not any(reached.values()):
        return "unchanged"
    try:
        caught = any(_is_caught(reached[year], wrong, some) for year, some in examples.items())
    except CannotRun:
        return "does not run"
    return "caught" if caught else "survived"


def library_with(name: str, code: CodeType) -> Library:
    """The library with other code in the place of one module: only the facts that are others with it are compiled anew."""
    right = compiled_library("duckdb")
    with _in_place_of(name, code):
        kinds: dict[str, RowKind] = import_module(_ROWS).rows_of_rules()
        wrong = compile_library({kind.name: _with_changed_facts(kind) for kind in kinds.values()}, "duckdb")
    changed = {query.name: query for query in wrong.facts}
    return Library("duckdb", wrong.rows, tuple(changed.get(query.name, query) for query in right.facts))


def _with_changed_facts(kind: RowKind) -> RowKind:
    """A kind of row without the facts that are as they were; those that others are made from stay, to be known as such."""
    right = {table.name: table for table in rows_of_rules()[kind.name].facts}
    return replace(
        kind, facts=tuple(table for table in kind.facts if table.shared or not _is_same(table, right[table.name]))
    )


def _is_same(one: FactTable, other: FactTable) -> bool:
    return _declaration(one) == _declaration(other) and bool(one.expression.equals(other.expression))


def _declaration(table: FactTable) -> tuple[object, ...]:
    return table.needs, table.key, table.via, [astuple(fact) for fact in table.facts]


@contextmanager
def _in_place_of(name: str, code: CodeType) -> Iterator[None]:
    kept = _taken_out()
    finder = Substitute(name, code)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        _taken_out()
        sys.modules.update(kept)


def _taken_out() -> dict[str, ModuleType]:
    """Forgets the modules to be imported anew; returns those there were."""
    return {key: sys.modules.pop(key) for key in list(sys.modules) if key.startswith(_ANEW)}


def _reached(book: Book, wrong: Library) -> dict[str, Definition]:
    """The definitions over the wrong library that need something else with it, or rest on rows built in another way."""
    if wrong == book.library:
        return {}
    rules = _rules_of(book.year)
    found = {}
    for code, right in book.written.items():
        rule = rules[code]
        one = replace(right, needs=needs_of(right, wrong, rule.needs, rule.loose, rule.only_for))
        if one != right or _rows_of(one, wrong) != _rows_of(right, book.library):
            found[code] = one
    return found


def _rows_of(definition: Definition, library: Library) -> list[str]:
    return statements(library, columns_asked([definition]))


@cache
def _rules_of(year: int) -> dict[str, Rule]:
    return {rule.code: rule for rule in rulebook() if rule.is_written_for(year)}


def _is_caught(reached: dict[str, Definition], wrong: Library, examples: ExamplesOfYear) -> bool:
    shown = {code: one for code, one in reached.items() if code in examples.of_rule}
    return examples.outcomes(shown, wrong) != {code: examples.right[code] for code in shown}
