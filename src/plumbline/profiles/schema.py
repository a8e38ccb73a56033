"""The closed form of a profile, read from ``profile.schema.json``: what of a document does not fit, and where.

Only the words that the schema uses are understood; any other is a KeyError, so that none is ever passed over.
"""

import json
import re
from collections.abc import Callable, Mapping
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


#: Looks at a value at a path, and adds what does not fit to the list.
_Look = Callable[[Any, str, list[Problem]], None]


@cache
def profile_schema() -> Schema:
    """The schema of a profile."""
    text = files("plumbline.profiles").joinpath("profile.schema.json").read_text("utf-8")
    found: Schema = json.loads(text)
    return found


def problems(document: object) -> list[Problem]:
    """Every part of a document that is outside the closed form; the values themselves are never in the words."""
    found: list[Problem] = []
    _whole()(document, "", found)
    return found


@cache
def _whole() -> _Look:
    return _looking(profile_schema())


def _looking(schema: Schema) -> _Look:
    """A schema as one function: a network's hundreds of profiles are read at a time, and the schema is read once."""
    looks = [_MAKING[word](asked, schema) for word, asked in schema.items() if word not in _SILENT]
    if len(looks) == 1:
        return looks[0]

    def look(value: Any, path: str, found: list[Problem]) -> None:
        for one in looks:
            one(value, path, found)

    return look


def _simple(fits: Callable[[Any], bool], words: str) -> _Look:
    def look(value: Any, path: str, found: list[Problem]) -> None:
        if not fits(value):
            found.append(Problem(path, words))

    return look


def _type(asked: str, _: Schema) -> _Look:
    return _simple(_FITS[asked], f"must be {_TYPE_WORDS[asked]}")


def _enum(asked: list[str], _: Schema) -> _Look:
    return _simple(lambda value: value in asked, f"must be one of {', '.join(asked)}")


def _const(asked: str, _: Schema) -> _Look:
    return _simple(lambda value: bool(value == asked), f"must be {asked}")


def _pattern(asked: str, _: Schema) -> _Look:
    # fullmatch, for "$" alone would let a line end through
    form = re.compile(asked)
    return _simple(
        lambda value: not isinstance(value, str) or bool(form.fullmatch(value)), f"must have the form {asked}"
    )


def _minimum(asked: int, _: Schema) -> _Look:
    return _simple(lambda value: not isinstance(value, int) or value >= asked, f"must be {asked} or more")


def _maximum(asked: int, _: Schema) -> _Look:
    return _simple(lambda value: not isinstance(value, int) or value <= asked, f"must be {asked} or less")


def _required(asked: list[str], _: Schema) -> _Look:
    def look(value: Any, path: str, found: list[Problem]) -> None:
        if isinstance(value, dict):
            found += [Problem(_under(path, name), "is missing") for name in asked if name not in value]

    return look


def _properties(asked: Mapping[str, Schema], _: Schema) -> _Look:
    looks = {name: _looking(schema) for name, schema in asked.items()}

    def look(value: Any, path: str, found: list[Problem]) -> None:
        if isinstance(value, dict):
            for name, one in looks.items():
                if name in value:
                    one(value[name], _under(path, name), found)

    return look


def _others(asked: Schema | bool, schema: Schema) -> _Look:
    known = schema.get("properties", {}).keys()
    one = _looking(asked) if isinstance(asked, Mapping) else _simple(lambda _: asked, "there is no such part")

    def look(value: Any, path: str, found: list[Problem]) -> None:
        if isinstance(value, dict) and not value.keys() <= known:
            for name in value:
                if name not in known:
                    one(value[name], _under(path, name), found)

    return look


def _names(asked: Schema, _: Schema) -> _Look:
    one = _looking(asked)

    def look(value: Any, path: str, found: list[Problem]) -> None:
        if isinstance(value, dict):
            for name in value:
                of_name: list[Problem] = []
                one(name, "", of_name)
                found += [Problem(_under(path, name), f"the name {problem.words}") for problem in of_name]

    return look


def _one_of(asked: list[Schema], _: Schema) -> _Look:
    """The forms exclude one another, so a value is held against the one that it was meant to have.

    That is one of its type, or else the first; of several, the one with which it shares most names.
    """
    forms = [(_FITS[form["type"]], frozenset(form.get("properties", ())), _looking(form)) for form in asked]

    def look(value: Any, path: str, found: list[Problem]) -> None:
        of_type = [(names, one) for fits, names, one in forms if fits(value)] or [forms[0][1:]]
        if len(of_type) > 1:
            of_type.sort(key=lambda form: -len(form[0] & value.keys()))
        of_type[0][1](value, path, found)

    return look


def _reference(asked: str, _: Schema) -> _Look:
    return _looking(profile_schema()["$defs"][asked.rpartition("/")[2]])


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


_SILENT = {"$schema", "$defs", "title", "description"}
_TYPE_WORDS = {"integer": "a whole number", "object": "a set of named parts", "string": "text"}
_FITS: dict[str, Callable[[object], bool]] = {
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}
_MAKING: dict[str, Callable[[Any, Schema], _Look]] = {
    "type": _type,
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
