"""The compiled rulebooks that the page brings: in the tab nothing is compiled."""

from functools import cache

from plumbline.rules.book import Book
from plumbline.rules.rulebooks import kept_book, years


@cache
def book_of(year: int) -> Book:
    """The rulebook of a collection year."""
    book = kept_book(year)
    if book is None:
        raise RuntimeError(f"the page has no compiled rulebook of {year}")
    return book


def codes_in_force(year: int) -> frozenset[str]:
    """The codes of the rules in force in a collection year; none for a year that the rulebook does not reach."""
    return frozenset(book_of(year).in_force) if year in years() else frozenset()
