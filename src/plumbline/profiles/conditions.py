"""What is asked of a profile beyond its closed form: real days, rules in force, counts that can be true together."""

from collections.abc import Callable, Container, Iterator, Mapping
from datetime import date

from plumbline.profiles.profile import Count, Profile, RuleCounts
from plumbline.profiles.schema import Problem

#: The codes of the rules in force in a collection year; none for a year whose rulebook isn't known.
Codes = Callable[[int], Container[str]]

_NOT_MORE = (("flagged", "checked"), ("children", "children_checked"), ("children_checked", "checked"))


def day(text: str) -> date | None:
    """The day that a text of the right form names, if the calendar has it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def unmet(profile: Profile, codes: Codes) -> Iterator[Problem]:
    """Every further condition that a profile does not meet."""
    known = codes(profile.year)
    for code in (*profile.ran, *profile.skipped):
        if code not in known:
            yield Problem(f"rules.{code}", f"is not a rule of collection year {profile.year} that this Plumbline knows")
    yield from _upside_down("children", profile.children)
    yield from _of_tables(profile.tables)
    for code, counts in profile.ran.items():
        yield from _of_rule(f"rules.{code}", counts)


def _of_tables(tables: Mapping[str, Count]) -> Iterator[Problem]:
    for name, count in tables.items():
        yield from _upside_down(f"tables.{name}", count)


def _of_rule(path: str, counts: RuleCounts) -> Iterator[Problem]:
    for name, count in zip(RuleCounts._fields, counts, strict=True):
        if count.lo > count.hi:
            yield from _upside_down(f"{path}.{name}", count)
    for less, more in _NOT_MORE:
        if getattr(counts, less).lo > getattr(counts, more).hi:
            yield Problem(f"{path}.{less}", f"can't be more than {more}")


def _upside_down(path: str, count: Count) -> Iterator[Problem]:
    if count.lo > count.hi:
        yield Problem(path, "from can't be more than to")
