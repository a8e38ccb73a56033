"""From the engine's answers to a Result: which rules could run, what they found, and keys that survive a new extract."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from plumbline.checking.labels import Labels
from plumbline.checking.planning import Query
from plumbline.checking.result import Finding, RuleWords, Skipped
from plumbline.model import ssda903
from plumbline.model.names import TABLE_OF_ROW
from plumbline.rules.declare import code_order

Flagged = dict[str, dict[str, set[int]]]

_WORDS = {
    "needs_table": "This year's {} file was not given.",
    "needs_last_year": "Last year's {} file was not given.",
    "needs_providers": "Ofsted's provider list was not given.",
    "needs_postcodes": "The postcode directory is not there.",
    "needs_authority": "The council's code was not given.",
    "needs_xml": "This rule is about the XML form of the return only.",
}


def skip(definition: Mapping[str, Any], available: set[str]) -> Skipped | None:
    """Why a rule can't run on what is ``available`` (tables, ``postcodes``, ``providers``, …), or None if it can."""
    missing = tuple(need for need in definition["needs"] if need not in available)
    if not missing and not any(flag in available for flag in definition["flags"]):
        missing = tuple(definition["flags"])
    if not missing:
        return None
    reason = min((_reason(need) for need in missing), key=list(_WORDS).index)
    named = ", ".join(need.removesuffix("_last") for need in missing if _reason(need) == reason)
    return Skipped(reason, missing, _WORDS[reason].format(named))


def _reason(need: str) -> str:
    if need in ("providers", "postcodes", "authority", "xml"):
        return f"needs_{need}"
    return "needs_last_year" if need.endswith("_last") or need == "uasc_last_year" else "needs_table"


def words(definition: Mapping[str, Any], labels: Labels, *, earlier: bool = False) -> RuleWords:
    """What people read about a rule; with ``earlier`` years given, the caveat of one that looks far back is left out."""
    why = definition["why"] if earlier else f"{definition['why']} {definition['history']}".strip()
    return RuleWords(
        definition["code"], definition["title"], why, definition["fix"],
        definition["table"], tuple(definition["fields"]), definition["theme"],
        *labels.of(definition), definition["local"],
    )  # fmt: skip


def flagged_rows(query: Query, answer: Iterable[tuple[Any, ...]], found: dict[str, Flagged]) -> None:
    """Adds a query's answer to ``found``: council or case → rule → table → rows at fault.

    Many rows have the same faults, so rows are gathered by their codes first, and each lot of codes is read once.
    """
    alike: dict[tuple[str, str], list[tuple[int, int | None]]] = {}
    for la, _year, row, other, codes in answer:
        alike.setdefault((la, codes), []).append((row, other))
    tables = [TABLE_OF_ROW[row] for row in query.rows]
    for (la, codes), pairs in alike.items():
        rows = [{at for pair in pairs if (at := pair[side]) is not None} for side in range(len(tables))]
        for key in codes.split():
            code, flags = query.parts[key]
            mine = found.setdefault(la, {}).setdefault(code, {})
            for table, positions in zip(tables, rows, strict=True):
                if table in flags and positions:
                    mine.setdefault(table, set()).update(positions)


def findings(
    flagged: Flagged,
    rows: Mapping[str, Mapping[int, tuple[str | None, ...]]],
    columns: Mapping[str, tuple[str, ...]],
    files: Mapping[str, str],
    lines: Mapping[str, Mapping[int, int]],
) -> list[Finding]:
    """The flagged rows as findings, by rule, table and row, each with its key: rule, table, natural key, occurrence."""
    natural = {name: _natural_keys(name, rows[name], columns[name]) for name in rows}
    repeated = {name: _repeated(keys) for name, keys in natural.items()}
    found: list[Finding] = []
    for code in sorted(flagged, key=code_order):
        for table, positions in sorted(flagged[code].items()):
            mine, at_line, file, often = natural[table], lines[table], files[table], repeated[table]
            seen: Counter[str] = Counter()
            for row in sorted(positions):
                child, key = mine[row]
                times = 1
                if row in often:
                    seen[key] += 1
                    times = seen[key]
                found.append(Finding(code, table, row, at_line[row], file, child, f"{code}|{table}|{key}|{times}"))
    return found


def _repeated(keys: Mapping[int, tuple[str, str]]) -> set[int]:
    """The rows whose natural key another row has too."""
    counted = Counter(key for _, key in keys.values())
    return {row for row, (_, key) in keys.items() if counted[key] > 1}


def _natural_keys(
    name: str, rows: Mapping[int, tuple[str | None, ...]], columns: tuple[str, ...]
) -> dict[int, tuple[str, str]]:
    """Each row's child and natural key."""
    places = [columns.index(field) for field in ssda903().table(name.removesuffix("_last")).key]
    at = columns.index("CHILD")
    return {row: (cells[at] or "", "|".join(cells[place] or "" for place in places)) for row, cells in rows.items()}
