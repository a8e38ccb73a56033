"""From a Return to the engine's tables: load the plain CSVs, tidy every value, derive placement facts from postcodes."""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from plumbline.engine.protocol import Engine, Execute, literal
from plumbline.engine.typed_columns import cleaned
from plumbline.model import ssda903
from plumbline.reading.returns import LoadedTable
from plumbline.reference.postcodes import Place, PostcodeDirectory, distance_miles

#: What Excel does to dates, by the name that an analyst would look for.
_DAMAGE = {
    "dates_with_times": r"^[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}[ T][0-9]{1,2}:.*$",
    "iso_dates": r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$",
    "dates_as_numbers": r"^[0-9]{5}([.][0-9]+)?$",
    "two_digit_years": r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}$",
}
#: The table that is asked for its postcodes before it is typed.
_ASKED_FIRST = "episodes"
_SCIENTIFIC = r"^[0-9]([.][0-9]+)?E[+][0-9]+$"
_IDENTIFIERS = ("CHILD", "UPN", "URN", "SW_ID")


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
    if loaded.is_tidy:
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
    """Whether a table needs no tidying and is read once."""
    return loaded.name != _ASKED_FIRST and loaded.is_tidy


def text_source(loaded: LoadedTable, file: str) -> str:
    """Where a table's tidied text is read from, once it is loaded."""
    return (
        f"({read_as_it_is(loaded, file)})" if stays_as_it_is(loaded) else f'"given_{loaded.name}_{loaded.years_back}"'
    )


def read_as_it_is(loaded: LoadedTable, file: str) -> str:
    """A query for a plain file's text, with its rows numbered from 0."""
    columns = ", ".join(f"'{column}': 'VARCHAR'" for column in loaded.columns)
    return f'SELECT *, ROW_NUMBER() OVER () - 1 AS "row" FROM {_plain_csv(file, columns)}'


def excel_damage(
    execute: Execute, loaded: LoadedTable, bad_dates: Collection[str], year: int
) -> dict[str, dict[str, int]]:
    """What Excel left in a table, by kind and field, looked for where it can be: unreadable dates and identifiers."""
    marks = [(kind, c, f"text_{c}", pattern) for c in bad_dates for kind, pattern in _DAMAGE.items()]
    marks += [("scientific_notation", c, c, _SCIENTIFIC) for c in loaded.columns if c in _IDENTIFIERS]
    asked = [f"COUNT(*) FILTER (REGEXP_MATCHES(\"{column}\", '{pattern}'))" for _, _, column, pattern in marks]
    damage: dict[str, dict[str, int]] = {}
    if asked and (bad_dates or b"E+" in (loaded.csv if loaded.is_tidy else loaded.csv.upper())):
        of_year = f'"YEAR" = {year - loaded.years_back}'
        answer = execute(f'SELECT {", ".join(asked)} FROM "{loaded.name}" WHERE {of_year}')[0]
        for (kind, name, _, _), count in zip(marks, answer, strict=True):
            if count:
                damage.setdefault(kind, {})[name] = count
    return damage


def marker(uasc: str, keys: str = '"CHILD"') -> str:
    """SQL for the asylum marker of a header's row: 1 for every child in the same year's uasc table, 0 for all others."""
    named = f'SELECT {keys} FROM {uasc} WHERE "CHILD" IS NOT NULL'
    return f"CASE WHEN ({keys}) IN ({named}) THEN '1' ELSE '0' END"


@dataclass(frozen=True)
class Placements:
    """The placement facts of every pair of postcodes in a return, in a file of the engine's."""

    file: str

    def beside(self, source: str, columns: Collection[str]) -> str:
        """Episodes with the facts of their postcodes; ``columns`` are those that their file has."""
        derived = ssda903().table("episodes").derived
        listed = ", ".join(f"'{column}': 'VARCHAR'" for column in ("h", "p", *derived))
        facts = ", ".join(f"f.{_quoted(column)}" for column in derived)
        home, placed = _postcodes(columns)
        return (
            f"(SELECT e.*, {facts} FROM {source} AS e LEFT JOIN {_plain_csv(self.file, listed)} AS f "
            f"ON {home} IS NOT DISTINCT FROM f.h AND {placed} IS NOT DISTINCT FROM f.p)"
        )


def placements(
    engine: Engine, episodes: Mapping[str, Collection[str]], directory: PostcodeDirectory, authority: str
) -> Placements:
    """Works out the placement facts once for each pair of postcodes in episodes, given as their source and columns."""
    asked = (f"SELECT DISTINCT {home}, {placed} FROM {source}" for source, columns in episodes.items()
             for home, placed in [_postcodes(columns)])  # fmt: skip
    pairs = engine.execute(" UNION ".join(asked))
    places = {code: directory.lookup(code) for code in {code for pair in pairs for code in pair if code}}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("h", "p", *ssda903().table("episodes").derived))
    writer.writerows(row for h, p in pairs if any((row := (h, p, *placement(h, p, places, authority)))[2:]))
    return Placements(engine.put("places.csv", text.getvalue().encode()))


def _postcodes(columns: Collection[str]) -> tuple[str, str]:
    """SQL for an episode's home and placement postcodes."""
    home, placed = (f'"{name}"' if name in columns else "CAST(NULL AS VARCHAR)" for name in ("HOME_POST", "PL_POST"))
    return home, placed


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
