"""One child's rows in both years' returns, as a recipe sees them: its own row, its neighbours and the other tables."""

from collections.abc import Mapping
from datetime import date
from random import Random

from plumbline.synthetic.life import birthday, days
from plumbline.synthetic.places import Places
from plumbline.synthetic.returns import Row, Tables, Year, text

Rows = Mapping[str, list[Row]]


class Batch:
    """The tables of some children, this year's and last year's, with each child's rows at hand."""

    def __init__(self, now: Tables, before: Tables, year: Year, places: Places, rng: Random):
        self.now, self.before, self.year, self.places, self.rng = now, before, year, places, rng
        self.used: set[str] = set()
        self._children: dict[str, dict[str, list[Row]]] = {}
        for suffix, tables in (("", now), ("_last", before)):
            for name, rows in tables.items():
                for row in rows:
                    self._children.setdefault(row["CHILD"], {}).setdefault(name + suffix, []).append(row)
        self.children = sorted(self._children)
        rng.shuffle(self.children)

    def rows(self, child: str) -> Rows:
        """All rows of a child by table; last year's tables end in ``_last``."""
        return self._children[child]

    def another_upn(self, than: str) -> str:
        """A real UPN of some other child, who is then left alone."""
        for child in self.children:
            for row in self._children[child].get("header", ()):
                if child not in self.used and row["UPN"][:2] not in ("", "UN") and row["UPN"] != than:
                    self.used.add(child)
                    return row["UPN"]
        return ""


class Scene:
    """What a recipe may look at when it asks whether a row can take its error, and to what a value is changed."""

    def __init__(self, batch: Batch, table: str, row: Row):
        self.batch, self.table, self.row = batch, table, row
        self.rows = batch.rows(row["CHILD"])
        self.year, self.start, self.end = batch.year.number, batch.year.start, batch.year.end

    def __getitem__(self, field: str) -> str:
        return self.row.get(field, "")

    def has(self, *tables: str) -> bool:
        """Whether the child has rows in all of these tables."""
        return all(self.rows.get(name) for name in tables)

    def first(self, table: str) -> Row:
        """The child's first row of a table; an empty one where there is none."""
        found = self.rows.get(table)
        return found[0] if found else {}

    def last(self, table: str) -> Row:
        """The child's last row of a table; an empty one where there is none."""
        found = self.rows.get(table)
        return found[-1] if found else {}

    @property
    def is_first(self) -> bool:
        """Whether the row is the child's first of its table; rows are in order of their dates."""
        return self.rows[self.table][0] is self.row

    @property
    def is_last(self) -> bool:
        """Whether the row is the child's last of its table."""
        return self.rows[self.table][-1] is self.row

    def neighbour(self, step: int) -> Row:
        """The child's row so many places on in its table; an empty one where there is none."""
        rows = self.rows[self.table]
        at = next(n for n, row in enumerate(rows) if row is self.row) + step
        return rows[at] if 0 <= at < len(rows) else {}

    @property
    def previous(self) -> Row:
        """The row before, of the same child and table."""
        return self.neighbour(-1)

    @property
    def next(self) -> Row:
        """The row after, of the same child and table."""
        return self.neighbour(1)

    def day(self, field: str, row: Row | None = None) -> date:
        """A date of the row, or of another; 31 December 9999 where it is blank."""
        return day_of((self.row if row is None else row).get(field, ""))

    def length(self) -> int:
        """The days that the episode has lasted, up to the end of the year."""
        return (min(self.day("DEC"), self.end) - self.day("DECOM")).days

    @property
    def header(self) -> Row:
        """The child's row of this year's header."""
        return self.first("header")

    @property
    def born(self) -> date:
        """The date of birth in the header."""
        return self.day("DOB", self.header)

    def birthday(self, years: int) -> date:
        """The birthday so many years after birth."""
        return birthday(self.born, years)

    @property
    def all_year(self) -> bool:
        """Whether the child is in care all year, as its health row shows."""
        return bool(self.first("oc2").get("TEETH_CHECK"))

    @property
    def carried_over(self) -> bool:
        """Whether the row is the child's first episode and was its last, still open, in last year's return."""
        before = self.last("episodes_last")
        return self.is_first and bool(before) and not before.get("DEC")

    @property
    def short_break(self) -> bool:
        """Whether the child's care is a series of short breaks."""
        return self.first("episodes").get("LS") in ("V3", "V4")


def day_of(written: str) -> date:
    """The date that a return writes so; 31 December 9999 for a blank."""
    return date(int(written[6:]), int(written[3:5]), int(written[:2])) if len(written) == 10 else date.max


def moved(written: str, by: int) -> str:
    """A written date so many days on."""
    return text(day_of(written) + days(by)) if written else ""
