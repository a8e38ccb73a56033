"""Characters that are taken for one another, and the readings of a text that differ in such characters only."""

import re
from collections.abc import Iterable

#: A letter and the digit that it is mistaken for.
_ALIKE = {"O": "0", "I": "1", "L": "1", "S": "5", "Z": "2", "B": "8"}
TO_DIGITS = str.maketrans(_ALIKE)
_LETTERS_OF = {digit: [letter for letter, of in _ALIKE.items() if of == digit] for digit in set(_ALIKE.values())}
_STRAY = re.compile(r"[\s'\"`\u2018\u2019.,;:_*()\[\]-]")
_DECIMALS = re.compile(r"(?<=\d)\.0+$")


def plain(text: str) -> str:
    """The text without spaces, quotation marks and the like; a whole number loses decimals of nothing.

    Empty where anything else than letters and digits is left, or a sign stands before it: that may mean something.
    """
    bare = _STRAY.sub("", _DECIMALS.sub("", text))
    return bare if bare.isascii() and bare.isalnum() and not text.startswith("-") else ""


def meant(text: str, possible: Iterable[str]) -> str:
    """The one of the possible texts that this is but for stray and look-alike characters; empty if none or several."""
    bare = plain(text)
    if not bare:
        return ""
    listed = list(possible)
    if bare in listed:
        return bare
    alike = {one for one in listed if one.translate(TO_DIGITS) == bare.translate(TO_DIGITS)}
    return alike.pop() if len(alike) == 1 else ""


def as_digit(character: str) -> list[str]:
    """The digits that a character may stand for: itself, or the one it looks like."""
    digit = character.translate(TO_DIGITS)
    return [digit] if digit.isdigit() else []


def as_letter(character: str) -> list[str]:
    """The letters that a character may stand for: itself, or those it looks like."""
    return [character] if character.isalpha() else _LETTERS_OF.get(character, [])
