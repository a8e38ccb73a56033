"""What Python answers the page, as types. ``make generated`` writes them for the page's side: ``web/src/answers.ts``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

#: What can be said of a finding.
Status = Literal["accepted", "done", "noted"]


@dataclass(frozen=True)
class Done:
    """It was done, and there is nothing to say of it."""


@dataclass(frozen=True)
class CouncilChoice:
    """A council to choose."""

    code: str
    name: str


@dataclass(frozen=True)
class Choices:
    """What the page's choices offer: councils, collection years, and what a profile says of its return."""

    councils: Sequence[CouncilChoice]
    years: Sequence[int]
    stages: Sequence[str]
    systems: Sequence[str]
    fields: Sequence[str]


@dataclass(frozen=True)
class Ready:
    """How many definitions the newest rulebook has, and whether there is a postcode directory."""

    rules: int
    postcodes: bool


@dataclass(frozen=True)
class RuleNamed:
    """A rule by its code and title."""

    code: str
    title: str


@dataclass(frozen=True)
class RulesOfYear:
    """The rules in force in a collection year."""

    year: int
    rules: Sequence[RuleNamed]


@dataclass(frozen=True)
class Held:
    """What a given file holds: tables or Ofsted's providers, the year its dates point to (0: none), else in words.

    ``unusable`` says why it can't be used; it is empty where it can.
    """

    tables: Sequence[str] = ()
    providers: bool = False
    year: int = 0
    words: str = ""
    unusable: str = ""


@dataclass(frozen=True)
class Mark:
    """What a person said of a finding."""

    status: Status
    reason: str


@dataclass(frozen=True)
class Marked:
    """What an accepted.csv says of findings by key, and the keys of the findings there were when it was written."""

    marks: Mapping[str, Mark]
    keys: Sequence[str]


@dataclass(frozen=True)
class Line:
    """A rule's findings counted, and the same in words with what they are of."""

    code: str
    rows: int
    children: int
    said: str


@dataclass(frozen=True)
class Head:
    """What leads a result: the sentence, and each rule's findings that are not accepted."""

    sentence: str
    summary: Sequence[Line]


@dataclass(frozen=True)
class TableRead:
    """A table of this year: its file and its rows."""

    name: str
    title: str
    file: str
    rows: int


@dataclass(frozen=True)
class ValueSeen:
    """A value that a finding's rule looked at: where it stands (or that it was worked out), its column, its text."""

    where: str
    column: str
    value: str | None
    blamed: bool


@dataclass(frozen=True)
class RecordRow:
    """A row of a child's record: the file's line, its text by column, and the columns, by number, that were looked at."""

    line: int
    cells: Sequence[str | None]
    seen: Sequence[int]


@dataclass(frozen=True)
class RecordTable:
    """A child's rows of one table of this year or last."""

    title: str
    file: str
    columns: Sequence[str]
    rows: Sequence[RecordRow]


@dataclass(frozen=True)
class FindingShown:
    """All that a finding is about: the values that its rule looked at, blamed ones first, and the child's whole record."""

    seen: Sequence[ValueSeen]
    record: Sequence[RecordTable]


@dataclass(frozen=True)
class NotChecked:
    """A reason for which rules were not checked, and the rules."""

    reason: str
    rules: Sequence[RuleNamed]


@dataclass(frozen=True)
class Bar:
    """A group of children that stands out: its share of the children flagged and of those checked, from 0 to 1."""

    label: str
    of_flagged: float
    of_checked: float


@dataclass(frozen=True)
class Why:
    """Where a rule's findings concentrate, in words, and the groups that stand out."""

    title: str
    sentences: Sequence[str]
    places: str
    bars: Sequence[Bar]


@dataclass(frozen=True)
class RepairKind:
    """A kind of repair in words: how many were made, and how many withdrawn because they would break a rule."""

    words: str
    repaired: int
    withdrawn: int


@dataclass(frozen=True)
class Change:
    """One repaired value: where it stood, what it was and is, and why there is no other reading."""

    file: str
    line: int
    field: str
    old: str
    new: str
    why: str


@dataclass(frozen=True)
class Repaired:
    """What a repair did: findings before and after, its kinds, and its changes, the first so many of them."""

    before: int
    after: int
    repaired: int
    withdrawn: int
    kinds: Sequence[RepairKind]
    changes: Sequence[Change]


@dataclass(frozen=True)
class Preview:
    """What a profile would give away, in words."""

    preview: str


@dataclass(frozen=True)
class DistinctiveRule:
    """A rule that sets the council apart: what is said of it, what to do, what others did, whom to call."""

    code: str
    title: str
    verdict: str
    said: Sequence[str]
    fix: str
    solutions: Sequence[str]
    calls: Sequence[str]


@dataclass(frozen=True)
class OtherRule:
    """A rule that does not set the council apart, with what is said of it."""

    code: str
    title: str
    said: str


@dataclass(frozen=True)
class OfVerdict:
    """The rules of one verdict that does not set the council apart."""

    verdict: str
    rules: Sequence[OtherRule]


@dataclass(frozen=True)
class ComparisonShown:
    """A comparison in words: what it says, with whom, the rules that set the council apart, the others."""

    sentence: str
    about: str
    distinctive: Sequence[DistinctiveRule]
    others: Sequence[OfVerdict]
    not_comparable: Sequence[str]
