"""How a return made of an SSD extract differs from the one that was sent, row by row, and why the extract can't say the same.

The reasons are a closed list. Each is worked out from the two rows, not from the error that was planted.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

Row = Mapping[str, str]
#: A child's rows of each table.
Rows = Mapping[str, list[Row]]


class Reason(StrEnum):
    """Why an extract's return says something else of a child."""

    TYPE = "a column of the data set has days, numbers or yes and no: what is none of these is blank"
    NO_DAY = "a row without the day that it is known by is no row: not an episode, not a decision, not a review that was held"
    ONE_PERSON = "a child is one person, with one date of birth, one sex in letters, and a row of its own"
    ONE_ROW = "of what a child has once a year, or once, a second row has no place"
    ONE_HOME = "a time in care has one home, its first"
    WINDOW = "what ended before the year is not of the year, even if the end is a mistake"
    ASKED = "whom a table is about is worked out from times in care, birthdays and adoptions, not from who has a row"
    KEPT = "of whom the extract has no row of a core table, the rows of earlier returns hold"


class Loss(NamedTuple):
    """One field, or a whole row where ``field`` is blank, that differs; ``reason`` is None where there is none."""

    table: str
    field: str
    reason: Reason | None


#: The day that a row is known by and the day on which what it tells ended.
_DAYS = {
    "episodes": ("DECOM", "DEC"), "reviews": ("REVIEW", "REVIEW"), "missing": ("MIS_START", "MIS_END"),
    "placed_adoption": ("DATE_PLACED", "DATE_PLACED_CEASED"), "sw_episodes": ("SW_DECOM", "SW_DEC"), "uasc": ("DUC", "DUC"),
}  # fmt: skip
_ONCE = {"header", "uasc", "ad1", "prev_perm", "oc2", "oc3"}
#: Fields that are days, numbers or yes and no in the data set, beside those of _DAYS.
_TYPED = {"DATE_INT", "DATE_MATCH", "MC_DOB", "SDQ_SCORE", "MOTHER", "FOSTER_CARE"}


def losses(sent: Rows, made: Rows, before: Rows, start: date) -> Iterator[Loss]:
    """What differs between a child's rows of the return that was sent and of the one that was made.

    ``before`` are its rows of last year's return, ``start`` is the first day of the year.
    """
    for table in sorted({*sent, *made}):
        lost, added = _unlike(sent.get(table, []), made.get(table, []))
        for one in lost:
            partner = max(added, key=lambda other: _alike(one, other), default=None)
            if partner is None or not _may_be_same(one, partner, table):
                yield Loss(table, "", _why_lost(one, table, sent, made, start))
                continue
            added.remove(partner)
            otherwise = _why_added(partner, table, before) if table not in _ONCE else None
            yield from (
                Loss(table, name, _why_other(table, name, one.get(name, ""), partner.get(name, "")) or otherwise)
                for name in sorted({*one, *partner})
                if one.get(name, "") != partner.get(name, "")
            )
        yield from (Loss(table, "", _why_added(row, table, before)) for row in added)


def _unlike(sent: list[Row], made: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of each that the other does not have."""

    def counted(rows: list[Row]) -> Counter[tuple[tuple[str, str], ...]]:
        return Counter(tuple(sorted((name, value) for name, value in row.items() if value)) for row in rows)

    left, right = counted(sent), counted(made)
    return [dict(row) for row in (left - right).elements()], [dict(row) for row in (right - left).elements()]


def _alike(one: Row, other: Row) -> int:
    return sum(other.get(name) == value for name, value in one.items())


def _may_be_same(one: Row, other: Row, table: str) -> bool:
    """Whether two rows tell of one thing: of a table with days those of one day, or of no day that can be read."""
    key = _DAYS.get(table, ("", ""))[0]
    return table in _ONCE or other.get(key, "") in (one.get(key, ""), "")


def _why_lost(row: Row, table: str, sent: Rows, made: Rows, start: date) -> Reason | None:
    key, end = _DAYS.get(table, ("", ""))
    if table in _ONCE and made.get(table):
        return Reason.ONE_ROW
    if table == "header" and made:
        return Reason.ONE_PERSON
    if key and not day_of(row.get(key, "")):
        return Reason.NO_DAY
    ended = day_of(row.get(end, ""))
    if ended and max(ended, day_of(row.get(key, "")) or ended) < start:
        return Reason.WINDOW
    told = any(day_of(one.get("DECOM", "")) for one in sent.get("episodes", []))
    return Reason.ASKED if table in _ONCE or not (told and made.get("episodes")) else None


def _why_added(row: Row, table: str, before: Rows) -> Reason | None:
    if table in _ONCE:
        return Reason.ONE_PERSON if table == "header" else Reason.ASKED
    return Reason.KEPT if row in before.get(table, []) else None


def _why_other(table: str, name: str, sent: str, made: str) -> Reason | None:
    if name == "DOB" and table == "header":
        return None if day_of(sent) else Reason.TYPE
    if name in ("DOB", "SEX"):
        return Reason.ONE_PERSON
    if name == "HOME_POST":
        return Reason.ONE_HOME
    if name == "MC_DOB" and not sent:
        return Reason.KEPT
    if (name in _TYPED or name in _DAYS.get(table, ())) and sent and not day_of(sent):
        return Reason.TYPE
    return None


def day_of(text: str) -> date | None:
    """The day that a return writes so; None for what is no day."""
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None
