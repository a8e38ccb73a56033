"""The order of a child's episodes: overlaps, gaps, and reasons that don't fit what came before or comes after."""

from functools import reduce
from operator import or_
from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank, differs, none_of, one_of, same

_PLACEMENT = ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER")


def _placement_changed(episode: Any) -> Any:
    """Any detail of the placement differs from the previous episode's; two blanks are the same."""
    return reduce(or_, [differs(getattr(episode, name), getattr(episode.previous, name)) for name in _PLACEMENT])


@rule("142", flags="episodes", fields=["DEC", "REC"])
def open_though_a_later_one_started(episode: Any) -> Any:
    """Episode has no end although the child has a later one.

    Every episode but the child's last needs an end date and a reason. One whose own start can't be read is left out,
    but it stands last in the order.

    Fix: Close the earlier episode with its end date and reason, or correct the start dates.
    """
    unclosed = episode.DEC.isnull() | blank(episode, "REC")
    return episode.has_next & episode.DECOM.notnull() & unclosed


@rule(
    "199", flags="episodes", fields=["CHILD"],
    history="An adoption is known from the returns given; one before them is not seen.",
)  # fmt: skip
def episodes_after_adoption(episode: Any) -> Any:
    """Episode follows one of the same child that ended in adoption.

    The episodes of last year and of any earlier year serve as history where they are given. The first adoption is not flagged, every row after it is.

    Fix: An adopted child needs a new identifier; a wrongly coded adoption needs another end reason.
    """
    return episode.after_adoption


@rule("357", flags="episodes", fields=["RNE"], applies=lambda episode: episode.is_earliest)
def first_episode_does_not_start_care(episode: Any) -> Any:
    """First episode of the year starts in the year but is not the start of care (S).

    A first episode that began before the year is last year's carried over and passes; one that starts on 1 April or
    later must be S, and a blank is not. Last year's return is not consulted.

    Fix: Put in the episode that came first, or make RNE S if care began here.
    """
    return (episode.collection.start <= episode.DECOM) & none_of(episode.RNE, ("S",), blank=True)


@rule("388", flags="episodes", fields=["REC"], applies=lambda episode: episode.DEC.notnull())
def ending_does_not_fit_what_follows(episode: Any) -> Any:
    """Whether another episode follows does not agree with the reason for ending.

    X1 needs a next episode on the same day; any other reason must not have one. An episode that has not ended is not
    judged. Unreadable starts come first here.

    Fix: X1 says that the next episode starts the same day: put that one in, or use the reason why care ended.
    """
    follows = (episode.next_undated_first.DECOM == episode.DEC).fill_null(False)
    continues = (episode.REC == "X1") & ~follows
    ends = (episode.REC != "X1") & follows
    return episode.CHILD.notnull() & (continues | ends)


@rule("431", flags="episodes", fields=["RNE", "DECOM"], applies=lambda episode: episode.RNE == "S")
def enters_care_without_having_left(episode: Any) -> Any:
    """Care starts anew (S) no later than the previous episode's end.

    A child can only start to be looked after (S) once care has ended, so the day itself is too early. Without both
    dates nothing is compared.

    Fix: If the child never left care use P, T, L, U or B instead of S; otherwise correct the dates.
    """
    return episode.DECOM <= episode.previous.DEC


@rule("432", flags="episodes", fields=["RNE"])
def returns_to_care_without_a_fresh_start(episode: Any) -> Any:
    """Episode after the end of care does not start with S.

    Every valid reason for ceasing but X1 means that care ended, whatever the dates. A blank reason for the new episode
    is no fresh start.

    Fix: Use S if the child came back into care; if they never left, the previous episode's end reason is X1.
    """
    left_care = [code for code in episode.codes("rec") if code != "X1"]
    return one_of(episode.previous.REC, left_care) & none_of(episode.RNE, ("S",), blank=True)


@rule(
    "433", flags="episodes", fields=["RNE", "DECOM"],
    applies=lambda episode: one_of(episode.RNE.upper(), ("P", "T", "L", "U", "B")),
)  # fmt: skip
def continues_on_another_day_than_the_previous_ended(episode: Any) -> Any:
    """Episode carries care on (not S) but leaves a gap or an overlap after the previous one.

    Earlier and later are both wrong, and so is a date on either side that is blank or unreadable. Of episodes with one
    start, the one that ended first counts as the earlier. Dates are compared, not their spelling.

    Fix: Make the episode start on the day the previous one ended, or use S if the child had left care in between.
    """
    return episode.has_previous_by_end & ~(episode.DECOM == episode.previous_by_end.DEC).fill_null(False)


@rule(
    "434", flags="episodes", fields=["RNE", "LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"],
    applies=lambda episode: episode.RNE == "L",
)  # fmt: skip
def more_or_less_than_the_status_changed(episode: Any) -> Any:
    """Reason L says that only the legal status changed, but the data show something else.

    Details blank on both episodes are unchanged; a legal status blank on both is left to the rules on blanks.

    Fix: Code what changed: L is only for a new legal status in the same placement; otherwise P, T, U or B.
    """
    return episode.has_previous & ((episode.LS == episode.previous.LS) | _placement_changed(episode))


@rule(
    "435", flags="episodes", fields=["LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"],
    applies=lambda episode: one_of(episode.RNE, ("P", "T")),
)  # fmt: skip
def more_or_less_than_the_placement_changed(episode: Any) -> Any:
    """Reason P says that only the placement changed, but the data show something else.

    One changed detail is a changed placement; details blank on both episodes are unchanged, where the peer lets them
    pass. A legal status blank on both counts as changed, as in the peer.

    Fix: Code what changed: P and T are for a new placement or carer under the same status; otherwise L, U or B.
    """
    status_changed = ~(episode.LS == episode.previous.LS).fill_null(False)
    return episode.has_previous & (status_changed | ~_placement_changed(episode))


@rule(
    "436", flags="episodes", fields=["RNE", "LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"],
    applies=lambda episode: one_of(episode.RNE, ("U", "B")),
)  # fmt: skip
def status_or_placement_did_not_change(episode: Any) -> Any:
    """Reason B says that placement and status changed, but one did not.

    One changed detail is a changed placement. Anything blank on both episodes is unchanged.

    Fix: Code what changed: U and B are for a new placement together with a new status; otherwise L, P or T.
    """
    return episode.has_previous & (same(episode.LS, episode.previous.LS) | ~_placement_changed(episode))


@rule(
    "437", flags="episodes", fields=["REC"],
    applies=lambda episode: one_of(episode.REC.upper(), ("E2", "E15")),
)  # fmt: skip
def episodes_after_death_or_adulthood(episode: Any) -> Any:
    """Episodes go on after one that ended with death or with being found an adult.

    The episode with the reason is flagged, whatever follows it in the order of starts, an undated one included. One
    whose own start can't be read is left out.

    Fix: Remove the later episodes if the reason is right, otherwise correct the reason.
    """
    return episode.DECOM.notnull() & episode.has_next


@rule("501", flags="episodes", fields=["DECOM", "DEC"])
def starts_before_the_previous_episode_ended(episode: Any) -> Any:
    """Start of an episode lies before the end of the one before it.

    Two episodes of one child can't overlap: legal status and placement are recorded one at a time. Only neighbours are
    compared; the same day passes.

    Fix: Correct the start date or the previous episode's end date.
    """
    return episode.DECOM < episode.previous.DEC


@rule("504", flags="episodes", fields=["CIN"])
def category_of_need_changes_within_a_period(episode: Any) -> Any:
    """Category of need is not the same as before within one period of care.

    Compared with the episode just before, when that ended with X1 on the day this one started. A blank equals nothing,
    not even another blank, as in the peer.

    Fix: Use the category of need recorded when the period of care began on all its episodes.
    """
    continues = (episode.previous.REC == "X1") & (episode.previous.DEC == episode.DECOM)
    return continues & ~(episode.CIN == episode.previous.CIN).fill_null(False)
