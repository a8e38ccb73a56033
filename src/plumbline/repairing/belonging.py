"""Whether a row is the child's whose number it has, or may be another's: then nothing is carried over to it."""

from plumbline.reading.alike import one_edit_apart
from plumbline.repairing.declare import Cell
from plumbline.repairing.evidence import Evidence, as_date

#: Tables that have one row for a child.
_ONE_ROW = ("header", "uasc", "oc2", "oc3", "ad1", "prev_perm")


def surely_the_childs(cell: Cell, evidence: Evidence) -> bool:
    """False where the child has a second row in a table for one, or the row's birth date is in no other of its rows."""
    if cell.place.table in _ONE_ROW and len(evidence.rows(cell.child, cell.place.table)) > 1:
        return False
    born = as_date(cell.row.get("DOB", ""))
    if born is None or cell.place.field == "DOB":
        return True
    rows = (row for name, back in evidence.tables for row in evidence.rows(cell.child, name, back))
    others = {as_date(row.get("DOB", "")) for row in rows if row is not cell.row} - {None}
    return not others or born in others


def may_be_another_childs(cell: Cell, stated: str, evidence: Evidence) -> bool:
    """Whether a row's sound birth date, other than the one stated for the child, rather shows a wrong child's number.

    It does where another child was born that day, unless the date is a typing error from the one stated and the
    numbers are not.
    """
    born = as_date(cell.value)
    others = (evidence.born_on.get(born, set()) if born else set()) - {cell.child}
    mistyped = one_edit_apart(cell.value, stated) or _day_and_month_swapped(cell.value, stated)
    return any(not mistyped or one_edit_apart(other, cell.child) for other in others)


def _day_and_month_swapped(one: str, other: str) -> bool:
    day, _, rest = one.partition("/")
    month, _, year = rest.partition("/")
    return other == f"{month}/{day}/{year}"
