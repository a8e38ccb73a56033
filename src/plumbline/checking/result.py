"""What a check found, in plain Python: the same in a terminal, on a page and in a browser tab."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from plumbline.checking.surroundings import Surroundings


class Finding(NamedTuple):
    """One row at fault under one rule. ``row`` counts from 0; ``line`` is the file's own; ``key`` survives a new extract."""

    code: str
    table: str
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
    needs: tuple[str, ...]
    words: str


class RuleWords(NamedTuple):
    """What people read about a rule; severity and owner are the council's own words."""

    code: str
    title: str
    why: str
    fix: str
    table: str
    fields: tuple[str, ...]
    theme: str
    severity: str = "unknown"
    owner: str = "unknown"
    local: bool = False

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


@dataclass
class Result:
    """Everything one check found, and everything it could not check."""

    year: int
    start: date
    end: date
    authority: str
    tables: dict[str, int]
    rules: dict[str, RuleWords]
    children: int = 0
    ran: dict[str, Checked] = field(default_factory=dict)
    skipped: dict[str, Skipped] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    rows: dict[str, dict[int, tuple[str | None, ...]]] = field(default_factory=dict)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reading: dict[str, Any] = field(default_factory=dict)
    accepted: dict[str, str] = field(default_factory=dict)
    severities: tuple[str, ...] = ()
    _places: dict[tuple[str, str], list[tuple[str, int]]] = field(default_factory=dict, repr=False, compare=False)
    surroundings: Surroundings | None = field(default=None, repr=False)

    def values(self, finding: Finding) -> dict[str, str | None]:
        """The blamed fields that the finding's table has, with their text as read (None: blank)."""
        cells = self.rows[finding.table][finding.row]
        return {name: cells[at] for name, at in self.blamed(finding.code, finding.table)}

    def blamed(self, code: str, table: str) -> list[tuple[str, int]]:
        """The blamed fields that a table has, with their places among its columns."""
        if (code, table) not in self._places:
            columns = self.columns[table]
            fields = self.rules[code].fields
            self._places[code, table] = [(name, columns.index(name)) for name in fields if name in columns]
        return self._places[code, table]

    def open_findings(self) -> list[Finding]:
        """The findings that nobody has accepted."""
        return [f for f in self.findings if f.key not in self.accepted]

    def accepted_findings(self) -> list[Finding]:
        """The findings that an analyst has marked as right."""
        return [f for f in self.findings if f.key in self.accepted]

    def summary(self) -> list[SummaryLine]:
        """Findings that are not accepted, per rule: by severity as the council ranks it, most rows first, then by code."""
        return self._summed(self.open_findings())

    def accepted_summary(self) -> list[SummaryLine]:
        """Accepted findings per rule."""
        return self._summed(self.accepted_findings())

    def _summed(self, findings: list[Finding]) -> list[SummaryLine]:
        lines = []
        for code, group in groupby(findings, key=attrgetter("code")):
            children = [finding.child for finding in group]
            lines.append(SummaryLine(code, self.rules[code].name, len(children), len(set(children) - {""})))
        return sorted(lines, key=lambda line: (self._rank(line.code), -line.rows, line.code))

    def _rank(self, code: str) -> int:
        severity = self.rules[code].severity
        return self.severities.index(severity) if severity in self.severities else len(self.severities)
