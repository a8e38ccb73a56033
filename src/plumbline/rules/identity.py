"""Who the child is: sex, date of birth, ethnicity and pupil number, this year and against last year."""

from typing import Any

from plumbline.model import code_set
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, blank, differs, march_24, matches, none_of, one_of, school_age_day

#: What last year's sex codes became in 2025; a change of code is not a change of sex.
_NEW_SEX_CODE = {code.code: code.became for code in code_set("sex").codes if code.became}


def _in_both_years(header: Any) -> Any:
    return header.child.has_header_last


@rule("101", flags="header", fields=["SEX"])
def sex_not_a_valid_code(header: Any) -> Any:
    """Sex is blank or not a code of this year.

    1 and 2 until 2024; M, F and U from 2025. A blank is flagged.

    Fix: Record the child's sex with a code that is valid in this collection year.
    """
    return none_of(header.SEX, header.codes("sex"), blank=True)


@rule("102", flags="header", fields=["DOB"])
def date_of_birth_missing_or_unreadable(header: Any) -> Any:
    """Date of birth is blank or cannot be read.

    Nearly every check of age rests on it. A blank is flagged, and so is anything but a real dd/mm/yyyy date.

    Fix: Look the date up and write it as dd/mm/yyyy.
    """
    return header.DOB.isnull()


@rule("103", flags="header", fields=["ETHNIC"])
def ethnic_group_not_a_valid_code(header: Any) -> Any:
    """Ethnic group is blank or not a valid code.

    A blank is flagged: REFU and NOBT say that it was refused or not yet obtained.

    Fix: Enter the ethnicity code, or REFU or NOBT where it was refused or is not yet known.
    """
    return none_of(header.ETHNIC, header.codes("ethnic"), blank=True)


@rule("168", flags="header", fields=["UPN"])
def pupil_number_in_the_wrong_form(header: Any) -> Any:
    """Unique pupil number does not have the form of one.

    It is a letter other than I, O and S, eleven digits and a digit or letter; or UN1 to UN5. The check letter is not
    verified. A blank is not flagged.

    Fix: Enter the number that the school gave, or the right one of UN1 to UN5 if there is none.
    """
    number = matches(header.UPN, "[A-HJ-NP-RT-Z][0-9]{11}[0-9A-Z]")
    return header.UPN.notnull() & ~number & ~one_of(header.UPN, header.codes("upn_unknown"))


@rule("202", flags="header", fields=["SEX"], applies=_in_both_years)
def sex_changed_since_last_year(header: Any, header_last: Any) -> Any:
    """Sex is not the one returned last year.

    A blank against a value is a difference, two blanks are not. Differs from the peer in 2025, when the codes changed:
    last year's 1 and 2 are read as M and F too, for a new code is not a new sex.

    Fix: Check which year is right and correct it; if last year was wrong, agree the amendment.
    """
    last = header_last.SEX
    changed = differs(header.SEX, last)
    if header.collection_year == 2025:
        changed &= differs(header.SEX, last.substitute(_NEW_SEX_CODE, else_=last))
    return changed


@rule("203", flags="header", fields=["DOB"], applies=_in_both_years)
def date_of_birth_changed_since_last_year(header: Any, header_last: Any) -> Any:
    """Date of birth is not the one returned last year.

    Dates are compared, not their text; an unreadable date counts as blank, and a blank differs from a date.

    Fix: Confirm the date from source records and make it the same in both years.
    """
    return differs(header.DOB, header_last.DOB)


@rule("204", flags="header", fields=["ETHNIC"], applies=_in_both_years)
def ethnic_group_changed_since_last_year(header: Any, header_last: Any) -> Any:
    """Ethnic group is not the one returned last year.

    Letter case does not matter. A blank against a code is a difference, two blanks are not.

    Fix: Use the same code in both years, or confirm that the family's answer has changed.
    """
    return differs(header.ETHNIC.upper(), header_last.ETHNIC.upper())


@rule("208", flags="header", fields=["UPN"], applies=_in_both_years)
def pupil_number_changed_since_last_year(header: Any, header_last: Any) -> Any:
    """Unique pupil number does not follow from the one returned last year.

    Becoming known is no fault: a blank or one of UN1 to UN5 may turn into a number, and a blank or UN1 into UN2 to UN5.
    A number must stay as it is, and UN1 after a blank is flagged. Letter case does not matter.

    Fix: Ask the school which number is right, and correct the year that has it wrong.
    """
    now, last, unknown = header.UPN.upper(), header_last.UPN.upper(), header.codes("upn_unknown")
    none_before = last.isnull() | one_of(last, unknown)
    now_known = none_of(now, unknown, blank=False)
    reason_given = (last.isnull() | one_of(last, ("UN1",))) & one_of(now, ("UN2", "UN3", "UN4", "UN5"))
    return differs(now, last) & ~(none_before & now_known) & ~reason_given


@rule(
    "209", flags="header", fields=["UPN", "DOB"],
    applies=lambda header: birthday(header.DOB, 4) <= school_age_day(header.collection.start),
)  # fmt: skip
def pupil_number_not_needed_yet_at_school_age(header: Any) -> Any:
    """Child is of school age but has the pupil number code for those too young (UN1).

    Of school age is who turned four by 31 August of the year before the one in which the collection starts, that day
    included. Without a readable date of birth nothing is flagged.

    Fix: Enter the number that the school gave, or the code that says why there is none.
    """
    return header.UPN == "UN1"


@rule("232", flags="header", fields=["SEX"], since=2025)
def sex_unknown(header: Any) -> Any:
    """Sex is given as unknown (U).

    A query, for U is a valid code. Letter case does not matter; a blank is rule 101's business.

    Fix: Record M or F where it is known, or confirm that it is not.
    """
    return header.SEX.upper() == "U"


@rule("351", flags="header", fields=["DOB"])
def aged_25_before_the_year(header: Any) -> Any:
    """Young person had turned 25 before the collection year began.

    The return covers care leavers up to 25 at most. A 25th birthday on 1 April passes; a blank or unreadable date is
    not judged.

    Fix: Correct the date of birth, or take the person out of the return.
    """
    return birthday(header.DOB, 25) < header.collection.start


@rule(
    "442", flags="header", fields=["UPN"],
    applies=lambda header: header.child.has_other_episodes,
)  # fmt: skip
def pupil_number_missing(header: Any) -> Any:
    """Unique pupil number is blank for a child in care.

    Children with an episode other than short breaks (V3 or V4), one without legal status included. Anything but a blank
    passes.

    Fix: Enter the pupil number, or one of UN1 to UN5 where there is none.
    """
    return blank(header, "UPN")


@rule("444", flags="header", fields=["UPN"], since=2026)
def pupil_number_used_twice(header: Any) -> Any:
    """Unique pupil number stands on more than one row of the header.

    It is given to one child for life. Blanks and the codes UN1 to UN5 are left out; rows of the same child count.

    Fix: Find out whose number it is and correct the others.
    """
    return header.shares_upn & none_of(header.UPN, header.codes("upn_unknown"), blank=False)


@rule("301", flags="header", fields=["DOB"])
def born_after_the_collection_year(header: Any) -> Any:
    """Child was born after the collection year.

    A child born on 31 March itself passes; a blank or unreadable date is rule 102's business.

    Fix: Correct the date of birth.
    """
    return header.collection.end < header.DOB


@rule("210", flags=["episodes", "header"], fields=["UPN", "DECOM"])
def upn_unknown_with_a_late_start(episode: Any, header: Any) -> Any:
    """Pupil number is not known yet (UN4) and an episode began on 24 March or later.

    24 March of the calendar year in which the collection ends, that day included. The official wording means the
    reverse, those in care for over a week; the stated condition and the peer flag a start in the last week, as we do.

    Fix: Enter the number if it is known by now; UN4 is for children who came into care in the last days of the year.
    """
    return (header.UPN == "UN4") & (march_24(episode.collection.end) <= episode.DECOM)
