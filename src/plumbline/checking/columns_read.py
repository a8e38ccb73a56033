"""How full a table's columns are, how many values can't be what they hold, and how many rows have no known child."""

from collections.abc import Mapping
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

    ``odd`` are values that are no date, no code of the year, no whole number, or no number of a pupil, worker or provider.
    ``strangers`` are rows of a child who is not in the same year's header; ``new`` those of one not in last year's, counted
    for the header alone.
    """

    filled: Mapping[str, int]
    odd: Mapping[str, int]
    without_child: int
    strangers: int
    new: int


def columns_read(
    execute: Execute, present: Mapping[TableOfYear, TextTable], year: int
) -> dict[TableOfYear, ColumnsRead]:
    """What is in the columns of each table, which must be typed already; one question for each."""
    return {key: _columns_read(execute, key, given, present, year) for key, given in present.items()}


def _columns_read(
    execute: Execute, key: TableOfYear, given: TextTable, present: Mapping[TableOfYear, TextTable], year: int
) -> ColumnsRead:
    fields = [field for field in ssda903().table(key.name).submitted if field.name in given.columns]
    formed = {field.name: form for field in fields if (form := _has_form(field, year - key.years_back))}
    headers = (TableOfYear("header", key.years_back), TableOfYear("header", 1))
    among = [_not_among(header, year) if header in present else "FALSE" for header in headers]
    asked = [
        *(f"COUNT({_text(field)})" for field in fields),
        *(f"COUNT(*) FILTER (NOT {form})" for form in formed.values()),
        *('COUNT(*) FILTER ("CHILD" IS NULL)', *(f"COUNT(*) FILTER ({one})" for one in among)),
    ]
    counts = execute(f'SELECT {", ".join(asked)} FROM "{key.name}" WHERE "YEAR" = {year - key.years_back}')[0]
    filled = dict(zip((field.name for field in fields), counts, strict=False))
    odd = dict(zip(formed, counts[len(fields) :], strict=False))
    without, strangers, new = counts[-3:]
    return ColumnsRead(filled, odd, without, strangers, new if key == TableOfYear("header") else 0)


def _not_among(header: TableOfYear, year: int) -> str:
    known = f'SELECT "CHILD" FROM "header" WHERE "YEAR" = {year - header.years_back} AND "CHILD" IS NOT NULL'
    return f'"CHILD" NOT IN ({known})'


def _text(field: Field) -> str:
    return f'"{field.name}"' if field.type == "text" else f'"text_{field.name}"'


def _has_form(field: Field, year: int) -> str:
    """SQL for whether a value has the form of its field; empty for free text. ZZ says that a part of a date isn't known."""
    if field.type in DATE_TYPES:
        partly = f" OR CONTAINS({_text(field)}, 'ZZ')" if field.type == "partial_date" else ""
        return f'("{field.name}" IS NOT NULL OR {_text(field)} IS NULL{partly})'
    if field.codes:
        return f"{_text(field)} IN ({', '.join(map(literal, code_set(field.codes).valid_in(year)))})"
    form = FORMS.get(field.name, "[0-9]+" if field.type == "number" else "")
    return f"REGEXP_MATCHES({_text(field)}, {literal(f'^({form})$')})" if form else ""
