"""Profiles of made-up children among others: which they are, and how that is said."""

from collections.abc import Container, Iterable

from plumbline.model.authorities import council_name
from plumbline.profiles.profile import Profile


def made_up_among(profiles: Iterable[Profile]) -> frozenset[str]:
    """The councils whose profiles are made up, where those of others are not; where all are, none stands out."""
    known = list(profiles)
    made_up = frozenset(one.authority for one in known if one.made_up)
    return made_up if any(not one.made_up for one in known) else frozenset()


def marked_name(council: str, made_up: Container[str]) -> str:
    """A council's name, with a mark on those that are made up."""
    return f"{council_name(council)} (made up)" if council in made_up else council_name(council)


def made_up_words(made_up: Iterable[str]) -> str:
    """Whose counts are made up; empty for nobody's."""
    names = ", ".join(sorted(map(council_name, made_up)))
    return (
        f"The counts of {names} are made up: no figure that rests on them says anything of a real council."
        if names
        else ""
    )
