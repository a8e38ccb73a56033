"""Parquet files and load.json written anew without the rows of some children."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.finding import blotted_out, is_of_the_wanted
from plumbline.dataset.forgetting.received import KeptFile
from plumbline.dataset.keeping.meaning import Meaning, meaning
from plumbline.dataset.keeping.parquet import write_parquet
from plumbline.dataset.loads import Load, TableKept
from plumbline.engine.protocol import Execute, literal


@dataclass(frozen=True)
class Rewritten:
    """A file without the children's rows: what it means now, its SHA-256, and its rows that are of nobody."""

    means: Meaning
    sha256: str
    nobody: int


def rewrite(execute: Execute, folder: Folder, file: KeptFile, to: Path) -> Rewritten:
    """Writes a file anew, all its other rows in their order and as they were, but for words that name the children."""
    blotted = ", ".join(f'{blotted_out(name)} AS "{name}"' for name in file.free_text)
    values = f"* REPLACE ({blotted})" if blotted else "*"
    source = f"read_parquet({literal(str(folder.file(file.name)))})"
    rows = f"SELECT {values} FROM {source} WHERE NOT {is_of_the_wanted(file.people)}"
    execute(f"CREATE OR REPLACE TEMP TABLE staying AS {rows}")
    sha256 = write_parquet(execute, "staying", to)
    nobody = 0
    if file.people:
        nobody = execute(f'SELECT COUNT(*) FROM staying WHERE "{file.people[0]}" IS NULL')[0][0]
    return Rewritten(meaning(execute, "staying", file.columns), sha256, nobody)


def told_anew(loads: Iterable[Load], rewritten: Mapping[str, Rewritten]) -> list[Load]:
    """The loads that refer to a rewritten file, as their load.json tells them now."""
    found = []
    for load in loads:
        tables = {
            name: _told_anew(kept, rewritten[kept.file]) if kept.file in rewritten else kept
            for name, kept in load.tables.items()
        }
        if tables != load.tables:
            found.append(replace(load, tables=tables))
    return found


def _told_anew(kept: TableKept, new: Rewritten) -> TableKept:
    """A table as it is now. Of values that are no known code, those stay that are surely somebody else's as well."""
    gone = kept.rows - new.means.rows
    return replace(
        kept,
        rows=new.means.rows,
        meaning=new.means.text,
        sha256=new.sha256,
        values_unknown={value: count for value, count in kept.values_unknown.items() if count > gone},
        repeated=new.means.rows - new.means.distinct,
        nobody=new.nobody,
    )
