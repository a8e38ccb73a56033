"""Numbers with their nouns, as people write them."""

from collections.abc import Sequence

_PLURALS = {"child": "children", "entry": "entries"}


def plural(noun: str, number: int) -> str:
    """A noun in the form that goes with a number: row for 1, rows for any other."""
    return noun if number == 1 else _PLURALS.get(noun, f"{noun}s")


def counted(number: int, noun: str, *, of: int | None = None) -> str:
    """So many things, or so many ``of`` all there are: "1 row", "1,200 rows", "1 of 3 rows"."""
    if of is None:
        return f"{number:,} {plural(noun, number)}"
    return f"{number:,} of {of:,} {plural(noun, of)}"


def listed(words: Sequence[str]) -> str:
    """Words in a row as a sentence has them: a, b and c."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
