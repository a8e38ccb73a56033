"""What must be loaded for a definition, found from the columns that it asks of rows."""

from collections.abc import Iterable

from plumbline.compiling.facts import Library
from plumbline.model.years import TableOfYear
from plumbline.rules.book import Definition
from plumbline.rules.needs import Need, need


def needs_of(
    definition: Definition, library: Library, more: Iterable[str] = (), loose: Iterable[str] = (), only_for: str = ""
) -> tuple[Need, ...]:
    """What must be loaded for a definition: the tables of its rows and whatever the facts asked for are made of.

    ``loose`` are needs that it can do without; ``only_for`` is a form of the return that it is about alone.
    """
    found: set[Need] = {need(word) for word in (*more, only_for) if word}
    for part in definition.parts:
        for row, columns in part.asked:
            kind, back = row.removesuffix("_last"), int(row.endswith("_last"))
            found.add(TableOfYear(library.rows[kind].table, back))
            for word in {word for column in columns for word in library.needs_of(kind, column)}:
                one = need(word)
                found.add(TableOfYear(one.name, one.years_back + back) if isinstance(one, TableOfYear) else one)
    return tuple(sorted(found - {need(word) for word in loose}, key=str))
