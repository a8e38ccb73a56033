"""Where a data set holds a child, and which other numbers lead to the same child or to a mother or baby."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.received import Alike, KeptFile, alike
from plumbline.engine.protocol import Execute, insert
from plumbline.model import Column, core

#: The table of the children who are looked for.
_WANTED = "wanted"
#: SQL for a pattern that finds their numbers in words.
_NAMES = rf"(SELECT '(?i)\b(?:' || STRING_AGG(REGEXP_ESCAPE(id), '|') || ')\b' FROM {_WANTED})"
#: What stands where words named a child.
BLOTTED_OUT = "[forgotten]"

Relation = Literal["same child", "mother", "baby"]


@dataclass(frozen=True, order=True)
class Link:
    """A number that leads from a child to another: an earlier or other number of the same child, its mother, or its baby."""

    relation: Relation
    number: str
    kind: str = ""


@dataclass(frozen=True)
class Found:
    """Where children are: rows by file, and the numbers that lead on from theirs."""

    rows: dict[str, int]
    links: tuple[Link, ...]

    @property
    def same_child(self) -> frozenset[str]:
        """The other numbers of the same children."""
        return frozenset(link.number for link in self.links if link.relation == "same child")


def want(execute: Execute, children: Collection[str]) -> None:
    """Names the children that are looked for."""
    execute(f"CREATE OR REPLACE TEMP TABLE {_WANTED} (id VARCHAR)")
    insert(execute, _WANTED, [(child,) for child in sorted(children)])


def is_of_the_wanted(people: Sequence[str]) -> str:
    """SQL that is true for a row of a child who is wanted."""
    found = (f'COALESCE(UPPER("{name}") IN (SELECT id FROM {_WANTED}), FALSE)' for name in people)
    return f"({' OR '.join(found) or 'FALSE'})"


def named_in(free_text: Sequence[str]) -> str:
    """SQL that is true for a row whose words name a child who is wanted."""
    found = (f'COALESCE(REGEXP_MATCHES("{name}", {_NAMES}), FALSE)' for name in free_text)
    return f"({' OR '.join(found) or 'FALSE'})"


def blotted_out(column: str) -> str:
    """SQL for words without the numbers of the children who are wanted."""
    return f"REGEXP_REPLACE(\"{column}\", {_NAMES}, '{BLOTTED_OUT}', 'g')"


def rows_by_file(execute: Execute, folder: Folder, files: Sequence[KeptFile]) -> dict[str, int]:
    """How many rows of the wanted children, or that name one, each file holds; files without any are left out."""
    found: dict[str, int] = {}
    for one in alike(files):
        names = {str(folder.file(file.name)): file.name for file in one.files}
        held = f"{is_of_the_wanted(one.people)} OR {named_in(one.free_text)}"
        counts = execute(f"SELECT filename, COUNT(*) FROM {one.rows(folder)} WHERE {held} GROUP BY filename")
        found |= {names[str(Path(path))]: rows for path, rows in counts}
    return found


def find(execute: Execute, folder: Folder, files: Sequence[KeptFile], children: Collection[str]) -> Found:
    """Where the children are under the numbers given, and every number that leads on, those of the same child followed.

    From a number that was only led to nothing leads back: two children may share one that says nothing, such as 0000.
    """
    known, links = set(children), set[Link]()
    while True:
        want(execute, known)
        links = {link for one in alike(files) for link in _links(execute, folder, one, known, children)}
        more = {link.number for link in links if link.relation == "same child"} - known
        if not more:
            break
        known |= more
    want(execute, children)
    kept = sorted(link for link in links if link.number not in children)
    return Found(rows_by_file(execute, folder, files), tuple(kept))


def _links(
    execute: Execute, folder: Folder, one: Alike, known: Collection[str], given: Collection[str]
) -> Iterator[Link]:
    """The links that rows of one table hold: on from every number that is known, back from those given."""
    for column, kind, relation, back in _leading_on():
        if one.source != "ssd" or one.table != column.table or column.field not in one.columns:
            continue
        person, other = one.people[0], column.field
        kinds = f"COALESCE(\"{kind}\", '')" if kind in one.columns else "''"
        rows = execute(
            f'SELECT DISTINCT "{person}", "{other}", {kinds} FROM {one.rows(folder)} '
            f'WHERE {is_of_the_wanted([person, other])} AND "{person}" <> "{other}"'
        )
        for this, leads_to, words in rows:
            if this in known:
                yield Link(relation, leads_to, words)
            if leads_to in given:
                yield Link(back, this, words)


def _leading_on() -> Iterator[tuple[Column, str, Relation, Relation]]:
    """The columns of the extract that lead on: where, the column that says what kind of number it is, and what it leads to."""
    person, identifier, mother = (core().table(name) for name in ("person", "identifier", "mother"))
    kind = identifier.field("kind").columns_ssd[0].field
    yield from ((one, "", "same child", "same child") for one in person.field("legacy_id").columns_ssd)
    yield from ((one, kind, "same child", "same child") for one in identifier.field("value").columns_ssd)
    yield from ((one, "", "baby", "mother") for one in mother.field("child_id").columns_ssd)
