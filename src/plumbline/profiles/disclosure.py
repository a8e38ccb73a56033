"""Disclosure control: every count as one of the bands 0, 1 to 5, 6 to 10, 11 to 15, or 0 to 5 where 0 may not be told from a few.

What the bands keep secret, from whom and for how long, is in docs/guides/profiles.md; why they are these, in
docs/decisions/bands.md.
"""

from collections.abc import Container
from dataclasses import replace
from datetime import timedelta
from functools import cache

from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts

WIDTH = 5

#: Between two profiles of a council lies a month at least, February's too: the more children change, the less a step tells of one.
LEAST_APART = timedelta(days=28)


def banded(profile: Profile, joined: Container[str]) -> Profile:
    """The profile with every count as its band; of the rules in ``joined`` 0 is in one band with 1 to 5.

    So it is of the children and the rows of tables too, on which nobody is compared.
    """
    return replace(
        profile,
        disclosure=Disclosure("banded", round_to=WIDTH),
        children=joined_band(profile.children),
        tables={name: joined_band(count) for name, count in profile.tables.items()},
        ran={
            code: RuleCounts(*map(joined_band if code in joined else band, counts))
            for code, counts in profile.ran.items()
        },
    )


def band(count: Count) -> Count:
    """The band of a count: 0, 1 to 5, 6 to 10. The order of two counts is never turned round by it."""
    first, last = (-(-number // WIDTH) * WIDTH for number in count)
    return Count(first - WIDTH + 1 if first else 0, last)


def joined_band(count: Count) -> Count:
    """The band of a count where 0 is joined to the first: 0 to 5, 6 to 10."""
    first, last = band(count)
    return Count(0 if first <= 1 else first, max(last, WIDTH))


@cache
def is_band(count: Count) -> bool:
    """Whether a count is one of the bands, of either kind."""
    last = Count(count.hi, count.hi)
    return count in (band(last), joined_band(last))
