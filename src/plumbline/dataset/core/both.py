"""A core table of which returns and an SSD extract both have rows: whose hold, and in which columns they differ."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from plumbline.dataset.state import State
from plumbline.engine.protocol import Execute, literal
from plumbline.model import Table
from plumbline.model.years import years_before

#: For how many years an SSD extract keeps a child of whom nothing happens any more (ssd.md, C1).
WINDOW = 6


class DifferingColumn(NamedTuple):
    """A column of rows that a return and an SSD extract both have: of how many rows, and in how many it differs."""

    table: str
    column: str
    rows: int
    differing: int


def first_day(as_at: date) -> date:
    """The first day of the window of an extract made on a day."""
    return years_before(as_at, WINDOW)


def rows_of_both(table: Table, returned: str, extracted: str, state: State) -> str:
    """SQL for the rows that hold of two relations with the columns of a core table (core_tables.md, section 7).

    For a person of whom the extract has rows of the table, those hold from the first day of its window on: of the return's, only
    rows that ended before are kept. Of rows with one key the extract's holds.
    """
    same = " AND ".join(f'r."{name}" IS NOT DISTINCT FROM s."{name}"' for name in table.key)
    windows = " ".join(
        f"WHEN {literal(load.scope.council)} THEN {literal(first_day(load.as_at))}" for load in state.of("ssd")
    )
    return (
        f"SELECT * FROM {extracted} UNION ALL SELECT r.* FROM {returned} AS r "
        f"LEFT JOIN (SELECT DISTINCT council, person_id, TRUE AS has_rows FROM {extracted}) AS p "
        f"ON r.council = p.council AND r.person_id = p.person_id "
        f"WHERE (p.has_rows IS NULL OR COALESCE({_ended(table)} < CASE r.council {windows} END, FALSE)) "
        f"AND NOT EXISTS (SELECT 1 FROM {extracted} AS s WHERE {same})"
    )


def differing(execute: Execute, table: Table, returned: str, extracted: str) -> Iterator[DifferingColumn]:
    """Counts, for each column that both sources have, in how many of the rows of both it differs.

    The relations have the columns of a core table with their occurrences.
    """
    compared = [
        field.name for field in table.fields if field.columns_903 and field.columns_ssd and field.name not in table.key
    ]
    if not compared:
        return
    same = " AND ".join(f'r."{name}" IS NOT DISTINCT FROM s."{name}"' for name in (*table.key, "occurrence"))
    counts = ", ".join(f'COUNT(*) FILTER (r."{name}" IS DISTINCT FROM s."{name}")' for name in compared)
    rows, *found = execute(f"SELECT COUNT(*), {counts} FROM ({returned}) AS r JOIN ({extracted}) AS s ON {same}")[0]
    for name, count in zip(compared, found, strict=True):
        yield DifferingColumn(table.name, name, rows, count)


def _ended(table: Table) -> str:
    """SQL for the day on which a return's row was over: its end, else its event, else the end of its year."""
    if table.ends:
        return f'r."{table.ends[0]}"'
    days = [f'r."{table.event}"'] if table.event else []
    if any(field.name == "reported_year" for field in table.fields):
        days.append("MAKE_DATE(CAST(r.reported_year AS BIGINT), 3, 31)")
    return f"COALESCE({', '.join([*days, 'CAST(NULL AS DATE)'])})"
