"""What is asked of a profile beyond its closed form: real days, rules in force, counts that can be true together."""

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date

from plumbline.profiles.disclosure import WIDTH, is_band
from plumbline.profiles.profile import ANOTHER_EDITION, Count, Profile, RuleCounts
from plumbline.profiles.schema import Problem
from plumbline.rules.released import released

#: The codes of the rules in force in a collection year; none for a year whose rulebook isn't known.
Codes = Callable[[int], Container[str]]

#: Which of a rule's counts may not be more than which, by their places.
_NOT_MORE = tuple(
    (RuleCounts._fields.index(less), RuleCounts._fields.index(more))
    for less, more in (("flagged", "checked"), ("children", "children_checked"), ("children_checked", "checked"))
)


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
    yield from _of_no_band(profile)
    yield from _upside_down("", [("children", profile.children)])
    yield from _upside_down("tables.", profile.tables.items())
    for code, counts in profile.ran.items():
        yield from _of_rule(f"rules.{code}.", counts)


def unreleased(profile: Profile) -> Iterator[Problem]:
    """Rules of an edition that no release had. They are not written; in reading, they are left out."""
    if profile.rulebook:
        return
    for code in (*profile.ran, *(code for code, why in profile.skipped.items() if why != ANOTHER_EDITION)):
        if profile.edition(code) not in released().get(code, ()):
            yield Problem(f"rules.{code}.edition", "is none that was ever released")


def _of_no_band(profile: Profile) -> Iterator[Problem]:
    """Counts of a banded profile that are none of the bands: exact ones among them would not be hidden."""
    if profile.disclosure.method != "banded":
        return
    if profile.disclosure.round_to != WIDTH:
        yield Problem("disclosure.round_to", f"must be {WIDTH}")
    named = [("children", profile.children), *((f"tables.{name}", count) for name, count in profile.tables.items())]
    named += [
        (f"rules.{code}.{name}", count)
        for code, counts in profile.ran.items()
        for name, count in zip(RuleCounts._fields, counts, strict=True)
    ]
    for path, count in named:
        if not is_band(count):
            yield Problem(path, "is none of the bands that the profile names")


def _of_rule(under: str, counts: RuleCounts) -> Iterator[Problem]:
    yield from _upside_down(under, zip(RuleCounts._fields, counts, strict=True))
    for less, more in _NOT_MORE:
        if counts[less].lo > counts[more].hi:
            yield Problem(f"{under}{RuleCounts._fields[less]}", f"can't be more than {RuleCounts._fields[more]}")


def _upside_down(under: str, named: Iterable[tuple[str, Count]]) -> Iterator[Problem]:
    for name, count in named:
        if count.lo > count.hi:
            yield Problem(f"{under}{name}", "from can't be more than to")
