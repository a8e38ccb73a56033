"""The closed form of a profile, read from ``profile.schema.json``: what of a document does not fit, and where.

Earlier versions, which are still read, are kept as they were, such as ``profile-1.schema.json``.

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


#: The version of the form that is written, and all that are read.
VERSION, READ = 3, (1, 2, 3)

#: Looks at a value and gives what of it does not fit, its path seen from there.
_Look = Callable[[Any], Sequence[Problem]]

_WORDS = {
    "$schema", "title", "description", "$defs", "$ref", "type", "const", "enum", "pattern", "minimum", "maximum",
    "required", "properties", "additionalProperties", "propertyNames", "oneOf",
}  # fmt: skip


@cache
def profile_schema(version: int = VERSION) -> Schema:
    """The schema of a profile."""
    name = "profile.schema.json" if version == VERSION else f"profile-{version}.schema.json"
    found: Schema = json.loads(files("plumbline.profiles").joinpath(name).read_text("utf-8"))
    return found


def schema_name(version: int = VERSION) -> str:
    """What a profile of a version says of its form."""
    return f"plumbline/profile/{version}"


def problems(document: object) -> list[Problem]:
    """Every part of a document that is outside the closed form; the values themselves are never in the words."""
    return list(_whole(version_of(document))(document))


def version_of(document: object) -> int:
    """The version of the form that a document is to be held against: the newest where it names none of those read."""
    given = document.get("schema") if isinstance(document, dict) else None
    return next((version for version in READ if given == schema_name(version)), VERSION)


@cache
def _whole(version: int) -> _Look:
    schema = profile_schema(version)
    return _looking(schema, schema["$defs"])


def _looking(schema: Schema, named: Mapping[str, Schema]) -> _Look:
    """A schema as one function: a network's hundreds of profiles are read at a time, and the schema is read once."""
    if unknown := set(schema) - _WORDS:
        raise ValueError(f"the schema of a profile uses {', '.join(unknown)}, which is not understood")
    if "$ref" in schema:
        return _looking(named[schema["$ref"].rpartition("/")[2]], named)
    if "oneOf" in schema:
        return _one_of(schema["oneOf"], named)
    if schema.get("const") is True:
        return _simple(lambda value: value is True, "must be true, or left out")
    if "const" in schema:
        return _simple(lambda value: bool(value == schema["const"]), f"must be {schema['const']}")
    if "enum" in schema:
        return _simple(lambda value: value in schema["enum"], f"must be one of {', '.join(schema['enum'])}")
    if "pattern" in schema and "type" not in schema:
        return _string(schema)
    if schema["type"] == "object":
        return _object(schema, named)
    return {"string": _string, "integer": _integer}[schema["type"]](schema)


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


def _object(schema: Schema, named: Mapping[str, Schema]) -> _Look:
    parts = {name: _looking(part, named) for name, part in schema.get("properties", {}).items()}
    required = schema.get("required", [])
    others = schema["additionalProperties"]
    other = _looking(others, named) if others else _simple(lambda _: False, "there is no such part")
    name_fits = _looking(schema["propertyNames"], named) if "propertyNames" in schema else None

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


def _one_of(schemas: list[Schema], named: Mapping[str, Schema]) -> _Look:
    """Forms that exclude one another. What fits none of them is told of the one that it was meant to have.

    A set of named parts was meant to have the set of parts with which it shares most names, all else the first form.
    """
    forms = [(form.get("properties", {}).keys(), _looking(form, named)) for form in schemas]
    first = forms[0][1]
    sets = [form for form in forms if form[0]]

    def look(value: Any) -> Sequence[Problem]:
        if not isinstance(value, dict):
            return first(value)
        nearest = max(sets, key=lambda form: len(form[0] & value.keys()))[1] if len(sets) > 1 else sets[0][1]
        found = nearest(value)
        return () if found and any(not form(value) for _, form in sets if form is not nearest) else found

    return look
