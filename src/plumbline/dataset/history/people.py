"""People who are gone from a data set, or back in it, between two days."""

from collections.abc import Iterator, Sequence

from plumbline.dataset.core.both import first_day
from plumbline.dataset.folder import Folder
from plumbline.dataset.loads import Load, TableKept
from plumbline.dataset.state import State
from plumbline.engine.protocol import Execute, literal
from plumbline.model import PERSON, core


def make_people(execute: Execute, loads: Sequence[Load], folder: Folder, before: State, after: State) -> None:
    """Makes ``people_left`` and ``people_back``, each of council and person, from the core tables in both schemas.

    Who *left* is gone and had nothing dated within the window of the source: an SSD extract lets such a child go, which withdraws
    nothing. A return lets nobody go. Who is *back* was not there on the first day, but in a load before it.
    """
    execute(
        "CREATE TABLE people_gone AS SELECT council, person_id FROM before.core_person ANTI JOIN after.core_person USING (council, person_id)"
    )
    execute(
        "CREATE TABLE people_come AS SELECT council, person_id FROM after.core_person ANTI JOIN before.core_person USING (council, person_id)"
    )
    execute(f"CREATE TABLE people_left AS {_left(after) if _any(execute, 'people_gone') else 'FROM people_gone'}")
    back = _back(folder, loads, before) if _any(execute, "people_come") else ""
    execute(f"CREATE TABLE people_back AS {back or 'FROM people_come LIMIT 0'}")


def _any(execute: Execute, table: str) -> bool:
    return bool(execute(f"SELECT COUNT(*) FROM {table}")[0][0])


def _left(after: State) -> str:
    """Those gone of whom nothing is dated within the window of the extract."""
    extracts = after.of("ssd")
    if not extracts:
        return "FROM people_gone LIMIT 0"
    dated = [
        f'SELECT council, person_id FROM before.core_{name} WHERE "{column}" >= {literal(first_day(extracts[0].as_at))}'
        for name, table in core().tables.items()
        if PERSON in table.key
        for column in (table.event, *table.ends[:1])
        if column and table.field(column).type == "date"
    ]
    return f"FROM people_gone EXCEPT ({' UNION '.join(dated)})"


def _back(folder: Folder, loads: Sequence[Load], before: State) -> str:
    """Those who came and were in a load before the first day that did not hold on it; empty where there is no such load."""
    holding = {load.number for load in before.loads}
    earlier = [load for load in loads if load.as_at <= before.as_at and load.number not in holding]
    files = {
        (load.scope.council, folder.file(kept.file), column) for load in earlier for kept, column in _of_people(load)
    }
    known = " UNION ALL ".join(
        f'SELECT {literal(council)} AS council, "{column}" AS person_id FROM read_parquet({literal(str(file))})'
        for council, file, column in sorted(files)
    )
    return f"FROM people_come SEMI JOIN ({known}) AS known USING (council, person_id)" if known else ""


def _of_people(load: Load) -> Iterator[tuple[TableKept, str]]:
    """The tables of a load that name its people, with the column: one that has them all, else every one of a return."""
    for name, column in (("header", "CHILD"), ("ssd_person", "pers_person_id")):
        if name in load.tables:
            yield load.tables[name], column
            return
    for kept in load.tables.values():
        if "CHILD" in kept.columns:
            yield kept, "CHILD"
