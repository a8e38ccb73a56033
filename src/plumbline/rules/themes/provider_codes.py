"""Who provides a placement: the code itself, where one is wanted, and which goes with which placement type."""

from typing import Any

from plumbline.rules.authors import Episode
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    FOSTERING,
    OTHER_PLACEMENTS,
    PLACED_FOR_ADOPTION,
    TEMPORARY,
    blank,
    filled,
    for_year,
    none_of,
    one_of,
)  # fmt: skip

#: Where any provider code is wrong (178), by the first year of the list.
TAKES_NO_PROVIDER = {
    2023: (*TEMPORARY, *OTHER_PLACEMENTS[2023]),
    2026: ("T0", "T1", "T2", "T3", *OTHER_PLACEMENTS[2026]),
}
#: Where anything in the field is wrong (213), by the first year of the list.
NO_PROVIDER_WANTED = {2023: TEMPORARY, 2026: (*TEMPORARY, *OTHER_PLACEMENTS[2026])}

#: code: (provider, what it is, placement types that it does not provide)
DOES_NOT_PROVIDE = {
    "527": ("PR1", "The authority itself", ("P1", "R2", "R5")),
    "528": ("PR2", "Another local authority", ("P1", "R2", "R5")),
    "529": ("PR3", "Another public body", ("P1", "K1", "K2", *PLACED_FOR_ADOPTION, *FOSTERING)),
    "530": ("PR4", "A private provider", ("P1",)),
    "531": ("PR5", "A voluntary provider", ("P1",)),
}


_WORDS = """{what} ({provider}) is given as the provider of a placement type that it never runs.

Who runs a placement is counted from these codes, so provider and placement type must be possible together. Flagged for
{places}; a blank placement type passes.

Fix: Correct PLACE_PROVIDER or PLACE; parents (P1) go with PR0.
"""


def does_not_provide(code: str, provider: str, what: str, places: tuple[str, ...]) -> None:
    """Declares: the provider is given for a placement type that it does not provide."""
    declared = rule(
        code, flags="episodes", fields=["PLACE", "PLACE_PROVIDER"],
        words=_WORDS.format(what=what, provider=provider, places=", ".join(places)),
        applies=lambda episode: one_of(episode.PLACE_PROVIDER, (provider,)),
    )  # fmt: skip
    declared(lambda episode: one_of(episode.PLACE, places))


for _code, _entry in DOES_NOT_PROVIDE.items():
    does_not_provide(_code, *_entry)


@rule(
    "178", flags="episodes", fields=["PLACE_PROVIDER"],
    applies=lambda episode: filled(episode, "PLACE_PROVIDER"),
)  # fmt: skip
def provider_code_wrong(episode: Episode) -> Any:
    """Placement provider is not a valid code, or the placement type should have no provider.

    Who runs a placement is counted by these codes, so only PR0 to PR5 will do, and none where there is no provider
    to name: T0 to T4 and Z1, from 2026 T0 to T3 and Z11 to Z14. A blank passes.

    Fix: Use PR0 to PR5, or clear the provider for temporary and other placements.
    """
    takes_none = one_of(episode.PLACE, for_year(TAKES_NO_PROVIDER, episode.collection_year))
    return none_of(episode.PLACE_PROVIDER, episode.codes("place_provider"), blank=False) | takes_none


@rule(
    "213", flags="episodes", fields=["PLACE_PROVIDER"],
    applies=lambda episode: one_of(episode.PLACE, for_year(NO_PROVIDER_WANTED, episode.collection_year)),
)  # fmt: skip
def provider_not_wanted(episode: Episode) -> Any:
    """Temporary or other placement has a provider, but should have none.

    A temporary or other placement is not counted by provider, so none should be recorded. This applies to T0 to T4,
    and from 2026 for Z11 to Z14 too. Anything in the field counts, valid or not.

    Fix: Clear PLACE_PROVIDER, or correct PLACE if it is another kind of placement.
    """
    return filled(episode, "PLACE_PROVIDER")


def _needs_a_provider(episode: Episode) -> Any:
    exempt = (*TEMPORARY, *for_year(OTHER_PLACEMENTS, episode.collection_year))
    return none_of(episode.PLACE, exempt, blank=True)


@rule("526", flags="episodes", fields=["PLACE", "PLACE_PROVIDER"], applies=_needs_a_provider)
def provider_missing(episode: Episode) -> Any:
    """Placement provider is missing.

    Who runs children's placements, and how much is bought from others, can only be seen if each has its provider.
    Temporary placements need none, nor does Z1 (from 2026 Z11 to Z14); a blank placement type does.

    Fix: Enter who provides the placement, PR0 to PR5.
    """
    return blank(episode, "PLACE_PROVIDER")


@rule(
    "550", flags="episodes", fields=["PLACE", "PLACE_PROVIDER"],
    applies=lambda episode: one_of(episode.PLACE_PROVIDER, ("PR0",)),
)  # fmt: skip
def parents_as_provider_elsewhere(episode: Episode) -> Any:
    """Parents are the provider (PR0), but the child is not placed with parents (P1).

    Parents (PR0) provide a placement only when the child lives with them (P1). Any other placement type is flagged,
    a blank too.

    Fix: Enter who provides the placement, or P1 if the child is with parents.
    """
    return none_of(episode.PLACE, ("P1",), blank=True)
