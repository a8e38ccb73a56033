"""A council's own rules: a Python module in the words of the rulebook, or a TOML file with a condition in SQL."""

import tomllib
import traceback
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from plumbline.faults import BadInput
from plumbline.model import ssda903
from plumbline.model.names import ROW_NAMES
from plumbline.model.years import TableOfYear
from plumbline.rules.book import Book, Definition, Part
from plumbline.rules.declare import declared_by

SUFFIXES = (".py", ".toml")
#: The theme of a council's own rules.
THEME = "local"
_REQUIRED = ("code", "table", "title", "fix", "fields", "condition")
_ALLOWED = {*_REQUIRED, "why", "applies", "since", "until"}


def with_local_rules(book: Book, paths: Sequence[Path]) -> Book:
    """The book with a council's own rules added; a mistake in a file is BadInput naming its line."""
    local: list[Definition] = []
    taken = set(book.known)
    for path in paths:
        found = _from_module(path, book) if path.suffix == ".py" else _from_toml(path, book)
        if twice := sorted({code for code, _ in found} & taken):
            raise BadInput(f"{path.name}: there is already a rule {', '.join(twice)}. Give yours a code of its own.")
        taken |= {code for code, _ in found}
        local += [definition for _, definition in found if definition]
    return book.with_rules(local) if local else book


#: A rule's code, and its definition if the book's year has it.
Found = list[tuple[str, Definition | None]]


def _from_module(path: Path, book: Book) -> Found:
    from plumbline.rules.compiling import compile_rules  # Ibis takes a second to import

    try:
        rules = [replace(rule, theme=THEME) for rule in declared_by(lambda: _execute(path))]
        written = [rule for rule in rules if rule.is_written_for(book.year)]
        made = {one.code: replace(one, local=True) for one in compile_rules(written, book.year, book.library)}
    except BadInput:
        raise
    except SyntaxError as problem:
        raise BadInput(f"{path.name}, line {problem.lineno}: {problem.msg}.") from problem
    except Exception as problem:
        lines = [frame.lineno for frame in traceback.extract_tb(problem.__traceback__) if frame.filename == str(path)]
        where = f", line {lines[-1]}" if lines else ""
        raise BadInput(f"{path.name}{where}: {problem}") from problem
    return [(rule.code, made.get(rule.code)) for rule in rules]


def _execute(path: Path) -> None:
    spec = spec_from_file_location(f"plumbline_local_{path.stem}", path)
    if spec is None or spec.loader is None or not path.exists():
        raise BadInput(f"{path}: there is no such file of local rules.")
    spec.loader.exec_module(module_from_spec(spec))


def _from_toml(path: Path, book: Book) -> Found:
    try:
        text = path.read_text("utf-8-sig")
        given = tomllib.loads(text)
    except OSError as problem:
        raise BadInput(f"{path}: there is no such file of local rules.") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path.name}: this is not valid TOML: {problem}.") from problem
    entries = given.get("rule")
    if not isinstance(entries, list) or set(given) != {"rule"}:
        raise BadInput(f"{path.name}: a file of local rules holds [[rule]] entries and nothing else.")
    lines = [at for at, line in enumerate(text.splitlines(), start=1) if line.strip() == "[[rule]]"]
    return [
        (entry.get("code", ""), _definition(f"{path.name}, line {line}", entry, book))
        for line, entry in zip(lines, entries, strict=True)
    ]


def _definition(where: str, entry: Mapping[str, Any], book: Book) -> Definition | None:
    """A definition from a TOML entry; None in a year that it is not written for."""
    from plumbline.compiling.conditions import condition_of
    from plumbline.rules.compiling import compiler, needs_of

    _complete(where, entry)
    since, until = entry.get("since", 0), entry.get("until", 0)
    if book.year < since or (until and until < book.year):
        return None
    row, dialect = ROW_NAMES[entry["table"]], book.library.dialect
    schema = compiler(dialect).schemas[row]
    condition = condition_of(entry["condition"], row, schema, dialect, f"{where}: condition")
    applies = None
    if "applies" in entry:
        applies = condition_of(entry["applies"], row, schema, dialect, f"{where}: applies")
    part = Part(condition, (TableOfYear(entry["table"]),), where=applies)
    definition = Definition(
        entry["code"], entry["title"], entry.get("why", ""), entry["fix"], THEME, tuple(entry["fields"]), (part,), (),
        applies, since, until, local=True,
    )  # fmt: skip
    return replace(definition, needs=needs_of(definition, book.library))


def _complete(where: str, entry: Mapping[str, Any]) -> None:
    if missing := [name for name in _REQUIRED if not entry.get(name)]:
        raise BadInput(f"{where}: the rule lacks {', '.join(missing)}.")
    if unknown := sorted(set(entry) - _ALLOWED):
        raise BadInput(f"{where}: a rule has no {', '.join(unknown)}. There are: {', '.join(sorted(_ALLOWED))}.")
    if entry["table"] not in ssda903().tables:
        raise BadInput(f"{where}: there is no table {entry['table']}. There are: {', '.join(ssda903().tables)}.")
    known = [field.name for field in ssda903().tables[entry["table"]].fields]
    _known(where, entry["fields"], known, f"table {entry['table']}")


def _known(where: str, names: Iterable[str], known: Collection[str], of: str) -> None:
    if unknown := sorted(set(names) - set(known)):
        raise BadInput(f"{where}: {of} has no field {', '.join(unknown)}. There are: {', '.join(known)}.")
