"""The order of a child's episodes: overlaps, gaps, and reasons that don't fit what came before or comes after."""

from functools import reduce
from operator import or_
from typing import Any

from plumbline.rules.authors import Episode
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import agree, blank, differs, known, no, none_of, one_of, same, same_day, unless

_PLACEMENT = ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER")


def _placement_changed(episode: Episode) -> Any:
    """Any detail of the placement differs from the previous episode's; two blanks are the same."""
    return reduce(or_, [differs(getattr(episode, name), getattr(episode.previous, name)) for name in _PLACEMENT])


@rule("142", flags="episodes", fields=["DEC", "REC"])
def open_though_a_later_one_started(episode: Episode) -> Any:
    """Episode has no end date or no reason for ending, although the child has a later episode.

    A child is in one episode at a time, so each but the last must have ended, with a date and a reason. An episode
    whose own start can't be read is not flagged itself, but counts as the child's last.

    Fix: Close the earlier episode with its end date and reason, or correct the start dates.
    """
    unclosed = no(episode.DEC) | blank(episode, "REC")
    return episode.has_next & known(episode.DECOM) & unclosed


@rule(
    "199", flags="episodes", fields=["CHILD"],
    history="An adoption is known from the returns given; one before them is not seen.",
)  # fmt: skip
def episodes_after_adoption(episode: Episode) -> Any:
    """Child has an episode after one that ended in adoption.

    An adopted child is no longer this child in care: whoever comes into care after an adoption has a new
    identifier, so that the two lives are kept apart. Every episode that follows the child's first one with E11 or
    E12 is flagged, in this return or an earlier one that is given.

    Fix: Give the child a new identifier; if there was no adoption, correct the reason for which the earlier episode
    ended.
    """
    return episode.after_adoption


@rule("357", flags="episodes", fields=["RNE"], applies=lambda episode: episode.is_earliest)
def first_episode_does_not_start_care(episode: Episode) -> Any:
    """First episode of the year starts in the year, but is not the start of care (S).

    A child who has no episode from before this year came into care during it, so the first episode must start care
    (RNE S). The earliest episode is flagged if it started on 1 April or later with another reason or none; last
    year's return is not consulted.

    Fix: Put in the episode that came first, or record RNE S if care began here.
    """
    return (episode.collection.start <= episode.DECOM) & none_of(episode.RNE, ("S",), blank=True)


@rule("388", flags="episodes", fields=["REC"], applies=lambda episode: known(episode.DEC))
def ending_does_not_fit_what_follows(episode: Episode) -> Any:
    """Reason for ending does not agree with whether another episode follows.

    X1 says that the child stayed in care and the next episode began the same day; any other reason says that care
    ended. So an episode with X1 needs one that starts on its last day, and one with another reason must not have
    it. An episode that has not ended is not judged; one whose start can't be read is put before the others.

    Fix: Put in the episode that starts the same day, or correct the reason: X1 if care went on, another if it
    ended.
    """
    follows = same_day(episode.next_undated_first.DECOM, episode.DEC)
    continues = (episode.REC == "X1") & unless(follows)
    ends = (episode.REC != "X1") & follows
    return known(episode.CHILD) & (continues | ends)


@rule("431", flags="episodes", fields=["RNE", "DECOM"], applies=lambda episode: episode.RNE == "S")
def enters_care_without_having_left(episode: Episode) -> Any:
    """Child came into care (S) on or before the day on which the previous episode ended.

    A child can only come into care (S) after having left it, so the new start must be later than the end of the
    episode just before. The same day is too early; without both dates nothing is compared.

    Fix: If the child never left care use P, T, L, U or B instead of S; otherwise correct the dates.
    """
    return episode.DECOM <= episode.previous.DEC


@rule("432", flags="episodes", fields=["RNE"])
def returns_to_care_without_a_fresh_start(episode: Episode) -> Any:
    """First episode after care had ended does not start with S.

    Once care has ended, a child who comes back starts to be looked after again (RNE S). Any valid end reason but X1
    on the episode just before means that care ended, whatever the dates. A blank reason for the new episode is
    flagged.

    Fix: Use S if the child came back into care; if they never left, the previous episode's end reason is X1.
    """
    left_care = [code for code in episode.codes("rec") if code != "X1"]
    return one_of(episode.previous.REC, left_care) & none_of(episode.RNE, ("S",), blank=True)


@rule(
    "433", flags="episodes", fields=["RNE", "DECOM"],
    applies=lambda episode: one_of(episode.RNE.upper(), ("P", "T", "L", "U", "B")),
)  # fmt: skip
def continues_on_another_day_than_the_previous_ended(episode: Episode) -> Any:
    """Episode continues care (it does not start with S), but not from the day the previous one ended.

    An episode that carries care on (P, T, L, U or B) begins on the day the last one ended: a gap loses days in
    care, an overlap counts them twice. Any other day is flagged, and so is a blank or unreadable date on either
    side. Of episodes that start together, the one that ended first counts as the earlier.

    Fix: Make the episode start on the day the previous one ended, or use S if the child had left care in between.
    """
    return episode.has_previous_by_end & unless(same_day(episode.DECOM, episode.previous_by_end.DEC))


@rule(
    "434", flags="episodes", fields=["RNE", "LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"],
    applies=lambda episode: episode.RNE == "L",
)  # fmt: skip
def more_or_less_than_the_status_changed(episode: Episode) -> Any:
    """Episode starts with L (only the legal status changed), but the two episodes say otherwise.

    Moves are counted from the reason for the new episode, so L must mean just that: a new legal status, the same
    placement. Each episode with L is compared with the child's one before, in legal status, placement type,
    postcode, URN and provider. A detail blank on both is unchanged; a legal status blank on both is not judged.

    Fix: Record the reason for what changed: L for the legal status alone, otherwise P, T, U or B.
    """
    return episode.has_previous & ((episode.LS == episode.previous.LS) | _placement_changed(episode))


@rule(
    "435", flags="episodes", fields=["LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"],
    applies=lambda episode: one_of(episode.RNE, ("P", "T")),
)  # fmt: skip
def more_or_less_than_the_placement_changed(episode: Episode) -> Any:
    """Episode starts with P or T (only the placement changed), but the two episodes say otherwise.

    Moves are counted from the reason for the new episode, so P and T must mean just that: a new placement, the same
    legal status. Each is compared with the child's episode before, in legal status, placement type, postcode, URN
    and provider; one changed placement detail is enough. A detail blank on both is unchanged, but a legal status
    blank on both is flagged.

    Fix: Record the reason for what changed: P or T for the placement alone, otherwise L, U or B.
    """
    status_changed = unless(agree(episode.LS, episode.previous.LS))
    return episode.has_previous & (status_changed | unless(_placement_changed(episode)))


@rule(
    "436", flags="episodes", fields=["RNE", "LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"],
    applies=lambda episode: one_of(episode.RNE, ("U", "B")),
)  # fmt: skip
def status_or_placement_did_not_change(episode: Episode) -> Any:
    """Episode starts with U or B (placement and status both changed), but one of them did not change.

    Moves are counted from the reason for the new episode, so U and B must mean that both legal status and placement
    are new. Each is compared with the child's episode before; one changed detail of type, postcode, URN and
    provider is a new placement. Anything blank on both is unchanged.

    Fix: Record the reason for what changed: U or B for both at once, otherwise L, P or T.
    """
    return episode.has_previous & (same(episode.LS, episode.previous.LS) | unless(_placement_changed(episode)))


@rule(
    "437", flags="episodes", fields=["REC"],
    applies=lambda episode: one_of(episode.REC.upper(), ("E2", "E15")),
)  # fmt: skip
def episodes_after_death_or_adulthood(episode: Episode) -> Any:
    """Child has an episode after one that ended with death (E2) or being found to be an adult (E15).

    Nothing can follow once a child has died (E2) or was found to be an adult (E15). The episode with that reason is
    flagged when the child has any later one, an undated one included. One whose own start can't be read is left
    out.

    Fix: Remove the later episodes if the reason is right, otherwise correct the reason.
    """
    return known(episode.DECOM) & episode.has_next


@rule("501", flags="episodes", fields=["DECOM", "DEC"])
def starts_before_the_previous_episode_ended(episode: Episode) -> Any:
    """Episode starts before the previous one ends.

    Two episodes of one child can't overlap: legal status and placement are recorded one at a time, and days in care
    would count twice. Each episode is compared with the one just before it; the same day passes.

    Fix: Correct the start date or the previous episode's end date.
    """
    return episode.DECOM < episode.previous.DEC


@rule("504", flags="episodes", fields=["CIN"])
def category_of_need_changes_within_a_period(episode: Episode) -> Any:
    """Category of need is not the same throughout a period of care.

    The category of need is the main reason why the child came into care, so it stays the same until care ends. Each
    episode is compared with the one just before, if that ended with X1 on the day this one started. A blank is
    flagged, even if it is on both.

    Fix: Use the category of need recorded when this period of care began on all of its episodes.
    """
    continues = (episode.previous.REC == "X1") & (episode.previous.DEC == episode.DECOM)
    return continues & unless(agree(episode.CIN, episode.previous.CIN))
