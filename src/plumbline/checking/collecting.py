"""From a run to what people are shown: the flagged rows' text, findings with keys that survive a new extract, and words."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from operator import itemgetter

from plumbline.checking.evidence import KeptTable
from plumbline.checking.facts_seen import facts_seen
from plumbline.checking.keeping import keep
from plumbline.checking.labels import Labels
from plumbline.checking.looking import looks_of
from plumbline.checking.planning import Plan
from plumbline.checking.preparing import LA
from plumbline.checking.result import Checked, Finding, FlaggedRows, RuleWords
from plumbline.checking.running import Applied, Flagged, Run
from plumbline.checking.seeing import Witness
from plumbline.engine.protocol import Execute
from plumbline.model import DATE_TYPES, ssda903
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import Note, Return
from plumbline.rules.book import Definition
from plumbline.rules.declare import code_order
from plumbline.wording import counted as so_many

#: A day with the year first, as databases write it.
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{2}:.*)?")


@dataclass(frozen=True)
class Collected:
    """The rows of each table that any rule flagged, the findings in them, and what they were found by."""

    flagged: Mapping[TableOfYear, FlaggedRows]
    findings: list[Finding]
    witness: Witness


def collect(
    execute: Execute, given: Return, plan: Plan, ran: Run, year: int, records: Collection[TableOfYear] = ()
) -> Collected:
    """The findings of a single return, kept under the rules of ``year``, by rule, table and row, with their evidence.

    Of the tables that rules with findings look at, and of ``records``, everything is kept that the return has of the
    children with findings.
    """
    flagged, pairs = ran.flagged.get(LA, {}), ran.pairs.get(LA, {})
    rows: dict[TableOfYear, set[int]] = {}
    for tables in flagged.values():
        for table, positions in tables.items():
            rows.setdefault(table, set()).update(positions)
    looks = {one.code: looks_of(one, plan.library) for one in plan.rules if flagged.get(one.code)}
    every = [part for parts in looks.values() for part in parts]
    touched = {table for part in every for table in part.tables}
    kept = keep(execute, given, rows, {*rows, *touched, *records}, year)
    texts = {table: _flagged_rows(kept[table], mine) for table, mine in rows.items()}
    witness = Witness(looks, pairs, facts_seen(execute, plan.library, every, kept), kept)
    return Collected(texts, _findings(flagged, texts, kept), witness)


def _flagged_rows(kept: KeptTable, rows: set[int]) -> FlaggedRows:
    return FlaggedRows(kept.columns, {row: cells for row, cells in kept.rows.items() if row in rows})


def _findings(
    flagged: Flagged,
    texts: Mapping[TableOfYear, FlaggedRows],
    kept: Mapping[TableOfYear, KeptTable],
) -> list[Finding]:
    """The flagged rows as findings, each with its key: rule, table, natural key, occurrence.

    A return has tens of thousands: each is made by ``tuple`` itself, column by column.
    """
    known = {table: _Known(table, rows) for table, rows in texts.items()}
    made = partial(tuple.__new__, Finding)
    found: list[Finding] = []
    for code in sorted(flagged, key=code_order):
        for table, positions in sorted(flagged[code].items()):
            rows, mine = sorted(positions), known[table]
            keys = mine.keys(f"{code}|{table}|", rows)
            at_line, children = map(kept[table].lines.__getitem__, rows), map(mine.child.__getitem__, rows)
            found += map(
                made, zip(repeat(code), repeat(table), rows, at_line, repeat(kept[table].file), children, keys)
            )
    return found


class _Known:
    """The child and the natural key of each flagged row of a table."""

    def __init__(self, table: TableOfYear, flagged: FlaggedRows):
        known = ssda903().table(table.name)
        places = [(flagged.columns.index(name), known.field(name).type in DATE_TYPES) for name in known.key]
        at = flagged.columns.index("CHILD")
        self.child = {row: cells[at] or "" for row, cells in flagged.rows.items()}
        self._natural = {
            row: "|".join([day_first(cells[at] or "") if is_day else cells[at] or "" for at, is_day in places])
            for row, cells in flagged.rows.items()
        }
        counted = Counter(self._natural.values())
        self._repeated = {row for row, key in self._natural.items() if counted[key] > 1}

    def keys(self, start: str, rows: Sequence[int]) -> list[str]:
        """The findings' keys of some rows in order; rows with one natural key are numbered."""
        if self._repeated.isdisjoint(rows):
            return [f"{start}{key}|1" for key in map(self._natural.__getitem__, rows)]
        seen: Counter[str] = Counter()
        found = []
        for row in rows:
            key = self._natural[row]
            seen[key] += 1
            found.append(f"{start}{key}|{seen[key]}")
        return found


def day_first(text: str) -> str:
    """A date that is written year first, with a time or without, as the guide writes it: its key outlives a repair."""
    found = _YEAR_FIRST.fullmatch(text)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else text


def unmatched(accepted: Collection[str], findings: Sequence[Finding], checked: Collection[str]) -> list[Note]:
    """A note of how many accepted findings, given by their keys, were not found by the rules that were checked."""
    looked_for = {key for key in accepted if key.partition("|")[0] in checked}
    left = len(looked_for.difference(one.key for one in findings)) if looked_for else 0
    said = (
        f"{so_many(left, 'accepted finding')}, of {len(accepted):,} given, {'was' if left == 1 else 'were'} not found. "
        "Either the error is gone, and the line can be taken out of accepted.csv; or the child's number or a date that "
        "it is known by has changed: then it is among the findings, to be accepted again."
    )
    return [Note("accepted_unmatched", "", said, left)] if left else []


def counted(
    plan: Plan,
    failed: Mapping[str, str],
    flagged: Flagged,
    texts: Mapping[TableOfYear, FlaggedRows],
    applied: Mapping[str, Applied],
) -> dict[str, Checked]:
    """How much each rule that ran looked at and flagged, in its subject table."""
    return {
        one.code: Checked(*applied.get(one.code, (0, 0)), *_flagged(one.table, flagged.get(one.code, {}), texts))
        for one in plan.rules
        if one.code not in failed
    }


def _flagged(
    table: TableOfYear, flagged: Mapping[TableOfYear, set[int]], texts: Mapping[TableOfYear, FlaggedRows]
) -> tuple[int, int]:
    """The rows and children flagged in a table."""
    if table not in flagged:
        return 0, 0
    columns, rows = texts[table]
    children = set(map(itemgetter(columns.index("CHILD")), map(rows.__getitem__, flagged[table])))
    return len(flagged[table]), len(children - {None})


def words(definitions: Iterable[Definition], labels: Labels, *, earlier: bool = False) -> dict[str, RuleWords]:
    """What people read about each rule; with ``earlier`` years given, the caveat of one that looks far back is left out."""
    return {
        one.code: RuleWords(
            one.code, one.title, one.why if earlier else f"{one.why} {one.history}".strip(), one.fix, one.table,
            one.fields, one.theme, *labels.of(one), one.local, one.edition,
        )
        for one in definitions
    }  # fmt: skip
