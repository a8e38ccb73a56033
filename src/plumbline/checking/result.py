"""What a check found, in plain Python: the same in a terminal, on a page and in a browser tab."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from plumbline.checking.context import ReturnRows
from plumbline.checking.diagnosis import Diagnosis
from plumbline.checking.evidence import FACTS, Cell, Evidence, KeptTable, RecordTable, RowSeen
from plumbline.checking.reading_report import ReadingReport
from plumbline.checking.seeing import Witness
from plumbline.model.years import TableOfYear
from plumbline.rules.needs import Need


class Finding(NamedTuple):
    """One row at fault under one rule. ``row`` counts from 0; ``line`` is the file's own; ``key`` survives a new extract."""

    code: str
    table: TableOfYear
    row: int
    line: int
    file: str
    child: str
    key: str


class Checked(NamedTuple):
    """How much a rule looked at and flagged: rows and children of its subject table."""

    checked: int
    children_checked: int
    flagged: int
    children: int


class Skipped(NamedTuple):
    """Why a rule was not checked: a reason from a closed list, what it needs, and both in words."""

    reason: str
    needs: tuple[Need, ...]
    words: str


class RuleWords(NamedTuple):
    """What people read about a rule; severity and owner are the council's own words. ``edition`` tells what it means."""

    code: str
    title: str
    why: str
    fix: str
    table: TableOfYear
    fields: tuple[str, ...]
    theme: str
    severity: str = "unknown"
    owner: str = "unknown"
    local: bool = False
    edition: str = ""

    @property
    def name(self) -> str:
        """The title, with a mark on a council's own rule."""
        return f"{self.title} (local rule)" if self.local else self.title


class SummaryLine(NamedTuple):
    """One rule's findings counted: rows and distinct children."""

    code: str
    title: str
    rows: int
    children: int


class Live(NamedTuple):
    """A check of a year that is not over: the day as at which it is known, and the keys of findings that are not due yet."""

    as_at: date
    not_due: frozenset[str]


class FlaggedRows(NamedTuple):
    """The rows of one table that any rule flagged: its columns, and each row's text (None: blank) by row number."""

    columns: tuple[str, ...]
    rows: Mapping[int, tuple[str | None, ...]]


@dataclass(frozen=True)
class Result:
    """Everything one check found, and everything it could not check.

    ``tables`` are the rows of each of this year's tables. ``accepted`` are findings that an analyst has marked as right, by
    key, with the reason. ``kept`` is the text of the children with findings: of the tables that findings are about,
    and where records were asked for of all tables of this year and last. ``witness`` knows what rules saw of it.
    ``context`` is there where it was asked for. ``made_up`` is true where any child in the return is made up. ``diagnoses``
    are there once ``diagnosing.diagnosed`` looked. ``live`` is there where the year was not over (``checking.live``).
    """

    year: int
    start: date
    end: date
    authority: str
    tables: Mapping[str, int]
    children: int
    rules: Mapping[str, RuleWords]
    ran: Mapping[str, Checked]
    skipped: Mapping[str, Skipped]
    failed: Mapping[str, str]
    findings: Sequence[Finding]
    flagged: Mapping[TableOfYear, FlaggedRows]
    reading: ReadingReport
    witness: Witness = field(default_factory=Witness, repr=False)
    accepted: Mapping[str, str] = field(default_factory=dict)
    severities: tuple[str, ...] = ()
    context: ReturnRows | None = field(default=None, repr=False)
    made_up: bool = False
    diagnoses: Sequence[Diagnosis] = ()
    live: Live | None = None

    def values(self, finding: Finding) -> dict[str, str | None]:
        """The blamed fields that the finding's table has, with their text as read (None: blank)."""
        cells = self.flagged[finding.table].rows[finding.row]
        return {name: cells[at] for name, at in self.blamed(finding.code, finding.table)}

    def blamed(self, code: str, table: TableOfYear) -> list[tuple[str, int]]:
        """The blamed fields that a table has, with their places among its columns."""
        if (code, table) not in self._places:
            columns = self.flagged[table].columns
            fields = self.rules[code].fields
            self._places[code, table] = [(name, columns.index(name)) for name in fields if name in columns]
        return self._places[code, table]

    @cached_property
    def _places(self) -> dict[tuple[str, TableOfYear], list[tuple[str, int]]]:
        return {}

    def seen(self, finding: Finding) -> Evidence:
        """The rows and columns that a finding's rule looked at, its own row first, and the facts worked out.

        Pages write each row of ``kept`` once and name it by table and number; ``evidence`` is the same as cells.
        """
        return self.witness.evidence(finding.code, finding.table, finding.row)

    @property
    def kept(self) -> Mapping[TableOfYear, KeptTable]:
        """The text of the children with findings."""
        return self.witness.kept

    def head(self, table: TableOfYear, column: str) -> str:
        """A column of a table as people read it, with a mark on one that is worked out and not in the file."""
        return self.kept[table].head(column) if table in self.kept else column

    def evidence(self, finding: Finding) -> tuple[Cell, ...]:
        """Every cell that a finding's rule looked at, the blamed ones first."""
        found = self.seen(finding)
        cells = [cell for one in found.rows for cell in self.cells(one)]
        return (*cells, *(Cell(FACTS, None, None, one.title, one.value) for one in found.facts))

    def cells(self, seen: RowSeen) -> list[Cell]:
        """The cells of a row that was looked at."""
        table, row, columns, _ = seen
        if row is None:
            return [Cell(table, None, None, name, None) for name in columns]
        kept = self.kept[table]
        cells, line = kept.rows[row], kept.lines.get(row)
        return [Cell(table, row, line, name, cells[kept.place[name]]) for name in columns]

    def record(self, child: str) -> tuple[RecordTable, ...]:
        """A child's rows of every table that the result keeps, this year's tables first; none for no child."""
        return tuple(
            RecordTable(
                table, kept.file, kept.columns, tuple(map(kept.head, kept.columns)), tuple(map(kept.record_row, rows))
            )
            for table, kept in self.kept.items()
            if (rows := kept.by_child.get(child))
        )

    def open_findings(self) -> list[Finding]:
        """The findings to be dealt with now: nobody has accepted them, and of a year that is not over they are due."""
        settled = self.accepted.keys() | self.not_due
        return [f for f in self.findings if f.key not in settled] if settled else list(self.findings)

    @property
    def not_due(self) -> frozenset[str]:
        """The keys of findings that are not due yet; none of a year that is over."""
        return self.live.not_due if self.live else frozenset()

    def not_due_findings(self) -> list[Finding]:
        """The findings that are not due yet, but those that somebody accepted."""
        return (
            [f for f in self.findings if f.key in self.not_due and f.key not in self.accepted] if self.not_due else []
        )

    def accepted_findings(self) -> list[Finding]:
        """The findings that an analyst has marked as right."""
        return [f for f in self.findings if f.key in self.accepted] if self.accepted else []

    def summary(self) -> list[SummaryLine]:
        """Open findings per rule: by severity as the council ranks it, most rows first, then by code."""
        return self._summed(self.open_findings())

    def accepted_summary(self) -> list[SummaryLine]:
        """Accepted findings per rule."""
        return self._summed(self.accepted_findings())

    def not_due_summary(self) -> list[SummaryLine]:
        """Findings that are not due yet per rule."""
        return self._summed(self.not_due_findings())

    def _summed(self, findings: list[Finding]) -> list[SummaryLine]:
        lines = []
        for code, group in groupby(findings, key=attrgetter("code")):
            children = [finding.child for finding in group]
            lines.append(SummaryLine(code, self.rules[code].name, len(children), len(set(children) - {""})))
        return sorted(lines, key=lambda line: (self._rank(line.code), -line.rows, line.code))

    def _rank(self, code: str) -> int:
        severity = self.rules[code].severity
        return self.severities.index(severity) if severity in self.severities else len(self.severities)
