"""The types of what Python answers the page, written for TypeScript: ``web/src/answers.ts``.

``make generated`` writes it anew; a test holds it against what is declared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from plumbline.browser.api import CALLS
from plumbline.files import write_whole

FILE = Path(__file__).parents[3] / "web" / "src" / "answers.ts"
_HEAD = """// What Python answers the page. Made by `make generated` from the types of src/plumbline/browser; don't edit it.
"""
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null", Any: "unknown"}
_BYTES = "Uint8Array<ArrayBuffer>"


def page_types() -> str:
    """The module's text: an interface for each type that answers hold, and the answer of each call."""
    answers = {name: get_type_hints(call)["return"] for name, call in CALLS.items()}
    found: dict[str, str] = {}
    lines = [f"  {name}: {_written(answer, found)};" for name, answer in answers.items()]
    calls = ["/** What each question is answered with. */", "export interface Answers {", *lines, "}"]
    return "\n\n".join([_HEAD.rstrip(), *found.values(), "\n".join(calls)]) + "\n"


def _written(kind: Any, found: dict[str, str]) -> str:
    """A type as TypeScript writes it; dataclasses it names are added to those found."""
    if kind is bytes:
        return _BYTES
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in found:
            found[kind.__name__] = ""  # its place, before those that it names
            found[kind.__name__] = "\n".join(_interface(kind, found))
        return kind.__name__
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " | ".join(f'"{one}"' for one in arguments)
    if origin is UnionType:
        return " | ".join(_written(one, found) for one in arguments)
    if origin is Mapping or origin is dict:
        return f"Record<{_written(arguments[0], found)}, {_written(arguments[1], found)}>"
    if origin is tuple and arguments[-1] is not Ellipsis:
        return f"[{', '.join(_written(one, found) for one in arguments)}]"
    if origin in (Sequence, list, tuple):
        item = _written(arguments[0], found)
        return f"({item})[]" if " " in item else f"{item}[]"
    raise TypeError(f"the page has no word for {kind}")


def _interface(kind: type, found: dict[str, str]) -> Iterator[str]:
    hints = get_type_hints(kind)
    meaning = " ".join((kind.__doc__ or "").split()).replace("``", "`")
    yield f"/** {meaning} */"
    yield f"export interface {kind.__name__} {{"
    yield from (f"  {one.name}: {_written(hints[one.name], found)};" for one in fields(kind))
    yield "}"


if __name__ == "__main__":
    write_whole(FILE, page_types())
