"""What is known of one made-up child: everything that any year's return says of it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple


class Placement(NamedTuple):
    """A placement type with a provider, at a postcode. ``closes`` is the last day on which it can be used, if any."""

    type: str
    provider: str
    postcode: str
    urn: str
    closes: date | None = None


@dataclass(slots=True)
class Episode:
    """A stretch of care with one legal status and placement; ``end`` is None while it is open."""

    start: date
    reason: str
    status: str
    placement: Placement
    end: date | None = None
    ended: str = ""
    moved_because: str = ""


class Decision(NamedTuple):
    """A decision that the child should be placed for adoption, and when and why it was reversed, if it was."""

    made: date
    reversed_on: date | None = None
    reason: str = ""


class Adoption(NamedTuple):
    """The day of the order, the day of the match, and the adopters: number, sexes and legal status."""

    on: date
    matched: date
    number: str
    sexes: str
    status: str


class Spell(NamedTuple):
    """Days from one to another on which something held: missing, an order, a social worker; ``what`` tells more."""

    start: date
    end: date | None
    what: tuple[str, str] = ("", "")


@dataclass(slots=True)
class Life:
    """One made-up child, with everything that any year's return says of it."""

    child: str
    girl: bool
    born: date
    ethnic: str
    upn: str
    need: str
    home: str
    asylum: bool = False
    #: From what the answers of each year's return are drawn, where they must not depend on which years are asked for.
    seed: str = ""
    short_breaks: bool = False
    died_after: bool = False
    baby: date | None = None
    asylum_ended: date | None = None
    adoption: Adoption | None = None
    episodes: list[Episode] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    missing: list[Spell] = field(default_factory=list)
    orders: list[Spell] = field(default_factory=list)
    workers: list[Spell] = field(default_factory=list)
    #: By how many days each review is later than usual, from the first on; those beyond are as usual.
    reviews_late: list[int] = field(default_factory=list)

    @property
    def left(self) -> date | None:
        """The day the child left care, or None while looked after."""
        return self.episodes[-1].end

    def birthday(self, years: int) -> date:
        """The birthday so many years after birth; 29 February falls on the 28th in other years."""
        return birthday(self.born, years)

    def begin(self, day: date, status: str, placement: Placement) -> None:
        """The child comes into care."""
        self.episodes.append(Episode(day, "S", status, placement))

    def turn(
        self, day: date, reason: str, *, status: str = "", placement: Placement | None = None, because: str = ""
    ) -> None:
        """The episode ends and the next begins on the same day, with a new status, a new placement or both."""
        now = self.episodes[-1]
        now.end, now.ended, now.moved_because = day, "X1", because
        self.episodes.append(Episode(day, reason, status or now.status, placement or now.placement))

    def leave(self, day: date, how: str) -> None:
        """The child leaves care."""
        self.episodes[-1].end, self.episodes[-1].ended = day, how


def birthday(born: date, years: int) -> date:
    """The birthday so many years after birth; 29 February falls on the 28th in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 2, 28)


def year_end(day: date) -> date:
    """The 31 March that ends the collection year in which a day falls."""
    return date(day.year + (day.month > 3), 3, 31)


@cache
def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(number)
