"""Children missing, or away from their placement without authorisation: each record in itself and among the others."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank, differs, filled, one_of


@rule(
    "564", flags="missing", fields=["MISSING", "MIS_START"],
    applies=lambda missing: one_of(missing.MISSING.upper(), ("M", "A")),
)  # fmt: skip
def start_missing(missing: Any) -> Any:
    """A missing or away episode has no start date.

    Where MISSING is M or A, in capitals or not. A start that can't be read is not blank.

    Fix: Enter the day on which the child went missing or away.
    """
    return blank(missing, "MIS_START")


@rule(
    "565", flags="missing", fields=["MISSING", "MIS_START"],
    applies=lambda missing: filled(missing, "MIS_START"),
)  # fmt: skip
def kind_missing_though_started(missing: Any) -> Any:
    """Start of a missing or away episode is given, but not which of the two it was.

    Anything in MIS_START counts. A value of MISSING that is no valid code passes here.

    Fix: Enter M (missing) or A (away without authorisation), or empty the start date.
    """
    return blank(missing, "MISSING")


@rule(
    "566", flags="missing", fields=["MISSING", "MIS_END"],
    applies=lambda missing: filled(missing, "MIS_END"),
)  # fmt: skip
def kind_missing_though_ended(missing: Any) -> Any:
    """End of a missing or away episode is given, but not which of the two it was.

    Anything in MIS_END counts, whatever the start. A value of MISSING that is no valid code passes here.

    Fix: Enter M (missing) or A (away without authorisation), or empty the end date.
    """
    return blank(missing, "MISSING")


@rule("567", flags="missing", fields=["MIS_START", "MIS_END"])
def ends_before_it_starts(missing: Any) -> Any:
    """A missing or away episode ends before it starts.

    The same day passes. A date that is blank or can't be read is not judged.

    Fix: Put the start or the end date right.
    """
    return missing.MIS_END < missing.MIS_START


@rule("570", flags="missing", fields=["MIS_START"])
def starts_after_the_year(missing: Any) -> Any:
    """A missing or away episode starts after 31 March, the end of the collection year.

    31 March itself passes, and so does a start of years ago.

    Fix: Put the start date right, or leave the episode for next year's return.
    """
    return missing.collection.end < missing.MIS_START


@rule("571", flags="missing", fields=["MIS_END"])
def ended_outside_the_year(missing: Any) -> Any:
    """A missing or away episode ends before 1 April or after 31 March of the collection year.

    1 April and 31 March themselves pass; a blank or unreadable end is not judged.

    Fix: Put the end date right, or leave the episode to the return of the year in which it ended.
    """
    return (missing.collection.start > missing.MIS_END) | (missing.collection.end < missing.MIS_END)


@rule(
    "574", flags="missing", fields=["MIS_START", "MIS_END"],
    applies=lambda missing: missing.has_previous,
)  # fmt: skip
def starts_while_another_runs(missing: Any) -> Any:
    """Child goes missing again while an earlier missing episode has not ended.

    In order of end date (start date where there is none). Starting on the day the one before ended passes; one whose end
    is blank or can't be read is taken as still running. The row flagged is the later in that order.

    Fix: End the earlier episode, or put the dates right so that the two do not overlap.
    """
    return missing.previous.MIS_END.isnull() | (missing.MIS_START < missing.previous.MIS_END)


@rule("576", flags="missing", fields=["CHILD"])
def open_episode_of_last_year_not_carried_over(missing: Any, missing_last: Any) -> Any:
    """Child's first missing episode this year is not the one that was left open last year.

    An episode open on 31 March goes on, so this year begins with it, with the same start. Every open one of last year
    with a readable start is compared; a first one this year without a readable start differs from all. A child who has
    no missing episode this year has no row to flag.

    Fix: Bring the open episode forward with its start date, or have its end added to last year's return.
    """
    left_open = blank(missing_last, "MIS_END") & missing_last.MIS_START.notnull()
    return missing.is_earliest & left_open & differs(missing.MIS_START, missing_last.MIS_START)


@rule("586", flags="missing", fields=["MIS_START"])
def starts_by_the_day_of_birth(missing: Any) -> Any:
    """A missing or away episode starts no later than the day the child was born.

    By the date of birth in the row; the day itself is flagged. A date that is blank or can't be read is not judged.

    Fix: Put the start date or the date of birth right.
    """
    return missing.MIS_START <= missing.DOB
