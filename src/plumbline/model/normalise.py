"""SQL, made from the model, that trims, upper-cases and types the text of a table, and counts what it changed."""

from collections.abc import Sequence

from plumbline.model.tables import DATE_TYPES, Field, Table

#: Dates that count as real ones; the peer's limits, so that councils see the same findings.
_EARLIEST, _LATEST = "DATE '1677-09-22'", "DATE '2262-04-11'"


def cleaned(column: str) -> str:
    """The value trimmed and upper-cased; nothing but spaces is blank."""
    return f"NULLIF(UPPER(TRIM({column}, ' \t\u00a0')), '')"


def as_date(text: str) -> str:
    """The text as a date: dd/mm/yyyy with one- or two-digit day and month, a real day; anything else is empty."""
    parsed = f"CAST(TRY_STRPTIME({text}, '%d/%m/%Y') AS DATE)"
    real = f"CASE WHEN REGEXP_MATCHES({text}, '^[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}$') THEN {parsed} END"
    return f"(CASE WHEN {real} BETWEEN {_EARLIEST} AND {_LATEST} THEN {real} END)"


def as_number(text: str) -> str:
    """The text as a number: digits with an optional sign and decimals, spaces round it allowed; else empty."""
    plain = f"REGEXP_MATCHES({text}, '^ *[+-]?[0-9]+([.][0-9]*)? *$')"
    return f"CASE WHEN {plain} THEN TRY_CAST(TRIM({text}) AS DOUBLE) END"


def latest_possible_date(text: str) -> str:
    """A date with ZZ for unknown parts, resolved as rule 632 does: an unknown year is 2000, then a late day."""
    day, month, year = (f"SPLIT_PART({text}, '/', {n})" for n in (1, 2, 3))
    filled = (
        f"CONCAT(CASE {day} WHEN 'ZZ' THEN '01' ELSE {day} END, '/', CASE {month} WHEN 'ZZ' THEN '01' ELSE {month} END,"
        f" '/', CASE {year} WHEN 'ZZZZ' THEN '2000' ELSE {year} END)"
    )
    date = f"(CASE WHEN LEN({text}) - LEN(REPLACE({text}, '/', '')) = 2 THEN {as_date(filled)} END)"
    return (
        f"CAST(CASE WHEN {month} = 'ZZ' THEN {date} + INTERVAL 1 YEAR - INTERVAL 1 DAY "
        f"WHEN {day} = 'ZZ' THEN {date} + INTERVAL 1 MONTH - INTERVAL 1 DAY ELSE {date} END AS DATE)"
    )


def typed(table: Table, present: Sequence[str], *, years_back: int) -> str:
    """The SELECT list that makes a table's typed columns from cleaned text; absent columns are blank.

    The source must have LA, YEAR, row and line besides the text columns ``present``.
    """
    columns = ['"LA"', f'"YEAR" - {years_back} AS "YEAR"' if years_back else '"YEAR"', '"row"', '"line"']
    for field in table.fields:
        text = f'"{field.name}"' if field.name in present else "CAST(NULL AS VARCHAR)"
        columns += [f'{_typed_value(field, text)} AS "{field.name}"']
        if field.type != "text":
            columns += [f'{text} AS "text_{field.name}"']
    if table.name == "prev_perm":
        text = '"DATE_PERM"' if "DATE_PERM" in present else "CAST(NULL AS VARCHAR)"
        columns += [f'{latest_possible_date(text)} AS "resolved_DATE_PERM"']
    return ", ".join(columns)


def _typed_value(field: Field, text: str) -> str:
    if field.type in DATE_TYPES:
        return as_date(text)
    return as_number(text) if field.type == "number" else text
