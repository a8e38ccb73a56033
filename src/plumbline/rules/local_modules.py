"""A council's own rules as a Python module in the words of the rulebook."""

import traceback
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from plumbline.faults import BadInput
from plumbline.rules.book import Book
from plumbline.rules.declare import declared_by
from plumbline.rules.local import THEME, Found


def rules_of_module(path: Path, book: Book) -> Found:
    """The rules of a Python module; a mistake in it is BadInput naming its line."""
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
