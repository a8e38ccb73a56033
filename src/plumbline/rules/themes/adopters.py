"""The adopters in the adoption record: their number, gender and legal status must fit each other."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import none_of, one_of

SINGLE_ADOPTER = ("M1", "F1")

#: code: (legal status of the adopters, what it says of them, the gender codes that fit it)
GENDERS_OF_STATUS = {
    "514": ("L0", "There is a single adopter", SINGLE_ADOPTER),
    "517": ("L3", "Adopters are a couple of different genders, not married or civil partners", ("MF",)),
    "518": ("L4", "Adopters are a couple of the same gender, not married or civil partners", ("MM", "FF")),
    "519": ("L2", "Adopters are civil partners", ("MM", "FF", "MF")),
    "520": ("L11", "Adopters are a married couple of different genders", ("MF",)),
    "524": ("L12", "Adopters are a married couple of the same gender", ("MM", "FF")),
}


_WORDS = """{what} ({status}), but gender is not {fitting}.

Gender and legal status describe the same people, so they must fit each other. A blank gender is flagged, and so is
a code that doesn't exist.

Fix: Record the gender as {fitting}, or correct the legal status.
"""


def gender_does_not_fit_status(code: str, status: str, what: str, genders: tuple[str, ...]) -> None:
    """Declares: the adopters have the legal status, and their gender code is none that fits it."""
    declared = rule(
        code, flags="ad1", fields=["LS_ADOPTR", "SEX_ADOPTR"], over=["ad1"],
        words=_WORDS.format(what=what, status=status, fitting=" or ".join(", ".join(genders).rsplit(", ", 1))),
        applies=lambda ad1: one_of(ad1.LS_ADOPTR, (status,)),
    )  # fmt: skip
    declared(lambda ad1: none_of(ad1.SEX_ADOPTR, genders, blank=True))


for _code, _entry in GENDERS_OF_STATUS.items():
    gender_does_not_fit_status(_code, *_entry)


@rule(
    "511", flags="ad1", fields=["NB_ADOPTR", "SEX_ADOPTR"],
    applies=lambda ad1: one_of(ad1.NB_ADOPTR, ("2",)),
)  # fmt: skip
def two_adopters_with_the_gender_of_one(ad1: Any) -> Any:
    """There are two adopters, but their gender is given as that of a single adopter.

    Two people can't have the gender code of a single adopter (M1 or F1), so either their number or the code is
    wrong. A blank or unknown gender code is left to other rules.

    Fix: Use MM, FF or MF for a couple, or correct the number of adopters (NB_ADOPTR).
    """
    return one_of(ad1.SEX_ADOPTR, SINGLE_ADOPTER)
