"""SQL, made from the model, that trims, upper-cases and types the text of a table, and counts what it changed."""

from collections.abc import Callable, Sequence

from plumbline.model import Field, Table

#: Years that a date may have, 1678 to 2261: the specification's limits (concepts.md, "Settled for all parts").
_YEAR = "(167[89]|16[89][0-9]|1[7-9][0-9]{2}|2[01][0-9]{2}|22[0-5][0-9]|226[01])"
_DATE = f"^[0-9]{{1,2}}/[0-9]{{1,2}}/{_YEAR}$"


def cleaned(column: str) -> str:
    """The value trimmed and upper-cased; nothing but spaces is blank."""
    return f"NULLIF(UPPER(TRIM({column}, ' \t\u00a0')), '')"


def as_date(text: str) -> str:
    """The text as a date: dd/mm/yyyy with one- or two-digit day and month, a real day; anything else is empty."""
    parsed = f"CAST(TRY_STRPTIME({text}, '%d/%m/%Y') AS DATE)"
    return f"(CASE WHEN REGEXP_MATCHES({text}, '{_DATE}') THEN {parsed} END)"


def iso_date(text: str) -> str:
    """The text as a date: yyyy-mm-dd and a real day; anything else is empty."""
    return f"(CASE WHEN SUBSTR({text}, 5, 1) = '-' THEN TRY_CAST({text} AS DATE) END)"


def as_number(text: str) -> str:
    """The text as a number: digits with an optional sign and decimals, spaces round it allowed; else empty."""
    plain = f"REGEXP_MATCHES({text}, '^ *[+-]?[0-9]+([.][0-9]*)? *$')"
    return f"CASE WHEN {plain} THEN TRY_CAST(TRIM({text}) AS DOUBLE) END"


def as_timestamp(text: str) -> str:
    """The text as a moment: yyyy-mm-dd with hh:mm or hh:mm:ss, a space or a T between, fractions of a second let go."""
    plain = f"REGEXP_MATCHES({text}, '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[ T][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}([.][0-9]+)?)?$')"
    return f"(CASE WHEN {plain} THEN DATE_TRUNC('second', TRY_CAST({text} AS TIMESTAMP)) END)"


def as_boolean(text: str) -> str:
    """The text as a truth value: 1, Y, YES, T or TRUE; 0, N, NO, F or FALSE; anything else is empty."""
    return f"(CASE WHEN {text} IN ('1', 'Y', 'YES', 'T', 'TRUE') THEN TRUE WHEN {text} IN ('0', 'N', 'NO', 'F', 'FALSE') THEN FALSE END)"


def latest_possible_date(text: str) -> str:
    """A date with ZZ for unknown parts, resolved as rule 632 does: an unknown year is 2000, then a late day."""
    filled = f"REGEXP_REPLACE(REGEXP_REPLACE({text}, '^ZZ/', '01/'), '/ZZ/', '/01/')"
    filled = f"REGEXP_REPLACE({filled}, '/ZZZZ$', '/2000')"
    span = (
        f"CASE WHEN CONTAINS({text}, '/ZZ/') THEN INTERVAL 1 YEAR WHEN STARTS_WITH({text}, 'ZZ/') THEN INTERVAL 1 MONTH "
        "ELSE INTERVAL 1 DAY END"
    )
    late = f"CAST({as_date(filled)} + {span} - INTERVAL 1 DAY AS DATE)"
    return f"(CASE WHEN CONTAINS({text}, 'ZZ') THEN {late} ELSE {as_date(text)} END)"


def typed(table: Table, present: Sequence[str], keys: str) -> str:
    """The SELECT list that makes a table's typed columns from cleaned text; absent columns are blank.

    ``keys`` is SQL for LA, YEAR, row and line; ``present`` are the text columns that the source has.
    """
    columns = [keys]
    for field in table.fields:
        text = f'"{field.name}"' if field.name in present else "CAST(NULL AS VARCHAR)"
        columns += [f'{_typed_value(field, text)} AS "{field.name}"']
        if field.type != "text":
            columns += [f'{text} AS "text_{field.name}"']
        if field.resolved:
            columns += [f'{latest_possible_date(text)} AS "resolved_{field.name}"']
    return ", ".join(columns)


def _typed_value(field: Field, text: str) -> str:
    return _TYPED[field.type](text)


_TYPED: dict[str, Callable[[str], str]] = {
    "text": str,
    "date": as_date,
    "partial_date": as_date,
    "timestamp": as_timestamp,
    "number": as_number,
    "boolean": as_boolean,
}
