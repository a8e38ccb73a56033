"""Compiled rulebooks as JSON and back: each distinct definition once, and which of them make each year's book."""

import json
from collections.abc import Sequence
from typing import Any

from plumbline.compiling.facts import Expression, FactColumn, FactQuery, Library, RowQuery, Source
from plumbline.model.years import TableOfYear
from plumbline.rules.book import Book, Definition, Part
from plumbline.rules.needs import need

Json = dict[str, Any]


def books_to_json(books: Sequence[Book]) -> str:
    """Books of some years and one dialect as a document."""
    distinct: dict[Definition, int] = {}
    years = {str(book.year): [distinct.setdefault(one, len(distinct)) for one in book.definitions] for book in books}
    library = books[0].library
    return json.dumps(
        {
            "dialect": library.dialect,
            "rows": [_row(row) for row in library.rows.values()],
            "facts": [_query(query) for query in library.facts],
            "definitions": [_definition(one) for one in distinct],
            "years": years,
            "known": sorted(books[0].known),
        },
        ensure_ascii=False,
    )


def book_from_json(text: str, year: int) -> Book | None:
    """The book of a year, if the document has it."""
    document = json.loads(text)
    chosen = document["years"].get(str(year))
    if chosen is None:
        return None
    rows = {row["name"]: _read_row(row) for row in document["rows"]}
    library = Library(document["dialect"], rows, tuple(map(_read_query, document["facts"])))
    return Book(
        year,
        tuple(_read_definition(document["definitions"][at]) for at in chosen),
        library,
        frozenset(document["known"]),
    )


def _row(row: RowQuery) -> Json:
    return vars(row) | {"source": _source(row.source), "needs": dict(row.needs)}


def _read_row(given: Json) -> RowQuery:
    needs = {column: tuple(words) for column, words in given["needs"].items()}
    return RowQuery(given["name"], given["table"], tuple(given["columns"]), _read_source(given["source"]), needs)


def _query(query: FactQuery) -> Json:
    columns = [[c.name, c.is_truth, c.needs, c.version, c.title, c.cells, c.at, c.day] for c in query.columns]
    return vars(query) | {"columns": columns, "source": _source(query.source)}


def _read_query(given: Json) -> FactQuery:
    columns = tuple(
        FactColumn(name, truth, tuple(needs), version, title, tuple(cells), at, day)
        for name, truth, needs, version, title, cells, at, day in given["columns"]
    )
    return FactQuery(
        given["name"], given["of"], tuple(given["key"]), columns, _read_source(given["source"]), given["shared"],
        given["via"],
    )  # fmt: skip


def _source(source: Source) -> list[Any]:
    return [source.sql, source.every_year if source.every_year != source.sql else "", source.uses, source.current]


def _read_source(given: list[Any]) -> Source:
    sql, every_year, uses, current = given
    return Source(sql, every_year or sql, tuple(uses), tuple(current))


def _definition(one: Definition) -> Json:
    plain = {
        "code": one.code, "title": one.title, "why": one.why, "fix": one.fix, "theme": one.theme,
        "fields": one.fields, "since": one.since, "until": one.until, "withdrawn": one.withdrawn,
        "history": one.history, "local": one.local, "edition": one.edition, "due": one.due,
    }  # fmt: skip
    return plain | {
        "needs": list(map(str, one.needs)),
        "parts": [_part(part) for part in one.parts],
        "applies": _expression(one.applies),
    }


def _read_definition(given: Json) -> Definition:
    return Definition(
        given["code"], given["title"], given["why"], given["fix"], given["theme"], tuple(given["fields"]),
        tuple(map(_read_part, given["parts"])), tuple(map(need, given["needs"])), _read_expression(given["applies"]),
        given["since"], given["until"], given["withdrawn"], given["history"], given["local"], given["edition"],
        given["due"],
    )  # fmt: skip


def _part(part: Part) -> Json:
    return {
        "condition": _expression(part.condition), "flags": list(map(str, part.flags)), "partner": part.partner,
        "where": _expression(part.where),
    }  # fmt: skip


def _read_part(given: Json) -> Part:
    condition = _read_expression(given["condition"])
    assert condition is not None
    return Part(
        condition, tuple(map(TableOfYear.of, given["flags"])), given["partner"], _read_expression(given["where"])
    )


def _expression(one: Expression | None) -> list[Any] | None:
    return None if one is None else [one.rows, one.sql, one.columns]


def _read_expression(given: list[Any] | None) -> Expression | None:
    if given is None:
        return None
    rows, sql, columns = given
    return Expression(tuple(rows), sql, tuple(map(tuple, columns)))
