"""An error profile in memory: what one council may share about the errors in one return. Counts and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Stage = Literal["raw", "cleaning", "submitted"]

STAGES: tuple[Stage, ...] = ("raw", "cleaning", "submitted")

#: The case systems that a profile may name.
CASE_SYSTEMS = ("mosaic", "liquidlogic", "eclipse", "azeus", "caredirector", "other", "unknown")

#: Why the counts of a rule are left out of those a profile has: they are of an edition with which they don't compare.
ANOTHER_EDITION = "another_edition"


class Count(NamedTuple):
    """A number known to lie from ``lo`` to ``hi``, ends included; exact when they are the same."""

    lo: int
    hi: int

    @property
    def exact(self) -> bool:
        """Whether the number itself is known."""
        return self.lo == self.hi

    def __str__(self) -> str:
        return f"{self.lo:,}" if self.exact else f"{self.lo:,} to {self.hi:,}"


class RuleCounts(NamedTuple):
    """How many rows of its subject one rule looked at and flagged, and how many children those rows are of.

    Councils are compared on ``children`` of ``children_checked``.
    """

    checked: Count
    flagged: Count
    children_checked: Count
    children: Count


@dataclass(frozen=True)
class Disclosure:
    """How counts are kept from pointing at a child.

    ``exact``: not at all. ``banded``: in bands of ``round_to`` with 0 apart, but for sensitive rules (0, 1 to 5, 6 to 10;
    0 to 5, 6 to 10). ``rounded``: in such bands with 0 in the first of every rule. ``suppressed``: hidden ``below``. A number
    that the method does not use, or that was not said, is 0.
    """

    method: Literal["exact", "banded", "rounded", "suppressed"]
    round_to: int = 0
    below: int = 0


@dataclass(frozen=True)
class Profile:
    """The counts of one return of one council on one day.

    ``year`` is the collection year whose rulebook was used. ``ran`` holds the counts of the rules that were checked,
    ``skipped`` the reason (of a closed list) for the others, ``editions`` what each rule meant: eight hexadecimal digits,
    one of those ever released. A profile of the form's first version has instead one ``rulebook`` for all, such as 2026.417.
    A ``made_up`` one is of children who are, and says nothing of the council whose name it bears.
    """

    authority: str
    year: int
    stage: Stage
    as_at: date
    case_system: str
    version: str
    disclosure: Disclosure
    children: Count
    tables: Mapping[str, Count]
    ran: Mapping[str, RuleCounts]
    skipped: Mapping[str, str]
    editions: Mapping[str, str]
    rulebook: str = ""
    made_up: bool = False

    def edition(self, code: str) -> str:
        """The edition of a rule, empty where there is none: counts of a rule compare where it is the same."""
        return self.rulebook or self.editions.get(code, "")
