"""How full a table's columns are, how many values are no codes of the year, and how many rows have no known child."""

from collections.abc import Mapping
from dataclasses import dataclass

from plumbline.engine.base_tables import TextTable
from plumbline.engine.protocol import Execute, literal
from plumbline.model import Field, code_set, ssda903
from plumbline.model.years import TableOfYear


@dataclass(frozen=True)
class ColumnsRead:
    """Of one table: the values of each field, those that are none of its codes, and the rows whose child is no one known.

    ``strangers`` are rows of a child who is not in the same year's header; ``new`` those of one not in last year's, counted
    for the header alone.
    """

    filled: Mapping[str, int]
    not_codes: Mapping[str, int]
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
    coded = [field for field in fields if field.codes]
    headers = (TableOfYear("header", key.years_back), TableOfYear("header", 1))
    among = [_not_among(header, year) if header in present else "FALSE" for header in headers]
    asked = [
        *(f"COUNT({_text(field)})" for field in fields),
        *(f"COUNT(*) FILTER ({_text(field)} NOT IN ({_codes(field, year - key.years_back)}))" for field in coded),
        *('COUNT(*) FILTER ("CHILD" IS NULL)', *(f"COUNT(*) FILTER ({one})" for one in among)),
    ]
    counts = execute(f'SELECT {", ".join(asked)} FROM "{key.name}" WHERE "YEAR" = {year - key.years_back}')[0]
    filled = dict(zip((field.name for field in fields), counts, strict=False))
    not_codes = dict(zip((field.name for field in coded), counts[len(fields) :], strict=False))
    without, strangers, new = counts[-3:]
    return ColumnsRead(filled, not_codes, without, strangers, new if key == TableOfYear("header") else 0)


def _not_among(header: TableOfYear, year: int) -> str:
    known = f'SELECT "CHILD" FROM "header" WHERE "YEAR" = {year - header.years_back} AND "CHILD" IS NOT NULL'
    return f'"CHILD" NOT IN ({known})'


def _text(field: Field) -> str:
    return f'"{field.name}"' if field.type == "text" else f'"text_{field.name}"'


def _codes(field: Field, year: int) -> str:
    return ", ".join(map(literal, code_set(field.codes).valid_in(year)))
