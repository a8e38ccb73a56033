"""The 153 councils of England with children's services: their codes, their names, and how people call them."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from plumbline.faults import NotKnown

#: What a council is called beside its name: "Bristol City Council", "County Durham", "London Borough of Barnet".
_FORM = re.compile(r"\b(london borough|the|of|and|council|borough|city|county|district|metropolitan|royal)\b")
#: A name that begins with one of these means another place without it: Berkshire is not West Berkshire.
_COMPASS = frozenset({"north", "south", "east", "west", "central"})
#: How many councils are named where several could be meant.
_MOST_NAMED = 5

Words = tuple[str, ...]


@dataclass(frozen=True)
class Authority:
    """One council: its ONS code, the three-digit number that DfE gives it, its name and its region."""

    code: str
    number: str
    name: str
    region: str

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


@cache
def authorities() -> dict[str, Authority]:
    """Every council by its ONS code."""
    text = files("plumbline.model").joinpath("declared", "authorities.csv").read_text("utf-8")
    return {row["code"]: Authority(**row) for row in csv.DictReader(text.splitlines())}


def council_name(code: str) -> str:
    """A council's name; its code where it has none."""
    return authorities()[code].name if code in authorities() else code


def authority_named(name: str) -> Authority | None:
    """The council of a whole name, with or without "Borough Council", "City of" and the like; None where there is none."""
    return _by_words().get(_words(name))


def authority_code(given: str) -> str:
    """The ONS code of a council given by its ONS code, DfE's number or its name, in any case; empty for nothing given.

    Of a name, a part that only one council has is enough: Bournemouth. NotKnown for any other, with those that may be
    meant.
    """
    if not given.strip():
        return ""
    numbers = {one.number: one for one in authorities().values()}
    if whole := authorities().get(given.strip().upper()) or numbers.get(given.strip()) or authority_named(given):
        return whole.code
    words = _words(given)
    with_part = {theirs: one for theirs, one in _by_words().items() if words and set(words) <= set(theirs)}
    if len(with_part) > 1:
        raise NotKnown(f"'{given}' is part of the name of several councils: {_listed(with_part.values())}. Say which.")
    for theirs, one in with_part.items():
        if theirs[0] in words or theirs[0] not in _COMPASS:
            return one.code
    near = list(with_part.values()) or _near(words)
    hint = f"; did you mean {' or '.join(map(str, near))}?" if near else "."
    raise NotKnown(f"There is no council '{given}' with children's services in England{hint}")


def _words(name: str) -> Words:
    """The words of a name that tell it from others, in lower case."""
    return tuple(re.findall(r"\w+", _FORM.sub(" ", name.casefold().replace(".", "").replace("'", ""))))


@cache
def _by_words() -> dict[Words, Authority]:
    return {_words(one.name): one for one in authorities().values()}


def _near(given: Words) -> list[Authority]:
    """Councils whose names are nearly these words, or have one that is nearly one of them."""
    whole = {" ".join(words): one for words, one in _by_words().items()}
    near = [whole[name] for name in get_close_matches(" ".join(given), whole, n=3)]
    known = {word for words in _by_words() for word in words if len(word) > 3}
    alike = {close for word in given for close in get_close_matches(word, known, n=2, cutoff=0.8)}
    near += [one for words, one in _by_words().items() if alike & set(words)]
    return list(dict.fromkeys(near))[:3]


def _listed(councils: Iterable[Authority]) -> str:
    names = [str(one) for one in councils]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
