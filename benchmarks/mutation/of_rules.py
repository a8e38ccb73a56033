"""Mistakes in the rules: each rule they reach is compiled with it, and run on the cases of that rule."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import and_, or_
from pathlib import Path
from types import CodeType
from typing import Any

from mutation.changes import Change, Sample, changes
from mutation.examples import SOURCE, CannotRun, Examples
from mutation.result import Mutant
from plumbline.rules import vocabulary
from plumbline.rules.book import Definition
from plumbline.rules.compiling import compile_rules, compiled_library
from plumbline.rules.declare import Rule, declared_by
from plumbline.rules.rulebooks import years

THEMES = SOURCE / "plumbline" / "rules" / "themes"
#: What a changed rule may name without its module importing it.
_WORDS = {**vars(vocabulary), "and_": and_, "or_": or_}


@dataclass(frozen=True)
class Original:
    """A rule as it stands, its definitions by year, and every function and constant of its module that it leads to."""

    rule: Rule
    definitions: Mapping[int, Definition]
    leads_to: frozenset[str]

    def is_reached_by(self, change: Change) -> bool:
        """Whether a change may alter the rule; one outside all functions may alter any."""
        return not change.inside or change.inside in self.leads_to


def themes() -> list[Path]:
    """The theme modules, the longest first."""
    found = [path for path in THEMES.glob("*.py") if path.stem != "__init__"]
    return sorted(found, key=lambda path: -path.stat().st_size)


def mutants_of(path: Path, sample: Sample, examples: Examples) -> list[Mutant]:
    """What became of the mistakes drawn in a theme: one mutant for each rule that a mistake alters."""
    source = path.read_text("utf-8")
    originals = _originals(path, source)
    drawn = sample.of(changes(source, str(path)), path.stem)
    return [mutant for change in drawn for mutant in _mutants(change, path.stem, originals, examples)]


def _originals(path: Path, source: str) -> list[Original]:
    tree = ast.parse(source)
    named = _names_used(tree)
    rules = _declared(compile(tree, str(path), "exec"), path.stem)
    return [Original(rule, _compiled(rule), _leads_to(rule, named)) for rule in rules]


def _declared(code: CodeType, theme: str) -> list[Rule]:
    """The rules that a module's code declares, in its order."""
    module: dict[str, Any] = {**_WORDS, "__name__": f"plumbline.rules.themes.{theme}"}
    return declared_by(lambda: exec(code, module))


def _compiled(rule: Rule) -> dict[int, Definition]:
    """A rule's definition in each year that it is written for."""
    library = compiled_library("duckdb")
    return {year: compile_rules([rule], year, library)[0] for year in years() if rule.is_written_for(year)}


def _names_used(tree: ast.Module) -> dict[str, set[str]]:
    """The functions and constants of a module, each with all names that it leads to."""
    direct: dict[str, set[str]] = {}
    for statement in tree.body:
        used = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        if isinstance(statement, ast.FunctionDef):
            direct[statement.name] = used
        for target in getattr(statement, "targets", []):
            direct[getattr(target, "id", "")] = used
    for _ in direct:
        direct = {
            name: used | set().union(*(direct.get(other, set()) for other in used)) for name, used in direct.items()
        }
    return direct


def _leads_to(rule: Rule, named: Mapping[str, set[str]]) -> frozenset[str]:
    roots = {part.condition.__qualname__.partition(".")[0] for part in rule.parts}
    return frozenset(roots.union(*(named.get(root, ()) for root in roots)))


def _mutants(change: Change, theme: str, originals: Sequence[Original], examples: Examples) -> Iterator[Mutant]:
    reached = [at for at, original in enumerate(originals) if original.is_reached_by(change)]
    if not reached:
        return
    try:
        rules = _declared(change.code, theme)
    except Exception:  # whatever the mistake makes of the declaration, nobody could ship it
        rules = []
    for at in reached:
        is_declared = len(rules) == len(originals)
        verdict = _verdict(rules[at], originals[at], examples) if is_declared else "not declared"
        if verdict != "unchanged":
            yield Mutant(theme, originals[at].rule.code, change.line, change.before, change.after, verdict)


def _verdict(mutated: Rule, original: Original, examples: Examples) -> str:
    try:
        wrong = _compiled(mutated)
    except Exception:  # whatever the mistake makes of the expression, it doesn't get as far as SQL
        return "does not compile"
    right, code = original.definitions, original.rule.code
    if _at_fault_by_year(wrong) == _at_fault_by_year(right):
        return "unchanged"
    shown = [some for year, some in examples.items() if code in some.of_rule and (year in wrong or year in right)]
    try:
        caught = any(
            some.outcomes({code: wrong.get(some.book.year)}, some.book.library)[code] != some.right[code]
            for some in shown
        )
    except CannotRun:
        return "does not run"
    return "caught" if caught else "survived"


def _at_fault_by_year(definitions: Mapping[int, Definition]) -> dict[int, object]:
    """What of each year's definition decides which rows are at fault."""
    return {year: (_at_fault(one), one.needs, one.withdrawn) for year, one in definitions.items()}


def _at_fault(one: Definition) -> list[object]:
    return [
        (part.rows, part.condition.sql, part.where and part.where.sql, part.flags, part.rows[1:] and part.partner)
        for part in one.parts
    ]
