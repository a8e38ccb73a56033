"""SQL that cleans the text of a source's columns by their declared types: one spelling for what means the same."""

from collections.abc import Iterable, Mapping, Sequence

from plumbline.engine.protocol import Execute
from plumbline.engine.typed_columns import as_boolean, as_number, iso_date
from plumbline.model import Field

#: What may stand round a value; looked for first, since the engine trims slowly and few values need it.
_SPACE = "[ \t\r\n\u00a0]"
_IS_ISO = "(SUBSTR({0}, 5, 1) = '-' AND TRY_CAST(LEFT({0}, 10) AS DATE) IS NOT NULL)"
#: dd/mm/yyyy with or without a time.
_ENGLISH = "CAST(CAST(TRY_STRPTIME(SPLIT_PART({0}, ' ', 1), '%d/%m/%Y') AS DATE) AS VARCHAR)"


def clean_rows(fields: Sequence[Field], columns: Mapping[str, str], read: str, *, capitals: bool = True) -> str:
    """SQL for rows with their text cleaned; ``columns`` says in which column of ``read`` each field is.

    Text is trimmed and, unless that would change words of people's own, in capitals. A date is an ISO day, its time cut; 1900-01-01
    is blank, as is NULL. A number has no empty decimals. Yes and no are Y and N. What can't be read stays as it is (``unreadable`` counts it).
    """
    steps = [{f.name: step(f, capitals) for f in fields} for step in (_capitals, _blanks, _tidy)]
    rows = _select({field.name: columns[field.name] for field in fields}, read)
    for step in steps:  # each a query of its own: within one, the engine would work out every repetition anew
        rows = _select(step, f"({rows})")
    return rows


def _select(values: Mapping[str, str], read: str) -> str:
    listed = ", ".join(f'{value} AS "{name}"' for name, value in values.items())
    return f"SELECT {listed} FROM {read} AS t"


def unreadable(execute: Execute, relation: str, fields: Iterable[Field]) -> dict[str, int]:
    """How many values of dates and numbers can't be read, by column."""
    tests = {"date": iso_date, "number": as_number}
    asked = {f.name: tests[f.type](f'"{f.name}"') for f in fields if f.type in tests}
    if not asked:
        return {}
    counts = ", ".join(f'COUNT("{name}") - COUNT({value})' for name, value in asked.items())
    row = execute(f"SELECT {counts} FROM {relation}")[0]
    return {name: count for name, count in zip(asked, row, strict=True) if count}


def _capitals(field: Field, capitals: bool) -> str:
    text = f'"{field.name}"'
    trimmed = (
        f"CASE WHEN REGEXP_MATCHES({text}, '^{_SPACE}|{_SPACE}$') THEN TRIM({text}, '{_SPACE[1:-1]}') ELSE {text} END"
    )
    words = not capitals and field.type == "text" and not field.codes and field.identifying != "direct"
    return trimmed if words or field.type in ("date", "number") else f"UPPER({trimmed})"


def _blanks(field: Field, _: bool) -> str:
    blank = f"\"{field.name}\" IN ('', 'NULL', 'null')"
    if field.type == "date":
        blank += f" OR STARTS_WITH(\"{field.name}\", '1900-01-01') OR STARTS_WITH(\"{field.name}\", '01/01/1900')"
    return f'CASE WHEN {blank} THEN NULL ELSE "{field.name}" END'


def _tidy(field: Field, _: bool) -> str:
    text = f'"{field.name}"'
    match field.type:
        case "date":
            return f"CASE WHEN {_IS_ISO.format(text)} THEN LEFT({text}, 10) ELSE COALESCE({_ENGLISH.format(text)}, {text}) END"
        case "partial_date":
            iso = f"STRFTIME(TRY_CAST(LEFT({text}, 10) AS DATE), '%d/%m/%Y')"
            return f"CASE WHEN {_IS_ISO.format(text)} THEN {iso} ELSE {text} END"
        case "number":
            return f"CASE WHEN CONTAINS({text}, '.0') THEN REGEXP_REPLACE({text}, '[.]0+$', '') ELSE {text} END"
        case "boolean":
            return f"COALESCE(CASE {as_boolean(text)} WHEN TRUE THEN 'Y' WHEN FALSE THEN 'N' END, {text})"
    return text
