"""The returns of every year in one place: typed rows of all loads, and of each row's key the latest that was returned."""

from collections.abc import Iterator, Sequence

from plumbline.dataset.folder import Folder
from plumbline.dataset.loads import Load, TableKept
from plumbline.dataset.state import State
from plumbline.engine.protocol import Execute, literal
from plumbline.engine.typed_columns import typed
from plumbline.model import PERSON, Table, ssda903

#: The core table of all people, who may be in any table of a source.
EVERYBODY = "person"
#: What is known of a received row beside its fields: whose, of which year's return, seen when, and where in its file.
_KEYS = "council, year, seen_as_at, position"
#: Tables that answer for a whole year: the same child has a row in each year's return.
OF_A_YEAR = ("oc2", "oc3")


def make_received(execute: Execute, folder: Folder, state: State, wanted: Sequence[Table], only: str = "") -> None:
    """Makes ``received_903_TABLE`` and ``latest_903_TABLE`` for each table of the return that the core tables wanted are made of.

    For the people that is every table, and ``every_child_903``. ``only`` is a table of the people whose rows are wanted, empty
    for all: the rows of few people are taken out of the files once, which costs less than planning to read them each time.
    """
    everybody = any(table.name == EVERYBODY for table in wanted)
    made_of = {
        column.table for core in wanted for field in core.fields if field.name != PERSON for column in field.columns_903
    }
    for name, table in ssda903().tables.items():
        if not everybody and name not in made_of:
            continue
        kept = state.tables("903", name)
        execute(f"CREATE {'TABLE' if only else 'VIEW'} received_903_{name} AS {_received(folder, table, kept, only)}")
        execute(f"CREATE VIEW latest_903_{name} AS {_latest(table, several=len(kept) > 1)}")
    if everybody:
        execute(f"CREATE VIEW every_child_903 AS {' UNION ALL '.join(_children(state))}")


def _received(folder: Folder, table: Table, kept: Sequence[tuple[Load, TableKept]], only: str) -> str:
    present = [f.name for f in table.submitted if any(f.name in one.columns for _, one in kept)]
    texts = " UNION ALL BY NAME ".join(_text(folder, table, load, one) for load, one in kept)
    if not texts:
        nothing = "''::VARCHAR AS council, 0 AS year, CURRENT_DATE AS seen_as_at, 0::BIGINT AS position"
        return f"SELECT {typed(table, (), _KEYS)} FROM (SELECT {nothing} LIMIT 0) AS t"
    theirs = f' WHERE (council, "CHILD") IN (SELECT council, person_id FROM {only})' if only else ""
    return f"SELECT {typed(table, present, _KEYS)} FROM ({texts}) AS t{theirs}"


def _text(folder: Folder, table: Table, load: Load, kept: TableKept) -> str:
    """The text of one load's table. Only fields of the model are looked at."""
    fields = "".join(f', "{f.name}"' for f in table.submitted if f.name in kept.columns)
    keys = (
        f"{literal(load.scope.council)} AS council, {load.scope.year} AS year, "
        f"{literal(load.as_at)} AS seen_as_at, file_row_number AS position"
    )
    return f"SELECT {keys}{fields} FROM read_parquet({literal(str(folder.file(kept.file)))}, file_row_number = true)"


def _latest(table: Table, *, several: bool) -> str:
    """Of the rows with one key those of the latest return that has it, and rows equal in every field once.

    Rows with one key that differ all stay. A row without a child, or without a part of its key that can be read, is none.
    """
    key = ", ".join(["council", *(f'"{name}"' for name in table.key), *(["year"] if table.name in OF_A_YEAR else [])])
    readable = " AND ".join(f'"{name}" IS NOT NULL' for name in table.key)
    meaning = ", ".join(f'"{column}"' for column in _columns(table))
    once = f"SELECT council, year, seen_as_at, MIN(position) AS position, {meaning} FROM received_903_{table.name} WHERE {readable} GROUP BY ALL"
    if not several or table.name in OF_A_YEAR:
        return once
    newest = f"SELECT {key}, MAX(year) AS year FROM once GROUP BY {key}"
    return f"WITH once AS ({once}) SELECT o.* FROM once AS o JOIN ({newest}) AS n USING ({key}, year)"


def _columns(table: Table) -> Iterator[str]:
    """The typed columns of a table and the texts beside them."""
    for field in table.fields:
        yield field.name
        if field.type != "text":
            yield f"text_{field.name}"
        if field.resolved:
            yield f"resolved_{field.name}"


def _children(state: State) -> Iterator[str]:
    for name, table in ssda903().tables.items():
        birth = '"DOB"' if any(f.name == "DOB" for f in table.fields) else "CAST(NULL AS DATE)"
        yield f'SELECT council, "CHILD", {birth} AS "DOB", year, seen_as_at FROM received_903_{name} WHERE "CHILD" IS NOT NULL'
