"""Disclosure control: every count rounded, and given as the interval that the rounded number stands for.

Counts are rounded up to a multiple, 0 with the first of them: 0 to 5, 6 to 10, 11 to 15. Why so, and what it keeps
secret from whom, is in docs/guides/profiles.md.
"""

from dataclasses import replace

from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts

ROUND_TO = 5


def rounded(profile: Profile, to: int = ROUND_TO) -> Profile:
    """The profile with every count rounded."""
    return replace(
        profile,
        disclosure=Disclosure("rounded", round_to=to),
        children=band(profile.children, to),
        tables={name: band(count, to) for name, count in profile.tables.items()},
        ran={code: RuleCounts(*(band(count, to) for count in counts)) for code, counts in profile.ran.items()},
    )


def band(count: Count, to: int = ROUND_TO) -> Count:
    """The interval that a rounded count stands for. The order of two counts is never turned round by it."""
    return Count(_start(count.lo, to), _start(count.hi, to) + (to if count.hi <= to else to - 1))


def _start(number: int, to: int) -> int:
    return 0 if number <= to else (number - 1) // to * to + 1
