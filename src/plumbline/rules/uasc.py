"""Unaccompanied asylum-seeking children: the marker, its end date, and agreement between years."""

from typing import Any

from plumbline.rules.declare import also, rule
from plumbline.rules.vocabulary import birthday, none_of, one_of


@rule("105", flags="header", fields=["UASC"], only_for="xml")
def marker_missing_or_not_zero_or_one(header: Any) -> Any:
    """Unaccompanied asylum-seeking child marker is missing or is not 0 or 1.

    Only the XML form carries the marker. It is read as a number, so 01 is accepted; a blank is flagged.

    Fix: Record 1 if the child was an unaccompanied asylum-seeking child at any time in the year, otherwise 0.
    """
    return ~header.UASC.isin((0.0, 1.0)).fill_null(False)


def _status_unexplained(row: Any, uasc_last: Any) -> Any:
    one_year = birthday(uasc_last.DUC, 1)
    within = (one_year >= row.collection.start) & (one_year <= row.collection.end)
    ended_last_year = (within & uasc_last.DUC.notnull()).fill_null(False)
    was_not_is = none_of(row.child.uasc_this_year, ("1",), blank=True) & (row.child.uasc_last_year == "1")
    return was_not_is & (row.child.duc_recorded | ~ended_last_year)


@rule(
    "205A", flags="uasc", fields=["CHILD", "UASC"],
    needs=["uasc", "uasc_last", "uasc_this_year", "uasc_last_year"],
)  # fmt: skip
def no_longer_uasc_without_an_end_date(uasc: Any, uasc_last: Any) -> Any:
    """Child was UASC last year but not this year, and the UASC end dates do not explain it.

    An end date within last year's collection year, and none this year, explains it. The header row is flagged with the
    uasc row where a header is loaded.

    Fix: Check whether UASC status really ended last year; correct the marker or DUC in the year that is wrong.
    """
    return _status_unexplained(uasc, uasc_last)


@also("205A", flags="header")
def header_of_one_no_longer_uasc(header: Any, uasc_last: Any) -> Any:
    """The header row of the same child."""
    return header.child.has_uasc & _status_unexplained(header, uasc_last)


@rule(
    "205D",
    flags="header",
    fields=["UASC", "CHILD"],
    needs=["uasc_this_year", "uasc_last_year"],
    loose=["header"],
)
def becomes_uasc_though_last_year_says_not(header: Any) -> Any:
    """Child becomes UASC this year although last year's return says otherwise.

    Only children in both years' sources are compared; blank last year counts as not UASC. Without a header the uasc
    row is reported.

    Fix: Check when the child became UASC; correct the marker in whichever year is wrong.
    """
    changed = (header.child.uasc_this_year == "1") & none_of(header.child.uasc_last_year, ("1",), blank=True)
    return header.child.in_uasc_source_last & changed


@also("205D", flags="uasc")
def uasc_row_without_a_header(uasc: Any) -> Any:
    """The uasc row, where no header is loaded."""
    changed = (uasc.child.uasc_this_year == "1") & none_of(uasc.child.uasc_last_year, ("1",), blank=True)
    return ~uasc.child.header_is_loaded & uasc.child.in_uasc_source_last & changed


@rule("231", flags="header", fields=["DOB", "UASC"], since=2025)
def uasc_under_eleven(header: Any) -> Any:
    """Unaccompanied asylum-seeking child is under 11 at the end of the year.

    A child of exactly 11 passes. The marker is the one worked out on reading; the peer asks for a column no file has.

    Fix: Confirm the date of birth; if the child really is that young, explain it to the department.
    """
    return one_of(header.text.UASC, ("1",)) & (birthday(header.DOB, 11) > header.collection.end)


@rule("304", flags="uasc", fields=["DUC"])
def status_ceased_after_18(uasc: Any) -> Any:
    """The date UASC status ceased is after the child's 18th birthday.

    By the date of birth in the uasc row; the birthday itself passes.

    Fix: Correct DUC; it can be no later than the 18th birthday.
    """
    return birthday(uasc.DOB, 18) < uasc.DUC
