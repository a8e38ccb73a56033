"""A council's words and the codes that they mean: what values.toml says, and what the code sets' own labels say."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from plumbline.engine.protocol import Execute, literal
from plumbline.faults import BadInput
from plumbline.model import Field, code_set

#: A longer word in a coded column is free text, which must not be told.
_LONGEST = 40
_YES_NO = ("Y", "N")


@dataclass(frozen=True)
class CouncilWords:
    """What a council's words mean: for each column, by its name in small letters, the code of each word in capitals."""

    of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def for_column(self, name: str) -> Mapping[str, str]:
        """The council's words in a column."""
        return self.of.get(name.lower(), {})


class Coded(NamedTuple):
    """SQL for the codes of a column's words, and how many values are no code, by ``COLUMN=word``."""

    value: str
    unknown: Mapping[str, int]


def read_values(path: Path, fields: Iterable[Field]) -> CouncilWords:
    """The words of a ``values.toml``; none where there is no such file. A column or code that is not known: BadInput."""
    if not path.is_file():
        return CouncilWords()
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadInput(
            f'{path.name} can\'t be read: {problem}. Write [column] and below it "word" = "code".'
        ) from problem
    known: dict[str, list[Field]] = {}
    for one in fields:
        known.setdefault(one.name.lower(), []).append(one)
    return CouncilWords({name.lower(): _words(path.name, name, given, known) for name, given in document.items()})


def _words(file: str, column: str, given: object, known: Mapping[str, list[Field]]) -> dict[str, str]:
    if column.lower() not in known:
        raise BadInput(f"{file}: there is no column {column} in what is loaded.")
    if not isinstance(given, dict):
        raise BadInput(f'{file}: write [{column}] on a line of its own, and below it "word" = "code".')
    words = {}
    for word, code in given.items():
        meant = [
            _known(one).get(str(code).upper()) or (str(code) if _any_word(one) else "") for one in known[column.lower()]
        ]
        if not any(meant):
            raise BadInput(f"{file}: {column} has no code {code}.")
        words[word.strip().upper()] = next(filter(None, meant))
    return words


def coded(execute: Execute, relation: str, one: Field, words: CouncilWords) -> Coded:
    """What the values of a column mean as codes. A value that is none stays as it is; a column without codes is only looked up."""
    column, told = f'"{one.name}"', words.for_column(one.name)
    if not (one.codes or told or one.type == "boolean"):
        return Coded(column, {})
    meant: dict[str, str] = {}
    unknown: Counter[str] = Counter()
    for value, count in execute(f"SELECT {column}, COUNT(*) FROM {relation} WHERE {column} IS NOT NULL GROUP BY 1"):
        parts = [part.strip() for part in value.split(";")] if one.many else [value]
        codes = [_code(one, part, told) for part in parts]
        unknown.update({_shown(one, part): count for part, code in zip(parts, codes, strict=True) if code is None})
        means = ";".join(part if code is None else code for part, code in zip(parts, codes, strict=True))
        if means != value:
            meant[value] = means
    if not meant:
        return Coded(column, unknown)
    cases = " ".join(f"WHEN {literal(value)} THEN {literal(means)}" for value, means in sorted(meant.items()))
    return Coded(f"CASE {column} {cases} ELSE {column} END", dict(sorted(unknown.items())))


def _code(one: Field, value: str, told: Mapping[str, str]) -> str | None:
    """The code that a value means; None where it is no code of a column that has codes."""
    word = value.upper()
    found = told.get(word) or _known(one).get(word) or _known(one).get(word.removesuffix(".0"))
    return found or (value if _any_word(one) else None)


def _any_word(one: Field) -> bool:
    return one.open or not (one.codes or one.type == "boolean")


def _shown(one: Field, word: str) -> str:
    return f"{one.name}={word if len(word) <= _LONGEST else '(free text)'}"


@cache
def _known(one: Field) -> Mapping[str, str]:
    """The codes of a field by what is written for them, in capitals: themselves, else the label of one that is in use."""
    if one.type == "boolean":
        return {code: code for code in _YES_NO}
    if not one.codes:
        return {}
    codes = code_set(one.codes).codes
    labels = Counter(code.label.upper() for code in codes if not code.until)
    named = {code.label.upper(): code.code for code in codes if not code.until and labels[code.label.upper()] == 1}
    return named | {code.code.upper(): code.code for code in codes}
