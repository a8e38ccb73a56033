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
from plumbline.rules.declare import Rule, declared_by
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

SUFFIXES = (".py", ".toml")
_REQUIRED = ("code", "table", "title", "fix", "fields", "condition")
_ALLOWED = {*_REQUIRED, "why", "applies", "since", "until"}


def with_local_rules(compiled: dict[str, Any], paths: Sequence[Path]) -> dict[str, Any]:
    """The compiled rulebook with a council's own rules added; a mistake in a file is BadInput naming its line."""
    if not paths:
        return compiled
    from plumbline.rules import compiling  # Ibis takes a second to import

    schemas = compiling.row_schemas()
    built_in = {d["code"] for d in compiled["definitions"]}
    local: list[dict[str, Any]] = []
    for path in paths:
        found = _from_module(path, schemas) if path.suffix == ".py" else _from_toml(path, schemas)
        taken = sorted({d["code"] for d in found} & (built_in | {d["code"] for d in local}))
        if taken:
            raise BadInput(f"{path.name}: there is already a rule {', '.join(taken)}. Give yours a code of its own.")
        local += found
    definitions = [*compiled["definitions"], *local]
    columns = compiling.columns_asked(definitions, schemas)
    wider = {row: names for row, names in columns.items() if set(names) - set(compiled["columns"][row])}
    return {
        **compiled,
        "definitions": definitions,
        "columns": compiled["columns"] | wider,
        "tables": compiled["tables"] | compiling.row_table_sql(wider, compiled["dialect"]),
    }


def _from_module(path: Path, schemas: Mapping[str, Any]) -> list[dict[str, Any]]:
    from plumbline.rules.compiling import compile_rule

    try:
        rules = declared_by(lambda: _execute(path))
        return [compile_rule(replace(rule, theme="local"), schemas, "duckdb") | {"local": True} for rule in rules]
    except BadInput:
        raise
    except SyntaxError as problem:
        raise BadInput(f"{path.name}, line {problem.lineno}: {problem.msg}.") from problem
    except Exception as problem:
        lines = [frame.lineno for frame in traceback.extract_tb(problem.__traceback__) if frame.filename == str(path)]
        where = f", line {lines[-1]}" if lines else ""
        raise BadInput(f"{path.name}{where}: {problem}") from problem


def _execute(path: Path) -> None:
    spec = spec_from_file_location(f"plumbline_local_{path.stem}", path)
    if spec is None or spec.loader is None or not path.exists():
        raise BadInput(f"{path}: there is no such file of local rules.")
    spec.loader.exec_module(module_from_spec(spec))


def _from_toml(path: Path, schemas: Mapping[str, Any]) -> list[dict[str, Any]]:
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
        _definition(f"{path.name}, line {line}", entry, schemas) for line, entry in zip(lines, entries, strict=True)
    ]


def _definition(where: str, entry: Mapping[str, Any], schemas: Mapping[str, Any]) -> dict[str, Any]:
    """A compiled definition from a TOML entry."""
    from plumbline.compiling.sql_conditions import condition_of
    from plumbline.rules.compiling import needs_of

    _complete(where, entry)
    table, row = entry["table"], ROW_NAMES[entry["table"]]
    condition, touched = condition_of(entry["condition"], schemas[row], f"{where}: condition")
    part = {
        "rows": [row], "partner": "required", "flags": [table], "touched": {"a": touched}, "by_year": False,
        "condition": condition,
    }  # fmt: skip
    applies: dict[str, Any] = {}
    if "applies" in entry:
        limit, asked = condition_of(entry["applies"], schemas[row], f"{where}: applies")
        part |= {"where": limit, "touched": {"a": sorted({*touched, *asked})}}
        applies = {"row": row, "condition": limit, "touched": asked}
    since, until = entry.get("since", 0), entry.get("until", 0)
    years = [str(y) for y in range(FIRST_YEAR, LAST_YEAR + 1) if since <= y and (not until or y <= until)]
    rule = Rule(
        entry["code"], tuple(entry["fields"]), entry["title"], entry.get("why", ""), entry["fix"], "local", since, until
    )
    return {
        "code": rule.code, "title": rule.title, "why": rule.why, "fix": rule.fix, "theme": rule.theme, "table": table,
        "flags": [table], "fields": list(rule.fields), "since": since, "until": until, "withdrawn": False,
        "history": "", "needs": needs_of(rule, [part]), "parts": {year: [part] for year in years},
        "applies": dict.fromkeys(years, applies) if applies else {}, "local": True,
    }  # fmt: skip


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
