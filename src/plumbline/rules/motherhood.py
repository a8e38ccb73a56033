"""Girls who are mothers, and their own children."""

from typing import Any

from plumbline.rules.declare import also, rule
from plumbline.rules.vocabulary import (
    CARE_LEAVER_ITEMS,
    SHORT_BREAKS,
    any_filled,
    birthday,
    blank,
    differs,
    female_code,
    filled,
    is_number,
    male_code,
    none_of,
    one_of,
)


def _female(header: Any) -> Any:
    return one_of(header.SEX, (female_code(header),))


def _male(header: Any) -> Any:
    return one_of(header.SEX, (male_code(header),))


def _mother(header: Any) -> Any:
    return one_of(header.MOTHER, ("1",))


def _marker_at_fault(header: Any) -> Any:
    given = filled(header, "MOTHER")
    missing = ~given & _female(header) & header.child.other_episode_in_year
    return none_of(header.MOTHER, ("0", "1"), blank=False) | (given & _male(header)) | missing


def _marker_of_a_care_leaver(header: Any, oc3: Any) -> Any:
    out_of_year = ~header.child.other_episode_in_year
    return filled(header, "MOTHER") & _female(header) & out_of_year & any_filled(oc3, CARE_LEAVER_ITEMS)


@rule(
    "165", flags=["header", "oc3"], fields=["MOTHER", "SEX", *CARE_LEAVER_ITEMS, "DECOM"], partner="optional",
    needs=["episodes"], applies=lambda header: header.child.other_episode_any_case,
)  # fmt: skip
def mother_marker_at_fault(header: Any, oc3: Any) -> Any:
    """Mother marker is no 0 or 1, stands on a boy, or is missing for a girl in care this year.

    Only children with an episode other than short breaks are tested. A care leaver with no episode in the year should
    have no marker. Differs from the peer, which keeps sex codes 1 and 2: codes follow the year, M and F from 2025.

    Fix: Record 0 or 1 for every girl looked after in the year; leave it blank for males and for care leavers.
    """
    return _marker_at_fault(header) | _marker_of_a_care_leaver(header, oc3)


@rule("174", flags="header", fields=["SEX", "MC_DOB"], applies=_male)
def child_of_a_boy(header: Any) -> Any:
    """Male child has a date of birth entered for a mother's child.

    Any text in MC_DOB counts, a real date or not. The code of a boy is 1 until 2024 and M from 2025.

    Fix: Clear MC_DOB, or correct the child's sex.
    """
    return filled(header, "MC_DOB")


@rule(
    "207", flags="header", fields=["MOTHER"],
    applies=lambda header: header.child.has_header_last & header.child.has_episodes,
)  # fmt: skip
def no_longer_a_mother(header: Any, header_last: Any) -> Any:
    """Child was returned as a mother last year and is not this year.

    Children with episodes this year are looked at. Blank, 0 and anything else but 1 this year are flagged.

    Fix: Set MOTHER to 1, or have last year's entry corrected.
    """
    return _mother(header_last) & ~_mother(header)


@rule(
    "393", flags="header", fields=["MOTHER"],
    applies=lambda header: _female(header) & header.child.other_episode_any_case,
)  # fmt: skip
def marker_missing_for_a_girl_in_care(header: Any) -> Any:
    """Girl in care has no entry for whether she is a mother.

    Girls with an episode other than short breaks (V3 or V4, in any letter case), one without legal status included.
    The code of a girl is 2 until 2024 and F from 2025; there is no lower age.

    Fix: Record 1 or 0 in MOTHER.
    """
    return blank(header, "MOTHER")


@rule(
    "399", flags="episodes", fields=["MOTHER", "LS", "REVIEW", "REVIEW_CODE"], needs=["header", "reviews"],
    applies=lambda episode: episode.child.only_short_breaks,
)  # fmt: skip
def details_of_a_child_in_short_breaks_only(episode: Any) -> Any:
    """Child in short breaks only (V3 or V4) has a mother marker or reviews.

    Only children all of whose episodes this year are short breaks; one other episode takes the child out.

    Fix: Clear the marker and the reviews, which short breaks do not need, or correct the legal status.
    """
    return episode.child.mother_recorded | episode.child.review_recorded


@also("399", flags="header")
def header_of_a_child_in_short_breaks_only(header: Any) -> Any:
    """The child's header row."""
    return header.child.only_short_breaks & (filled(header, "MOTHER") | header.child.review_recorded)


@also("399", flags="reviews")
def review_of_a_child_in_short_breaks_only(review: Any) -> Any:
    """The child's reviews: all of them where a mother marker is given, else those with content."""
    content = filled(review, "REVIEW") | filled(review, "REVIEW_CODE")
    return review.child.only_short_breaks & (review.child.mother_recorded | content)


def _left_care(episode: Any) -> Any:
    left = (episode.collection.start <= episode.DEC) & (episode.collection.end >= episode.DEC) & (episode.REC != "X1")
    return left & none_of(episode.LS, SHORT_BREAKS, blank=True)


@rule("607", flags=["episodes", "header"], fields=["DEC", "REC", "MOTHER", "LS", "SEX"], applies=_left_care)
def girl_left_care_marker_missing(episode: Any, header: Any) -> Any:
    """Girl who left care this year has no entry for whether she is a mother.

    Any ending but X1 in the collection year, short breaks apart. The code of a girl is 2 until 2024 and F from 2025.

    Fix: Record 1 or 0 in MOTHER for this girl.
    """
    return _female(header) & blank(header, "MOTHER")


@rule("611", flags="header", fields=["MOTHER", "MC_DOB"], applies=_mother)
def mothers_child_without_date_of_birth(header: Any) -> Any:
    """Mother has no date of birth recorded for her child.

    Any text passes, a real date or not; rule 171 looks at the date. Sex is not looked at.

    Fix: Enter when her first child was born, or correct MOTHER.
    """
    return blank(header, "MC_DOB")


@rule("612", flags="header", fields=["SEX", "MOTHER", "MC_DOB"], applies=_female)
def child_of_a_girl_not_a_mother(header: Any) -> Any:
    """Girl who is no mother by the record has a child's date of birth.

    Whether the date is valid or not. The code of a girl is 2 until 2024 and F from 2025.

    Fix: Record 1 in MOTHER for a mother; clear MC_DOB for anybody else.
    """
    not_a_mother = one_of(header.MOTHER, ("0",)) | blank(header, "MOTHER")
    return not_a_mother & filled(header, "MC_DOB")


@rule("620", flags="header", fields=["DOB", "MOTHER"], applies=_mother)
def mother_under_eleven(header: Any) -> Any:
    """Mother was not yet 11 when the collection year began.

    An 11th birthday on 1 April passes. A blank or unreadable date of birth is not judged.

    Fix: Check her date of birth, and whether she is a mother.
    """
    return birthday(header.DOB, 11) > header.collection.start


@rule("621", flags="header", fields=["DOB", "MC_DOB"], applies=lambda header: header.MC_DOB.notnull())
def mother_not_older_than_her_child(header: Any) -> Any:
    """Mother was born on the same day as her child, or later.

    Where the child's date of birth is readable and the mother's is not, the row is flagged too.

    Fix: Correct whichever date of birth is wrong: DOB is the mother's, MC_DOB her child's.
    """
    return ~(header.MC_DOB > header.DOB).fill_null(False)


@rule("624", flags="header", fields=["MC_DOB"], applies=lambda header: header.child.has_header_last)
def mothers_child_born_on_another_day_than_last_year(header: Any, header_last: Any) -> Any:
    """Date of birth of a mother's child is not the one returned last year.

    Compared as text where last year has any; a blank this year is a difference.

    Fix: Return the right date this year, or have last year's corrected.
    """
    return filled(header_last, "MC_DOB") & differs(header.text.MC_DOB, header_last.text.MC_DOB)


@rule("625", flags=["header", "episodes"], fields=["MC_DOB", "DEC"])
def mothers_child_born_after_care(header: Any, episode: Any) -> Any:
    """Mother's child was born after the year or after her care had ended.

    Compared with her episode that ended last; a girl with no ended episode is not checked.

    Fix: Check her child's date of birth and the end of her last episode.
    """
    late = (header.collection.end < header.MC_DOB) | (header.MC_DOB > episode.DEC)
    return episode.is_latest_ended & late


@rule("626", flags="header", fields=["MOTHER", "MC_DOB"], applies=lambda header: header.child.has_header_last)
def mother_before_this_year_but_not_in_last_years_return(header: Any, header_last: Any) -> Any:
    """Mother's child was born before this year, yet last year's return says she was not a mother.

    Last year's marker must be 0: a blank says nothing. A birth on 1 April belongs to this year and passes. The markers
    are read as numbers, so 1.0 is 1.

    Fix: Check her child's date of birth, and whether last year's marker was wrong.
    """
    born_before = header.collection.start > header.MC_DOB
    return born_before & is_number(header.MOTHER, 1) & is_number(header_last.MOTHER, 0)


@rule(
    "628", flags="header", fields=["MOTHER"], needs=["episodes"],
    applies=lambda header: ~header.child.has_episodes & header.child.has_oc3,
)  # fmt: skip
def marker_of_a_care_leaver_not_in_care_this_year(header: Any, oc3: Any) -> Any:
    """Care leaver who was not in care this year has an entry for whether she is a mother.

    Care leavers without any episode this year, whose OC3 record holds at least one of its three items. A 0 is an entry
    too.

    Fix: Clear MOTHER, or add the missing episodes.
    """
    return filled(header, "MOTHER") & any_filled(oc3, CARE_LEAVER_ITEMS)
