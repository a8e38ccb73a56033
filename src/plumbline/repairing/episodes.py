"""Spells: what begins and ends; a child's episodes in order, and which goes on from which."""

from collections.abc import Sequence
from datetime import date

from plumbline.repairing.evidence import Row, as_date

#: Tables whose rows may stay open over the end of a year: their start, their end.
SPELLS = {
    "episodes": ("DECOM", "DEC"),
    "missing": ("MIS_START", "MIS_END"),
    "sw_episodes": ("SW_DECOM", "SW_DEC"),
    "dolo": ("DOLO_START", "DOLO_END"),
    "placed_adoption": ("DATE_PLACED", "DATE_PLACED_CEASED"),
}
#: Reasons of an episode that goes on from another one the same day.
GOES_ON = ("L", "P", "T", "U", "B")


def order(rows: Sequence[Row]) -> list[Row]:
    """A child's episodes by their start, unreadable starts in their place in the file."""
    starts = [as_date(row.get("DECOM", "")) for row in rows]
    if None in starts:
        return list(rows)
    return [rows[at] for at in sorted(range(len(rows)), key=lambda at: starts[at] or date.max)]


def ends_before_it_starts(name: str, row: Row) -> bool:
    """Whether a row's spell ends before its own start: a contradiction whichever of the two a rule blames."""
    if name not in SPELLS:
        return False
    start, end = (as_date(row.get(field, "")) for field in SPELLS[name])
    return start is not None and end is not None and end < start


def touching(row: Row, rows: Sequence[Row]) -> Row | None:
    """The episode before, marked X1, that ended on the day this one began."""
    at = _at(row, rows)
    earlier = rows[at - 1] if at > 0 else {}
    end = as_date(earlier.get("DEC", ""))
    return earlier if end and earlier.get("REC") == "X1" and end == as_date(row.get("DECOM", "")) else None


def before(row: Row, rows: Sequence[Row]) -> Row | None:
    """The episode from which this one goes on: the one before it, where nothing says that it ended on another day."""
    at = _at(row, rows)
    return rows[at - 1] if at > 0 and row.get("RNE") in GOES_ON and _touch(rows[at - 1], row) else None


def after(row: Row, rows: Sequence[Row]) -> Row | None:
    """The episode that goes on from this one, in the same way."""
    at = _at(row, rows)
    following = rows[at + 1] if at + 1 < len(rows) else None
    return following if following and following.get("RNE") in GOES_ON and _touch(row, following) else None


def _touch(earlier: Row, later: Row) -> bool:
    end, start = as_date(earlier.get("DEC", "")), as_date(later.get("DECOM", ""))
    return end is None or start is None or end == start


def _at(row: Row, rows: Sequence[Row]) -> int:
    """The episode's place; before all where the row has no child and so no other episodes."""
    return next((at for at, one in enumerate(rows) if one is row), -1)
