"""What changed in the core tables from one day to another: which rows, how, and in which columns."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from plumbline.dataset.core.making import OCCURRENCE, has_source, make_core
from plumbline.dataset.folder import Folder
from plumbline.dataset.history.differing import make_differing
from plumbline.dataset.history.kinds import Kind
from plumbline.dataset.history.people import make_people
from plumbline.dataset.loads import Load
from plumbline.dataset.state import State, state_as_at
from plumbline.engine.protocol import Engine, Execute, literal
from plumbline.model import Table, core

_DIFFERING = "main.people_differing"

Value = str | float | date | bool | None


class ColumnChanged(NamedTuple):
    """A column of a row that changed, with its value before and after."""

    name: str
    before: Value
    after: Value


class Change(NamedTuple):
    """What became of one row: its person (empty for tables that are of nobody), its natural key by column, what changed in it."""

    table: str
    kind: Kind
    person_id: str
    key: Mapping[str, Value]
    occurrence: int
    columns: tuple[ColumnChanged, ...]


@dataclass(frozen=True)
class Changes:
    """The changes between two days, by table and kind, and row by row where that was asked for."""

    since: date
    until: date
    counts: Mapping[str, Mapping[Kind, int]]
    rows: tuple[Change, ...]

    def total(self, kind: Kind) -> int:
        """How many rows of all tables something became of."""
        return sum(of_table.get(kind, 0) for of_table in self.counts.values())


def changes(
    engine: Engine,
    folder: Folder,
    loads: Sequence[Load],
    since: date,
    until: date,
    *,
    tables: Collection[str] = (),
    child: str = "",
    with_rows: bool = True,
) -> Changes:
    """Compares the core tables as at ``since`` and as at ``until``. ``child`` limits it to one person's rows."""
    execute = engine.execute
    states = {"before": state_as_at(loads, since), "after": state_as_at(loads, until)}
    engine.expect(sum(state.rows for state in states.values()))
    only = _DIFFERING if make_differing(execute, folder, states["before"], states["after"], _DIFFERING) else ""
    for schema, state in states.items():
        execute(f'CREATE SCHEMA "{schema}"')
        execute(f'USE "{schema}"')
        make_core(execute, folder, state, only=only)
    execute("USE main")
    make_people(execute, loads, folder, states["before"], states["after"])
    counts: dict[str, Mapping[Kind, int]] = {}
    rows: list[Change] = []
    for name, table in core().tables.items():
        if (tables and name not in tables) or not any(has_source(table, state) for state in states.values()):
            continue
        compared = f"CREATE TABLE compared_{name} AS {_compared(table, states['before'], states['after'], child)}"
        execute(compared)
        found = execute(f"SELECT became, COUNT(*) FROM compared_{name} GROUP BY became")
        if found:
            counts[name] = Counter(dict(found))
        if found and with_rows:
            rows += _rows(execute, table)
    return Changes(since, until, counts, tuple(rows))


def _meaning(table: Table) -> list[str]:
    """The columns that make a row what it is, its key left out."""
    return [field.name for field in table.fields if field.name not in (*table.key, "source", "seen_as_at")]


def _compared(table: Table, before: State, after: State, child: str) -> str:
    """A query for every row that something became of."""
    joined = " AND ".join(f'b."{name}" IS NOT DISTINCT FROM a."{name}"' for name in (*table.key, OCCURRENCE))
    columns = _meaning(table)
    differs = ", ".join(f'CASE WHEN a."{name}" IS DISTINCT FROM b."{name}" THEN \'{name}\' END' for name in columns)
    changed = f"LIST_FILTER([{differs}], lambda name: name IS NOT NULL)" if columns else "CAST([] AS VARCHAR[])"
    keys = ", ".join(f'COALESCE(a."{name}", b."{name}") AS "{name}"' for name in (*table.key, OCCURRENCE))
    values = "".join(f', b."{name}" AS "before_{name}", a."{name}" AS "after_{name}"' for name in columns)
    of_child = f"WHERE person_id = {literal(child)}" if child and "person_id" in table.key else ""
    sides = [f"(SELECT *, TRUE AS there FROM {side}.core_{table.name} {of_child})" for side in ("before", "after")]
    rows = (
        f"SELECT {keys}, b.there AS was, a.there AS now, b.seen_as_at AS was_seen, a.seen_as_at AS now_seen, {changed} AS changed{values} "
        f"FROM {sides[0]} AS b FULL OUTER JOIN {sides[1]} AS a ON {joined}"
    )
    return f"SELECT * FROM (SELECT *, {_kind(table, before, after)} AS became FROM ({rows}) AS t) AS t WHERE became IS NOT NULL"


def _kind(table: Table, before: State, after: State) -> str:
    """SQL for what became of a row; null where nothing did."""
    person = "(council, person_id)"
    gone = (
        f"CASE WHEN {person} IN (FROM people_left) THEN 'left' ELSE 'withdrawn' END"
        if "person_id" in table.key
        else "'withdrawn'"
    )
    come = (
        f"CASE WHEN {person} IN (FROM people_back) THEN 'back' ELSE 'added' END"
        if "person_id" in table.key
        else "'added'"
    )
    ends = ", ".join(literal(name) for name in table.ends)
    cases = [f"WHEN was IS NULL THEN {come}", f"WHEN now IS NULL THEN {gone}"]
    if table.ends:
        open_before, open_after = (f'"{side}_{table.ends[0]}" IS NULL' for side in ("before", "after"))
        only_ends = f"LENGTH(changed) > 0 AND LIST_HAS_ALL([{ends}], changed)"
        cases.append(f"WHEN {only_ends} AND {open_before} THEN 'ended'")
        cases.append(f"WHEN {only_ends} AND {open_after} THEN 'reopened'")
    cases.append("WHEN LENGTH(changed) > 0 THEN 'changed'")
    if table.ends and table.field(table.ends[0]).from_903:
        newest = [max((load.as_at for load in state.of("903")), default=None) for state in (before, after)]
        if newest[0] and newest[1] and newest[0] < newest[1]:
            first_end = f'"after_{table.ends[0]}"'
            cases.append(
                f"WHEN {first_end} IS NULL AND was_seen = {literal(newest[0])} AND now_seen = was_seen THEN 'unconfirmed'"
            )
    return f"CASE {' '.join(cases)} END"


def _rows(execute: Execute, table: Table) -> Iterator[Change]:
    columns = _meaning(table)
    listed = [
        *table.key,
        OCCURRENCE,
        "became",
        "changed",
        *(f"{side}_{name}" for name in columns for side in ("before", "after")),
    ]
    order = ", ".join(f'"{name}"' for name in (*table.key, OCCURRENCE))
    asked = ", ".join(f'"{name}"' for name in listed)
    for row in execute(f"SELECT {asked} FROM compared_{table.name} ORDER BY {order}"):
        cells = dict(zip(listed, row, strict=True))
        both = cells["became"] not in ("added", "back", "withdrawn", "left")
        changed = cells["changed"] if both else []
        yield Change(
            table.name,
            cells["became"],
            cells.get("person_id") or "",
            {name: cells[name] for name in table.key if name not in ("council", "person_id")},
            cells[OCCURRENCE],
            tuple(ColumnChanged(name, cells[f"before_{name}"], cells[f"after_{name}"]) for name in changed),
        )
