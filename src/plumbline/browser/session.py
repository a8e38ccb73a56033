"""What the page's Python keeps between one question and the next."""

import tempfile
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from plumbline.browser.books import book_of
from plumbline.browser.engine import Database, TabEngine
from plumbline.browser.files import OWN, Kept, paths_of
from plumbline.browser.own import own_book
from plumbline.checking.check import check
from plumbline.checking.resources import Resources
from plumbline.checking.result import Result
from plumbline.faults import BadInput
from plumbline.networks.comparing import CouncilCompared
from plumbline.progress import Progress
from plumbline.reading.returns import Return
from plumbline.reference.postcode_packing import unpacked
from plumbline.reference.postcodes import PostcodeDirectory
from plumbline.repairing.outcome import Outcome
from plumbline.rules.book import Book

#: A question's or an answer's JSON.
Json = dict[str, Any]


class Bytes(Protocol):
    """A file's bytes, as the page hands them over."""

    def to_bytes(self) -> bytes:
        """A copy for Python."""


@dataclass
class Session:
    """The files kept, the return last checked, and the last result, comparison and repair."""

    database: Database
    progress: Progress
    postcodes: bytes | None
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp()))
    kept: dict[str, Kept] = field(default_factory=dict)
    given: Return | None = None
    result: Result | None = None
    compared: CouncilCompared | None = None
    repaired: Outcome | None = None

    @cached_property
    def directory(self) -> PostcodeDirectory | None:
        """Unpacked when first needed: it takes a moment."""
        return PostcodeDirectory(unpacked(self.postcodes)) if self.postcodes else None

    def ready(self) -> Resources:
        """What one check runs on: the tab's one database, emptied, and the rulebook with the council's own rules."""
        return Resources(TabEngine(self.database), self.book_of, self.directory)

    def book_of(self, year: int) -> Book:
        """The rulebook of a collection year with the council's own rules."""
        return own_book(book_of(year), paths_of(self.kept.values(), OWN))

    def checked(self) -> Result:
        """The last result; BadInput before there is one."""
        if self.result is None:
            raise BadInput("Check a return first.")
        return self.result

    def with_rows(self) -> Result:
        """The last result with the rows around its findings: the return is checked once more, the first time it is asked."""
        result = self.checked()
        if result.context is None and self.given is not None:
            again = check(
                self.given,
                self.ready(),
                year=result.year,
                authority=result.authority,
                only=result.rules.keys(),
                progress=self.progress,
                with_context=True,
            )
            self.result = result = replace(result, context=again.context)
        return result
