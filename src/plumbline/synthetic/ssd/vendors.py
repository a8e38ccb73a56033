"""How three case systems' scripts write the same extract: their columns, order, case and types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from random import Random
from typing import NamedTuple

from plumbline.synthetic.ssd.tables import Id, Relation, Ssd, Value, relations

#: What stands for a blank in the days of permanence, where a vendor has placeholders.
_NO_DAY = date(1900, 1, 1)
Cell = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Vendor:
    """A case system.

    ``lacks`` are the columns its script leaves out, ``renames`` those it calls otherwise, ``blank`` those it has and never
    fills. ``day`` is the form of a day in a CSV file, ``clock`` whether a day comes with a midnight, ``numbers_as_text``
    whether numbers are kept as text, ``capitals`` whether columns are called in capitals, ``placeholders`` whether a day of
    permanence that isn't known is 1 January 1900. ``extra`` columns are its own, at the end of every table: nobody else's scripts have them.
    """

    name: str
    lacks: frozenset[str] = frozenset()
    renames: Mapping[str, str] = field(default_factory=dict)
    blank: frozenset[str] = frozenset()
    day: str = "%Y-%m-%d"
    clock: bool = False
    numbers_as_text: bool = False
    capitals: bool = False
    placeholders: bool = False
    extra: tuple[str, ...] = ()
    encoding: str = "utf-8"


SYSTEM_C = Vendor(
    "SystemC", lacks=frozenset({"clar_cla_person_id"}), day="%Y-%m-%d %H:%M:%S.000", clock=True, encoding="utf-8-sig"
)
MOSAIC = Vendor(
    "Mosaic",
    lacks=frozenset(
        {"clap_person_id", "clai_immunisations_status_date", "clac_cla_conviction_offence", "invo_person_id"}
    ),
    renames={"lacp_table_id": "lacp_cla_care_plan_id"},
    capitals=True,
    placeholders=True,
    extra=("LOADED_BY",),
)
ECLIPSE = Vendor(
    "Eclipse",
    lacks=frozenset({"clar_cla_person_id"}),
    renames={"pers_single_unique_id": "pers_common_child_id"},
    blank=frozenset({"csdq_sdq_reason"}),
    day="%Y-%m-%dT%H:%M:%S",
    clock=True,
    numbers_as_text=True,
    extra=("etl_loaded_at", "etl_note"),
)
VENDORS = (SYSTEM_C, MOSAIC, ECLIPSE)


class Column(NamedTuple):
    """A column's name and the type of what it holds."""

    name: str
    type: type


class Written(NamedTuple):
    """A table as a vendor's script leaves it."""

    name: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]


def written(ssd: Ssd, vendor: Vendor, *, ids: int = 1, shuffle: int | None = None) -> list[Written]:
    """An extract as a vendor's script leaves it.

    ``ids`` decides every surrogate number: another one is an extract with the ids reissued. With ``shuffle`` rows and columns
    are in another order. Neither changes what the extract says.
    """
    tables = [_written(relation, vendor, ids) for relation in relations(ssd)]
    return tables if shuffle is None else [_shuffled(table, Random(f"{shuffle} {table.name}")) for table in tables]


def _written(relation: Relation, vendor: Vendor, ids: int) -> Written:
    kept = [(at, name, kind) for at, (name, kind) in enumerate(relation.columns.items()) if name not in vendor.lacks]
    columns = [Column(_name(name, vendor), _type(kind, vendor)) for _, name, kind in kept]
    columns += [Column(name, str) for name in vendor.extra]
    extra = tuple(f"{name} run {ids}" for name in vendor.extra)
    placeholder = vendor.placeholders and relation.name == "ssd_permanence"
    rows = [
        tuple(
            None if name in vendor.blank else _cell(row[at], kind, vendor, ids, placeholder) for at, name, kind in kept
        )
        + extra
        for row in relation.rows
    ]
    return Written(relation.name, tuple(columns), rows)


def _name(name: str, vendor: Vendor) -> str:
    name = vendor.renames.get(name, name)
    return name.upper() if vendor.capitals else name


def _type(kind: type, vendor: Vendor) -> type:
    if kind is date:
        return datetime if vendor.clock else date
    if kind is Id or (kind in (int, float) and vendor.numbers_as_text):
        return str
    return kind


def _cell(value: Value, kind: type, vendor: Vendor, ids: int, placeholder: bool) -> Cell:
    if value is None and kind is date and placeholder:
        value = _NO_DAY
    if isinstance(value, Id):
        return number_of(value, ids)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day) if vendor.clock else value
    if isinstance(value, int | float) and vendor.numbers_as_text:
        return str(value)
    return value


def number_of(which: Id, ids: int) -> str:
    """The surrogate number of a thing."""
    digest = blake2b(f"{which.kind} {which.of}".encode(), digest_size=6, key=str(ids).encode()).digest()
    return str(int.from_bytes(digest))


def _shuffled(table: Written, rng: Random) -> Written:
    order = list(range(len(table.columns)))
    rng.shuffle(order)
    rows = [tuple(row[at] for at in order) for row in table.rows]
    rng.shuffle(rows)
    return Written(table.name, tuple(table.columns[at] for at in order), rows)
