"""The compiled rulebook of a year, compiled where no file of these sources has it."""

from functools import cache

from plumbline.rules.book import Book, Definition
from plumbline.rules.declare import code_order
from plumbline.rules.rulebooks import keep, kept_book, years


@cache
def rulebook_of(year: int, dialect: str = "duckdb") -> Book:
    """The compiled rulebook of a collection year in a dialect of SQL (duckdb or spark)."""
    if kept := _kept(year, dialect):
        return kept
    from plumbline.rules.compiling import compile_book  # Ibis takes a second to import

    book = compile_book(year, dialect)
    keep(book)
    return book


@cache
def codes_in_force(year: int) -> frozenset[str]:
    """The codes of the rules in force in a collection year; none for a year that the rulebook does not reach.

    Nothing is compiled for them: where no file has the year's book, they are those declared.
    """
    if year not in years():
        return frozenset()
    if kept := _kept(year, "duckdb"):
        return frozenset(kept.in_force)
    from plumbline.rules.declare import rulebook  # brings Ibis, which takes a second to import

    return frozenset(rule.code for rule in rulebook(year))


def every_definition() -> list[Definition]:
    """Every definition of every year, each as in the latest year that it is written for, by code and then by year."""
    latest = {(one.code, one.since): one for year in years() for one in rulebook_of(year).definitions}
    return sorted(latest.values(), key=lambda one: (code_order(one.code), one.since))


@cache
def _kept(year: int, dialect: str) -> Book | None:
    return kept_book(year, dialect)
