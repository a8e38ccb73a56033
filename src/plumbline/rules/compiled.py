"""The compiled rulebook of a year, compiled where no file of these sources has it."""

from functools import cache

from plumbline.rules.book import Book, Definition
from plumbline.rules.declare import code_order
from plumbline.rules.rulebooks import keep, kept_book, years


@cache
def rulebook_of(year: int, dialect: str = "duckdb") -> Book:
    """The compiled rulebook of a collection year in a dialect of SQL (duckdb or spark)."""
    if kept := kept_book(year, dialect):
        return kept
    from plumbline.rules.compiling import compile_book  # Ibis takes a second to import

    book = compile_book(year, dialect)
    keep(book)
    return book


def codes_in_force(year: int) -> frozenset[str]:
    """The codes of the rules in force in a collection year; none for a year that the rulebook does not reach."""
    return frozenset(rulebook_of(year).in_force) if year in years() else frozenset()


def every_definition() -> list[Definition]:
    """Every definition of every year, each as in the latest year that it is written for, by code and then by year."""
    latest = {(one.code, one.since): one for year in years() for one in rulebook_of(year).definitions}
    return sorted(latest.values(), key=lambda one: (code_order(one.code), one.since))
