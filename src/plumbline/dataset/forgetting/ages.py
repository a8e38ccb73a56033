"""When something last happened to each child, as far as anything received says."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from plumbline.dataset.core.received_903 import OF_A_YEAR
from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.received import Alike, KeptFile, alike, declared_table
from plumbline.engine.protocol import Execute, literal
from plumbline.engine.typed_columns import as_date
from plumbline.model import DATE_TYPES, core, ssda903

#: While its end is blank a child is in care.
_ENDS = {"episodes": "DEC", "ssd_cla_episodes": "clae_cla_episode_ceased_date"}


def last_events(execute: Execute, folder: Folder, files: Sequence[KeptFile]) -> dict[str, date]:
    """The day of each person's last dated event in any table: any date but that of birth, and none that was still to come.

    An episode without an end, and an answer for a whole year, are of the day that the load speaks for. A person without any
    event counts as of the last day that a load with the person speaks for, so that nobody is kept for ever.
    """
    happened: dict[str, date] = {}
    held: dict[str, date] = {}
    for one in (one for one in alike(files) if one.people):
        for person, event, seen in execute(_events(folder, one)):
            held[person] = max(seen, held.get(person, seen))
            if event is not None:
                happened[person] = max(event, happened.get(person, event))
    return held | happened


def _events(folder: Folder, one: Alike) -> str:
    days = ", ".join(f"({literal(str(folder.file(file.name)))}, {literal(file.as_at)})" for file in one.files)
    dated = ", ".join(_events_of_a_row(one)) or "CAST(NULL AS DATE)"
    return (
        f'SELECT UPPER("{one.people[0]}"), MAX(GREATEST({dated}, NULL)), MAX(speaks_for) FROM {one.rows(folder)} '
        f'JOIN (VALUES {days}) AS days(filename, speaks_for) USING (filename) WHERE "{one.people[0]}" IS NOT NULL GROUP BY 1'
    )


def _events_of_a_row(one: Alike) -> Iterator[str]:
    """SQL for each day on which a row says that something happened."""
    declared = declared_table(one.source, one.table)
    for field in declared.fields if declared else ():
        if field.type in DATE_TYPES and field.name in one.columns and (one.table, field.name) not in _births():
            day = _day(f'"{field.name}"')
            yield f"CASE WHEN {day} <= speaks_for THEN {day} END"
    if one.source == "903" and one.table in OF_A_YEAR:
        yield "speaks_for"
    if (end := _ENDS.get(one.table)) in one.columns:
        yield f'CASE WHEN "{end}" IS NULL THEN speaks_for END'


def _day(text: str) -> str:
    """A day as a return or as an extract writes it."""
    return f"COALESCE({as_date(text)}, TRY_CAST(LEFT({text}, 10) AS DATE))"


@cache
def _births() -> frozenset[tuple[str, str]]:
    """The columns that hold a person's own date of birth, received in any table of the return."""
    person = core().table("person")
    fields = [person.field("birth_date"), person.field("expected_birth_date")]
    named = {(column.table, column.field) for field in fields for column in (*field.columns_903, *field.columns_ssd)}
    of_returns = {column.field for field in fields for column in field.columns_903}
    return frozenset(named | {(table, column) for table in ssda903().tables for column in of_returns})
