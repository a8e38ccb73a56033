"""A council's own rules as a TOML file with conditions in SQL. What reads it also runs in a browser's Python."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from plumbline.faults import BadInput
from plumbline.model import ssda903
from plumbline.model.names import ROW_NAMES
from plumbline.model.years import TableOfYear
from plumbline.rules.book import Book, Definition, Part
from plumbline.rules.local import THEME, Found
from plumbline.rules.needed import needs_of

_REQUIRED = ("code", "table", "title", "fix", "fields", "condition")
_ALLOWED = {*_REQUIRED, "why", "applies", "since", "until"}


def rules_of_toml(path: Path, book: Book) -> Found:
    """The rules of a TOML file; a mistake in it is BadInput naming its line."""
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
    from plumbline.compiling.conditions import condition_of  # sqlglot takes a moment to import

    _complete(where, entry)
    since, until = entry.get("since", 0), entry.get("until", 0)
    if book.year < since or (until and until < book.year):
        return None
    row, dialect = ROW_NAMES[entry["table"]], book.library.dialect
    columns = book.library.columns_of(row)
    condition = condition_of(entry["condition"], row, columns, dialect, f"{where}: condition")
    applies = None
    if "applies" in entry:
        applies = condition_of(entry["applies"], row, columns, dialect, f"{where}: applies")
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
