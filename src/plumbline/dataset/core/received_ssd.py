"""The SSD extracts that hold in one place: their rows with the types that are declared."""

from collections.abc import Iterable, Sequence

from plumbline.dataset.core.received_903 import EVERYBODY
from plumbline.dataset.folder import Folder
from plumbline.dataset.loads import Load, TableKept
from plumbline.dataset.state import State
from plumbline.engine.protocol import Execute, literal
from plumbline.engine.typed_columns import as_boolean, as_number, iso_date, latest_possible_date
from plumbline.model import Field, Table, code_set, ssd

_NULLS = {"date": "DATE", "number": "DOUBLE", "boolean": "BOOLEAN"}


def make_received_ssd(execute: Execute, folder: Folder, state: State, wanted: Iterable[Table], only: str) -> None:
    """Makes ``received_TABLE`` for each table of the SSD that the core tables wanted are made of, and what their SQL asks beside.

    That is ``looked_after_statuses``, and for the people ``every_person_ssd``. References are by meaning: the day of the row that is
    meant, as text. ``only`` is a table of the people whose rows are wanted, empty for all.
    """
    statuses = ", ".join(literal(code.code) for code in code_set("ls").codes)
    execute(f"CREATE VIEW looked_after_statuses AS SELECT UNNEST([{statuses}]) AS code")
    core_tables = list(wanted)
    everybody = any(table.name == EVERYBODY for table in core_tables)
    made_of = {column.table for table in core_tables for field in table.fields for column in field.columns_ssd}
    for name, table in ssd().tables.items():
        if everybody or name in made_of:
            execute(f"CREATE VIEW received_{name} AS {_received(folder, table, state.tables('ssd', name), only)}")
    if everybody:
        there = [table for name, table in ssd().tables.items() if state.tables("ssd", name)]
        execute(f"CREATE VIEW every_person_ssd AS {_everybody(there)}")


def received_rows(
    folder: Folder, kept: Sequence[tuple[Load, TableKept]], fields: Sequence[Field], theirs: str = ""
) -> str:
    """SQL for the typed rows of a table in all loads that have it, with council, day and place in the file; none: no rows.

    ``theirs`` is a condition on the rows that are wanted, empty for all.
    """
    there = " UNION ALL ".join(_of_load(folder, load, one, fields) for load, one in kept)
    if there:
        return f"SELECT * FROM ({there}) AS t WHERE {theirs}" if theirs else there
    nothing = "''::VARCHAR AS council, CURRENT_DATE AS seen_as_at, 0::BIGINT AS position"
    return f"SELECT {nothing}, {', '.join(_typed(field, 'NULL') for field in fields)} LIMIT 0"


def of_people(person: str, only: str) -> str:
    """A condition on rows: that their person is in the table ``only``; empty where it is."""
    return f'(council, "{person}") IN (SELECT council, person_id FROM {only})' if only else ""


def _received(folder: Folder, table: Table, kept: Sequence[tuple[Load, TableKept]], only: str) -> str:
    fields = [field for field in table.fields if field.points_to or not field.surrogate]
    return received_rows(folder, kept, fields, of_people(table.key[0], only))


def _of_load(folder: Folder, load: Load, kept: TableKept, fields: Sequence[Field]) -> str:
    values = ", ".join(_typed(field, f'"{field.name}"' if field.name in kept.columns else "NULL") for field in fields)
    return (
        f"SELECT {literal(load.scope.council)} AS council, {literal(load.as_at)} AS seen_as_at, file_row_number AS position, {values} "
        f"FROM read_parquet({literal(str(folder.file(kept.file)))}, file_row_number = true)"
    )


def _typed(field: Field, text: str) -> str:
    """SQL for a field by its declared type; beside a partial date the latest day that it can mean."""
    if text == "NULL":
        value = f"CAST(NULL AS {_NULLS.get(field.type, 'VARCHAR')})"
    else:
        value = {"date": iso_date, "number": as_number, "boolean": as_boolean}.get(field.type, str)(text)
    typed = f'{value} AS "{field.name}"'
    return (
        f'{typed}, {latest_possible_date(value)} AS "resolved_{field.name}"' if field.type == "partial_date" else typed
    )


def _everybody(tables: Sequence[Table]) -> str:
    """Every person of whom any table has a row."""
    own = [(table.name, table.key[0]) for table in tables]
    each = [f'SELECT council, "{person}" AS person_id, seen_as_at FROM received_{name}' for name, person in own]
    each = each or ["SELECT ''::VARCHAR AS council, ''::VARCHAR AS person_id, CURRENT_DATE AS seen_as_at LIMIT 0"]
    return f"SELECT council, person_id, MAX(seen_as_at) AS seen_as_at FROM ({' UNION ALL '.join(each)}) AS t WHERE person_id IS NOT NULL GROUP BY 1, 2"
