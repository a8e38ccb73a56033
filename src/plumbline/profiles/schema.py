"""The closed form of a profile, read from ``profile.schema.json``: what of a document does not fit, and where.

Only the words that the schema uses are understood; any other is a ValueError, so that none is ever passed over.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
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


#: Looks at a value and gives what of it does not fit, its path seen from there.
_Look = Callable[[Any], Sequence[Problem]]

_WORDS = {
    "$schema", "title", "description", "$defs", "$ref", "type", "const", "enum", "pattern", "minimum", "maximum",
    "required", "properties", "additionalProperties", "propertyNames", "oneOf",
}  # fmt: skip


@cache
def profile_schema() -> Schema:
    """The schema of a profile."""
    text = files("plumbline.profiles").joinpath("profile.schema.json").read_text("utf-8")
    found: Schema = json.loads(text)
    return found


def problems(document: object) -> list[Problem]:
    """Every part of a document that is outside the closed form; the values themselves are never in the words."""
    return list(_whole()(document))


@cache
def _whole() -> _Look:
    return _looking(profile_schema())


def _looking(schema: Schema) -> _Look:
    """A schema as one function: a network's hundreds of profiles are read at a time, and the schema is read once."""
    if unknown := set(schema) - _WORDS:
        raise ValueError(f"the schema of a profile uses {', '.join(unknown)}, which is not understood")
    if "$ref" in schema:
        return _looking(_definition(schema["$ref"]))
    if "oneOf" in schema:
        return _one_of(schema["oneOf"])
    if "const" in schema:
        return _simple(lambda value: bool(value == schema["const"]), f"must be {schema['const']}")
    if "enum" in schema:
        return _simple(lambda value: value in schema["enum"], f"must be one of {', '.join(schema['enum'])}")
    if "pattern" in schema and "type" not in schema:
        return _string(schema)
    return {"object": _object, "string": _string, "integer": _integer}[schema["type"]](schema)


def _definition(reference: str) -> Schema:
    found: Schema = profile_schema()["$defs"][reference.rpartition("/")[2]]
    return found


def _simple(fits: Callable[[Any], bool], words: str) -> _Look:
    refused = (Problem("", words),)
    return lambda value: () if fits(value) else refused


def _string(schema: Schema) -> _Look:
    # fullmatch, for "$" alone would let a line end through
    form = re.compile(schema["pattern"])
    return _simple(
        lambda value: isinstance(value, str) and bool(form.fullmatch(value)), f"must have the form {form.pattern}"
    )


def _integer(schema: Schema) -> _Look:
    least, most = schema["minimum"], schema.get("maximum")
    refused = (Problem("", f"must be a whole number, {least} or more" + (f" and {most} or less" if most else "")),)

    def look(value: Any) -> Sequence[Problem]:
        # true and false are whole numbers to Python
        return () if type(value) is int and least <= value and (not most or value <= most) else refused

    return look


def _object(schema: Schema) -> _Look:
    parts = {name: _looking(part) for name, part in schema.get("properties", {}).items()}
    required = schema.get("required", [])
    others = schema["additionalProperties"]
    other = _looking(others) if others else _simple(lambda _: False, "there is no such part")
    name_fits = _looking(schema["propertyNames"]) if "propertyNames" in schema else None

    def look(value: Any) -> Sequence[Problem]:
        if not isinstance(value, dict):
            return [Problem("", "must be a set of named parts")]
        found: list[Problem] = []
        for name, part in value.items():
            if name_fits and (wrong := name_fits(name)):
                found += [Problem(name, f"the name {problem.words}") for problem in wrong]
            if wrong := parts.get(name, other)(part):
                found += [Problem(f"{name}.{path}" if path else name, words) for path, words in wrong]
        for name in required:
            if name not in value:
                found.append(Problem(name, "is missing"))
        return found

    return look


def _one_of(schemas: list[Schema]) -> _Look:
    """Forms that exclude one another: a value is held against the one that it was meant to have.

    A set of named parts is held against the set of parts with which it shares most names, all else against the first.
    """
    forms = [(form.get("properties", {}).keys(), _looking(form)) for form in schemas]
    first = forms[0][1]
    sets = [form for form in forms if form[0]]
    only = sets[0][1] if len(sets) == 1 else None

    def look(value: Any) -> Sequence[Problem]:
        if not isinstance(value, dict):
            return first(value)
        return (only or max(sets, key=lambda form: len(form[0] & value.keys()))[1])(value)

    return look
