"""One load as ``load.json`` records it: what it speaks for, when, from which files, and what each table held."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from plumbline.faults import BadInput

#: The version of the specification of received tables that loads are written by. Readers of every earlier one stay.
MODEL = 1

#: Where rows are from: the yearly return, an extract of the Standard Safeguarding Dataset, or a CSV of the council's own.
Kind = Literal["903", "ssd", "csv"]


@dataclass(frozen=True, order=True)
class Scope:
    """What a load claims to be complete for.

    ``council`` is its ONS code, empty where nobody named it. ``of`` is the collection year of a return, ``ssd``, or the table
    that a CSV holds; ``part`` is the period of a CSV that holds one period only.
    """

    council: str
    source: Kind
    of: str
    part: str = ""

    @property
    def year(self) -> int:
        """The collection year of a return; 0 for any other source."""
        return int(self.of) if self.source == "903" else 0

    @property
    def words(self) -> str:
        """What people call it: the return of 2026, the SSD extract, placement_cost of 2026-Q1."""
        if self.source == "903":
            return f"the return of {self.of}"
        if self.source == "ssd":
            return "the SSD extract"
        return f"{self.of} of {self.part}" if self.part else self.of


@dataclass(frozen=True)
class GivenFile:
    """A file, or a table of a database, that was loaded: its name, its size in bytes, and its SHA-256 (empty for a database)."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class TableKept:
    """One source table of one load.

    ``meaning`` is equal for two tables with the same rows in any order (``keeping.meaning``). ``file`` lies in the folder of loads:
    in this load's own folder, or in an earlier one's where the meaning was the same. ``sha256`` is the file's. ``origin`` is what the
    council's own file or table was called. ``columns`` are those
    given; ``columns_unknown`` were in the source and not read; ``columns_absent`` are in the specification and not in the source.
    ``values_unknown`` counts, by column, the values that are no code known to the specification or to the council's values.toml.
    ``repeated`` counts rows equal to another one. ``unlinked`` counts references that pointed at nothing, ``nobody`` rows without a child.
    """

    rows: int
    meaning: str
    file: str
    sha256: str
    origin: str = ""
    columns: tuple[str, ...] = ()
    columns_unknown: tuple[str, ...] = ()
    columns_absent: tuple[str, ...] = ()
    values_unknown: Mapping[str, int] = field(default_factory=dict)
    repeated: int = 0
    unlinked: int = 0
    nobody: int = 0


@dataclass(frozen=True)
class Load:
    """One load. ``as_at`` is the day that it speaks for; ``loaded_at`` is shown, and settles nothing but which is newer.

    ``notes`` are what was met while reading, and what was refused and loaded all the same.
    """

    number: int
    model: int
    plumbline: str
    scope: Scope
    as_at: date
    loaded_at: datetime
    given: tuple[GivenFile, ...]
    tables: Mapping[str, TableKept]
    accepted_loss: tuple[str, ...] = ()
    forgotten: int = 0
    xml: bool = False
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its folder."""
        return folder_name(self.number)

    @property
    def order(self) -> tuple[date, int]:
        """Of two loads of one scope, the one that comes later holds."""
        return self.as_at, self.number


def folder_name(number: int) -> str:
    """The folder of the load of a number: 000007."""
    return f"{number:06d}"


def as_json(load: Load) -> str:
    """The text of ``load.json``."""
    document = asdict(load)
    document |= {"as_at": load.as_at.isoformat(), "loaded_at": load.loaded_at.isoformat(timespec="seconds")}
    return json.dumps(document, indent=1) + "\n"


def read_load(text: str, name: str) -> Load:
    """The load that a ``load.json`` tells of. What is none, or was written by a newer Plumbline: BadInput naming ``name``."""
    try:
        document = json.loads(text)
        model = int(document["model"])
        reader = _READERS.get(model)
        if reader:
            return reader(document)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BadInput(
            f"{name}: load.json is damaged. Take the folder from your backup, or load the source again."
        ) from problem
    raise BadInput(
        f"{name} was written by a newer Plumbline (its model is {model}, this one reads up to {MODEL}). Install the newer one."
    )


def _read_model_1(document: Mapping[str, Any]) -> Load:
    tables = {name: _table(kept) for name, kept in document["tables"].items()}
    return Load(
        number=document["number"],
        model=document["model"],
        plumbline=document["plumbline"],
        scope=Scope(**document["scope"]),
        as_at=date.fromisoformat(document["as_at"]),
        loaded_at=datetime.fromisoformat(document["loaded_at"]),
        given=tuple(GivenFile(**one) for one in document["given"]),
        tables=tables,
        accepted_loss=tuple(document["accepted_loss"]),
        forgotten=document["forgotten"],
        xml=document["xml"],
        notes=tuple(document["notes"]),
    )


def _table(kept: Mapping[str, Any]) -> TableKept:
    lists = {name: tuple(kept[name]) for name in ("columns", "columns_unknown", "columns_absent")}
    return TableKept(**{**kept, **lists})


_READERS = {1: _read_model_1}
