"""Children missing, or away from their placement without authorisation: each record in itself and among the others."""

from typing import Any

from plumbline.rules.authors import Missing
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank, differs, filled, known, no, one_of


@rule(
    "564", flags="missing", fields=["MISSING", "MIS_START"],
    applies=lambda missing: one_of(missing.MISSING.upper(), ("M", "A")),
)  # fmt: skip
def start_missing(missing: Missing) -> Any:
    """Missing or away episode has no start date.

    How often and how long children are missing is counted from the day they went, so an entry of either kind (M or
    A) needs its start. Letter case does not matter; a date that can't be read is not blank.

    Fix: Enter the day on which the child went missing or away (MIS_START).
    """
    return blank(missing, "MIS_START")


@rule(
    "565", flags="missing", fields=["MISSING", "MIS_START"],
    applies=lambda missing: filled(missing, "MIS_START"),
)  # fmt: skip
def kind_missing_though_started(missing: Missing) -> Any:
    """Missing or away episode has a start date, but nothing says which of the two it was.

    Missing and away without authorisation are counted apart, so an entry with a start must say which of the two it
    was. Anything in MIS_START counts; a kind that is not a valid code is left to rule 1006.

    Fix: Enter M (missing) or A (away without authorisation), or empty the start date.
    """
    return blank(missing, "MISSING")


@rule(
    "566", flags="missing", fields=["MISSING", "MIS_END"],
    applies=lambda missing: filled(missing, "MIS_END"),
)  # fmt: skip
def kind_missing_though_ended(missing: Missing) -> Any:
    """Missing or away episode has an end date, but nothing says which of the two it was.

    Missing and away without authorisation are counted apart, so an entry with an end must say which of the two it
    was. Anything in MIS_END counts, whatever the start; a kind that is not a valid code is left to rule 1006.

    Fix: Enter M (missing) or A (away without authorisation), or empty the end date.
    """
    return blank(missing, "MISSING")


@rule("567", flags="missing", fields=["MIS_START", "MIS_END"])
def ends_before_it_starts(missing: Missing) -> Any:
    """Missing or away episode ends before it starts.

    A child can't come back before going missing, so one of the dates is wrong. Both on the same day pass; a date
    that is blank or can't be read is not judged.

    Fix: Correct MIS_START or MIS_END, whichever is mistyped.
    """
    return missing.MIS_END < missing.MIS_START


@rule("570", flags="missing", fields=["MIS_START"])
def starts_after_the_year(missing: Missing) -> Any:
    """Missing or away episode starts after 31 March, the end of the collection year.

    The return covers what happened up to 31 March, so a start after it is not part of this year or is mistyped. 31
    March itself passes, and so does a start of years ago.

    Fix: Correct MIS_START, or leave the entry for next year's return.
    """
    return missing.collection.end < missing.MIS_START


@rule("571", flags="missing", fields=["MIS_END"])
def ended_outside_the_year(missing: Missing) -> Any:
    """Missing or away episode ends before 1 April or after 31 March of the collection year.

    The return covers what happened from 1 April to 31 March: what ended before is over, and a later end isn't known
    yet. The two days themselves pass; a blank or unreadable end is not judged.

    Fix: Correct MIS_END, or leave the entry to the return of the year in which it ended.
    """
    return (missing.collection.start > missing.MIS_END) | (missing.collection.end < missing.MIS_END)


@rule(
    "574", flags="missing", fields=["MIS_START", "MIS_END"],
    applies=lambda missing: missing.has_previous,
)  # fmt: skip
def starts_while_another_runs(missing: Missing) -> Any:
    """Child goes missing again before an earlier missing episode has ended.

    A child who is missing can't go missing again before coming back; otherwise one absence counts as two. A child's
    entries are taken in order of end date (of start date where there is none), and each is compared with the one
    before it. The later one is flagged if the earlier has no readable end, or ended after the later began; the same
    day passes.

    Fix: End the earlier episode, or put the dates right so that the two do not overlap.
    """
    return no(missing.previous.MIS_END) | (missing.MIS_START < missing.previous.MIS_END)


@rule("576", flags="missing", fields=["CHILD"])
def open_episode_of_last_year_not_carried_over(missing: Missing, missing_last: Missing) -> Any:
    """Child's first missing episode this year is not the one that was left open last year.

    A child still missing on 31 March goes on being missing this year, so this year's return begins with the same
    entry. Every entry of last year without an end but with a readable start is compared with the start of the
    child's first one this year, which is flagged if it differs or can't be read. A child with no entry this year
    can't be flagged.

    Fix: Bring the open episode forward with its start date, or have its end added to last year's return.
    """
    left_open = blank(missing_last, "MIS_END") & known(missing_last.MIS_START)
    return missing.is_earliest & left_open & differs(missing.MIS_START, missing_last.MIS_START)


@rule("586", flags="missing", fields=["MIS_START"])
def starts_by_the_day_of_birth(missing: Missing) -> Any:
    """Missing or away episode starts on or before the day the child was born.

    Nobody can go missing before being born, or on the same day, so one of the dates is wrong. The date of birth is
    the one given with the entry; a date that is blank or can't be read is not judged.

    Fix: Correct MIS_START or the date of birth, whichever is mistyped.
    """
    return missing.MIS_START <= missing.DOB
