"""References by a case system's numbers become references by meaning: the numbers are new at the next extract.

A reference becomes the natural key of the row that it points at, without the person, since it may only lead to a row of one's own:
of a placement the day on which it began, of a period or a referral the first day of its first episode.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plumbline.engine.protocol import Execute
from plumbline.model import Column, Field, Table, ssd

#: The column that every reference to a person leads to.
_PERSON = Column("ssd_person", "pers_person_id")
#: Between the parts of a natural key.
_BETWEEN = "|"


class _Reference(NamedTuple):
    """A column that holds a number of another row, and the column that the number stands in there."""

    name: str
    to: Column


class Linked(NamedTuple):
    """The columns of a table whose references are by meaning, and how many references lead nowhere."""

    columns: tuple[str, ...]
    unlinked: int


def person_field(table: Table) -> Field:
    """The field that says whose row it is: the first that leads to a person."""
    return next(field for field in table.fields if _PERSON in (field.pointed_at, (table.name, field.name)))


def people_of(table: Table) -> tuple[str, ...]:
    """The columns that hold a person's identifier, the row's own first."""
    own = person_field(table).name
    return own, *(field.name for field in table.fields if field.pointed_at == _PERSON and field.name != own)


def link(execute: Execute, given: Mapping[str, Sequence[str]]) -> dict[str, Linked]:
    """Makes ``linked_TABLE`` of each ``clean_TABLE`` that is given with these columns.

    Where a case system's script leaves the person out, it is the person of a row that is pointed at.
    """
    tables = [ssd().table(name) for name in given]
    pointed = {one.to for table in tables for one in _references(table, given[table.name])}
    there = sorted(one for one in pointed if one.field in given.get(one.table, ()))
    for one in there:
        execute(f"CREATE VIEW owner_{one.field} AS {_owner(one, given[one.table])}")
    for table in tables:
        execute(f"CREATE VIEW owned_{table.name} AS {_owned(table, given[table.name], there)}")
    for one in there:
        execute(f"CREATE TABLE meant_{one.field} AS {_meant(one, given[one.table])}")
    return {table.name: _linked(execute, table, given[table.name], there) for table in tables}


def _references(table: Table, columns: Sequence[str]) -> list[_Reference]:
    return [
        _Reference(field.name, field.pointed_at)
        for field in table.fields
        if field.surrogate and field.pointed_at and field.name in columns
    ]


def _owner(one: Column, columns: Sequence[str]) -> str:
    """Whose each row with a number is, as far as its own table says."""
    person = person_field(ssd().table(one.table)).name
    said = f'MIN("{person}")' if person in columns else "CAST(NULL AS VARCHAR)"
    return f'SELECT "{one.field}" AS number, {said} AS person FROM clean_{one.table} WHERE "{one.field}" IS NOT NULL GROUP BY 1'


def _owned(table: Table, columns: Sequence[str], there: Sequence[Column]) -> str:
    """A table's rows with the person."""
    person = person_field(table).name
    own = [f't."{person}"'] if person in columns else []
    if own and not table.field(person).absent_from:
        return f"SELECT * FROM clean_{table.name}"
    found, joins = [*own], ""
    for at, one in enumerate(one for one in _references(table, columns) if one.to in there):
        found.append(f"o{at}.person")
        joins += f' LEFT JOIN owner_{one.to.field} AS o{at} ON t."{one.name}" = o{at}.number'
    value = f"COALESCE({', '.join(found)})" if found else "CAST(NULL AS VARCHAR)"
    others = ", ".join(f't."{name}"' for name in columns if name != person)
    return f'SELECT {others}, {value} AS "{person}" FROM clean_{table.name} AS t{joins}'


def _meant(one: Column, columns: Sequence[str]) -> str:
    """Of each number the person and the rest of the natural key; of several rows with it the first."""
    table = ssd().table(one.table)
    person = person_field(table).name
    rest = [f'"{name}"' for name in table.key if name != person and name in columns]
    key = f"MIN(CONCAT_WS('{_BETWEEN}', {', '.join(rest)}))" if rest else "''"
    return f'SELECT "{one.field}" AS number, "{person}" AS person, {key} AS meaning FROM owned_{one.table} WHERE "{one.field}" IS NOT NULL GROUP BY 1, 2'


def _linked(execute: Execute, table: Table, columns: Sequence[str], there: Sequence[Column]) -> Linked:
    person = person_field(table).name
    references = _references(table, columns)
    kept = [name for name in columns if not table.field(name).surrogate and name != person]
    values, joins, lost = [f't."{person}"', *(f't."{name}"' for name in kept)], "", ["0"]
    for at, one in enumerate(references):
        meaning = "CAST(NULL AS VARCHAR)"
        if one.to in there:
            joins += f' LEFT JOIN meant_{one.to.field} AS m{at} ON t."{one.name}" = m{at}.number AND t."{person}" = m{at}.person'
            meaning = f"NULLIF(m{at}.meaning, '')"
        values.append(f'{meaning} AS "{one.name}"')
        lost.append(f'COUNT(t."{one.name}") - COUNT({meaning})')
    rows = f"FROM owned_{table.name} AS t{joins}"
    execute(f"CREATE VIEW linked_{table.name} AS SELECT {', '.join(values)} {rows}")
    unlinked = execute(f"SELECT {' + '.join(lost)} {rows}")[0][0] if references else 0
    return Linked((person, *kept, *(one.name for one in references)), int(unlinked))
