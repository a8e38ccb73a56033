"""What the returns of some years say of each child, put together: for the same thing the latest return is believed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from plumbline.synthetic.returns import Row, Tables

#: Returns by their collection year.
Returns = Mapping[int, Tables]

#: What tells two rows of one child apart, by table. Answers about a year stand beside those about other years.
_KEYS = {
    "header": (), "uasc": (), "ad1": (), "prev_perm": (), "episodes": ("DECOM",), "reviews": ("REVIEW",),
    "placed_adoption": ("DATE_PLACED",), "missing": ("MIS_START",), "sw_episodes": ("SW_ID", "SW_DECOM"), "dolo": ("DOLO_START",),
}  # fmt: skip
_ANSWERS = ("oc2", "oc3")
#: What goes on until it has an end, by table.
_ENDS = {"episodes": "DEC", "placed_adoption": "DATE_PLACED_CEASED", "missing": "MIS_END", "sw_episodes": "SW_DEC"}


class Told(NamedTuple):
    """A row of a return, with the collection year of that return."""

    year: int
    row: Row


#: Rows of a table by child and by what tells its rows apart.
_Keyed = dict[tuple[str, tuple[str, ...]], list[Told]]


@dataclass(frozen=True)
class Child:
    """A child with its rows of each table, in order of their years and, within one, as they stood.

    ``repeated`` counts the further rows of a table that has one a child, or one a child and year.
    """

    id: str
    told: dict[str, list[Told]] = field(default_factory=dict)
    repeated: Counter[str] = field(default_factory=Counter)

    def rows(self, table: str) -> list[Row]:
        """The child's rows of a table."""
        return [row for _, row in self.told.get(table, ())]

    def row(self, table: str) -> Row:
        """The child's latest row of a table, or an empty one."""
        return next(iter(reversed(self.rows(table))), {})

    @property
    def born(self) -> date | None:
        """The date of birth, as the header has it if there is one; None where it is no date."""
        tables = ["header"] if self.rows("header") else list(self.told)
        return next((day for table in tables for row in self.rows(table) if (day := day_of(row.get("DOB", "")))), None)


def children(returns: Returns) -> list[Child]:
    """Every child in any table of the returns, which are given by collection year."""
    found: dict[str, Child] = {}
    for table in (*_KEYS, *_ANSWERS):
        for (child, key), rows in sorted(_latest(returns, table).items()):
            one_only = not key or table in _ANSWERS
            one = found.setdefault(child, Child(child))
            one.told.setdefault(table, []).extend(rows[:1] if one_only else rows)
            one.repeated[table] += len(rows) - 1 if one_only else 0
    for one in found.values():
        for rows in one.told.values():
            rows.sort(key=lambda told: told.year)
    return sorted(found.values(), key=lambda one: one.id)


def _latest(returns: Returns, table: str) -> _Keyed:
    """The rows of the latest return that has a key: two rows of one return with the same key both stay.

    A stay that went on in the return before and is not in this one was put right since; so was what else went on, if this
    return has the child.
    """
    found: _Keyed = {}
    for year in sorted(returns):
        of_year: _Keyed = {}
        for row in returns[year].get(table, ()):
            key = (str(year),) if table in _ANSWERS else tuple(row.get(name, "") for name in _KEYS[table])
            of_year.setdefault((row["CHILD"], key), []).append(Told(year, row))
        known = {row["CHILD"] for row in returns[year].get("header", ())}
        found = {
            key: rows
            for key, rows in found.items()
            if rows[0].year < year - 1
            or rows[0].row.get(_ENDS.get(table, ""), "over")
            or (table != "episodes" and key[0] not in known)
        } | of_year
    return found


class Stay(NamedTuple):
    """An episode of care as the return has it."""

    start: date
    reason: str
    status: str
    need: str
    place: str
    provider: str
    home: str
    postcode: str
    urn: str
    end: date | None
    ended: str | None
    because: str | None

    @property
    def where(self) -> tuple[str, ...]:
        """What is said of the place."""
        return self.place, self.provider, self.postcode, self.urn


def stays(child: Child, known_until: date) -> list[Stay]:
    """The episodes that had begun by a day, in order; what ended later is still open."""
    found = []
    for row in child.rows("episodes"):
        start, end = day_of(row["DECOM"]), day_of(row["DEC"])
        if start is None or start > known_until:
            continue
        over, to_come = end is not None and end <= known_until, end is not None and end > known_until
        found.append(
            Stay(
                start, row["RNE"], row["LS"], row["CIN"], row["PLACE"], row["PLACE_PROVIDER"], row["HOME_POST"],
                row["PL_POST"], row["URN"], end if over else None, None if to_come else row["REC"] or None,
                None if to_come else row["REASON_PLACE_CHANGE"] or None,
            )
        )  # fmt: skip
    return sorted(found, key=lambda stay: stay.start)


def runs(of: list[Stay], begins: Callable[[Stay, Stay], bool]) -> Iterator[list[Stay]]:
    """Cuts episodes into runs: ``begins`` says, of an episode before and the next, whether the next begins a run."""
    run: list[Stay] = []
    for stay in of:
        if run and begins(run[-1], stay):
            yield run
            run = []
        run.append(stay)
    if run:
        yield run


def new_period(before: Stay, now: Stay) -> bool:
    """Whether a child came into care anew, or there is a gap."""
    return before.end is None or before.end != now.start or now.reason == "S"


def new_placement(before: Stay, now: Stay) -> bool:
    """Whether a child went to another placement: what differs is another, whatever reason the episode gives."""
    return new_period(before, now) or before.where != now.where or now.reason in {"P", "B", "T", "U"}


def new_status(before: Stay, now: Stay) -> bool:
    """Whether the legal status changed."""
    return new_period(before, now) or before.status != now.status


def numbered(days: Iterable[date | None]) -> Iterator[tuple[int, date | None]]:
    """Days, each with how many times it came before."""
    seen: Counter[date | None] = Counter()
    for day in days:
        yield seen[day], day
        seen[day] += 1


def day_of(written: str) -> date | None:
    """The day that a return writes so; None for what is no day."""
    try:
        return datetime.strptime(written, "%d/%m/%Y").date()
    except ValueError:
        return None


def by(day: date | None, known_until: date) -> date | None:
    """A day, or None where it was still to come."""
    return day if day and day <= known_until else None
