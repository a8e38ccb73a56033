"""Unaccompanied asylum-seeking children: the marker, its end date, and agreement between years."""

from typing import Any

from plumbline.rules.authors import Header, Oc3, Uasc
from plumbline.rules.declare import also, rule
from plumbline.rules.vocabulary import (
    CARE_LEAVER_ITEMS,
    agree,
    any_filled,
    birthday,
    filled,
    in_collection_year,
    known,
    no,
    none_of,
    one_of,
    same_day,
    unless,
    unreadable,
)


@rule("104", flags="uasc", fields=["DUC"])
def end_of_status_unreadable_or_before_the_year(uasc: Uasc) -> Any:
    """Asylum-seeking status has an end date that is not real, or is before the collection year.

    Who was an asylum seeker in the year depends on this date, so it must be a real day, and a status that ended
    before 1 April doesn't belong in this return. 1 April itself passes and so does any later day; a blank is not
    flagged.

    Fix: Enter the real end date as dd/mm/yyyy, or take the record out if the status ended before the year.
    """
    return unreadable(uasc, "DUC") | (uasc.collection.start > uasc.DUC)


@rule("105", flags="header", fields=["UASC"], only_for="xml")
def marker_missing_or_not_zero_or_one(header: Header) -> Any:
    """Asylum seeker marker (UASC) is neither 0 nor 1.

    Children who came to this country alone are counted by this marker, so every child needs 0 or 1. Only returns in
    XML carry it. It is read as a number, so 01 passes; a blank is flagged.

    Fix: Record 1 for a child who sought asylum alone at any time in the year, 0 for every other.
    """
    return unless(one_of(header.UASC, (0.0, 1.0)))


def _status_unexplained(row: Any, end_recorded: Any, uasc_last: Uasc) -> Any:
    one_year = birthday(uasc_last.DUC, 1)
    ended_last_year = in_collection_year(row, one_year)
    was_not_is = none_of(row.child.uasc_this_year, ("1",), blank=True) & (row.child.uasc_last_year == "1")
    return was_not_is & (end_recorded | unless(ended_last_year))


@rule(
    "205A", flags="uasc", fields=["CHILD", "UASC"],
    needs=["uasc", "uasc_last", "uasc_this_year", "uasc_last_year"], loose=["header"],
)  # fmt: skip
def no_longer_uasc_without_an_end_date(uasc: Uasc, uasc_last: Uasc) -> Any:
    """Child was an asylum seeker last year but is not this year, and there is no end date to explain it.

    A child marked as an asylum seeker last year stays one until the status ends, so there must have been an end. An
    end date in last year's record that lies within that year, and none this year, explains it. The header is
    flagged as well, if there is one.

    Fix: Find out when the status ended, and correct the marker or DUC in the year that has it wrong.
    """
    return _status_unexplained(uasc, filled(uasc, "DUC"), uasc_last)


@also("205A", flags="header")
def header_of_one_no_longer_uasc(header: Header, uasc_last: Uasc) -> Any:
    """The header row of the same child."""
    return header.child.has_uasc & _status_unexplained(header, header.child.duc_recorded, uasc_last)


def _uasc_in_both_years(row: Any) -> Any:
    return (row.child.uasc_this_year == "1") & (row.child.uasc_last_year == "1")


def _was_to_end_at_18(uasc_last: Uasc) -> Any:
    return same_day(birthday(uasc_last.DOB, 18), uasc_last.DUC)


@rule(
    "205B", flags="uasc", fields=["DUC", "UASC"], needs=["uasc", "uasc_last", "uasc_this_year", "uasc_last_year"],
    loose=["header"], applies=lambda uasc: _uasc_in_both_years(uasc),
)  # fmt: skip
def ends_of_status_do_not_agree(uasc: Uasc, uasc_last: Uasc) -> Any:
    """Child is an asylum seeker in both years, but the end dates of that status do not agree.

    While a child is an asylum seeker DUC holds the 18th birthday, when the status ends at the latest, so last
    year's must be that birthday. This year's must be the same, or a day from 1 April to 31 March on which the
    status ended. A blank or unreadable date is flagged, and the header is flagged as well.

    Fix: Correct DUC: the 18th birthday while the status lasts, the real day in the year in which it ends.
    """
    fits = in_collection_year(uasc, uasc.DUC) | same_day(uasc.DUC, uasc_last.DUC)
    return unless(_was_to_end_at_18(uasc_last) & fits)


@also("205B", flags="header")
def header_of_one_whose_ends_do_not_agree(header: Header, uasc_last: Uasc) -> Any:
    """The header row of the same child."""
    first, last = header.child.duc_first_outside, header.child.duc_last_outside
    same_end = no(first) | ((first == uasc_last.DUC) & (last == uasc_last.DUC))
    fits = same_end & unless(header.child.duc_lacking)
    return _uasc_in_both_years(header) & header.child.has_uasc & unless(_was_to_end_at_18(uasc_last) & fits)


def _uasc_in_neither_year(row: Any, uasc_last: Uasc) -> Any:
    not_now = no(row.child.uasc_this_year) | one_of(row.child.uasc_this_year, ("0",))
    not_last = no(row.child.uasc_last_year) | one_of(row.child.uasc_last_year, ("0",))
    return not_now & (not_last | no(uasc_last.CHILD))


@rule(
    "205C", flags="uasc", fields=["DUC", "UASC"], partner="optional",
    needs=["uasc", "uasc_last", "uasc_this_year", "uasc_last_year"], loose=["header"],
)  # fmt: skip
def end_of_status_of_one_never_an_asylum_seeker(uasc: Uasc, uasc_last: Uasc) -> Any:
    """Asylum-seeking status has an end date, but the child is not marked as an asylum seeker in either year.

    A status that the child never had can't end. A date in either year is flagged where both years' markers are 0 or
    blank; without an asylum record last year that year's marker counts as blank. The header is flagged too. In a
    CSV return the marker is made from the asylum table, so only a child who is missing from the header can be at
    fault.

    Fix: Clear DUC if the child never sought asylum alone, or correct the marker.
    """
    return _uasc_in_neither_year(uasc, uasc_last) & (known(uasc.DUC) | known(uasc_last.DUC))


@also("205C", flags="header", partner="optional")
def header_of_one_never_an_asylum_seeker(header: Header, uasc_last: Uasc) -> Any:
    """The header row of the same child."""
    ended = header.child.duc_readable | known(uasc_last.DUC)
    return header.child.has_uasc & _uasc_in_neither_year(header, uasc_last) & ended


@rule(
    "205D",
    flags="header",
    fields=["UASC", "CHILD"],
    needs=["uasc_this_year", "uasc_last_year"],
    loose=["header", "uasc"],
)
def becomes_uasc_though_last_year_says_not(header: Header) -> Any:
    """Child is an asylum seeker this year, but was not one in last year's return.

    A child comes to this country alone before coming into care here, so one who was in last year's return should
    have been marked then. Only children in both years' returns are compared, and a blank last year counts as no.
    Without a header the asylum record is flagged.

    Fix: Find out when the child sought asylum, and correct the marker in the year that has it wrong.
    """
    changed = (header.child.uasc_this_year == "1") & none_of(header.child.uasc_last_year, ("1",), blank=True)
    return header.child.in_uasc_source_last & changed


@also("205D", flags="uasc")
def uasc_row_without_a_header(uasc: Uasc) -> Any:
    """The uasc row, where no header is loaded."""
    changed = (uasc.child.uasc_this_year == "1") & none_of(uasc.child.uasc_last_year, ("1",), blank=True)
    return unless(uasc.child.header_is_loaded) & uasc.child.in_uasc_source_last & changed


@rule(
    "231", flags="header", fields=["DOB", "UASC"], since=2025,
    applies=lambda header: one_of(header.text.UASC, ("1",)),
)  # fmt: skip
def uasc_under_eleven(header: Header) -> Any:
    """Asylum-seeking child was not yet 11 on 31 March.

    A child under 11 seldom comes to this country alone, so the date of birth or the marker may be wrong. A child of
    exactly 11 on 31 March passes.

    Fix: Check the date of birth and the marker; if the child is as young as that, be ready to explain it.
    """
    return birthday(header.DOB, 11) > header.collection.end


@rule("303", flags=["uasc", "header"], fields=["DUC", "UASC"])
def end_of_status_of_one_not_marked(uasc: Uasc, header: Header) -> Any:
    """Asylum-seeking status has an end date, but the header does not mark the child as an asylum seeker.

    The end of a status says that the child had it, but the marker doesn't. Anything in DUC counts, whether or not
    it is a date, and any marker but 1 is flagged, a blank too. Only returns that carry the marker itself (XML) can
    be at fault.

    Fix: Set UASC to 1, or clear DUC if the child never sought asylum alone.
    """
    return filled(uasc, "DUC") & unless(agree(header.UASC, 1))


@rule("304", flags="uasc", fields=["DUC"])
def status_ceased_after_18(uasc: Uasc) -> Any:
    """Asylum-seeking status ended after the child's 18th birthday.

    Unaccompanied asylum-seeking children are children: the status ends on the 18th birthday at the latest. The date
    of birth is the one in the asylum record; the birthday itself passes.

    Fix: Correct DUC, or the date of birth: the 18th birthday is the latest day that DUC can be.
    """
    return birthday(uasc.DOB, 18) < uasc.DUC


@rule("1014", flags=["uasc", "oc3"], fields=[*CARE_LEAVER_ITEMS, "DUC"], needs=["episodes"])
def care_leaver_not_in_care_this_year(uasc: Uasc, oc3: Oc3) -> Any:
    """Asylum seeker (UASC) record is given for a care leaver who was not in care this year.

    The asylum record is for children in care in the year, so a care leaver who was not needs none. Flagged where at
    least one of the three care leaver items is filled in and no episode lies in the year; 1 April and 31 March
    count, and an episode without a readable end goes on.

    Fix: Take the record out, or correct the episodes if the child was in care this year.
    """
    return unless(uasc.child.looked_after_in_year) & any_filled(oc3, CARE_LEAVER_ITEMS)
