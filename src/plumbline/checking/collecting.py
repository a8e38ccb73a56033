"""From a run to what people are shown: the flagged rows' text, findings with keys that survive a new extract, and words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plumbline.checking.labels import Labels
from plumbline.checking.planning import Plan
from plumbline.checking.result import Checked, Finding, FlaggedRows, RuleWords
from plumbline.checking.running import Applied, Flagged
from plumbline.engine.protocol import Execute
from plumbline.model import ssda903
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import LoadedTable, Return
from plumbline.rules.book import Definition
from plumbline.rules.declare import code_order


@dataclass(frozen=True)
class Collected:
    """The rows of each table that any rule flagged, and the findings in them."""

    flagged: Mapping[TableOfYear, FlaggedRows]
    findings: list[Finding]


def collect(execute: Execute, given: Return, flagged: Flagged) -> Collected:
    """The flagged rows' text, and the findings by rule, table and row."""
    wanted: dict[TableOfYear, set[int]] = {}
    for tables in flagged.values():
        for table, rows in tables.items():
            wanted.setdefault(table, set()).update(rows)
    texts: dict[TableOfYear, FlaggedRows] = {}
    lines: dict[TableOfYear, dict[int, int]] = {}
    for table, rows in wanted.items():
        texts[table], lines[table] = _cells(execute, given.tables[table], rows)
    files = {key: one.file for key, one in given.tables.items()}
    return Collected(texts, _findings(flagged, texts, files, lines))


def _cells(execute: Execute, loaded: LoadedTable, rows: set[int]) -> tuple[FlaggedRows, dict[int, int]]:
    """The text of the flagged rows of a table, and their lines."""
    name, back = loaded.key
    declared = ssda903().table(name)
    fields = tuple(f for f in declared.fields if f.name in loaded.columns or f.derived or f.name == "CHILD")
    listed = ", ".join(f'"{f.name}"' if f.type == "text" else f'"text_{f.name}"' for f in fields)
    of_year = f'"YEAR" = (SELECT MAX("YEAR") FROM "collection") - {back}'
    found = [row for row in execute(f'SELECT "row", "line", {listed} FROM "{name}" WHERE {of_year}') if row[0] in rows]
    return FlaggedRows(tuple(f.name for f in fields), {row[0]: row[2:] for row in found}), {
        row[0]: row[1] for row in found
    }


def _findings(
    flagged: Flagged,
    texts: Mapping[TableOfYear, FlaggedRows],
    files: Mapping[TableOfYear, str],
    lines: Mapping[TableOfYear, Mapping[int, int]],
) -> list[Finding]:
    """The flagged rows as findings, each with its key: rule, table, natural key, occurrence."""
    natural = {table: _natural_keys(table, rows) for table, rows in texts.items()}
    repeated = {table: _repeated(keys) for table, keys in natural.items()}
    found: list[Finding] = []
    for code in sorted(flagged, key=code_order):
        for table, positions in sorted(flagged[code].items()):
            mine, at_line, file, often = natural[table], lines[table], files[table], repeated[table]
            start = f"{code}|{table}|"
            seen: Counter[str] = Counter()
            for row in sorted(positions):
                child, key = mine[row]
                times = 1
                if row in often:
                    seen[key] += 1
                    times = seen[key]
                found.append(Finding(code, table, row, at_line[row], file, child, f"{start}{key}|{times}"))
    return found


def _repeated(keys: Mapping[int, tuple[str, str]]) -> set[int]:
    """The rows whose natural key another row has too."""
    counted = Counter(key for _, key in keys.values())
    return {row for row, (_, key) in keys.items() if counted[key] > 1}


def _natural_keys(table: TableOfYear, flagged: FlaggedRows) -> dict[int, tuple[str, str]]:
    """Each row's child and natural key."""
    places = [flagged.columns.index(field) for field in ssda903().table(table.name).key]
    at = flagged.columns.index("CHILD")
    return {
        row: (cells[at] or "", "|".join(cells[place] or "" for place in places)) for row, cells in flagged.rows.items()
    }


def counted(plan: Plan, failed: Mapping[str, str], flagged: Flagged, texts: Mapping[TableOfYear, FlaggedRows],
            applied: Mapping[str, Applied]) -> dict[str, Checked]:  # fmt: skip
    """How much each rule that ran looked at and flagged, in its subject table."""
    found = {}
    for one in (rule for rule in plan.rules if rule.code not in failed):
        mine = flagged.get(one.code, {}).get(one.table, set())
        at = texts[one.table].columns.index("CHILD") if mine else 0
        children = {texts[one.table].rows[row][at] for row in mine} - {None}
        found[one.code] = Checked(*applied.get(one.code, (0, 0)), len(mine), len(children))
    return found


def words(definitions: Iterable[Definition], labels: Labels, *, earlier: bool = False) -> dict[str, RuleWords]:
    """What people read about each rule; with ``earlier`` years given, the caveat of one that looks far back is left out."""
    return {
        one.code: RuleWords(
            one.code, one.title, one.why if earlier else f"{one.why} {one.history}".strip(), one.fix, one.table,
            one.fields, one.theme, *labels.of(one), one.local, one.edition,
        )
        for one in definitions
    }  # fmt: skip
