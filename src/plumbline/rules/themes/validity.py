"""Families that say the same of many fields: a code that is not valid, a date that is not real."""

from functools import reduce
from operator import or_
from typing import Any

from plumbline.model import ssda903
from plumbline.model.names import ROW_NAMES
from plumbline.rules.authors import Oc2, Review
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import HEALTH_ITEMS, blank, filled, no, none_of, one_of, unless, unreadable

#: code: (table, field, what it is, fix). The valid codes are those that the model gives the field.
CODES_NOT_VALID = {
    "114": ("ad1", "FOSTER_CARE", "Marker for adoption by the foster carers", "Record 1 for yes or 0 for no."),
    "120": (
        "placed_adoption",
        "REASON_PLACED_CEASED",
        "Reason why adoption is no longer planned",
        "Record RD1, RD2, RD3 or RD4; leave it empty while adoption is the plan.",
    ),
    "143": (
        "episodes",
        "RNE",
        "Reason for the new episode",
        "Enter S where care began, else P, L, T, U or B for what changed.",
    ),
    "144": ("episodes", "LS", "Legal status", "Enter the code of the child's legal status."),
    "145": ("episodes", "CIN", "Category of need", "Use the code, N1 to N8, that applied on entry."),
    "146": ("episodes", "PLACE", "Placement type", "Enter a placement code valid this year."),
    "149": ("episodes", "REC", "Reason why the episode ended", "Enter the code of the ending; X1 where care goes on."),
    "175": ("ad1", "NB_ADOPTR", "Number of adopters", "Record 1 or 2."),
    "176": ("ad1", "SEX_ADOPTR", "Sex of the adopters", "Use M1 or F1 for one adopter; MM, FF or MF for two."),
    "177": ("ad1", "LS_ADOPTR", "Legal status of the adopters", "Use one of L0, L11, L12, L2, L3 and L4."),
    "196": ("oc2", "SDQ_REASON", "Reason why there is no SDQ score", "Use a code from SDQ1 to SDQ5."),
    "631": ("prev_perm", "PREV_PERM", "Previous permanence option", "Use P1, P2, P3 or P4, or Z1 for none."),
    "633": (
        "prev_perm",
        "LA_PERM",
        "Authority that arranged the previous permanence",
        "Enter its three-digit number, or WAL, SCO, NIR, NUK or 999.",
    ),
    "1006": ("missing", "MISSING", "Kind of missing episode", "Use M for missing or A for away without authorisation."),
    "1009": (
        "episodes",
        "REASON_PLACE_CHANGE",
        "Reason why the placement changed",
        "Enter the code of the reason, or clear the field where the placement did not change.",
    ),
}

#: code: (table, field, what it is, fix), where a blank is a fault too.
CODES_REQUIRED = {
    "131": (
        "oc3",
        "IN_TOUCH",
        "Contact with the care leaver",
        "Use YES or NO, or one of DIED, REFU, NREQ and RHOM.",
    ),
    "132": ("oc3", "ACTIV", "Care leaver's main activity", "Enter the activity's code, or 0 where it is not known."),
    "133": ("oc3", "ACCOM", "Care leaver's accommodation", "Enter the code with its 1 or 2, or 0 if not known."),
}

#: code: (table, field, what it is)
DATES_NOT_REAL = {
    "112": ("ad1", "DATE_INT", "Date of the decision to place for adoption (AD1)"),
    "113": ("ad1", "DATE_MATCH", "Date of the match with adopters"),
    "115": ("placed_adoption", "DATE_PLACED", "Date on which adoption became the plan"),
    "116": ("placed_adoption", "DATE_PLACED_CEASED", "Date on which adoption stopped being the plan"),
    "141": ("episodes", "DECOM", "Episode start date"),
    "147": ("episodes", "DEC", "Episode end date"),
    "171": ("header", "MC_DOB", "Date of birth of a mother's child"),
    "1005": ("missing", "MIS_END", "End date of a missing or away episode"),
}

#: code: (table, field, what it is), where a blank is a fault too.
DATES_REQUIRED = {
    "166": ("reviews", "REVIEW", "Review date"),
    "1004": ("missing", "MIS_START", "Start date of a missing or away episode"),
}


def code_not_valid(code: str, of: str, field: str, what: str, fix: str) -> None:
    """Declares: the field holds something that is not a valid code this year. A blank passes."""
    words = f"""{what} is not a valid code for this year.

    A value that is not on the list can't be counted with any group, so the child drops out of the figures made from it.
    The list is that of the collection year; a blank is not flagged.

    Fix: {fix}
    """
    codes = ssda903().table(of).field(field).codes
    declared = rule(code, flags=of, fields=[field], words=words, over=[ROW_NAMES[of]])
    declared(lambda row: none_of(getattr(row, field), row.codes(codes), blank=False))


def code_missing_or_not_valid(code: str, of: str, field: str, what: str, fix: str) -> None:
    """Declares: the field is empty or holds something that is not a valid code this year."""
    words = f"""{what} is blank or is not a valid code.

    How young people fare after care is counted from these codes, so each record needs one that is on the list. A
    blank is flagged, as there are codes for when nothing is known.

    Fix: {fix}
    """
    codes = ssda903().table(of).field(field).codes
    declared = rule(code, flags=of, fields=[field], words=words, over=[ROW_NAMES[of]])
    declared(lambda row: none_of(getattr(row, field), row.codes(codes), blank=True))


def date_not_real(code: str, of: str, field: str, what: str) -> None:
    """Declares: the field holds something that is not a real date. A blank passes."""
    words = f"""{what} cannot be read as a date.

    A date that can't be read can't be compared or counted, and other checks see no date at all. Only days that
    exist, written dd/mm/yyyy, are dates; a blank is not flagged.

    Fix: Look the day up and enter it in {field} as dd/mm/yyyy.
    """
    declared = rule(code, flags=of, fields=[field], words=words, over=[ROW_NAMES[of]])
    declared(lambda row: unreadable(row, field))


def date_missing_or_not_real(code: str, of: str, field: str, what: str) -> None:
    """Declares: the field is empty or holds something that is not a real date."""
    words = f"""{what} is blank or cannot be read as a date.

    A record of something that happened says nothing without its day. Only days that exist, written dd/mm/yyyy, are
    dates, and a blank is flagged.

    Fix: Enter {field} as dd/mm/yyyy, or take the record out if nothing happened.
    """
    declared = rule(code, flags=of, fields=[field], words=words, over=[ROW_NAMES[of]])
    declared(lambda row: no(getattr(row, field)))


for _code, _entry in CODES_NOT_VALID.items():
    code_not_valid(_code, *_entry)
for _code, _entry in CODES_REQUIRED.items():
    code_missing_or_not_valid(_code, *_entry)
for _code, _dated in DATES_NOT_REAL.items():
    date_not_real(_code, *_dated)
for _code, _dated in DATES_REQUIRED.items():
    date_missing_or_not_real(_code, *_dated)


@rule("167", flags="reviews", fields=["REVIEW_CODE"])
def review_without_its_code_or_its_date(review: Review) -> Any:
    """Review has no valid participation code, or a participation code has no review date.

    A review counts only with its day and with how the child took part, so one without the other is half a review. A
    record with neither passes. The date only has to be there; whether it can be read is for rule 166.

    Fix: Give every review its date and one of PN0 to PN7.
    """
    code_at_fault = none_of(review.REVIEW_CODE, review.codes("review_code"), blank=True)
    neither = blank(review, "REVIEW", "REVIEW_CODE")
    return unless(neither) & (blank(review, "REVIEW") | code_at_fault)


@rule("180", flags="oc2", fields=["SDQ_SCORE"])
def sdq_score_out_of_range(oc2: Oc2) -> Any:
    """SDQ score is not a whole number between 0 and 40.

    The questionnaire on strengths and difficulties (SDQ) gives a whole number from 0 to 40, and the council's
    average is made from it. It is read as a number, so 20.0 passes; 39.5 and words are flagged, a blank is not.

    Fix: Enter the questionnaire's total, 0 to 40.
    """
    scores = [float(score) for score in range(41)]
    return filled(oc2, "SDQ_SCORE") & unless(one_of(oc2.SDQ_SCORE, scores))


@rule("181", flags="oc2", fields=HEALTH_ITEMS)
def health_item_neither_zero_nor_one(oc2: Oc2) -> Any:
    """Health or offending item is neither 0 nor 1.

    These eight questions are answered yes (1) or no (0), and anything else can't be counted. They are compared as
    written, so 1.0 is flagged; blank ones are not looked at.

    Fix: Record 1 for yes and 0 for no, or clear an item that does not apply.
    """
    return reduce(or_, [none_of(getattr(oc2, item), oc2.codes("zero_one"), blank=False) for item in HEALTH_ITEMS])
