"""A table's columns under the names that people give them: a unit behind the name, the title for it, a typing error."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from plumbline.model import Field, Table
from plumbline.reading.alike import one_edit_apart

#: Words beside a name that say nothing of which column it is.
_NEUTRAL = frozenset(
    [
        "DATE",
        "DATES",
        "CODE",
        "CODES",
        "ID",
        "NO",
        "NUM",
        "NUMBER",
        "REF",
        "REFERENCE",
        "FIELD",
        "COLUMN",
        "VALUE",
        "TEXT",
        "OF",
        "THE",
        "SSDA903",
        "903",
        "DD",
        "MM",
        "YY",
        "YYYY",
        "DDMMYYYY",
        "UNIQUE",
        "IDENTIFIER",
        "LA",
    ]
)
#: What case systems and the XML form call some columns.
_ALSO_CALLED = {
    "CHILD": ("CHILDID", "PERSON ID", "CHILD LA ID"), "SEX": ("GENDER",), "PLACE": ("PL",), "ETHNIC": ("ETHNICITY",),
    "URN": ("OFSTED URN", "URN OFSTED"), "REVIEW": ("REVIEW DATE",), "DOB": ("BIRTH DATE",),
}  # fmt: skip
#: A name shorter than this is one typing error away from too many others.
_LONG_ENOUGH = 4
_ALIKE_ENOUGH = 0.6


class Named(NamedTuple):
    """The model's name of each of a file's columns (empty: not used), and which were read under a name not their own."""

    columns: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]


def named(header: Sequence[str], table: Table) -> Named:
    """The columns of a table that a file's headings mean. A heading that could mean two, or that two share, means none."""
    columns = [name if (name := tidy(cell)) in _submitted(table) else "" for cell in header]
    missing = [field for field in table.submitted if field.name not in columns]
    meant = {at: _meanings(cell, missing, table) for at, cell in enumerate(header) if cell.strip() and not columns[at]}
    claimed = Counter(name for names in meant.values() for name in names)
    found = {at: names[0] for at, names in meant.items() if len(names) == 1 and claimed[names[0]] == 1}
    for at, name in found.items():
        columns[at] = name
    return Named(tuple(columns), tuple((header[at].strip(), name) for at, name in found.items()))


def tidy(name: str) -> str:
    """A heading in capitals, with one underscore for spaces and underscores."""
    return "_".join(name.strip().strip("\ufeff").upper().replace("_", " ").split())


def likely(wanted: Field, header: Sequence[str], columns: Sequence[str], table: Table) -> str:
    """The unused heading that may be a missing column: it reads like it, stands in its place, or is the only one."""
    unused = [cell.strip() for cell, name in zip(header, columns, strict=True) if cell.strip() and not name]
    alike = max(unused, key=lambda cell: _likeness(cell, wanted), default="")
    if alike and _likeness(alike, wanted) >= _ALIKE_ENOUGH:
        return alike
    at = list(_submitted(table)).index(wanted.name)
    in_place = header[at].strip() if at < len(header) and not columns[at] else ""
    return in_place or (unused[0] if len(unused) == 1 else "")


def shown(heading: str) -> str:
    """A heading as a message may show it: one with digits like a number or a date may be a child's, and is not shown."""
    return "(digits)" if len(re.findall(r"\d", heading)) > 3 else heading[:30]


def _submitted(table: Table) -> tuple[str, ...]:
    return tuple(field.name for field in table.submitted)


def _meanings(cell: str, missing: Iterable[Field], table: Table) -> list[str]:
    """The missing columns that a heading may mean, by the first of three ways that finds any."""
    words = _words(cell)
    told = [word for word in words if word not in _NEUTRAL and word not in table.name.upper().split("_")]
    ways = ("".join(words), "".join(told))
    for written in ways:
        if found := [field.name for field in missing if written in _names(field)]:
            return found
    return [f.name for f in missing if len(f.name) >= _LONG_ENOUGH and one_edit_apart("".join(words), _bare(f.name))]


@lru_cache(maxsize=1000)
def _words(cell: str) -> tuple[str, ...]:
    """The words of a heading, without what stands in brackets."""
    return tuple(re.findall(r"[A-Z0-9]+", re.sub(r"\(.*?\)|\[.*?\]", " ", cell.upper())))


@cache
def _names(field: Field) -> frozenset[str]:
    """What a column may be called: its name, its title, and what some systems call it, without spaces."""
    return frozenset(_bare(name) for name in (field.name, field.title, *_ALSO_CALLED.get(field.name, ())))


def _bare(name: str) -> str:
    return "".join(re.findall(r"[A-Z0-9]", name.upper()))


def _likeness(cell: str, wanted: Field) -> float:
    bare = "".join(_words(cell))
    return max(SequenceMatcher(None, bare, name).ratio() for name in _names(wanted)) if bare else 0.0
