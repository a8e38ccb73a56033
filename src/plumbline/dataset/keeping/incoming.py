"""What a source gives to be kept: its tables as text in the engine, and what is told of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from plumbline.dataset.loads import GivenFile, Scope


@dataclass(frozen=True)
class Incoming:
    """One source table, ready to be kept: ``query`` gives its ``columns`` as cleaned text (blank is null), in the source's order.

    Only ``columns`` have a meaning. Where ``line_given``, the query gives ``line`` as well, the line in the source's file.
    ``people`` are the columns that hold a child's identifier, the row's own first; rows of ``anybody`` need not be a child's. ``origin`` is what the council calls the file.
    """

    name: str
    query: str
    columns: tuple[str, ...]
    people: tuple[str, ...]
    origin: str = ""
    line_given: bool = False
    anybody: bool = False
    columns_unknown: tuple[str, ...] = ()
    columns_absent: tuple[str, ...] = ()
    values_unknown: Mapping[str, int] = field(default_factory=dict)
    unlinked: int = 0


@dataclass(frozen=True)
class Offered:
    """Everything that one load would keep, and what it speaks for."""

    scope: Scope
    as_at: date
    loaded_at: datetime
    given: tuple[GivenFile, ...]
    tables: Sequence[Incoming]
    notes: tuple[str, ...] = ()
    xml: bool = False
