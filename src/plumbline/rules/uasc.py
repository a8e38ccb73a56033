"""Unaccompanied asylum-seeking children: the marker, its end date, and agreement between years."""

from typing import Any

from plumbline.rules.declare import also, rule
from plumbline.rules.vocabulary import CARE_LEAVER_ITEMS, any_filled, birthday, filled, none_of, one_of, unreadable


@rule("104", flags="uasc", fields=["DUC"])
def end_of_status_unreadable_or_before_the_year(uasc: Any) -> Any:
    """End of asylum-seeking status is not a real date, or is before the collection year.

    1 April itself passes and so does any later day. A blank is not flagged: the status has not ended.

    Fix: Enter the real end date, or clear DUC while the status lasts.
    """
    return unreadable(uasc, "DUC") | (uasc.collection.start > uasc.DUC)


@rule("105", flags="header", fields=["UASC"], only_for="xml")
def marker_missing_or_not_zero_or_one(header: Any) -> Any:
    """Asylum-seeking marker is neither 0 nor 1.

    Only the XML form carries the marker. It is read as a number, so 01 is accepted; a blank is flagged.

    Fix: Record 1 for a child who sought asylum alone at any time in the year, 0 for every other.
    """
    return ~header.UASC.isin((0.0, 1.0)).fill_null(False)


def _status_unexplained(row: Any, end_recorded: Any, uasc_last: Any) -> Any:
    one_year = birthday(uasc_last.DUC, 1)
    ended_last_year = (one_year >= row.collection.start) & (one_year <= row.collection.end)
    was_not_is = none_of(row.child.uasc_this_year, ("1",), blank=True) & (row.child.uasc_last_year == "1")
    return was_not_is & (end_recorded | ~ended_last_year.fill_null(False))


@rule(
    "205A", flags="uasc", fields=["CHILD", "UASC"],
    needs=["uasc", "uasc_last", "uasc_this_year", "uasc_last_year"], loose=["header"],
)  # fmt: skip
def no_longer_uasc_without_an_end_date(uasc: Any, uasc_last: Any) -> Any:
    """Asylum seeker of last year is none this year, and no end date says why.

    An end date within last year's collection year, and none this year, explains it. The header row is flagged with the
    uasc row where a header is loaded.

    Fix: Find out when the status ended, and put the marker or DUC right in the year that has it wrong.
    """
    return _status_unexplained(uasc, filled(uasc, "DUC"), uasc_last)


@also("205A", flags="header")
def header_of_one_no_longer_uasc(header: Any, uasc_last: Any) -> Any:
    """The header row of the same child."""
    return header.child.has_uasc & _status_unexplained(header, header.child.duc_recorded, uasc_last)


def _uasc_in_both_years(row: Any) -> Any:
    return (row.child.uasc_this_year == "1") & (row.child.uasc_last_year == "1")


def _was_to_end_at_18(uasc_last: Any) -> Any:
    return (birthday(uasc_last.DOB, 18) == uasc_last.DUC).fill_null(False)


@rule(
    "205B", flags="uasc", fields=["DUC", "UASC"], needs=["uasc", "uasc_last", "uasc_this_year", "uasc_last_year"],
    loose=["header"], applies=lambda uasc: _uasc_in_both_years(uasc),
)  # fmt: skip
def ends_of_status_do_not_agree(uasc: Any, uasc_last: Any) -> Any:
    """Asylum seeker in both years has end dates that do not fit each other.

    Last year's must be the 18th birthday, by last year's own date of birth; this year's must lie in the collection year
    (both ends included) or be last year's. A blank or unreadable date fails its test. The header row is flagged too.

    Fix: Correct DUC: the 18th birthday while the status lasts, the real day in the year in which it ends.
    """
    in_year = (uasc.collection.start <= uasc.DUC) & (uasc.collection.end >= uasc.DUC)
    fits = (in_year | (uasc.DUC == uasc_last.DUC)).fill_null(False)
    return ~(_was_to_end_at_18(uasc_last) & fits)


@also("205B", flags="header")
def header_of_one_whose_ends_do_not_agree(header: Any, uasc_last: Any) -> Any:
    """The header row of the same child."""
    first, last = header.child.duc_first_outside, header.child.duc_last_outside
    same_end = first.isnull() | ((first == uasc_last.DUC) & (last == uasc_last.DUC))
    fits = same_end & ~header.child.duc_lacking
    return _uasc_in_both_years(header) & header.child.has_uasc & ~(_was_to_end_at_18(uasc_last) & fits)


def _uasc_in_neither_year(row: Any, uasc_last: Any) -> Any:
    not_now = row.child.uasc_this_year.isnull() | one_of(row.child.uasc_this_year, ("0",))
    not_last = row.child.uasc_last_year.isnull() | one_of(row.child.uasc_last_year, ("0",))
    return not_now & (not_last | uasc_last.CHILD.isnull())


@rule(
    "205C", flags="uasc", fields=["DUC", "UASC"], partner="optional",
    needs=["uasc", "uasc_last", "uasc_this_year", "uasc_last_year"], loose=["header"],
)  # fmt: skip
def end_of_status_of_one_never_an_asylum_seeker(uasc: Any, uasc_last: Any) -> Any:
    """End of asylum-seeking status is given for a child marked as no asylum seeker in both years.

    A readable date in either year, with both markers 0 or blank; without a uasc row last year, last year's marker
    counts as blank. The header row is flagged too. A CSV return's marker is made from the uasc table, so there only a
    child missing from the header can be at fault.

    Fix: Clear DUC if the child never sought asylum alone, or correct the marker.
    """
    return _uasc_in_neither_year(uasc, uasc_last) & (uasc.DUC.notnull() | uasc_last.DUC.notnull())


@also("205C", flags="header", partner="optional")
def header_of_one_never_an_asylum_seeker(header: Any, uasc_last: Any) -> Any:
    """The header row of the same child."""
    ended = header.child.duc_readable | uasc_last.DUC.notnull()
    return header.child.has_uasc & _uasc_in_neither_year(header, uasc_last) & ended


@rule(
    "205D",
    flags="header",
    fields=["UASC", "CHILD"],
    needs=["uasc_this_year", "uasc_last_year"],
    loose=["header", "uasc"],
)
def becomes_uasc_though_last_year_says_not(header: Any) -> Any:
    """Asylum seeker of this year was returned last year as none.

    Only children in both years' sources are compared; blank last year counts as not UASC. Without a header the uasc
    row is reported.

    Fix: Find out when the child sought asylum, and put the marker right in the year that has it wrong.
    """
    changed = (header.child.uasc_this_year == "1") & none_of(header.child.uasc_last_year, ("1",), blank=True)
    return header.child.in_uasc_source_last & changed


@also("205D", flags="uasc")
def uasc_row_without_a_header(uasc: Any) -> Any:
    """The uasc row, where no header is loaded."""
    changed = (uasc.child.uasc_this_year == "1") & none_of(uasc.child.uasc_last_year, ("1",), blank=True)
    return ~uasc.child.header_is_loaded & uasc.child.in_uasc_source_last & changed


@rule(
    "231", flags="header", fields=["DOB", "UASC"], since=2025,
    applies=lambda header: one_of(header.text.UASC, ("1",)),
)  # fmt: skip
def uasc_under_eleven(header: Any) -> Any:
    """Asylum-seeking child has not turned 11 by the year end.

    A child of exactly 11 passes. The marker is the one worked out on reading; the peer asks for a column no file has.

    Fix: Check the date of birth; where the child is as young as that, tell the department.
    """
    return birthday(header.DOB, 11) > header.collection.end


@rule("303", flags=["uasc", "header"], fields=["DUC", "UASC"])
def end_of_status_of_one_not_marked(uasc: Any, header: Any) -> Any:
    """End of asylum-seeking status is given for a child whose header does not say so.

    Any text in DUC counts, a real date or not. The marker is read as a number; blank or anything but 1 is not marked.
    Only returns that carry the marker itself (XML) can be at fault.

    Fix: Set UASC to 1, or clear DUC if the child never sought asylum alone.
    """
    return filled(uasc, "DUC") & ~(header.UASC == 1).fill_null(False)


@rule("304", flags="uasc", fields=["DUC"])
def status_ceased_after_18(uasc: Any) -> Any:
    """Asylum-seeking status ended after the 18th birthday.

    By the date of birth in the uasc row; the birthday itself passes.

    Fix: Correct DUC: the status ends with childhood at the latest.
    """
    return birthday(uasc.DOB, 18) < uasc.DUC


@rule("1014", flags=["uasc", "oc3"], fields=[*CARE_LEAVER_ITEMS, "DUC"], needs=["episodes"])
def care_leaver_not_in_care_this_year(uasc: Any, oc3: Any) -> Any:
    """Asylum-seeking record is given for a care leaver who was not in care this year.

    Care leavers with at least one of the three OC3 items. A child without any episode was not in care either; the peer
    misses those. An episode counts from 1 April to 31 March, both included, and one without a readable end as open.

    Fix: Take the record out, or correct the episodes if the child was in care this year.
    """
    return ~uasc.child.looked_after_in_year & any_filled(oc3, CARE_LEAVER_ITEMS)
