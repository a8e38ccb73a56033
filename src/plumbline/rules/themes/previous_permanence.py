"""Previous permanence: an earlier adoption or order of a child who comes into care."""

from typing import Any

from plumbline.rules.authors import Episode, PrevPerm
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import any_blank, any_filled, blank, day


@rule(
    "630", flags="episodes", fields=["RNE"], partner="optional",
    applies=lambda episode: (episode.RNE == "S") & (episode.collection.start <= episode.DECOM),
)  # fmt: skip
def came_into_care_without_previous_permanence(episode: Episode, prev_perm: PrevPerm) -> Any:
    """Child came into care this year, but the previous permanence record is missing or incomplete.

    How many children come back into care after adoption or guardianship is only known if it is asked of everyone
    who comes in (RNE S on 1 April or later). Z1 (none before) needs nothing else, any other code its date and
    council too. Where there are several records, one that is incomplete is enough.

    Fix: Enter the previous permanence code and, unless it is Z1, the date of the order and the council.
    """
    incomplete = (prev_perm.PREV_PERM != "Z1") & any_blank(prev_perm, ("LA_PERM", "DATE_PERM"))
    return blank(prev_perm, "PREV_PERM") | incomplete


@rule(
    "634", flags=["prev_perm", "episodes"], fields=["LA_PERM", "PREV_PERM", "DATE_PERM", "DECOM"],
    applies=lambda prev_perm: any_filled(prev_perm, ("PREV_PERM", "DATE_PERM", "LA_PERM")),
)  # fmt: skip
def permanence_of_one_in_care_since_before_2016(prev_perm: PrevPerm, episode: Episode) -> Any:
    """Previous permanence is recorded, but every episode of the child started before 1 April 2016.

    Previous permanence is asked about only when a child comes into care, and only since 1 April 2016, so a child in
    care since before then has none to report. The record and all of the child's episodes are flagged when the
    latest start that can be read is before that day; a child without one is not judged.

    Fix: Take the previous permanence record out, or correct the start dates.
    """
    return episode.child.latest_start < day(2016, 4, 1)


@rule(
    "635", flags="prev_perm", fields=["LA_PERM", "DATE_PERM", "PREV_PERM"],
    applies=lambda prev_perm: any_filled(prev_perm, ("LA_PERM", "DATE_PERM")),
)  # fmt: skip
def permanence_details_without_a_code(prev_perm: PrevPerm) -> Any:
    """Previous permanence has a date or an authority, but its kind is blank.

    A date or council without the kind of order doesn't say whether the child was adopted, under guardianship or
    neither. Only a blank code is flagged; Z1 (none before) with a date or a council passes.

    Fix: Enter the previous permanence code, or empty the date and the council.
    """
    return blank(prev_perm, "PREV_PERM")
