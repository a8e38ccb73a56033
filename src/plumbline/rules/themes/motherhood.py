"""Girls who are mothers, and their own children."""

from typing import Any

from plumbline.rules.authors import Episode, Header, Oc3, Review
from plumbline.rules.declare import also, rule
from plumbline.rules.vocabulary import (
    CARE_LEAVER_ITEMS,
    SHORT_BREAKS,
    after,
    any_filled,
    birthday,
    blank,
    differs,
    female_code,
    filled,
    in_collection_year,
    is_number,
    known,
    male_code,
    none_of,
    one_of,
    unless,
)


def _female(header: Header) -> Any:
    return one_of(header.SEX, (female_code(header),))


def _male(header: Header) -> Any:
    return one_of(header.SEX, (male_code(header),))


def _mother(header: Header) -> Any:
    return one_of(header.MOTHER, ("1",))


def _marker_at_fault(header: Header) -> Any:
    missing = blank(header, "MOTHER") & _female(header) & header.child.other_episode_in_year
    on_a_boy = filled(header, "MOTHER") & _male(header)
    return none_of(header.MOTHER, ("0", "1"), blank=False) | on_a_boy | missing


def _marker_of_a_care_leaver(header: Header, oc3: Oc3) -> Any:
    out_of_year = unless(header.child.other_episode_in_year)
    return filled(header, "MOTHER") & _female(header) & out_of_year & any_filled(oc3, CARE_LEAVER_ITEMS)


@rule(
    "165", flags=["header", "oc3"], fields=["MOTHER", "SEX", *CARE_LEAVER_ITEMS, "DECOM"], partner="optional",
    needs=["episodes"], applies=lambda header: header.child.other_episode_any_case,
)  # fmt: skip
def mother_marker_at_fault(header: Header, oc3: Oc3) -> Any:
    """Mother marker is not 0 or 1, is given for a boy or a care leaver, or is missing for a girl in care.

    How many girls in care are mothers is counted from this marker, so each girl in care in the year needs 0 or 1,
    while a boy and a girl who is now a care leaver need none. Any other value is flagged, and so are a marker for a
    boy, a girl in care without one, and a girl with care leaver details and a marker but no episode in the year.
    Children with short breaks only are left out.

    Fix: Record 0 or 1 for every girl looked after in the year; leave it blank for males and for care leavers.
    """
    return _marker_at_fault(header) | _marker_of_a_care_leaver(header, oc3)


@rule("174", flags="header", fields=["SEX", "MC_DOB"], applies=_male)
def child_of_a_boy(header: Header) -> Any:
    """Date of birth of a mother's child is given for a boy.

    MC_DOB is the date of birth of a mother's child, so a boy can't have one: either it or the sex is wrong.
    Anything in the field counts, whether or not it is a date.

    Fix: Clear MC_DOB, or correct the child's sex.
    """
    return filled(header, "MC_DOB")


@rule(
    "207", flags="header", fields=["MOTHER"],
    applies=lambda header: header.child.has_header_last & header.child.has_episodes,
)  # fmt: skip
def no_longer_a_mother(header: Header, header_last: Header) -> Any:
    """Child was returned as a mother last year, but not this year.

    A girl who was a mother last year is one this year too, so one of the two years is wrong. Girls with episodes
    this year are looked at; a blank, a 0 and anything else but 1 are flagged.

    Fix: Set MOTHER to 1, or have last year's entry corrected.
    """
    return _mother(header_last) & unless(_mother(header))


@rule(
    "393", flags="header", fields=["MOTHER"],
    applies=lambda header: _female(header) & header.child.other_episode_any_case,
)  # fmt: skip
def marker_missing_for_a_girl_in_care(header: Header) -> Any:
    """Mother marker is blank for a girl in care.

    How many girls in care are mothers is counted from this marker, and a blank may mean no or not asked. Girls with an
    episode other than short breaks (V3, V4) are looked at, a blank legal status included; there is no lower age.

    Fix: Record 1 in MOTHER if she is a mother, otherwise 0.
    """
    return blank(header, "MOTHER")


@rule(
    "399", flags="episodes", fields=["MOTHER", "LS", "REVIEW", "REVIEW_CODE"], needs=["header", "reviews"],
    applies=lambda episode: episode.child.only_short_breaks,
)  # fmt: skip
def details_of_a_child_in_short_breaks_only(episode: Episode) -> Any:
    """Child had only short breaks (V3 or V4), but has a mother marker or reviews.

    A child who only has short breaks (V3, V4) lives at home, so neither motherhood nor reviews are asked about. One
    episode of another kind this year takes the child out. The child's episodes are flagged, and so are the header
    and reviews with such details.

    Fix: Clear the mother marker and the reviews, or correct the legal status if these were no short breaks.
    """
    return episode.child.mother_recorded | episode.child.review_recorded


@also("399", flags="header")
def header_of_a_child_in_short_breaks_only(header: Header) -> Any:
    """The child's header row."""
    return header.child.only_short_breaks & (filled(header, "MOTHER") | header.child.review_recorded)


@also("399", flags="reviews")
def review_of_a_child_in_short_breaks_only(review: Review) -> Any:
    """The child's reviews: all of them where a mother marker is given, else those with content."""
    content = filled(review, "REVIEW") | filled(review, "REVIEW_CODE")
    return review.child.only_short_breaks & (review.child.mother_recorded | content)


def _left_care(episode: Episode) -> Any:
    left = in_collection_year(episode, episode.DEC) & (episode.REC != "X1")
    return left & none_of(episode.LS, SHORT_BREAKS, blank=True)


@rule("607", flags=["episodes", "header"], fields=["DEC", "REC", "MOTHER", "LS", "SEX"], applies=_left_care)
def girl_left_care_marker_missing(episode: Episode, header: Header) -> Any:
    """Mother marker is blank for a girl who left care this year.

    How many girls were mothers when they left care is counted from this marker, and a blank may mean no or not asked.
    Flagged where an episode ended in the year for any reason but X1; short breaks are left out.

    Fix: Record 1 in MOTHER if she is a mother, otherwise 0.
    """
    return _female(header) & blank(header, "MOTHER")


@rule("611", flags="header", fields=["MOTHER", "MC_DOB"], applies=_mother)
def mothers_child_without_date_of_birth(header: Header) -> Any:
    """Mother has no date of birth recorded for her child.

    How old a mother was when her child was born can only be seen from the child's date of birth. Anything in the
    field passes here; whether it is a date is for rule 171.

    Fix: Enter in MC_DOB when her first child was born, or correct MOTHER.
    """
    return blank(header, "MC_DOB")


@rule("612", flags="header", fields=["SEX", "MOTHER", "MC_DOB"], applies=_female)
def child_of_a_girl_not_a_mother(header: Header) -> Any:
    """Girl is not recorded as a mother, but a date of birth is given for her child.

    A girl whose child's date of birth is given is a mother, but MOTHER is 0 or blank. Anything in MC_DOB counts,
    whether or not it is a date.

    Fix: Record 1 in MOTHER for a mother; clear MC_DOB for anybody else.
    """
    not_a_mother = one_of(header.MOTHER, ("0",)) | blank(header, "MOTHER")
    return not_a_mother & filled(header, "MC_DOB")


@rule("620", flags="header", fields=["DOB", "MOTHER"], applies=_mother)
def mother_under_eleven(header: Header) -> Any:
    """Mother was not yet 11 when the collection year began.

    A mother younger than 11 is so rare that a mistyped date of birth or marker is far more likely. An 11th birthday
    on 1 April passes; a blank or unreadable date of birth is not judged.

    Fix: Check her date of birth and whether she is a mother; if both are right, accept the finding.
    """
    return birthday(header.DOB, 11) > header.collection.start


@rule("621", flags="header", fields=["DOB", "MC_DOB"], applies=lambda header: known(header.MC_DOB))
def mother_not_older_than_her_child(header: Header) -> Any:
    """Mother is not older than her child, or her date of birth is not known.

    A mother is older than her child, so one of the two dates of birth is wrong, or they have been swapped. Where
    the child's can be read and the mother's is missing or can't be, she is flagged too.

    Fix: Correct whichever date of birth is wrong: DOB is the mother's, MC_DOB her child's.
    """
    return unless(after(header.MC_DOB, header.DOB))


@rule("624", flags="header", fields=["MC_DOB"], applies=lambda header: header.child.has_header_last)
def mothers_child_born_on_another_day_than_last_year(header: Header, header_last: Header) -> Any:
    """Date of birth of a mother's child is not the same as in last year's return.

    The date of birth of a mother's first child does not change, so one of the two years is wrong. Flagged where
    last year gave one and this year's is blank or written otherwise.

    Fix: Return the right date this year, or have last year's corrected.
    """
    return filled(header_last, "MC_DOB") & differs(header.text.MC_DOB, header_last.text.MC_DOB)


@rule("625", flags=["header", "episodes"], fields=["MC_DOB", "DEC"])
def mothers_child_born_after_care(header: Header, episode: Episode) -> Any:
    """Mother's child was born after the year or after her care had ended.

    Motherhood is reported for girls in care, so a child born after the year, or after she had left care, is not
    part of this return. It is compared with her episode that ended last; a girl with no ended episode is not
    checked.

    Fix: Check MC_DOB and the end of her last episode; if the child was born later, clear MC_DOB and set MOTHER to
    0.
    """
    late = (header.collection.end < header.MC_DOB) | (header.MC_DOB > episode.DEC)
    return episode.is_latest_ended & late


@rule("626", flags="header", fields=["MOTHER", "MC_DOB"], applies=lambda header: header.child.has_header_last)
def mother_before_this_year_but_not_in_last_years_return(header: Header, header_last: Header) -> Any:
    """Mother's child was born before this year, but last year's return says that she was not a mother.

    A child born before 1 April made her a mother already last year, when the return said that she was none. Flagged
    where MOTHER is 1 this year and was 0 last year; a blank last year says nothing. A birth on 1 April belongs to
    this year and passes.

    Fix: Check her child's date of birth, and whether last year's marker was wrong.
    """
    born_before = header.collection.start > header.MC_DOB
    return born_before & is_number(header.MOTHER, 1) & is_number(header_last.MOTHER, 0)


@rule(
    "628", flags="header", fields=["MOTHER"], needs=["episodes"],
    applies=lambda header: unless(header.child.has_episodes) & header.child.has_oc3,
)  # fmt: skip
def marker_of_a_care_leaver_not_in_care_this_year(header: Header, oc3: Oc3) -> Any:
    """Mother marker is filled in for a care leaver who was not in care this year.

    Motherhood is reported for girls in care, so a care leaver who had no episode this year needs no marker. The
    rule looks at care leavers with at least one of the three care leaver items filled in; a 0 in MOTHER counts too.

    Fix: Clear MOTHER, or add the missing episodes.
    """
    return filled(header, "MOTHER") & any_filled(oc3, CARE_LEAVER_ITEMS)
