"""Who the child is: sex, date of birth, ethnicity and pupil number, this year and against last year."""

from typing import Any

from plumbline.model import code_set
from plumbline.rules.authors import Episode, Header
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    birthday,
    blank,
    differs,
    known,
    march_24,
    matches,
    no,
    none_of,
    one_of,
    school_age_day,
    unless,
)

#: What last year's sex codes became in 2025; a change of code is not a change of sex.
_NEW_SEX_CODE = {code.code: code.became for code in code_set("sex").codes if code.became}


def _in_both_years(header: Header) -> Any:
    return header.child.has_header_last


@rule("101", flags="header", fields=["SEX"])
def sex_not_a_valid_code(header: Header) -> Any:
    """Sex is blank or is not a valid code for this year.

    Figures are given by sex, and some questions are asked of girls only, so every child needs a valid code: 1 or 2
    until 2024, M, F or U from 2025. A blank is flagged.

    Fix: Record the child's sex with a code that is valid in this collection year.
    """
    return none_of(header.SEX, header.codes("sex"), blank=True)


@rule("102", flags="header", fields=["DOB"])
def date_of_birth_missing_or_unreadable(header: Header) -> Any:
    """Date of birth is blank or cannot be read.

    Nearly everything about age rests on the date of birth: which questions are asked, when care must end, how the
    child is counted. A blank is flagged, and so is anything but a real day written dd/mm/yyyy.

    Fix: Look the date of birth up in the case file and enter it as dd/mm/yyyy.
    """
    return no(header.DOB)


@rule("103", flags="header", fields=["ETHNIC"])
def ethnic_group_not_a_valid_code(header: Header) -> Any:
    """Ethnic group is blank or is not a valid code.

    Whether children of every background are treated alike can only be seen if each has a valid code for ethnic
    group. A blank is flagged, because there are codes for refused (REFU) and not yet obtained (NOBT).

    Fix: Enter the ethnicity code, or REFU or NOBT where it was refused or is not yet known.
    """
    return none_of(header.ETHNIC, header.codes("ethnic"), blank=True)


@rule("168", flags="header", fields=["UPN"])
def pupil_number_in_the_wrong_form(header: Header) -> Any:
    """Unique pupil number (UPN) is not in the right form.

    The pupil number links a child to school records, so a mistyped one loses the child's results or takes
    another's. It is a letter other than I, O and S, eleven digits and a digit or letter, or one of UN1 to UN5 where
    there is none. The check letter itself is not verified; a blank is not flagged here.

    Fix: Enter the number that the school gave, or the right one of UN1 to UN5 if there is none.
    """
    number = matches(header.UPN, "[A-HJ-NP-RT-Z][0-9]{11}[0-9A-Z]")
    return known(header.UPN) & unless(number | one_of(header.UPN, header.codes("upn_unknown")))


@rule("202", flags="header", fields=["SEX"], applies=_in_both_years)
def sex_changed_since_last_year(header: Header, header_last: Header) -> Any:
    """Sex is not the same as in last year's return.

    A child's recorded sex seldom changes, so a difference from last year is usually a typing error in one of the
    two. A blank against a code is a difference, two blanks are not. In 2025, when 1 and 2 became M and F, a new
    code alone is not flagged.

    Fix: Check which year is right and correct it; if last year was wrong, agree the amendment.
    """
    last = header_last.SEX
    changed = differs(header.SEX, last)
    if header.collection_year == 2025:
        changed &= differs(header.SEX, last.substitute(_NEW_SEX_CODE, else_=last))
    return changed


@rule("203", flags="header", fields=["DOB"], applies=_in_both_years)
def date_of_birth_changed_since_last_year(header: Header, header_last: Header) -> Any:
    """Date of birth is not the same as in last year's return.

    A date of birth does not change, so one of the two years is wrong, or two children share an identifier. An
    unreadable date counts as blank, and a blank differs from a date.

    Fix: Confirm the date from source records and make it the same in both years.
    """
    return differs(header.DOB, header_last.DOB)


@rule("204", flags="header", fields=["ETHNIC"], applies=_in_both_years)
def ethnic_group_changed_since_last_year(header: Header, header_last: Header) -> Any:
    """Ethnic group is not the same as in last year's return.

    A child's ethnic group seldom changes, so a difference from last year is usually an error in one of the two.
    Letter case does not matter; a blank against a code is a difference, two blanks are not.

    Fix: Use the same code in both years, or confirm that the family's answer has changed.
    """
    return differs(header.ETHNIC.upper(), header_last.ETHNIC.upper())


@rule("208", flags="header", fields=["UPN"], applies=_in_both_years)
def pupil_number_changed_since_last_year(header: Header, header_last: Header) -> Any:
    """Unique pupil number (UPN) does not fit the one in last year's return.

    A pupil number is given once and for all, so if it differs from last year's, one of the two is wrong. Something
    that becomes known is not a fault: a blank or one of UN1 to UN5 may turn into a number, and a blank or UN1 into
    UN2 to UN5. A blank that turns into UN1 is flagged; letter case does not matter.

    Fix: Ask the school which number is right, and correct the year that has it wrong.
    """
    now, last, unknown = header.UPN.upper(), header_last.UPN.upper(), header.codes("upn_unknown")
    none_before = no(last) | one_of(last, unknown)
    now_known = none_of(now, unknown, blank=False)
    reason_given = (no(last) | one_of(last, ("UN1",))) & one_of(now, ("UN2", "UN3", "UN4", "UN5"))
    return differs(now, last) & unless((none_before & now_known) | reason_given)


@rule(
    "209", flags="header", fields=["UPN", "DOB"],
    applies=lambda header: birthday(header.DOB, 4) <= school_age_day(header.collection.start),
)  # fmt: skip
def pupil_number_not_needed_yet_at_school_age(header: Header) -> Any:
    """Child is of school age, but has the pupil number code for children who are too young (UN1).

    UN1 says that a child is too young to have a pupil number, which does not go with being of school age. A child
    is of school age here if they had turned four by 31 August of the year before the one in which the collection
    starts, that day included. Without a readable date of birth nothing is flagged.

    Fix: Enter the number that the school gave, or the code from UN2 to UN5 that says why there is none.
    """
    return header.UPN == "UN1"


@rule("232", flags="header", fields=["SEX"], since=2025)
def sex_unknown(header: Header) -> Any:
    """Sex is given as unknown (U).

    U is a valid code, but most often the child's sex is known somewhere in the record, so this is a question rather
    than an error. A blank is left to rule 101.

    Fix: Record M or F where it is known, or confirm that it is not.
    """
    return header.SEX.upper() == "U"


@rule("351", flags="header", fields=["DOB"])
def aged_25_before_the_year(header: Header) -> Any:
    """Young person's 25th birthday is before the collection year.

    The return covers care leavers up to 25 at most, so an older person has a wrong date of birth or should not be
    in it. A 25th birthday on 1 April passes; a blank or unreadable date is not judged.

    Fix: Correct the date of birth, or take the person out of the return.
    """
    return birthday(header.DOB, 25) < header.collection.start


@rule(
    "442", flags="header", fields=["UPN"],
    applies=lambda header: header.child.has_other_episodes,
)  # fmt: skip
def pupil_number_missing(header: Header) -> Any:
    """Unique pupil number is blank for a child in care.

    The pupil number links children in care to their school results, so a child without one is lost to those
    figures. The rule looks at children with an episode other than short breaks (V3, V4), a blank legal status
    included. Anything but a blank passes.

    Fix: Enter the pupil number, or one of UN1 to UN5 where there is none.
    """
    return blank(header, "UPN")


@rule("444", flags="header", fields=["UPN"], since=2026)
def pupil_number_used_twice(header: Header) -> Any:
    """Unique pupil number is on more than one row of the header.

    A pupil number is given to one child for life, so two children can't share it. Every header row with the number
    is flagged, even two for the same child; blanks and the codes UN1 to UN5 are left out.

    Fix: Find out whose number it is and correct the others; keep one header row if both are the same child.
    """
    return header.shares_upn & none_of(header.UPN, header.codes("upn_unknown"), blank=False)


@rule("301", flags="header", fields=["DOB"])
def born_after_the_collection_year(header: Header) -> Any:
    """Child was born after the collection year.

    A child born after 31 March can't have been in care in this year, so the date of birth is wrong or the child
    belongs in a later return. 31 March itself passes; a blank or unreadable date is left to rule 102.

    Fix: Correct the date of birth, or take the child out of this return.
    """
    return header.collection.end < header.DOB


@rule("210", flags=["episodes", "header"], fields=["UPN", "DECOM"])
def upn_unknown_for_more_than_a_week(episode: Episode, header: Header) -> Any:
    """Pupil number is given as not yet known (UN4), but an episode began before 24 March.

    UN4 says that the pupil number isn't known yet because the child came into care in the last week of the year; for
    one who came before there was time to find it. Each episode from before 24 March is flagged. An episode without a
    readable start is not judged.

    Fix: Enter the pupil number, or another of UN1 to UN5 where there is none.
    """
    return (header.UPN == "UN4") & (march_24(episode.collection.end) > episode.DECOM)
