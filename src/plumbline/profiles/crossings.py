"""Which counts went from 0 to some, or back, between two profiles: what tells of one child if only one has changed."""

from collections.abc import Iterator
from typing import NamedTuple

from plumbline.profiles.profile import Profile, RuleCounts


class Crossings(NamedTuple):
    """Rules of which the one profile says that it counts no child and the other that it counts some, by code.

    ``began`` and ``ended`` are of children in error, ``first`` and ``last`` of children whom the rule looks at.
    """

    began: list[str]
    ended: list[str]
    first: list[str]
    last: list[str]


def crossings(before: Profile, now: Profile) -> Crossings:
    """The crossings between a council's last profile and one that may follow it.

    A rule of another edition, or one that was not checked in both, has none: other reasons than a child may be behind it.
    """
    return Crossings(
        list(_crossed(before, now, "children")),
        list(_crossed(now, before, "children")),
        list(_crossed(before, now, "children_checked")),
        list(_crossed(now, before, "children_checked")),
    )


def _crossed(none: Profile, some: Profile, what: str) -> Iterator[str]:
    """The rules known to count no child in the one profile and some in the other."""
    place = RuleCounts._fields.index(what)
    for code in sorted(none.ran.keys() & some.ran.keys()):
        if none.edition(code) == some.edition(code) and none.ran[code][place].hi == 0 < some.ran[code][place].lo:
            yield code
