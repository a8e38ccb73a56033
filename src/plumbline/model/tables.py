"""Tables and fields of the return, read from the TOML files beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

#: Types whose values are dates; a ``partial_date`` may hold ZZ for an unknown part and is then not a date.
DATE_TYPES = ("date", "partial_date")

_TYPES = ("text", "date", "partial_date", "number")
_IDENTIFYING = ("direct", "indirect", "sensitive", "none")


@dataclass(frozen=True)
class Field:
    """One field of a table, in the words of the SSDA903 guide.

    ``type`` is text, date (dd/mm/yyyy), partial_date (parts may be ZZ) or number. ``codes`` names the code set
    that its values come from, or is empty. ``since`` and ``until`` are the first and last collection year in
    which the field exists (0: no limit). ``identifying`` says what the value gives away about a child:
    direct, indirect, sensitive or none. ``derived`` fields are worked out from others, not submitted.
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

    def __post_init__(self) -> None:
        if self.type not in _TYPES:
            raise ValueError(f"field {self.name}: type {self.type!r} is not one of {', '.join(_TYPES)}")
        if self.identifying not in _IDENTIFYING:
            raise ValueError(f"field {self.name}: identifying {self.identifying!r} is not a known level")


@dataclass(frozen=True)
class Table:
    """One table of the return: a name, what a row is, its natural key and its fields in the published order."""

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


#: The order in which tables are shown, as in the guide.
_ORDER = (
    "header", "episodes", "reviews", "uasc", "oc2", "oc3", "ad1", "placed_adoption", "prev_perm", "missing",
    "sw_episodes", "dolo",
)  # fmt: skip


@cache
def tables() -> Mapping[str, Table]:
    """All tables by name, in the guide's order. A file with an unknown key is refused with a TypeError."""
    return MappingProxyType({name: _read(name) for name in _ORDER})


@cache
def reference_tables() -> Mapping[str, Table]:
    """The tables that a return is compared with, by name: providers, postcodes, authorities."""
    return MappingProxyType({name: _read(f"reference/{name}") for name in ("providers", "postcodes", "authorities")})


def table(name: str) -> Table:
    """The table called ``name``; KeyError if there is none."""
    return tables()[name]


def _read(name: str) -> Table:
    source = files("plumbline.model").joinpath("declared", *f"{name}.toml".split("/")).read_text("utf-8")
    declared = tomllib.loads(source)
    fields = tuple(Field(**field) for field in declared.pop("fields"))
    return Table(**{**declared, "key": tuple(declared["key"]), "fields": fields})
