"""Girls who are mothers, and their own children."""

from typing import Any

from plumbline.rules.declare import also, rule
from plumbline.rules.vocabulary import (
    CARE_LEAVER_ITEMS,
    SHORT_BREAKS,
    any_filled,
    blank,
    filled,
    none_of,
    one_of,
)


def _female(header: Any) -> Any:
    return one_of(header.SEX, ("2",) if header.collection_year < 2025 else ("F",))


def _male(header: Any) -> Any:
    return one_of(header.SEX, ("1",) if header.collection_year < 2025 else ("M",))


def _marker_at_fault(header: Any) -> Any:
    given = filled(header, "MOTHER")
    missing = ~given & _female(header) & header.child.other_episode_in_year
    return none_of(header.MOTHER, ("0", "1"), blank=False) | (given & _male(header)) | missing


def _marker_of_a_care_leaver(header: Any, oc3: Any) -> Any:
    out_of_year = ~header.child.other_episode_in_year
    return filled(header, "MOTHER") & _female(header) & out_of_year & any_filled(oc3, CARE_LEAVER_ITEMS)


@rule(
    "165", flags=["header", "oc3"], fields=["MOTHER", "SEX", *CARE_LEAVER_ITEMS, "DECOM"], partner="optional",
    needs=["episodes"],
)  # fmt: skip
def mother_marker_at_fault(header: Any, oc3: Any) -> Any:
    """Mother marker is invalid, given for a male, or missing for a female looked after this year.

    Only children with an episode other than short breaks are tested. A care leaver with no episode in the year should
    have no marker. Differs from the peer, which keeps sex codes 1 and 2: codes follow the year, M and F from 2025.

    Fix: Record 0 or 1 for every girl looked after in the year; leave it blank for males and for care leavers.
    """
    fault = _marker_at_fault(header) | _marker_of_a_care_leaver(header, oc3)
    return header.child.has_other_episodes & fault


@rule("399", flags="episodes", fields=["MOTHER", "LS", "REVIEW", "REVIEW_CODE"], needs=["header", "reviews"])
def details_of_a_child_in_short_breaks_only(episode: Any) -> Any:
    """Mother or review details are given for a child who only had short breaks (V3 or V4).

    Only children all of whose episodes this year are short breaks; one other episode takes the child out.

    Fix: Remove MOTHER and the review details, or correct LS.
    """
    return episode.child.only_short_breaks & (episode.child.mother_recorded | episode.child.review_recorded)


@also("399", flags="header")
def header_of_a_child_in_short_breaks_only(header: Any) -> Any:
    """The child's header row."""
    return header.child.only_short_breaks & (filled(header, "MOTHER") | header.child.review_recorded)


@also("399", flags="reviews")
def review_of_a_child_in_short_breaks_only(review: Any) -> Any:
    """The child's reviews: all of them where a mother marker is given, else those with content."""
    content = filled(review, "REVIEW") | filled(review, "REVIEW_CODE")
    return review.child.only_short_breaks & (review.child.mother_recorded | content)


@rule("607", flags=["episodes", "header"], fields=["DEC", "REC", "MOTHER", "LS", "SEX"])
def girl_left_care_marker_missing(episode: Any, header: Any) -> Any:
    """Girl left care this year but whether she is a mother has not been recorded.

    Any ending but X1 in the collection year, short breaks apart. The code of a girl is 2 until 2024 and F from 2025.

    Fix: Record 1 or 0 in MOTHER for this girl.
    """
    left = (episode.collection.start <= episode.DEC) & (episode.collection.end >= episode.DEC) & (episode.REC != "X1")
    return left & none_of(episode.LS, SHORT_BREAKS, blank=True) & _female(header) & blank(header, "MOTHER")


@rule("612", flags="header", fields=["SEX", "MOTHER", "MC_DOB"])
def child_of_a_girl_not_a_mother(header: Any) -> Any:
    """A child's date of birth is given in MC_DOB although the girl is not recorded as a mother.

    Whether the date is valid or not. The code of a girl is 2 until 2024 and F from 2025.

    Fix: Set MOTHER to 1 if she is a mother, otherwise remove MC_DOB.
    """
    not_a_mother = one_of(header.MOTHER, ("0",)) | blank(header, "MOTHER")
    return _female(header) & not_a_mother & filled(header, "MC_DOB")


@rule("625", flags=["header", "episodes"], fields=["MC_DOB", "DEC"])
def mothers_child_born_after_care(header: Any, episode: Any) -> Any:
    """Mother's child was born after the year end or after the mother left care.

    Compared with her episode that ended last; a girl with no ended episode is not checked.

    Fix: Correct MC_DOB, or the end date of the child's last episode.
    """
    late = (header.collection.end < header.MC_DOB) | (header.MC_DOB > episode.DEC)
    return episode.is_latest_ended & late
