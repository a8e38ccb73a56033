"""The files of received tables, each once however many loads refer to it, and which of their columns say who a row is of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from plumbline.dataset.folder import Folder
from plumbline.dataset.loads import Kind, Load
from plumbline.engine.protocol import literal
from plumbline.model import Specification, Table, core, ssd, ssda903

_DECLARED: dict[Kind, Callable[[], Specification]] = {"903": ssda903, "ssd": ssd, "csv": core}
#: What a column points at that holds a person's number.
_PEOPLE = {"ssd": "ssd_person.pers_person_id", "csv": "person.person_id"}


#: Columns in a person's own words, which may name a child (core_tables.md, section 6).
_FREE_TEXT = {"question": ("question", "decision", "answer")}


@dataclass(frozen=True)
class KeptFile:
    """A Parquet file: its name below the loads, what it holds, and the latest day that a load speaks for with it."""

    name: str
    source: Kind
    table: str
    columns: tuple[str, ...]
    as_at: date

    @property
    def people(self) -> tuple[str, ...]:
        """The columns that hold a person's number, the row's own first."""
        return person_columns(self.source, self.table, self.columns)

    @property
    def free_text(self) -> tuple[str, ...]:
        """The columns whose words may name a child."""
        return tuple(name for name in _FREE_TEXT.get(self.table, ()) if name in self.columns)


class Alike(NamedTuple):
    """Files of one source table with the same columns of people and of free text, to be read together."""

    source: Kind
    table: str
    people: tuple[str, ...]
    free_text: tuple[str, ...]
    files: tuple[KeptFile, ...]

    def rows(self, folder: Folder) -> str:
        """SQL for all rows of the files, with ``filename``; a column that a file hasn't is blank."""
        listed = ", ".join(literal(str(folder.file(one.name))) for one in self.files)
        return f"read_parquet([{listed}], filename = true, union_by_name = true)"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that any of the files has."""
        return tuple(dict.fromkeys(name for one in self.files for name in one.columns))


def kept_files(loads: Iterable[Load]) -> list[KeptFile]:
    """The files that loads refer to, by table."""
    found: dict[str, KeptFile] = {}
    for load in sorted(loads, key=lambda load: load.as_at):
        for table, kept in load.tables.items():
            found[kept.file] = KeptFile(kept.file, load.scope.source, table, kept.columns, load.as_at)
    return sorted(found.values(), key=lambda one: (*_alike(one), one.name))


def alike(files: Sequence[KeptFile]) -> Iterator[Alike]:
    """Files that can be read together, from files in the order of ``kept_files``; those that can't hold a child are left out."""
    for (source, table, people, free_text), some in groupby(files, key=_alike):
        if people or free_text:
            yield Alike(source, table, people, free_text, tuple(some))


def _alike(one: KeptFile) -> tuple[Kind, str, tuple[str, ...], tuple[str, ...]]:
    return one.source, one.table, one.people, one.free_text


def person_columns(source: Kind, table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Which columns of a received table hold a person's number. Of a table that is not declared: all of them."""
    declared = declared_table(source, table)
    if declared is None:
        return tuple(columns)
    if source == "903":
        return tuple(name for name in ("CHILD",) if name in columns)
    column = _PEOPLE[source]
    found = [one.name for one in declared.fields if one.points_to == column or f"{table}.{one.name}" == column]
    return tuple(name for name in found if name in columns)


def declared_table(source: Kind, table: str) -> Table | None:
    """The declaration of a received table; None where there is none any more."""
    return _DECLARED[source]().tables.get(table)
