"""The months of a made-up network: which return is taken when, and how far it has come."""

import calendar
from dataclasses import dataclass
from datetime import date

from plumbline.profiles.profile import Stage
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

#: As many as the rulebook's years allow, the first of them being one that has ended.
MOST_MONTHS = 12 * (LAST_YEAR - FIRST_YEAR)

#: The months after a year's end in which its return is cleaned and sent, with the share of errors still in it.
_AFTER: dict[int, tuple[Stage, float]] = {4: ("cleaning", 0.6), 5: ("cleaning", 0.3), 6: ("submitted", 0.12)}

_USUAL_FIRST = 2025


@dataclass(frozen=True)
class Months:
    """Months counted from 0, the April of year ``first``."""

    first: int

    @classmethod
    def for_so_many(cls, months: int) -> "Months":
        """From April 2025, or earlier where the months would run beyond the rulebook."""
        return cls(min(_USUAL_FIRST, LAST_YEAR - (months + 11) // 12))

    def day(self, month: int, back: int = 0) -> date:
        """A day of the month: so many before its last."""
        year, at = self.first + (month + 3) // 12, (month + 3) % 12 + 1
        return date(year, at, calendar.monthrange(year, at)[1] - back)

    def first_day(self, month: int) -> date:
        """The first day of the month."""
        return self.day(month).replace(day=1)

    def running(self, month: int) -> int:
        """The collection year that the month lies in."""
        return self.first + 1 + month // 12

    def ended(self, month: int) -> tuple[Stage, int] | None:
        """The stage of last year's return and its collection year, while it is still being taken."""
        at = self.day(month).month
        return (_AFTER[at][0], self.running(month) - 1) if at in _AFTER else None

    def left_by_cleaning(self, month: int) -> float:
        """The share of the errors in last year's return that this month's cleaning leaves."""
        at = self.day(month).month
        before = _AFTER[at - 1][1] if at - 1 in _AFTER else 1.0
        return _AFTER[at][1] / before if at in _AFTER else 1.0

    @staticmethod
    def grown(month: int) -> float:
        """The share of a year's children that are in its return by then: all looked after at any time since April."""
        return 0.75 + 0.25 * (month % 12 + 1) / 12
