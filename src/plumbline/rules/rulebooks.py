"""Compiled rulebooks: built into the wheel, or made at first use, a year at a time, and kept in the user's cache folder.

Either way a file is named by a hash of what it is made from, so that a stale one is never taken. Nothing here compiles:
what runs in a browser's Python is always given a book.
"""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from plumbline.cache import keep_file, kept_file
from plumbline.rules.book import Book
from plumbline.rules.written import book_from_json, books_to_json
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

_ROOMS = ("model", "engine", "concepts", "compiling", "rules")


def kept_book(year: int, dialect: str = "duckdb") -> Book | None:
    """The compiled book of a year, from the wheel or from the cache; None where neither has one of these sources."""
    built = built_folder() / file_name(dialect)
    place = built if built.exists() else kept_file(file_name(dialect, year))
    return book_from_json(place.read_text("utf-8"), year) if place else None


def keep(book: Book) -> None:
    """Keeps a book in the cache; of those of its year and dialect only the newest few stay."""
    dialect = book.library.dialect
    keep_file(file_name(dialect, book.year), books_to_json([book]), f"rulebook-{dialect}-{book.year}-*.json")


def built_folder() -> Path:
    """Where a wheel holds the book of all years."""
    return Path(str(files("plumbline.rules"))) / "compiled"


def file_name(dialect: str, year: int = 0) -> str:
    """The name of the file that holds the compiled rulebook of these sources: of one year, or (0) of all."""
    of_year = f"{year}-" if year else ""
    return f"rulebook-{dialect}-{of_year}{fingerprint()}.json"


def years() -> range:
    """The collection years that have a rulebook."""
    return range(FIRST_YEAR, LAST_YEAR + 1)


@cache
def fingerprint() -> str:
    """A hash of everything that compiled rulebooks are made from: model, concepts, rules and compiler."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        folder = Path(str(files("plumbline").joinpath(room)))
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".toml")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
