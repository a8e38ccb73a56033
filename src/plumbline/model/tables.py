"""Tables and fields of each specification, read from the TOML files in its folder beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

#: Types whose values are dates; a ``partial_date`` may hold ZZ for an unknown part and is then not a date.
DATE_TYPES = ("date", "partial_date")

_TYPES = ("text", "date", "partial_date", "timestamp", "number", "boolean")
_IDENTIFYING = ("direct", "indirect", "sensitive", "none")


@dataclass(frozen=True)
class Field:
    """One field of a table, in the words of its specification's guide.

    ``type`` is text, date (dd/mm/yyyy), partial_date (parts may be ZZ), timestamp, number or boolean. ``codes`` names the code set
    that its values come from, or is empty. ``since`` and ``until`` are the first and last collection year in
    which the field exists (0: no limit). ``identifying`` says what the value gives away about a child:
    direct, indirect, sensitive or none. ``derived`` fields are worked out from others, not submitted; ``needs`` says what
    else must be given for that: postcodes, the authority, a source of the asylum marker. Of a
    ``resolved`` partial date the latest date that it can mean is worked out too.
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

    def __post_init__(self) -> None:
        if self.type not in _TYPES:
            raise ValueError(f"field {self.name}: type {self.type!r} is not one of {', '.join(_TYPES)}")
        if self.identifying not in _IDENTIFYING:
            raise ValueError(f"field {self.name}: identifying {self.identifying!r} is not a known level")


@dataclass(frozen=True)
class Table:
    """One table of a specification: a name, what a row is, its natural key and its fields in the published order."""

    name: str
    title: str
    meaning: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    since: int = 0

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
    """A named set of tables, declared in one folder: its title, what it describes, and its tables in their order."""

    name: str
    title: str
    meaning: str
    tables: Mapping[str, Table]

    def table(self, name: str) -> Table:
        """The table called ``name``; KeyError if there is none."""
        return self.tables[name]


@cache
def specification(name: str) -> Specification:
    """The specification in ``declared/NAME``; FileNotFoundError if there is none, TypeError for a key that is not known."""
    declared = _toml(name, "specification")
    tables = {table: _table(name, table) for table in declared["tables"]}
    return Specification(name, declared["title"], declared["meaning"], MappingProxyType(tables))


def ssda903() -> Specification:
    """The yearly return."""
    return specification("ssda903")


def _table(folder: str, name: str) -> Table:
    declared = _toml(folder, name)
    fields = tuple(Field(**{**one, "needs": tuple(one.get("needs", ()))}) for one in declared.pop("fields"))
    return Table(**{**declared, "key": tuple(declared["key"]), "fields": fields})


def _toml(folder: str, name: str) -> dict[str, Any]:
    source = files("plumbline.model").joinpath("declared", folder, f"{name}.toml")
    return tomllib.loads(source.read_text("utf-8"))
