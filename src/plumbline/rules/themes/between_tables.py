"""One child in several tables: in the header at all, with the same date of birth, and once where once is enough."""

from typing import Any

from plumbline.model.names import ROW_NAMES
from plumbline.rules.authors import Header, Uasc
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import unless

#: What a table is called in these rules.
TABLES = {
    "ad1": "adoption (AD1) table",
    "placed_adoption": "adoption plans table",
    "episodes": "episodes table",
    "missing": "missing episodes table",
    "oc2": "health and offending (OC2) table",
    "oc3": "care leavers (OC3) table",
    "prev_perm": "previous permanence table",
    "reviews": "reviews table",
    "uasc": "asylum seekers (UASC) table",
    "header": "header",
}

NOT_IN_HEADER = {
    "INT01": "ad1",
    "INT02": "placed_adoption",
    "INT03": "episodes",
    "INT04": "missing",
    "INT05": "oc2",
    "INT06": "oc3",
    "INT07": "prev_perm",
    "INT08": "reviews",
    "INT09": "uasc",
}

OTHER_DATE_OF_BIRTH = {
    "INT11": "ad1",
    "INT12": "placed_adoption",
    "INT13": "missing",
    "INT14": "oc2",
    "INT15": "oc3",
    "INT16": "prev_perm",
    "INT17": "reviews",
    "INT18": "uasc",
}

TWICE = {"INT31": "ad1", "INT32": "header", "INT33": "oc2", "INT34": "oc3", "INT35": "prev_perm", "INT36": "uasc"}


def not_in_header(code: str, of: str) -> None:
    """Declares: the row's child is in no row of the header."""
    words = f"""Child in the {TABLES[of]} has no row in the header.

    The header says who the child is, with age and sex, so a record of a child who is not in it can't be counted.
    Identifiers must be written alike; a blank identifier matches nothing and is flagged.

    Fix: Add the child to the header, or correct the identifier of this record.
    """
    rule(code, flags=of, fields=["CHILD"], words=words, over=[ROW_NAMES[of]])(lambda row: unless(row.child.has_header))


def other_date_of_birth(code: str, of: str) -> None:
    """Declares: the row's date of birth is another than the header's."""
    words = f"""Date of birth in the {TABLES[of]} is not the same as in the header.

    A child has one date of birth, and age is counted from it in each table, so the two must be the same. Two spellings
    of one day agree; where either date is blank or unreadable nothing is flagged.

    Fix: Find the right date of birth in the case file and use it in both tables.
    """
    declared = rule(code, flags=of, fields=["DOB"], words=words, over=[ROW_NAMES[of], "header"])
    declared(lambda row, header: row.DOB != header.DOB)


def twice(code: str, of: str) -> None:
    """Declares: the row's child has another row in the same table."""
    words = f"""Child has more than one row in the {TABLES[of]}.

    This table holds one record for each child, so with a second one the child counts twice, or two children share
    an identifier. Every record of the child is flagged, whether or not they agree; those without an identifier are
    not.

    Fix: Keep one row for the child, or correct the identifier that was mistyped.
    """
    rule(code, flags=of, fields=["CHILD"], words=words, over=[ROW_NAMES[of]])(lambda row: row.is_repeated)


for _code, _table in NOT_IN_HEADER.items():
    not_in_header(_code, _table)
for _code, _table in OTHER_DATE_OF_BIRTH.items():
    other_date_of_birth(_code, _table)
for _code, _table in TWICE.items():
    twice(_code, _table)


@rule("INT21", flags="uasc", fields=["SEX"])
def other_sex_than_the_headers(uasc: Uasc, header: Header) -> Any:
    """Sex in the asylum seekers (UASC) table is not the same as in the header.

    Both tables describe one child, so the sex must be the same. The codes must be written alike, so an old code
    against a new one is flagged; a blank on either side is not.

    Fix: Find out which is right and use the same code in both tables.
    """
    return uasc.SEX != header.SEX
