"""SQL that cleans the text of a source's columns by their declared types: one spelling for what means the same."""

from collections.abc import Iterable

from plumbline.engine.protocol import Execute
from plumbline.engine.typed_columns import as_boolean, as_number, cleaned, iso_date
from plumbline.model import Field

#: What databases and their exports write for a date that is not known, and for nothing at all.
_NO_DATE, _NOTHING = "1900-01-01", "NULL"


def tidied(field: Field, column: str, *, capitals: bool = True) -> str:
    """SQL for the tidied text of a column of text: trimmed, and in capitals unless they would change words of people's own.

    A date is an ISO day, its time cut; 1900-01-01 is blank. A number has no empty decimals. Yes and no are Y and N. What can't be
    read stays as it is (``unreadable`` counts it).
    """
    if not capitals and field.type == "text" and not field.codes and field.identifying != "direct":
        return f"NULLIF(TRIM({column}, ' \t\r\n\u00a0'), '')"
    text = f"NULLIF({cleaned(column)}, '{_NOTHING}')"
    match field.type:
        case "date":
            return f"NULLIF({_day(text, '%Y-%m-%d')}, '{_NO_DATE}')"
        case "partial_date":
            return f"NULLIF({_day(text, '%d/%m/%Y')}, '01/01/1900')"
        case "number":
            return f"REGEXP_REPLACE({text}, '[.]0+$', '')"
        case "boolean":
            return f"COALESCE(CASE {as_boolean(text)} WHEN TRUE THEN 'Y' WHEN FALSE THEN 'N' END, {text})"
    return text


def _day(text: str, form: str) -> str:
    """A day in one form, whether it came as an ISO day or moment, or as dd/mm/yyyy with or without a time."""
    english = f"CAST(TRY_STRPTIME(SPLIT_PART({text}, ' ', 1), '%d/%m/%Y') AS DATE)"
    return f"COALESCE(STRFTIME(COALESCE({iso_date(f'LEFT({text}, 10)')}, {english}), '{form}'), {text})"


def unreadable(execute: Execute, relation: str, fields: Iterable[Field]) -> dict[str, int]:
    """How many values of dates and numbers that are not coded can't be read, by column."""
    tests = {"date": iso_date, "number": as_number}
    asked = {f.name: tests[f.type](f'"{f.name}"') for f in fields if f.type in tests}
    if not asked:
        return {}
    counts = ", ".join(f'COUNT(*) FILTER ("{name}" IS NOT NULL AND {value} IS NULL)' for name, value in asked.items())
    row = execute(f"SELECT {counts} FROM {relation}")[0]
    return {name: count for name, count in zip(asked, row, strict=True) if count}
