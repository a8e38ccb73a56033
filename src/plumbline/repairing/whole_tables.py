"""Children's numbers that a whole table, or return, writes otherwise: with decimals, separators, letters, without zeros."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from plumbline.repairing.looks import plain

_BEFORE = re.compile("^[A-Z]*0*(?=[0-9])")
#: So many numbers of a table must be strange to the others, and such a share of them.
_ENOUGH, _MOST = 3, 0.5
#: The share of the strange ones that must be known when written as elsewhere.
_KNOWN = 0.8


def written_otherwise(numbers: Mapping[str, set[str]]) -> dict[str, dict[str, str]]:
    """Of each table that writes its children's numbers otherwise: those numbers, each as it is elsewhere.

    ``numbers`` are those of each table by its name; elsewhere is the header, for the header all other tables, if they
    agree on one form. A number that could be two is none.
    """
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


def written_otherwise_than_last_year(header: set[str], last: set[str], all_of_them: set[str]) -> dict[str, str]:
    """Every number of this year's as last year's return would write it; empty unless most children of last year are known so.

    None of last year's numbers may be there as it stands, and one way of writing must turn all that are known into them.
    """
    if header & last or len(last) < _ENOUGH:
        return {}
    by_bare = {_bare(number): number for number in last}
    pairs = {number: by_bare[_bare(number)] for number in header if _bare(number) in by_bare}
    if len(pairs) < max(_ENOUGH, _MOST * len(last)):
        return {}
    lengths = {len(number) for number in last}
    ways: list[Callable[[str], str]] = [
        plain,
        _bare,
        *(partial(_padded, length=length) for length in lengths if len(lengths) == 1),
    ]
    way = next((way for way in ways if all(way(number) == same for number, same in pairs.items())), None)
    return {number: way(number) for number in all_of_them if way(number) not in ("", number)} if way else {}


def _padded(number: str, length: int) -> str:
    return _bare(number).zfill(length)


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
    """A number without separators, decimals of nothing, and letters and zeros before it."""
    return _BEFORE.sub("", plain(number), count=1) or number
