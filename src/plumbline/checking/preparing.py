"""From a Return to the engine's typed tables, and what it offers to the rules."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plumbline.engine.base_tables import Given, Sources
from plumbline.engine.loading import derive_marker, derive_placements, load_table, read_as_it_is, stays_as_it_is
from plumbline.engine.protocol import Engine
from plumbline.model import ssda903
from plumbline.progress import Progress
from plumbline.reading.returns import LoadedTable, Note, Return, table_key
from plumbline.reference.postcodes import PostcodeDirectory
from plumbline.reference.providers import Provider

#: The key of the one council in an engine that checks a single return.
LA = "this council"

#: What rules look at of the years before last year.
_LOOKED_BACK_ON = ("episodes",)


def used_tables(given: Return) -> dict[tuple[int, str], LoadedTable]:
    """The tables that rules look at: all of this and last year, of earlier years the episodes."""
    return {key: one for key, one in given.tables.items() if key[0] < 2 or key[1] in _LOOKED_BACK_ON}


def unused_notes(given: Return) -> list[Note]:
    """Says which tables of earlier years no rule looks at."""
    used = used_tables(given)
    return [
        Note(
            "not_used", one.file, "no rule looks that far back in this table; only episodes of earlier years are used."
        )
        for key, one in given.tables.items()
        if key not in used
    ]


def put(engine: Engine, given: Return) -> dict[tuple[int, str], str]:
    """Gives the engine the plain files of the tables; what it knows each by."""
    return {(back, name): engine.put(f"{name}_{back}.csv", one.csv) for (back, name), one in used_tables(given).items()}


def load(
    engine: Engine,
    given: Return,
    files: Mapping[tuple[int, str], str],
    directory: PostcodeDirectory | None,
    authority: str,
    progress: Progress,
) -> dict[tuple[int, str], dict[str, Any]]:
    """Loads the tables as text, derives what is derived, and returns how many values of each were changed.

    ``files`` are the tables' plain files in the engine; they must stay until the typed tables are made.
    """
    tables, changed = used_tables(given), {}
    for at, (key, one) in enumerate(tables.items()):
        progress(f"Loading {one.file}", 0.4 * at / len(tables))
        changed[key] = load_table(engine.execute, one, files[key])
    for back in (0, 1):
        header, episodes = tables.get((back, "header")), tables.get((back, "episodes"))
        if header and "UASC" not in header.columns and (back, "uasc") in tables:
            derive_marker(engine.execute, back)
        if episodes and directory:
            derive_placements(engine, back, directory, authority, set(episodes.columns))
    return changed


def present(
    given: Return, files: Mapping[tuple[int, str], str], directory: PostcodeDirectory | None, year: int
) -> dict[tuple[int, str], Given]:
    """The text tables loaded, with their columns, derived ones included, and their keys."""
    found = {}
    for (back, name), one in used_tables(given).items():
        columns = [c for c in one.columns if c != "line"]
        if name == "header" and has_marker(given, back) and "UASC" not in columns:
            columns.append("UASC")
        if name == "episodes" and directory and back < 2:
            columns += ssda903().table("episodes").derived
        line = 'CAST("line" AS BIGINT)' if one.line_given else '"row" + 2'
        keys = f'\'{LA}\' AS "LA", CAST({year - back} AS BIGINT) AS "YEAR", "row", {line} AS "line"'
        as_it_is = stays_as_it_is(one)
        source = f"({read_as_it_is(one, files[back, name])})" if as_it_is else f'"given_{name}_{back}"'
        found[back, name] = Given(columns, keys, source)
    return found


def located(provider: Provider, directory: PostcodeDirectory | None) -> Provider:
    """The provider with the authority of its postcode; empty where that is unknown."""
    place = directory.lookup(provider.POSTCODE) if directory and provider.POSTCODE else None
    return replace(provider, LA_CODE_INFERRED=place.authority) if place else provider


def sources(given: Return, year: int, back: int) -> Sources:
    """Where the asylum marker of a year can come from."""
    return Sources(
        LA, year - back, given.source == "xml", (back, "header") in given.tables,
        has_marker(given, back), (back, "uasc") in given.tables,
    )  # fmt: skip


def has_marker(given: Return, back: int) -> bool:
    """Whether a year's header says, itself or by the uasc table, who is an asylum seeker."""
    header = given.tables.get((back, "header"))
    return header is not None and ("UASC" in header.columns or (back, "uasc") in given.tables)


def available(given: Return, directory: PostcodeDirectory | None, authority: str) -> set[str]:
    """What the return offers to a rule, in the words of ``needs``."""
    found = {table_key(*key) for key in given.tables}
    offers = {
        "postcodes": directory is not None,
        "providers": given.providers is not None,
        "authority": bool(authority),
        "xml": given.source == "xml",
        "uasc_marker": has_marker(given, 0),
    }
    for back, year in ((0, "uasc_this_year"), (1, "uasc_last_year")):
        header, uasc = (back, "header") in given.tables, (back, "uasc") in given.tables
        marked = has_marker(given, back)
        offers["uasc_anywhere"] = offers.get("uasc_anywhere", False) or marked or (uasc and not header)
        offers[year] = marked or (uasc and not header and given.source != "xml")
    return found | {name for name, there in offers.items() if there}
