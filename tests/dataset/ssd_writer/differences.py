"""What a return made of an extract cannot say as the council's own return said it, and why: everything else must be the same.

The list is of what the writer knows to be lost. It is for the return of the collection year in which the extract was
made; what an earlier year's return loses beyond that stands in ``EARLIER_YEARS``.
"""

from typing import NamedTuple

from plumbline.synthetic.returns import Row, Tables
from ssd_writer.vendors import ECLIPSE, Vendor

EVERY = "every value"


class Difference(NamedTuple):
    """A field whose values come back blank, and why.

    ``value`` is the one that is lost, or EVERY. ``field`` is blank where the whole row is lost; ``vendor`` is None where it
    is so for all of them.
    """

    table: str
    field: str
    value: str
    why: str
    vendor: Vendor | None = None


_NO_ROW = "What was not done is no row, or a row that was never completed: the same as what was not recorded."
DIFFERENCES = (
    Difference("dolo", "", EVERY, "The data set has no table of orders that deprive a child of liberty."),
    Difference(
        "oc2", "INTERVENTION_OFFERED", EVERY, "The data set says whether help was received, not whether it was offered."
    ),
    Difference("oc2", "HEALTH_ASSESSMENT", "0", _NO_ROW),
    Difference("oc2", "TEETH_CHECK", "0", _NO_ROW),
    Difference("oc2", "HEALTH_CHECK", "0", _NO_ROW),
    Difference("oc2", "SUBSTANCE_MISUSE", "0", _NO_ROW),
    Difference("oc2", "CONVICTED", "0", _NO_ROW),
    Difference("oc2", "SDQ_REASON", EVERY, "Its script has the column and never fills it.", ECLIPSE),
    Difference(
        "oc2", "", "", "A row without any answer, of a child who was not in care all year: nothing is left of it."
    ),
)
#: Beside DIFFERENCES, in the return of an earlier year made of a later extract.
EARLIER_YEARS = (
    Difference("oc2", "IMMUNISATIONS", EVERY, "One row a child: the latest answer takes the place of those before."),
    Difference(
        "header", "UPN", EVERY, "One number a child, as it is on the day: an older reason why there was none is gone."
    ),
    Difference("episodes", "PLACE", EVERY, "A code that has changed since is the new code, for a stay that went on."),
)


def given_back(tables: Tables, vendor: Vendor) -> Tables:
    """The return that an extract on its year's last day must give back: the council's own, less what is lost."""
    lost = [one for one in DIFFERENCES if one.vendor in (None, vendor)]
    return {
        name: [_less(row, name, lost) for row in rows if not _gone(row, name, lost)] for name, rows in tables.items()
    }


def _gone(row: Row, table: str, lost: list[Difference]) -> bool:
    whole = [one for one in lost if one.table == table and not one.field]
    empty = not any(value for name, value in row.items() if name not in ("CHILD", "DOB"))
    return any(one.value == EVERY or empty for one in whole)


def _less(row: Row, table: str, lost: list[Difference]) -> Row:
    blank = {one.field for one in lost if one.table == table and one.value in (EVERY, row.get(one.field))}
    return {name: "" if name in blank else value for name, value in row.items()}
