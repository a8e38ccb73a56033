"""Typed rows for authors of rules, made from the model and the facts: ``rules/authors``.

``make generated`` writes it anew; a test holds it against what is declared. With it an editor completes
``episode.previous.`` and a misspelt field is red, in the editor and for mypy.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import plumbline.rules
from plumbline.compiling.library import schemas
from plumbline.concepts.rows import RowKind
from plumbline.files import write_whole
from plumbline.rules.rows import rows_of_rules

FOLDER = Path(plumbline.rules.__path__[0]) / "authors"
_COMMON = '''"""What all rows have in common, typed for authors of rules. Made by ``make generated``; don't edit it.

A value is a column of all rows: see the vocabulary for what can be said of it.
"""

from ibis.expr.types import BooleanValue, DateValue, IntegerValue, StringValue


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
_ROWS = '''"""The rows that a rule can speak of, typed for its author. Made by ``make generated``; don't edit it."""

from ibis.expr.types import %s

from plumbline.rules.authors.common import Child, Collection, Row
'''
Columns = Mapping[str, object]
_KEYS = ("LA", "YEAR", "row", "line", "CHILD")
_TYPES = {
    "boolean": "BooleanValue", "string": "StringValue", "date": "DateValue", "int64": "IntegerValue",
    "float64": "FloatingValue", "timestamp": "TimestampValue",
}  # fmt: skip
#: Columns that go together under one word: ``text_DEC`` is ``row.text.DEC``.
_WORDS = re.compile(r"(child|collection|provider)_(.+)|([a-z_]+)_([A-Z].*)")


def author_rows(kinds: Mapping[str, RowKind]) -> dict[str, str]:
    """The modules by file name: classes for the child and the collection; for each kind of row; for each word that opens
    further columns of one."""
    columns = schemas(kinds)
    shared = columns["header"]
    common, classes = _Classes(), _Classes()
    common.add("Child", _under(shared, "child"))
    common.add("Collection", _under(shared, "collection"))
    for name in (one for one in kinds if one != "child"):
        classes.add_row(_class_name(name), columns[name])
    used = sorted(kind for kind in _TYPES.values() if any(f": {kind}\n" in text for text in classes.texts))
    parts = {"common.py": [_COMMON, *common.texts], "__init__.py": [_ROWS % ", ".join(used), *classes.texts]}
    return {name: "\n\n".join(texts) for name, texts in parts.items()}


def _under(columns: Columns, word: str) -> dict[str, str]:
    prefix = f"{word}_"
    return {name.removeprefix(prefix): _type(kind) for name, kind in columns.items() if name.startswith(prefix)}


class _Classes:
    """The classes made so far; words that open the same columns share one."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._known: dict[tuple[tuple[str, str], ...], str] = {}

    def add(self, name: str, members: Mapping[str, str], base: str = "") -> None:
        """A class of its own."""
        lines = [f"    {member}: {kind}" for member, kind in members.items()]
        says = [] if name.startswith("_") else [f'    """{_SAYS.get(name) or f"A row of {_words(name)}."}"""', ""]
        self.texts.append("\n".join([f"class {name}{f'({base})' if base else ''}:", *says, *lines, ""]))

    def add_row(self, name: str, columns: Columns) -> None:
        """A kind of row, with the words that open further columns of it."""
        members: dict[str, str] = {}
        under: dict[str, dict[str, str]] = {}
        for column, kind in columns.items():
            if found := _WORDS.fullmatch(column):
                word, rest = (found[1], found[2]) if found[1] else (found[3], found[4])
                under.setdefault(word, {})[rest] = _type(kind)
            elif column not in _KEYS:
                members[column] = _type(kind)
        words = {word: _SHARED.get(word) or self._word(name, word, rest) for word, rest in under.items()}
        self.add(name, members | words, "Row")

    def _word(self, name: str, word: str, members: Mapping[str, str]) -> str:
        key = tuple(members.items())
        if key not in self._known:
            self._known[key] = f"_{_class_name(word)}Of{name}"
            self.add(self._known[key], members)
        return self._known[key]


_SHARED = {"child": "Child", "collection": "Collection"}
_SAYS = {
    "Child": "What is known of the row's child.",
    "Collection": "The dates of the collection year, and the council.",
}


def _words(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _class_name(word: str) -> str:
    return "".join(part.capitalize() for part in word.split("_"))


def _type(kind: object) -> str:
    return _TYPES[str(kind)]


if __name__ == "__main__":
    for name, text in author_rows(rows_of_rules()).items():
        write_whole(FOLDER / name, text, shared=True)
