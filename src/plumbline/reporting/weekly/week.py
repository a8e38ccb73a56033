"""What the weekly page is made of: typed facts as at one load. Children and rows are whole numbers, none of them named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from plumbline.dataset.freshness.fresh import TableFreshness
from plumbline.dataset.freshness.unusual import Unusual
from plumbline.dataset.history.kinds import Kind


class Loaded(NamedTuple):
    """A load: its number and the day that it speaks for."""

    number: int
    as_at: date


class ErrorsAt(NamedTuple):
    """Findings at a load: to be mended *now*, and *not due yet*, which only the year's end will ask for."""

    as_at: date
    now: int
    not_due_yet: int


class RuleFound(NamedTuple):
    """A rule's findings as at this load. ``before`` is its number *now* at the load before, None where there was none.

    ``team`` is who mends it, "" where nobody is named.
    """

    code: str
    title: str
    now: int
    not_due_yet: int
    before: int | None
    team: str = ""

    @property
    def more(self) -> int:
        """How many more there are now than at the load before; 0 where there was none."""
        return 0 if self.before is None else self.now - self.before


class Change(NamedTuple):
    """How many rows of a table changed in one way since the load before, and whether that is unusual."""

    kind: Kind
    rows: int
    unusual: Unusual = ""


class TableChanges(NamedTuple):
    """A table's changes; a kind that is not there did not happen."""

    table: str
    changes: Sequence[Change]

    def of(self, kind: Kind) -> Change:
        """The rows of a kind."""
        return next((one for one in self.changes if one.kind == kind), Change(kind, 0))


class Children(NamedTuple):
    """Children looked after as at the load, and since the load before those new, back and no longer there."""

    in_care: int
    new: int
    back: int
    left: int


@dataclass(frozen=True)
class Week:
    """One load and what it says.

    ``before`` is None at the first load, when there are neither changes nor children who came and went. ``errors`` has the loads that
    were checked, the oldest first and this one last, and is empty where this one was not; ``not_checked`` says why,
    or which rules were not, in sentences.
    """

    council: str
    load: Loaded
    before: Loaded | None
    tables: Sequence[TableFreshness]
    errors: Sequence[ErrorsAt]
    rules: Sequence[RuleFound]
    changes: Sequence[TableChanges]
    children: Children | None
    made_up: bool
    not_checked: str = ""

    @property
    def late(self) -> list[TableFreshness]:
        """The late tables, the busiest first."""
        return sorted((one for one in self.tables if one.late), key=lambda one: -(one.lateness.a_year or 0))
