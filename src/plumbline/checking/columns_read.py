"""How full a table's columns are, how many values can't be what they hold, and how many rows have no known child."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from plumbline.engine.base_tables import TextTable
from plumbline.engine.protocol import Execute, literal
from plumbline.model import DATE_TYPES, Field, code_set, ssda903
from plumbline.model.years import TableOfYear

#: The forms of numbers: a provider's, a pupil's or why there is none, a social worker's; with their fillers.
FORMS = {"URN": "(SC)?[0-9]{6,7}|X{7}", "UPN": "[A-Z][0-9]{11}[0-9A-Z]|UN[1-5]", "SW_ID": "SW[0-9]+|XX.*"}


@dataclass(frozen=True)
class ColumnsRead:
    """Of one table: the values of each field, those that have not its form, and the rows whose child is no one known.

    ``odd`` are values that are no date, no code of the year, no whole number, or no number of a pupil, worker or provider;
    ``unreadable`` those of fields with dates that are none, be it for a part that is not known. ``strangers`` are rows of a
    child who is not in the same year's header; ``new`` those of one not in last year's, counted for the header alone.
    """

    filled: Mapping[str, int]
    odd: Mapping[str, int]
    unreadable: Mapping[str, int]
    without_child: int
    strangers: int
    new: int


#: How often something is, by what it is: the SQL that counts it, or where rows are counted whose child is not known.
_Counts = Mapping[str, int]
_WITHOUT_CHILD = 'COUNT(*) FILTER ("CHILD" IS NULL)'
_HEADER, _LAST_HEADER = TableOfYear("header"), TableOfYear("header", 1)
#: The header's children looked for in last year's header.
_NEW = "new"


def columns_read(
    execute: Execute, present: Mapping[TableOfYear, TextTable], year: int
) -> dict[TableOfYear, ColumnsRead]:
    """What is in the columns of each table, which must be typed already; one question for all years of a table."""
    strangers = _strangers(execute, [*present], year)
    found: dict[TableOfYear, ColumnsRead] = {}
    for name in dict.fromkeys(key.name for key in present):
        fields = {key: _submitted(key, given) for key, given in present.items() if key.name == name}
        counts = _counts(execute, name, {year - key.years_back: mine for key, mine in fields.items()})
        for key, mine in fields.items():
            of_year = year - key.years_back
            found[key] = _read(mine, of_year, counts.get(of_year, {}), strangers.get(of_year, {}), key)
    return found


def _submitted(key: TableOfYear, given: TextTable) -> list[Field]:
    """The fields that a table's file has."""
    return [field for field in ssda903().table(key.name).submitted if field.name in given.columns]


def _read(fields: Sequence[Field], year: int, counts: _Counts, strangers: _Counts, key: TableOfYear) -> ColumnsRead:
    odd = {field.name: counts.get(sql, 0) for field in fields if (sql := _odd(field, year))}
    dates = {field.name: counts.get(_unreadable(field), 0) for field in fields if field.type in DATE_TYPES}
    return ColumnsRead(
        {field.name: counts.get(_filled(field), 0) for field in fields},
        odd,
        {name: count for name, count in dates.items() if count},
        counts.get(_WITHOUT_CHILD, 0),
        strangers.get(key.name, 0),
        strangers.get(_NEW, 0) if key == _HEADER else 0,
    )


def _counts(execute: Execute, name: str, fields: Mapping[int, Sequence[Field]]) -> dict[int, _Counts]:
    """Per year, what is asked about the fields that its file has, by the SQL that counts it; none for a year without rows."""
    asked = {_WITHOUT_CHILD: None}
    for year, mine in fields.items():
        for field in mine:
            asked |= dict.fromkeys(filter(None, (_filled(field), _odd(field, year))))
            asked |= {_unreadable(field): None} if field.type in DATE_TYPES else {}
    answer = execute(f'SELECT "YEAR", {", ".join(asked)} FROM "{name}" GROUP BY "YEAR"')
    return {year: dict(zip(asked, counts, strict=True)) for year, *counts in answer}


def _strangers(execute: Execute, given: Collection[TableOfYear], year: int) -> dict[int, dict[str, int]]:
    """Per year with a header, the rows of each table whose child is not in it; and of this year's header, not in last year's."""
    asked = [f"SELECT '{name}' AS which, \"YEAR\", \"YEAR\" AS header, \"CHILD\" FROM \"{name}\""
             for name in dict.fromkeys(key.name for key in given)]  # fmt: skip
    asked.append(f'SELECT \'{_NEW}\', "YEAR", "YEAR" - 1, "CHILD" FROM "header" WHERE "YEAR" = {year}')
    known = 'SELECT "YEAR", "CHILD" FROM "header" WHERE "CHILD" IS NOT NULL'
    answer = execute(
        f'SELECT which, "YEAR", COUNT(*) FROM ({" UNION ALL ".join(asked)}) AS t '
        f'WHERE "CHILD" IS NOT NULL AND (header, "CHILD") NOT IN ({known}) GROUP BY which, "YEAR"'
    )
    found: dict[int, dict[str, int]] = {year - back: {} for name, back in given if name == "header"}
    for which, of_year, count in answer:
        if of_year in found and (which != _NEW or _LAST_HEADER in given):
            found[of_year][which] = count
    return found


def _text(field: Field) -> str:
    return f'"{field.name}"' if field.type == "text" else f'"text_{field.name}"'


def _filled(field: Field) -> str:
    return f"COUNT({_text(field)})"


def _unreadable(field: Field) -> str:
    return f'{_filled(field)} - COUNT("{field.name}")'


def _odd(field: Field, year: int) -> str:
    """SQL that counts values without the form of their field; empty for free text. ZZ says that a part of a date isn't known."""
    if field.type == "date":
        return _unreadable(field)
    if field.type == "partial_date":
        return f"COUNT(*) FILTER (\"{field.name}\" IS NULL AND NOT CONTAINS({_text(field)}, 'ZZ'))"
    if field.codes:
        codes = ", ".join(map(literal, code_set(field.codes).valid_in(year)))
        return f"COUNT(*) FILTER ({_text(field)} NOT IN ({codes}))"
    form = FORMS.get(field.name, "[0-9]+" if field.type == "number" else "")
    return f"COUNT(*) FILTER (NOT REGEXP_MATCHES({_text(field)}, {literal(f'^({form})$')}))" if form else ""
