"""Children's numbers that a whole table writes otherwise than the others: with decimals, separators, without zeros."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from plumbline.repairing.looks import plain

#: So many numbers of a table must be strange to the others, and such a share of them.
_ENOUGH, _MOST = 3, 0.5
#: The share of the strange ones that must be known when written as elsewhere.
_KNOWN = 0.8


def written_otherwise(tables: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """Of each table that writes its children's numbers otherwise: those numbers, each as it is elsewhere.

    ``tables`` are the numbers of each by its name; elsewhere is the header, for the header all other tables, if they
    agree on one form. A number that could be two is none.
    """
    numbers = {name: {number for number in found if number} for name, found in tables.items()}
    header = numbers.get("header", set())
    strange = {name: found - header for name, found in numbers.items() if name != "header"}
    if not header:
        return {}
    odd_ones = [name for name, found in strange.items() if numbers[name] and len(found) >= _MOST * len(numbers[name])]
    if len(odd_ones) > 1:
        alone = header - set().union(*(numbers[name] for name in strange))
        if as_others := _known(alone, header, set().union(*strange.values())):
            return {"header": as_others}
    found = {name: _known(strange[name], numbers[name], header) for name in strange}
    return {name: same for name, same in found.items() if same}


def _known(strange: set[str], all_of_it: set[str], elsewhere: Iterable[str]) -> dict[str, str]:
    """The strange numbers of a table as they are elsewhere; none unless that holds for nearly all of them."""
    if len(strange) < max(min(_ENOUGH, len(all_of_it)), _MOST * len(all_of_it)):
        return {}
    elsewhere = set(elsewhere)
    times = Counter(map(_bare, elsewhere))
    by_bare = {_bare(number): number for number in elsewhere if times[_bare(number)] == 1}
    found = {number: by_bare[_bare(number)] for number in strange if _bare(number) in by_bare}
    return found if len(found) >= _KNOWN * len(strange) else {}


def _bare(number: str) -> str:
    """A number without separators, decimals of nothing and zeros before it."""
    return plain(number).lstrip("0") or number
