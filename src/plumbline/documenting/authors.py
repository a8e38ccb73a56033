"""Typed rows for authors of rules, made from the model and the facts: ``rules/authors.py``.

``make generated`` writes it anew; a test holds it against what is declared. With it an editor completes
``episode.previous.`` and a misspelt field is red, in the editor and for mypy.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import plumbline.rules
from plumbline.compiling.library import schemas
from plumbline.concepts.rows import RowKind
from plumbline.files import write_whole
from plumbline.rules.rows import rows_of_rules

FILE = Path(plumbline.rules.__path__[0]) / "authors.py"
_HEAD = '''"""The rows that a rule can speak of, typed for its author. Made by ``make generated``; don't edit it.

A value is a column of all rows: see the vocabulary for what can be said of it.
"""

# ruff: noqa: N815
from ibis.expr.types import BooleanValue, DateValue, FloatingValue, IntegerValue, StringValue


class Row:
    """What every row has."""

    CHILD: StringValue
    row: IntegerValue
    collection_year: int

    def given(self, field: str) -> StringValue:
        """The field's text as the file gives it, readable or not."""
        raise NotImplementedError

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes of a code set that are valid in the collection year."""
        raise NotImplementedError
'''
_KEYS = ("LA", "YEAR", "row", "line", "CHILD")
_TYPES = {
    "boolean": "BooleanValue", "string": "StringValue", "date": "DateValue", "int64": "IntegerValue",
    "float64": "FloatingValue",
}  # fmt: skip
#: Columns that go together under one word: ``text_DEC`` is ``row.text.DEC``.
_WORDS = re.compile(r"(child|collection|provider)_(.+)|([a-z_]+)_([A-Z].*)")


def author_rows(kinds: Mapping[str, RowKind]) -> str:
    """The module: a class for the child, one for each kind of row, and one for each word that opens further columns."""
    columns = schemas(kinds)
    child = {name.removeprefix("child_"): kind for name, kind in columns["header"].items() if name.startswith("child_")}
    parts = [_HEAD, *_classes("Child", child, "")]
    shared = {name: kind for name, kind in columns["header"].items() if name.startswith("collection_")}
    parts += [_class("Collection", [(n.removeprefix("collection_"), _type(k)) for n, k in shared.items()], "")]
    for name in (one for one in kinds if one != "child"):
        parts += _classes(_class_name(name), columns[name], "Row")
    return "\n\n".join(part.rstrip("\n") + "\n" for part in parts)


def _classes(name: str, columns: Mapping[str, object], base: str) -> list[str]:
    plain: list[tuple[str, str]] = []
    under: dict[str, list[tuple[str, str]]] = {}
    for column, kind in columns.items():
        found = _WORDS.fullmatch(column)
        if column in _KEYS:
            continue
        if not found:
            plain.append((column, _type(kind)))
            continue
        word, rest = (found[1], found[2]) if found[1] else (found[3], found[4])
        under.setdefault(word, []).append((rest, _type(kind)))
    words = [(word, _word_class(name, word)) for word in under]
    own = [_class(_word_class(name, word), members, "") for word, members in under.items() if word not in _SHARED]
    return [*own, _class(name, [*plain, *words], base)]


_SHARED = {"child": "Child", "collection": "Collection"}


def _word_class(name: str, word: str) -> str:
    return _SHARED.get(word) or f"{_class_name(word)}Of{name}"


def _class(name: str, members: Iterable[tuple[str, str]], base: str) -> str:
    lines = [f"    {member}: {kind}" for member, kind in members]
    return "\n".join(
        [f"class {name}{f'({base})' if base else ''}:", f'    """{_SAYS.get(name, "") or _said(name)}"""', "", *lines]
    )


_SAYS = {
    "Child": "What is known of the row's child.",
    "Collection": "The dates of the collection year, and the council.",
}


def _said(name: str) -> str:
    word, of, owner = name.partition("Of")
    return f"``{_words(word)}`` of a row of {_words(owner)}." if of else f"A row of {_words(name)}."


def _words(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _class_name(word: str) -> str:
    return "".join(part.capitalize() for part in word.split("_"))


def _type(kind: object) -> str:
    return _TYPES[str(kind)]


if __name__ == "__main__":
    write_whole(FILE, author_rows(rows_of_rules()), shared=True)
