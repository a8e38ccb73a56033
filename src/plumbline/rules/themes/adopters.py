"""The adopters in the adoption record: their number, sex and legal status must fit each other."""

from typing import Any

from plumbline.rules.authors import Ad1
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import none_of, one_of

SINGLE_ADOPTER = ("M1", "F1")

#: code: (legal status of the adopters, what it says of them, the sex codes that fit it)
SEXES_OF_STATUS = {
    "514": ("L0", "There is a single adopter", SINGLE_ADOPTER),
    "517": ("L3", "Adopters are an opposite-sex couple, not married or civil partners", ("MF",)),
    "518": ("L4", "Adopters are a same-sex couple, not married or civil partners", ("MM", "FF")),
    "519": ("L2", "Adopters are civil partners", ("MM", "FF", "MF")),
    "520": ("L11", "Adopters are an opposite-sex married couple", ("MF",)),
    "524": ("L12", "Adopters are a same-sex married couple", ("MM", "FF")),
}


_WORDS = """{what} ({status}), but their sex is not {fitting}.

Sex and legal status describe the same people, so they must fit each other. A blank sex is flagged, and so is
a code that doesn't exist.

Fix: Record the sex as {fitting}, or correct the legal status.
"""


def sex_does_not_fit_status(code: str, status: str, what: str, sexes: tuple[str, ...]) -> None:
    """Declares: the adopters have the legal status, and their sex code is none that fits it."""
    declared = rule(
        code, flags="ad1", fields=["LS_ADOPTR", "SEX_ADOPTR"], over=["ad1"],
        words=_WORDS.format(what=what, status=status, fitting=" or ".join(", ".join(sexes).rsplit(", ", 1))),
        applies=lambda ad1: one_of(ad1.LS_ADOPTR, (status,)),
    )  # fmt: skip
    declared(lambda ad1: none_of(ad1.SEX_ADOPTR, sexes, blank=True))


for _code, _entry in SEXES_OF_STATUS.items():
    sex_does_not_fit_status(_code, *_entry)


@rule(
    "511", flags="ad1", fields=["NB_ADOPTR", "SEX_ADOPTR"],
    applies=lambda ad1: one_of(ad1.NB_ADOPTR, ("2",)),
)  # fmt: skip
def two_adopters_with_the_sex_of_one(ad1: Ad1) -> Any:
    """There are two adopters, but their sex is given as that of a single adopter.

    Two people can't have the sex code of a single adopter (M1 or F1), so either their number or the code is
    wrong. A blank or unknown sex code is left to other rules.

    Fix: Use MM, FF or MF for a couple, or correct the number of adopters (NB_ADOPTR).
    """
    return one_of(ad1.SEX_ADOPTR, SINGLE_ADOPTER)
