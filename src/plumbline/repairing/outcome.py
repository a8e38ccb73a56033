"""What a run of repairs did, for people and programs."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from plumbline.checking.result import Result


class Logged(NamedTuple):
    """One repair as it is told: where, what was in the file, what it is now, why; and the rules it would break, if any."""

    file: str
    line: int
    table: str
    field: str
    child: str
    record: str
    old: str
    new: str
    kind: str
    rules: tuple[str, ...]
    why: str
    look_at: str
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True)
class RepairedFile:
    """One file of this year's return with its repairs made; unchanged where it had none."""

    name: str
    content: bytes
    repairs: int


@dataclass(frozen=True)
class Outcome:
    """The check before, the check after, what was repaired, what was withdrawn, and the files."""

    before: Result
    after: Result
    repaired: list[Logged]
    withdrawn: list[Logged]
    files: list[RepairedFile]

    @property
    def form(self) -> str:
        """The form in which the files came and go: CSV or XML. A workbook's sheets go as CSV."""
        return str(self.before.reading.source).upper()

    def by_kind(self) -> list[tuple[str, int, int]]:
        """Per kind in words: how many were repaired and withdrawn, most first."""
        done, undone = (Counter(one.kind for one in logged) for logged in (self.repaired, self.withdrawn))
        kinds = sorted(done | undone, key=lambda kind: (-done[kind], -undone[kind], kind))
        return [(kind, done[kind], undone[kind]) for kind in kinds]
