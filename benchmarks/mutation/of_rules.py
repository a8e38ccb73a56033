"""Mistakes in the rules: each is compiled alone and run on the cases of its rule."""

import ast
from collections.abc import Iterator
from operator import and_, or_
from pathlib import Path
from typing import Any

from mutation.changes import Change, changes
from mutation.examples import ROOT, Definition, Examples
from mutation.result import Mutant
from plumbline.engine.protocol import EngineError
from plumbline.rules import vocabulary
from plumbline.rules.compiling import compile_rule
from plumbline.rules.declare import Part, Rule, declared_by

THEMES = ROOT / "src" / "plumbline" / "rules" / "themes"
#: What a changed rule may name without its module importing it.
_WORDS = {**vars(vocabulary), "and_": and_, "or_": or_}


def themes() -> list[Path]:
    """The theme modules, the longest first."""
    found = [path for path in THEMES.glob("*.py") if path.stem != "__init__"]
    return sorted(found, key=lambda path: -path.stat().st_size)


def mutants_of(path: Path, examples: Examples) -> list[Mutant]:
    """What became of every mistake in a theme: one mutant for each definition that it alters."""
    source = path.read_text("utf-8")
    named = _names_used(ast.parse(source))
    places = [at for at, rule in enumerate(examples.rules) if rule.theme == path.stem]
    # The register is sorted by code; a module declares in its own order.
    own = sorted(places, key=lambda at: _declared_at(examples.rules[at], source))
    found: list[Mutant] = []
    for change in changes(source, str(path)):
        found += _try(change, path.stem, named, own, examples)
    return found


def _declared_at(rule: Rule, source: str) -> tuple[int, int]:
    condition = rule.parts[0].condition
    place = condition.__code__.co_firstlineno
    named = source.find(f'"{rule.code}":') if "<locals>" in condition.__qualname__ else 0
    return place, named


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


def _try(
    change: Change, theme: str, named: dict[str, set[str]], own: list[int], examples: Examples
) -> Iterator[Mutant]:
    reached = [at for at in own if _reaches(examples.rules[at].parts, change.inside, named)]
    if not reached:
        return
    module: dict[str, Any] = {**_WORDS, "__name__": f"plumbline.rules.themes.{theme}"}
    try:
        rules = declared_by(lambda: exec(change.code, module))
    except (ValueError, TypeError, KeyError, AttributeError, NameError):
        rules = []
    for at in reached:
        original = examples.definitions[at]
        verdict = "not declared" if len(rules) != len(own) else ""
        if not verdict:
            verdict = _verdict(rules[own.index(at)], original, examples)
        if verdict != "unchanged":
            yield Mutant(theme, original["code"], change.line, change.before, change.after, verdict)


def _reaches(parts: list[Part], inside: str, named: dict[str, set[str]]) -> bool:
    if not inside:
        return True
    roots = [part.condition.__qualname__.partition(".")[0] for part in parts]
    return any(root == inside or inside in named.get(root, ()) for root in roots)


def _verdict(rule: Rule, original: Definition, examples: Examples) -> str:
    try:
        mutated = compile_rule(rule, examples.schemas, "duckdb")
    except Exception:  # whatever the mistake makes of the expression, it doesn't get as far as SQL
        return "does not compile"
    if _at_fault(mutated) == _at_fault(original):
        return "unchanged"
    for year, placed in examples.by_rule.get(rule.code, {}).items():
        if str(year) not in mutated["parts"] and str(year) not in original["parts"]:
            continue
        definition = mutated if str(year) in mutated["parts"] else None
        try:
            if examples.outcomes(definition, year, placed) != examples.unmutated(rule.code, year):
                return "caught"
        except (EngineError, StopIteration):  # the latter: no row of the rule is of the tables it flags
            return "does not run"
    return "survived"


def _at_fault(definition: Definition) -> Any:
    """What of a definition decides which rows are at fault."""
    kept = ("rows", "condition", "where", "flags")
    parts = {
        year: [{**{k: part.get(k) for k in kept}, "partner": len(part["rows"]) > 1 and part["partner"]} for part in one]
        for year, one in definition["parts"].items()
    }
    return parts, definition["needs"], definition["withdrawn"]
