"""The rulebook compiled: each definition's conditions as SQL over rows, what they need, and a hash of what they mean."""

import inspect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce
from operator import and_

from plumbline.compiling.expressions import Compiler, Pending
from plumbline.compiling.facts import Expression, Library
from plumbline.compiling.library import compile_library, schemas
from plumbline.model.names import TABLE_OF_ROW
from plumbline.model.years import TableOfYear
from plumbline.rules import declare
from plumbline.rules.book import Book, Definition, Part
from plumbline.rules.editions import edition_of
from plumbline.rules.needed import needs_of
from plumbline.rules.rows import rows_of_rules

#: The order of a pair's rows in a query: episodes first, of which there are most, last year's rows last.
_PLACE = {
    row: at
    for at, row in enumerate(
        ["episode", *(r for r in TABLE_OF_ROW if r != "episode" and not r.endswith("_last")),
         *(r for r in TABLE_OF_ROW if r.endswith("_last"))]
    )
}  # fmt: skip


@dataclass(frozen=True)
class _Built:
    """A part's conditions before they are SQL."""

    condition: Pending
    where: Pending | None


def compile_book(year: int, dialect: str = "duckdb") -> Book:
    """The rulebook of a collection year in a dialect of SQL (duckdb or spark)."""
    library = compiled_library(dialect)
    every = declare.rulebook()
    rules = [rule for rule in every if rule.is_written_for(year)]
    known = frozenset(word for rule in every for word in (rule.code, rule.theme))
    return Book(year, tuple(compile_rules(rules, year, library)), library, known)


@cache
def compiled_library(dialect: str) -> Library:
    """The rows and facts of all years in a dialect."""
    return compile_library(rows_of_rules(), dialect)


@cache
def compiler(dialect: str) -> Compiler:
    """What compiles conditions over the rows of rules."""
    return Compiler(schemas(rows_of_rules()), dialect, blank_is_no=True)


def compile_rules(rules: Sequence[declare.Rule], year: int, library: Library) -> list[Definition]:
    """The definitions as they hold in a year: all conditions are built first, then compiled together."""
    using = compiler(library.dialect)
    built = [[_build(using, part, rule.applies, year) for part in rule.parts] for rule in rules]
    applies = [_build_applies(using, rule.applies, year) for rule in rules]
    waiting = [one for parts in built for part in parts for one in (part.condition, part.where) if one]
    waiting += [one for one in applies if one]
    sql = dict(zip(map(id, waiting), using.compiled(waiting), strict=True))
    return [
        _definition(rule, parts, limit, sql, library) for rule, parts, limit in zip(rules, built, applies, strict=True)
    ]


def _build(using: Compiler, part: declare.Part, applies: declare.Condition | None, year: int) -> _Built:
    """A part's conditions. Where it speaks of the rows that ``applies`` speaks of, only those can be at fault.

    Rows that both must exist are put in one order, so that rules about the same two tables share a query whichever they
    name first.
    """
    names = sorted(part.rows, key=_PLACE.__getitem__) if part.partner == "required" else list(part.rows)
    scene = using.scene(names, year)
    condition = using.pending(scene, part.condition(*(scene.views[row] for row in part.rows)))
    limited = using.scene(names, year)
    limits = [part.where(limited.views[part.rows[0]])] if part.where is not None else []
    if applies is not None and _row_of(applies) in limited.views:
        limits.append(applies(limited.views[_row_of(applies)]))
    return _Built(condition, using.pending(limited, reduce(and_, limits)) if limits else None)


def _build_applies(using: Compiler, applies: declare.Condition | None, year: int) -> Pending | None:
    if applies is None:
        return None
    scene = using.scene([_row_of(applies)], year)
    return using.pending(scene, applies(*scene.views.values()))


def _row_of(applies: declare.Condition) -> str:
    (row,) = inspect.signature(applies).parameters
    return row


def _definition(
    rule: declare.Rule, built: Sequence[_Built], limit: Pending | None, sql: dict[int, Expression], library: Library
) -> Definition:
    parts = tuple(
        Part(
            sql[id(one.condition)], tuple(map(TableOfYear.of, part.flags)), part.partner,
            sql[id(one.where)] if one.where else None,
        )
        for part, one in zip(rule.parts, built, strict=True)
    )  # fmt: skip
    applies = sql[id(limit)] if limit else None
    definition = Definition(
        rule.code, rule.title, rule.why, rule.fix, rule.theme, rule.fields, parts, (), applies, rule.since, rule.until,
        rule.withdrawn, rule.history,
    )  # fmt: skip
    meaning = [[one.condition, one.where] for one in built] + [[limit]]
    return replace(
        definition,
        needs=needs_of(definition, library, rule.needs, rule.loose, rule.only_for),
        edition=edition_of(definition, meaning, library),
        due=rule.due,
    )
