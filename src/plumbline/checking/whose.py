"""Whether a return is of the council that it was checked as: where its children's homes are."""

from collections import Counter

from plumbline.engine.protocol import Execute
from plumbline.model.authorities import authorities, council_name
from plumbline.reading.returns import Note
from plumbline.reference.postcodes import PostcodeDirectory
from plumbline.wording import counted

#: Fewer children than this with a home that is known tell nothing.
_MANY = 20
#: The share of them that must live in one other council: where children are placed is no sign, where they come from is.
_MOST = 2 / 3


def another_council(execute: Execute, directory: PostcodeDirectory, authority: str, year: int) -> list[Note]:
    """A note where the home postcodes of most children lie in one other council; else none.

    Of each child the postcode in its last row of this year's episodes counts, if the directory has it.
    """
    homes = _homes(execute, directory, year)
    if homes.total() < _MANY:
        return []
    other, there = homes.most_common(1)[0]
    if other == authority or other not in authorities() or there < _MOST * homes.total():
        return []
    known = counted(homes.total(), "child")
    said = (
        f"Of the {known} with a home postcode that is known, {there:,} come from {council_name(other)} and {homes[authority]:,} "
        f"from {council_name(authority)}, the council that this return was checked as. Is it the right council? If not, all that "
        "depends on it is wrong, such as whether a placement is in its area."
    )
    return [Note("another_council", "", said, there)]


def _homes(execute: Execute, directory: PostcodeDirectory, year: int) -> Counter[str]:
    """How many children have their home in each council; abroad is by country."""
    last = 'SELECT ARG_MAX("HOME_POST", "row") AS "home" FROM "episodes" WHERE "YEAR" = {} AND "HOME_POST" IS NOT NULL GROUP BY "CHILD"'
    homes: Counter[str] = Counter()
    for postcode, children in execute(f'SELECT "home", COUNT(*) FROM ({last.format(year)}) AS t GROUP BY "home"'):
        if place := directory.lookup(postcode):
            homes[place.authority] += children
    homes.pop("", None)
    return homes
