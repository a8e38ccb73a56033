"""Tables and fields of each specification, read from the TOML files in its folder beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

#: Types whose values are dates; a ``partial_date`` may hold ZZ for an unknown part and is then not a date.
DATE_TYPES = ("date", "partial_date")

#: The field of the core that says whose row it is.
PERSON = "person_id"

_TYPES = ("text", "date", "partial_date", "timestamp", "number", "boolean")
_IDENTIFYING = ("direct", "indirect", "sensitive", "none")


class Column(NamedTuple):
    """A field of a table, by the names of both."""

    table: str
    field: str


@dataclass(frozen=True)
class Field:
    """One field of a table, in the words of its specification's guide.

    ``type`` is text, date (dd/mm/yyyy), partial_date (parts may be ZZ), timestamp, number or boolean. ``codes`` names the code set
    that its values come from, or is empty. ``since`` and ``until`` are the first and last collection year in
    which the field exists (0: no limit). ``identifying`` says what the value gives away about a child:
    direct, indirect, sensitive or none. ``derived`` fields are worked out from others, not submitted; ``needs`` says what
    else must be given for that: postcodes, the authority, a source of the asylum marker. Of a
    ``resolved`` partial date the latest date that it can mean is worked out too. A field of ``many`` holds several values
    with semicolons between; one that is ``open`` may hold other words than its codes.

    A field of the core says what it is made of: ``from_903`` and ``from_ssd`` name the columns of the source as
    ``table.field``, several with commas between; empty where the source has none. One that no column simply holds, by either
    source, is ``derived``. Of the SSD, ``aliases`` are
    other names of the column, ``absent_from`` the case systems whose script leaves it out; a ``surrogate`` is an
    identifier without meaning, new at any extract. ``points_to`` names the column whose row is meant, as
    ``table.field``: of several rows the first by their natural key.
    """

    name: str
    type: str
    title: str
    meaning: str
    codes: str = ""
    since: int = 0
    until: int = 0
    identifying: str = "none"
    derived: bool = False
    needs: tuple[str, ...] = ()
    resolved: bool = False
    many: bool = False
    open: bool = False
    from_903: str = ""
    from_ssd: str = ""
    aliases: tuple[str, ...] = ()
    absent_from: tuple[str, ...] = ()
    points_to: str = ""
    surrogate: bool = False

    def __post_init__(self) -> None:
        if self.type not in _TYPES:
            raise ValueError(f"field {self.name}: type {self.type!r} is not one of {', '.join(_TYPES)}")
        if self.identifying not in _IDENTIFYING:
            raise ValueError(f"field {self.name}: identifying {self.identifying!r} is not a known level")

    @property
    def columns_903(self) -> tuple[Column, ...]:
        """The columns of the return that the field is made of."""
        return _columns(self.from_903)

    @property
    def columns_ssd(self) -> tuple[Column, ...]:
        """The columns of the SSD that the field is made of."""
        return _columns(self.from_ssd)

    @property
    def pointed_at(self) -> Column | None:
        """The column that the field points to, None if to none."""
        return next(iter(_columns(self.points_to)), None)


@dataclass(frozen=True)
class Table:
    """One table of a specification: a name, what a row is, its natural key and its fields in the published order.

    ``event`` is the field whose date says when the thing happened, empty where there is none; ``ends`` are the fields that are
    filled when a row ends. ``not_read`` are columns that the source has and Plumbline never reads: names, free text.
    """

    name: str
    title: str
    meaning: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    since: int = 0
    event: str = ""
    ends: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        unknown = {*self.key, *self.ends, self.event} - {"", *(field.name for field in self.fields)}
        if unknown:
            raise ValueError(f"table {self.name}: key, event or ends name no field: {', '.join(sorted(unknown))}")

    def field(self, name: str) -> Field:
        """The field called ``name``; KeyError if the table has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"table {self.name} has no field {name}")

    @property
    def submitted(self) -> tuple[Field, ...]:
        """The fields that a file holds: all but the derived ones."""
        return tuple(field for field in self.fields if not field.derived)

    @property
    def derived(self) -> tuple[str, ...]:
        """The names of the fields that are worked out from others."""
        return tuple(field.name for field in self.fields if field.derived)


@dataclass(frozen=True)
class Specification:
    """A named set of tables, declared in one folder: its title, what it describes, and its tables in their order.

    ``left_out`` gives the reason for each column of a source (``table.field``, or ``*.field`` for every table) that no field is
    made of.
    """

    name: str
    title: str
    meaning: str
    tables: Mapping[str, Table]
    left_out: Mapping[str, str]

    def __post_init__(self) -> None:
        for table in self.tables.values():
            for field in table.fields:
                if field.pointed_at and not self.has(field.pointed_at):
                    raise ValueError(f"{table.name}.{field.name} points to {field.points_to}, which is no column")

    def has(self, column: Column) -> bool:
        """Whether there is such a column."""
        return column.table in self.tables and any(
            field.name == column.field for field in self.tables[column.table].fields
        )

    def table(self, name: str) -> Table:
        """The table called ``name``; KeyError if there is none."""
        return self.tables[name]


@cache
def specification(name: str) -> Specification:
    """The specification in ``declared/NAME``.

    FileNotFoundError if there is none, TypeError for a key that is not known, ValueError for a value that leads nowhere.
    """
    declared = _toml(name, "specification")
    first, last = (tuple(map(_field, declared.get(which, ()))) for which in ("first", "last"))
    tables = {table: _table(name, table, first, last) for table in declared["tables"]}
    left_out = MappingProxyType(declared.get("left_out", {}))
    return Specification(name, declared["title"], declared["meaning"], MappingProxyType(tables), left_out)


def ssda903() -> Specification:
    """The yearly return."""
    return specification("ssda903")


def ssd() -> Specification:
    """The tables of the Standard Safeguarding Dataset that are read."""
    return specification("ssd")


@cache
def core() -> Specification:
    """The tables of the year-round data set; ValueError if a field is made of a column that its source hasn't."""
    declared = specification("core")
    for table in declared.tables.values():
        for field in table.fields:
            check_sources(f"{table.name}.{field.name}", field)
    return declared


def check_sources(name: str, field: Field) -> None:
    """Raises ValueError, naming the field, if it is made of a column that the return or the SSD hasn't."""
    for source, columns in ((ssda903(), field.columns_903), (ssd(), field.columns_ssd)):
        unknown = [".".join(column) for column in columns if not source.has(column)]
        if unknown:
            raise ValueError(f"{name} is made of {', '.join(unknown)}, which {source.title} hasn't")


def _columns(text: str) -> tuple[Column, ...]:
    parts = (one.strip().partition(".") for one in text.split(",") if one.strip())
    return tuple(Column(table, field) for table, _, field in parts)


def _table(folder: str, name: str, first: tuple[Field, ...], last: tuple[Field, ...]) -> Table:
    """The table as declared, with the columns that every table has; one that is of no person lacks the person's."""
    declared = _toml(folder, name)
    if not declared.pop("of_person", True):
        first = tuple(field for field in first if field.name != PERSON)
    fields = (*first, *map(_field, declared.pop("fields")), *last)
    key = (*(field.name for field in first), *declared.pop("key"))
    return Table(**_tuples(declared), key=key, fields=fields)


def _field(declared: Mapping[str, Any]) -> Field:
    return Field(**_tuples(declared))


def _tuples(declared: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in declared.items()}


def _toml(folder: str, name: str) -> dict[str, Any]:
    source = files("plumbline.model").joinpath("declared", folder, f"{name}.toml")
    return tomllib.loads(source.read_text("utf-8"))
