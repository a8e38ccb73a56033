"""Families that say the same of many fields: a code that is not valid, a date that is not real."""

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import none_of, unreadable

#: code: (table, row, field, code set, what it is, fix)
CODES_NOT_VALID = {
    "143": (
        "episodes",
        "episode",
        "RNE",
        "rne",
        "Reason for the new episode",
        "Use one of S, P, L, T, U or B.",
    ),
    "144": ("episodes", "episode", "LS", "ls", "Legal status", "Enter the code of the child's legal status."),
    "145": (
        "episodes",
        "episode",
        "CIN",
        "cin",
        "Category of need",
        "Use the code, N1 to N8, that applied on entry.",
    ),
    "146": (
        "episodes",
        "episode",
        "PLACE",
        "place",
        "Placement type",
        "Enter a placement code valid this year.",
    ),
}

#: code: (table, row, field, what it is)
DATES_NOT_REAL = {
    "112": ("ad1", "ad1", "DATE_INT", "Date the child should be placed for adoption (adoption record)"),
    "116": (
        "placed_adoption",
        "placed_adoption",
        "DATE_PLACED_CEASED",
        "Date adoption stopped being the plan",
    ),
    "141": ("episodes", "episode", "DECOM", "Episode start date"),
}


def code_not_valid(code: str, table: str, row: str, field: str, codes: str, what: str, fix: str) -> None:
    """Declares: the field holds something that is not a valid code this year. A blank passes."""
    words = (
        f"{what} is not an accepted code.\n\nCodes follow the collection year. A blank is not flagged.\n\nFix: {fix}"
    )
    declared = rule(code, flags=table, fields=[field], words=words, over=[row])
    declared(lambda r: none_of(getattr(r, field), r.codes(codes), blank=False))


def date_not_real(code: str, table: str, row: str, field: str, what: str) -> None:
    """Declares: the field holds something that is not a real date. A blank passes."""
    words = (
        f"{what} is not a real date.\n\nA blank is not flagged.\n\n"
        f"Fix: Correct {field} to a real date written dd/mm/yyyy."
    )
    declared = rule(code, flags=table, fields=[field], words=words, over=[row])
    declared(lambda r: unreadable(r, field))


for _code, _entry in CODES_NOT_VALID.items():
    code_not_valid(_code, *_entry)
for _code, _dated in DATES_NOT_REAL.items():
    date_not_real(_code, *_dated)
