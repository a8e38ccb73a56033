"""CSV that a spreadsheet opens without running anything in it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice

#: What makes a spreadsheet take a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What begins like one and is a number all the same.
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")
#: What makes a cell need quotes.
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
#: How many rows are in a piece.
_AT_ONCE = 500
#: How many cells are remembered: most come again and again, and looking one up is quicker than the csv module's writing.
_REMEMBERED = 20_000


def safe(text: str) -> str:
    """The text with an apostrophe before anything that a spreadsheet would run."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def csv_text(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A CSV file for spreadsheets: with a byte order mark, and nothing in it that would run."""
    return "".join(csv_pieces(head, rows))


def csv_pieces(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The same in pieces, for files too long to be held whole."""
    cell = lru_cache(_REMEMBERED)(_cell)
    lines = (",".join(map(cell, row)) + "\r\n" for row in chain([head], rows))
    yield "\ufeff"
    while lot := "".join(islice(lines, _AT_ONCE)):
        yield lot


def _cell(text: str) -> str:
    inert = safe(text)
    return '"' + inert.replace('"', '""') + '"' if _NEEDS_QUOTES.search(inert) else inert
