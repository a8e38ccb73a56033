"""Which table a file holds: found from its column names, in any order, case and spacing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from plumbline.faults import BadInput
from plumbline.model import Table, ssda903
from plumbline.reading.column_names import Named, likely, named, shown, tidy
from plumbline.reading.returns import Note
from plumbline.wording import counted

#: Of a table's and a file's columns together, the share they have in common from which a file was meant as that table.
_MEANT = 0.4
#: The share from which there is no doubt.
_SURELY = 0.8
#: Columns that several tables have: they don't tell one from another.
_SHARED = ("CHILD", "DOB", "SEX")


@dataclass(frozen=True)
class Recognised:
    """The table, the model's name of each of the file's columns (empty: not used), and notes."""

    name: str
    columns: tuple[str, ...]
    notes: tuple[Note, ...]


def recognise(header: Sequence[str], file: str) -> Recognised:
    """The table whose columns these are. Missing and extra columns are noted.

    No likely table, a column that is there twice, or none for a part of the table's key: BadInput.
    """
    names = [name for cell in header if (name := tidy(cell))]
    if repeated := sorted({shown(name) for name in names if names.count(name) > 1}):
        raise BadInput(f"{file}: the column {', '.join(repeated)} is there twice. Remove one and try again.")
    table, found = _closest(tuple(header))
    if not _has_own(found, table) or ("CHILD" not in found.columns and not looks_like_a_table(header)):
        raise BadInput(_no_table(header, table, file))
    for key in table.key:
        if key not in found.columns:
            raise BadInput(_no_key(header, table, found, key, file))
    return Recognised(table.name, found.columns, _notes(header, table, found, file))


def looks_like_a_table(header: Sequence[str]) -> bool:
    """Whether a file with such columns was meant as a table of the return, though it may not be one as it stands."""
    table, found = _closest(tuple(header))
    return _score(header, table, found) >= _MEANT


@lru_cache(maxsize=100)
def _closest(header: tuple[str, ...]) -> tuple[Table, Named]:
    """The table with most columns in common, and what each column is there.

    Where nearly all bear a table's own names it is that one, and no other names are looked for elsewhere.
    """
    names = frozenset(map(tidy, header)) - {""}
    for table in ssda903().tables.values():
        own = {field.name for field in table.submitted}
        if len(own & names) >= _SURELY * len(own | names):
            return table, named(header, table)
    tables = ((table, named(header, table)) for table in ssda903().tables.values())
    return max(tables, key=lambda one: _score(header, *one))


def _score(header: Sequence[str], table: Table, found: Named) -> float:
    shared = sum(map(bool, found.columns))
    return shared / (len(table.submitted) + sum(bool(cell.strip()) for cell in header) - shared)


def _has_own(found: Named, table: Table) -> bool:
    own = [field.name for field in table.submitted if field.name not in _SHARED]
    return any(name in found.columns for name in own)


def _no_table(header: Sequence[str], table: Table, file: str) -> str:
    names = [tidy(cell) for cell in header if cell.strip()]
    wanted = ", ".join(field.name for field in table.submitted)
    values = any(shown(name) != name[:30] for name in names)  # a child's: none of them is shown
    found = "; its first row seems to hold values" if values else f": {', '.join(name[:30] for name in names[:20])}"
    return (
        f"{file}: these columns are not those of a table of the return. The closest is {table.name}, which has "
        f"{wanted}. Found {counted(len(names), 'column')}{found}. Check that the first row holds the column names."
    )


def _no_key(header: Sequence[str], table: Table, found: Named, key: str, file: str) -> str:
    return f"{file}: {table.name} has no column {key}, without which no row of it can be told from another.{_maybe(header, table, found, key)}"


def _maybe(header: Sequence[str], table: Table, found: Named, name: str) -> str:
    """The column that may be the missing one, in words; empty where there is none."""
    other = likely(table.field(name), header, found.columns, table)
    return f' Is it the one called "{shown(other)}"? Then call it {name}.' if other else ""


def _notes(header: Sequence[str], table: Table, found: Named, file: str) -> tuple[Note, ...]:
    notes = [
        Note("renamed_column", file, f'the column "{shown(written)}" was read as {name}.')
        for written, name in found.renamed
    ]
    if missing := [field.name for field in table.submitted if field.name not in found.columns]:
        maybe = _maybe(header, table, found, missing[0]) if len(missing) == 1 else ""
        said = f"{table.name} has no {', '.join(missing)}: read as blank.{maybe}"
        notes.append(Note("missing_column", file, said, len(missing)))
    unused = [cell for cell, name in zip(header, found.columns, strict=True) if cell.strip() and not name]
    if unused:
        names = ", ".join(shown(tidy(cell)) for cell in unused[:10])
        said = f"these columns are not part of {table.name} and were ignored: {names}."
        notes.append(Note("ignored_column", file, said, len(unused)))
    return tuple(notes)
