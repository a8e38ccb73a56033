"""The compiled rulebook of one collection year: every definition with its words, its needs and its SQL.

Plain values, read from JSON once, so that a check needs no compiler.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from plumbline.compiling.facts import Expression, Library
from plumbline.model.years import TableOfYear
from plumbline.rules.needs import Need

Partner = Literal["required", "optional", "none"]
Due = Literal["at once", "year end"]


@dataclass(frozen=True)
class Part:
    """One condition of a definition, over one row or over two rows of a child, and the tables whose rows it flags.

    ``partner`` says how two rows meet: required (both must exist), optional (the second may be absent) or none (the first
    is at fault when no second row meets the condition). ``where`` limits which first rows, or pairs, can be at fault.
    """

    condition: Expression
    flags: tuple[TableOfYear, ...]
    partner: Partner = "required"
    where: Expression | None = None

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the rows it speaks of."""
        return self.condition.rows

    @property
    def asked(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What is asked of each row, by both of its conditions."""
        own = zip(self.rows, self.condition.columns, strict=True)
        limit = self.where.columns if self.where else tuple(() for _ in self.rows)
        return tuple((row, (*names, *more)) for (row, names), more in zip(own, limit, strict=True))


@dataclass(frozen=True)
class Definition:
    """One definition of a rule as it holds in a collection year.

    ``applies`` says which rows of its subject, the first table it flags, the rule speaks of (None: every row). ``edition``
    is a hash of what it means, eight hexadecimal digits: two councils' counts of a rule compare where it is the same.
    ``due`` says whether what it asks for may still come until the year's end.
    """

    code: str
    title: str
    why: str
    fix: str
    theme: str
    fields: tuple[str, ...]
    parts: tuple[Part, ...]
    needs: tuple[Need, ...]
    applies: Expression | None = None
    since: int = 0
    until: int = 0
    withdrawn: bool = False
    history: str = ""
    local: bool = False
    edition: str = ""
    due: Due = "at once"

    @property
    def table(self) -> TableOfYear:
        """Its subject: the first table it flags."""
        return self.parts[0].flags[0]

    @cached_property
    def flags(self) -> tuple[TableOfYear, ...]:
        """Every table whose rows it flags, in alphabetical order."""
        return tuple(sorted({table for part in self.parts for table in part.flags}))


@dataclass(frozen=True)
class Book:
    """The definitions written for one collection year, and the rows and facts that they speak of.

    ``known`` are the codes and themes of every year, for what a council says of its rules holds from year to year.
    """

    year: int
    definitions: tuple[Definition, ...]
    library: Library
    known: frozenset[str] = frozenset()

    @cached_property
    def written(self) -> dict[str, Definition]:
        """The definitions by code, with those that were withdrawn before they came into force."""
        return {definition.code: definition for definition in self.definitions}

    @cached_property
    def in_force(self) -> dict[str, Definition]:
        """The definitions in force by code."""
        return {code: one for code, one in self.written.items() if not one.withdrawn}

    def with_rules(self, local: Iterable[Definition]) -> "Book":
        """The book with a council's own rules behind the built-in ones."""
        new = tuple(local)
        known = self.known | {one.code for one in new} | {one.theme for one in new}
        return replace(self, definitions=(*self.definitions, *new), known=known)


def columns_asked(definitions: Iterable[Definition], of: Mapping[str, set[str]] | None = None) -> dict[str, set[str]]:
    """The columns that definitions ask of each kind of row, added to those of ``of``."""
    found = {row: set(names) for row, names in (of or {}).items()}
    for definition in definitions:
        asked = [pair for part in definition.parts for pair in part.asked]
        if definition.applies:
            asked.append((definition.applies.rows[0], definition.applies.columns[0]))
        for row, names in asked:
            found.setdefault(row, set()).update(names)
    return found
