"""The closed form of a profile, read from ``profile.schema.json``: what of a document does not fit, and where.

Only the words that the schema uses are understood; any other is a KeyError, so that none is ever passed over.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

Schema = Mapping[str, Any]


class Problem(NamedTuple):
    """One part of a document that does not fit: its path, such as ``rules.501.children``, and what is asked of it."""

    path: str
    words: str

    def __str__(self) -> str:
        return f"{self.path or 'the document'}: {self.words}"


@cache
def profile_schema() -> Schema:
    """The schema of a profile."""
    text = files("plumbline.profiles").joinpath("profile.schema.json").read_text("utf-8")
    found: Schema = json.loads(text)
    return found


def problems(document: object) -> Iterator[Problem]:
    """Every part of a document that is outside the closed form; the values themselves are never in the words."""
    return _misfits(document, profile_schema(), "")


def _misfits(value: object, schema: Schema, path: str) -> Iterator[Problem]:
    for word, asked in schema.items():
        if word not in _SILENT:
            yield from _ASKING[word](value, asked, path, schema)


def _of_type(value: object, asked: str, path: str, _: Schema) -> Iterator[Problem]:
    if not _has_type(value, asked):
        yield Problem(path, f"must be {_TYPES[asked]}")


def _has_type(value: object, asked: str) -> bool:
    if asked == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, dict if asked == "object" else str)


def _enum(value: object, asked: list[str], path: str, _: Schema) -> Iterator[Problem]:
    if value not in asked:
        yield Problem(path, f"must be one of {', '.join(asked)}")


def _const(value: object, asked: str, path: str, _: Schema) -> Iterator[Problem]:
    if value != asked:
        yield Problem(path, f"must be {asked}")


def _pattern(value: object, asked: str, path: str, _: Schema) -> Iterator[Problem]:
    # fullmatch, for "$" alone would let a line end through
    if isinstance(value, str) and not re.fullmatch(asked, value):
        yield Problem(path, f"must have the form {asked}")


def _minimum(value: object, asked: int, path: str, _: Schema) -> Iterator[Problem]:
    if isinstance(value, int) and value < asked:
        yield Problem(path, f"must be {asked} or more")


def _maximum(value: object, asked: int, path: str, _: Schema) -> Iterator[Problem]:
    if isinstance(value, int) and value > asked:
        yield Problem(path, f"must be {asked} or less")


def _required(value: object, asked: list[str], path: str, _: Schema) -> Iterator[Problem]:
    if isinstance(value, dict):
        yield from (Problem(_under(path, name), "is missing") for name in asked if name not in value)


def _properties(value: object, asked: Mapping[str, Schema], path: str, _: Schema) -> Iterator[Problem]:
    if isinstance(value, dict):
        for name, schema in asked.items():
            if name in value:
                yield from _misfits(value[name], schema, _under(path, name))


def _others(value: object, asked: Schema | bool, path: str, schema: Schema) -> Iterator[Problem]:
    if isinstance(value, dict):
        for name in value.keys() - schema.get("properties", {}).keys():
            if isinstance(asked, bool):
                yield Problem(_under(path, name), "there is no such part")
            else:
                yield from _misfits(value[name], asked, _under(path, name))


def _names(value: object, asked: Schema, path: str, _: Schema) -> Iterator[Problem]:
    if isinstance(value, dict):
        for name in value:
            yield from (Problem(_under(path, name), f"the name {p.words}") for p in _misfits(name, asked, ""))


def _one_of(value: object, asked: list[Schema], path: str, _: Schema) -> Iterator[Problem]:
    tried = [(one, list(_misfits(value, one, path))) for one in map(_resolved, asked)]
    if sum(not found for _, found in tried) != 1:
        yield from max(tried, key=lambda pair: _likeness(value, pair[0]))[1]


def _likeness(value: object, schema: Schema) -> tuple[bool, int]:
    """Which of several forms a value was meant to have: one of its type, then one that shares most names with it."""
    names = value.keys() & schema.get("properties", {}).keys() if isinstance(value, dict) else ()
    return _has_type(value, schema["type"]), len(names)


def _reference(value: object, asked: str, path: str, _: Schema) -> Iterator[Problem]:
    yield from _misfits(value, _resolved({"$ref": asked}), path)


def _resolved(schema: Schema) -> Schema:
    return profile_schema()["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


_SILENT = {"$schema", "$defs", "title", "description"}
_TYPES = {"integer": "a whole number", "object": "a set of named parts", "string": "text"}
_ASKING: dict[str, Callable[[object, Any, str, Schema], Iterator[Problem]]] = {
    "type": _of_type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minimum": _minimum,
    "maximum": _maximum,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _others,
    "propertyNames": _names,
    "oneOf": _one_of,
    "$ref": _reference,
}
