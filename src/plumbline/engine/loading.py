"""From a Return to the engine's tables: load the plain CSVs, tidy every value, derive placement facts from postcodes."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from plumbline.engine.base_tables import TextTable
from plumbline.engine.protocol import Engine, Execute, literal
from plumbline.engine.typed_columns import cleaned
from plumbline.model import DATE_TYPES, ssda903
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import LoadedTable
from plumbline.reference.postcodes import Place, PostcodeDirectory, distance_miles

#: What Excel does to dates, by the name that an analyst would look for.
_DAMAGE = {
    "dates_with_times": r"^[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}[ T][0-9]{1,2}:.*$",
    "iso_dates": r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$",
    "dates_as_numbers": r"^[0-9]{5}([.][0-9]+)?$",
    "two_digit_years": r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}$",
}
#: Tables that get derived columns after loading, or from which these come.
ADDED_TO = ("header", "episodes", "uasc")
_SCIENTIFIC = r"^[0-9]([.][0-9]+)?E[+][0-9]+$"
_IDENTIFIERS = ("CHILD", "UPN", "URN", "SW_ID")
#: Space beside a separator, a line's end or a quotation mark; a tab anywhere.
_UNTIDY = (b" ,", b", ", b" \n", b"\n ", b' "', b'" ', b"\t")


@dataclass(frozen=True)
class Changed:
    """How many values of each field tidying changed."""

    trimmed: Mapping[str, int] = field(default_factory=dict)
    upper_cased: Mapping[str, int] = field(default_factory=dict)


def load_table(execute: Execute, loaded: LoadedTable, file: str) -> Changed:
    """Loads one table as ``given_NAME_BACK`` with every value tidied; returns how many values that changed, by field.

    A tidy file to which nothing is added is not copied: its typed table is made from ``read_as_it_is``.
    """
    named = f"{loaded.name}_{loaded.years_back}"
    read = read_as_it_is(loaded, file)
    if stays_as_it_is(loaded):
        return Changed()
    if is_tidy(loaded.csv):
        execute(f'CREATE TABLE "given_{named}" AS {read}')
        return Changed()
    execute(f'CREATE TABLE "raw_{named}" AS {read}')
    fields = [c for c in loaded.columns if c != "line"]
    line = ['"line"'] if loaded.line_given else []
    values = ", ".join(['"row"', *line, *(f'{cleaned(_quoted(c))} AS "{c}"' for c in fields)])
    execute(f'CREATE TABLE "given_{named}" AS SELECT {values} FROM "raw_{named}" ORDER BY "row"')
    changed = [f'COUNT(*) FILTER (TRIM("{c}") <> "{c}"), COUNT(*) FILTER (UPPER("{c}") <> "{c}")' for c in fields]
    counts = execute(f'SELECT {", ".join(changed)} FROM "raw_{named}"')[0]
    execute(f'DROP TABLE "raw_{named}"')
    return Changed(_some(fields, counts[0::2]), _some(fields, counts[1::2]))


def stays_as_it_is(loaded: LoadedTable) -> bool:
    """Whether a table needs no tidying and gets no further columns."""
    return loaded.name not in ADDED_TO and is_tidy(loaded.csv)


def read_as_it_is(loaded: LoadedTable, file: str) -> str:
    """A query for a plain file's text, with its rows numbered from 0."""
    columns = ", ".join(f"'{column}': 'VARCHAR'" for column in loaded.columns)
    return f'SELECT *, ROW_NUMBER() OVER () - 1 AS "row" FROM {_plain_csv(file, columns)}'


def is_tidy(csv: bytes) -> bool:
    """Whether no value of a plain CSV needs trimming or upper-casing: a look at the bytes, much cheaper than SQL."""
    body = csv[csv.index(b"\n") :]
    return body.isascii() and body == body.upper() and not any(mark in body for mark in _UNTIDY)


def unreadable(execute: Execute, present: Mapping[TableOfYear, TextTable]) -> dict[TableOfYear, dict[str, int]]:
    """Per table and year, how many dates can't be read, by field: one question for all tables."""
    dates = {key: [c for c in given.columns if _is_date(key.name, c)] for key, given in present.items()}
    asked = [
        f"SELECT {at} AS at, [{', '.join(_misses(column) for column in dates[key])}] AS misses "
        f'FROM "{key.name}" WHERE "YEAR" = (SELECT MAX("YEAR") FROM "collection") - {key.years_back}'
        for at, key in enumerate(present)
        if dates[key]
    ]
    answer: dict[int, tuple[int, ...]] = dict(execute(" UNION ALL ".join(asked))) if asked else {}
    return {key: _some(dates[key], answer.get(at, ())) for at, key in enumerate(present)}


def _misses(column: str) -> str:
    return f'COUNT("text_{column}") - COUNT("{column}")'


def _is_date(name: str, column: str) -> bool:
    return column != "line" and ssda903().table(name).field(column).type in DATE_TYPES


def excel_damage(execute: Execute, loaded: LoadedTable, bad_dates: Iterable[str]) -> dict[str, dict[str, int]]:
    """What Excel left in a table, by kind and field, looked for where it can be: unreadable dates and identifiers."""
    marks = [(kind, c, f"text_{c}", pattern) for c in bad_dates for kind, pattern in _DAMAGE.items()]
    marks += [("scientific_notation", c, c, _SCIENTIFIC) for c in loaded.columns if c in _IDENTIFIERS]
    asked = [f"COUNT(*) FILTER (REGEXP_MATCHES(\"{column}\", '{pattern}'))" for _, _, column, pattern in marks]
    damage: dict[str, dict[str, int]] = {}
    if asked and (b"E+" in loaded.csv.upper() or bad_dates):
        of_year = f'"YEAR" = (SELECT MAX("YEAR") FROM "collection") - {loaded.years_back}'
        answer = execute(f'SELECT {", ".join(asked)} FROM "{loaded.name}" WHERE {of_year}')[0]
        for (kind, name, _, _), count in zip(marks, answer, strict=True):
            if count:
                damage.setdefault(kind, {})[name] = count
    return damage


def derive_marker(execute: Execute, back: int, councils: Sequence[str] = ()) -> None:
    """The asylum marker of CSV returns: 1 for every child in the same year's uasc table, 0 for all others.

    ``councils`` are those to derive it for, where the tables hold several and have a column for it.
    """
    header, keys, limit = f'"given_header_{back}"', '"CHILD"', ""
    if councils:
        keys, limit = '("LA", "CHILD")', f' WHERE "LA" IN ({", ".join(map(literal, councils))})'
    else:
        execute(f'ALTER TABLE {header} ADD COLUMN "UASC" VARCHAR')
    named = f'SELECT {keys.strip("()")} FROM "given_uasc_{back}" WHERE "CHILD" IS NOT NULL'
    execute(f"UPDATE {header} SET \"UASC\" = CASE WHEN {keys} IN ({named}) THEN '1' ELSE '0' END{limit}")


def derive_placements(engine: Engine, back: int, directory: PostcodeDirectory, authority: str, has: set[str]) -> None:
    """The placement facts of every episode, worked out once for each pair of postcodes."""
    execute = engine.execute
    name = f'"given_episodes_{back}"'
    home = '"HOME_POST"' if "HOME_POST" in has else "CAST(NULL AS VARCHAR)"
    placed = '"PL_POST"' if "PL_POST" in has else "CAST(NULL AS VARCHAR)"
    pairs = execute(f"SELECT DISTINCT {home}, {placed} FROM {name}")
    places = {code: directory.lookup(code) for code in {code for pair in pairs for code in pair if code}}
    facts = [(h, p, *placement(h, p, places, authority)) for h, p in pairs]
    derived = ssda903().table("episodes").derived
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("h", "p", *derived))
    writer.writerows(row for row in facts if any(row[2:]))
    file = engine.put(f"places_{back}.csv", text.getvalue().encode())
    columns = ", ".join(f"'{column}': 'VARCHAR'" for column in ("h", "p", *derived))
    execute(f'ALTER TABLE {name} RENAME TO "episodes_as_given_{back}"')
    execute(
        f"CREATE TABLE {name} AS SELECT e.*, {', '.join(f'f.{_quoted(column)}' for column in derived)} "
        f'FROM "episodes_as_given_{back}" AS e LEFT JOIN {_plain_csv(file, columns)} AS f '
        f'ON {home} IS NOT DISTINCT FROM f.h AND {placed} IS NOT DISTINCT FROM f.p ORDER BY e."row"'
    )


def placement(
    home: str | None, placed: str | None, places: Mapping[str, Place | None], authority: str
) -> tuple[str | None, ...]:
    """The derived fields of two postcodes: the placement's authority, IN or OUT, the miles, which are unknown."""
    here, there = (places[code] if code else None for code in (home, placed))
    unknown = _not_found(bool(home) and here is None, bool(placed) and there is None)
    if there is None:
        return None, None, None, unknown
    miles = distance_miles(here, there) if here else None
    location = None
    if authority and there.district:
        location = "IN" if there.authority == authority else "OUT"
    return there.authority or None, location, None if miles is None else f"{miles:.1f}", unknown


def _not_found(home: bool, placed: bool) -> str | None:
    if home and placed:
        return "BOTH"
    return "HOME_POST" if home else "PL_POST" if placed else None


def _plain_csv(file: str, columns: str) -> str:
    return (
        f"read_csv({literal(file)}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"columns = {{{columns}}}, max_line_size = 10000000)"
    )


def _some(names: list[str], counts: tuple[int, ...]) -> dict[str, int]:
    return {name: count for name, count in zip(names, counts, strict=True) if count}


def _quoted(name: str) -> str:
    return f'"{name}"'
