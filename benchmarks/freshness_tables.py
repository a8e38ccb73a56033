"""Made-up tables for the study of freshness: when things happen, when they are recorded, and what each weekly load then holds."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from plumbline.dataset.freshness.history import Arrival, TableHistory

Floats = NDArray[np.float64]
Wholes = NDArray[np.int64]

#: The first load, a Sunday; days are counted from it. So far back reach the events it holds.
FIRST = date(2024, 1, 7)
_BACK = 800
_CHRISTMAS, _CLOSED = (date(2023, 12, 23) - FIRST).days, 11

#: Days from event to recording. All but the last take two weeks on average.
RECORDING: dict[str, Callable[[np.random.Generator, int], Floats]] = {
    "exponential": lambda rng, n: rng.exponential(14, n),
    "log-normal": lambda rng, n: rng.lognormal(np.log(14) - 0.5, 1, n),
    "a fifth after two months": lambda rng, n: np.where(
        rng.random(n) < 0.8, rng.exponential(3, n), rng.exponential(58, n)
    ),
    "within days": lambda rng, n: rng.exponential(1, n),
}


@dataclass(frozen=True)
class Law:
    """How a table's events come and are recorded: on any day, or every so many days in a ``batch``.

    ``siblings`` is how many events come together on average; ``christmas`` closes the office; ``summer`` halves July and August.
    """

    recording: str
    a_year: int
    batch: int = 0
    siblings: float = 1.0
    christmas: bool = False
    summer: bool = False

    @property
    def name(self) -> str:
        """The law in words, but for the rate."""
        more = {
            "siblings together": self.siblings > 1,
            "closed at Christmas": self.christmas,
            "half in summer": self.summer,
        }
        return ", ".join([self.recording, *(name for name, has in more.items() if has)])


@dataclass(frozen=True)
class MadeUp:
    """A table's events: the day of each, the day it was recorded, and the number of the first weekly load that holds it."""

    event: Wholes
    recorded: Floats

    @property
    def load(self) -> Wholes:
        """The load that holds it first."""
        return np.maximum(0, np.ceil(self.recorded / 7)).astype(np.int64)

    def kept(self, which: NDArray[np.bool_]) -> "MadeUp":
        """Some of the events."""
        return MadeUp(self.event[which], self.recorded[which])

    def history(self, last: int) -> TableHistory:
        """What the loads up to one number say."""
        known = self.load <= last
        cells = Counter(zip(self.event[known].tolist(), self.load[known].tolist(), strict=True))
        loads = [FIRST + timedelta(days=7 * number) for number in range(last + 1)]
        arrivals = [
            Arrival(FIRST + timedelta(days=event), loads[load] if load else None, rows)
            for (event, load), rows in cells.items()
        ]
        return TableHistory("made up", loads, arrivals)

    def missing(self, last: int, youngest: int, oldest: int) -> int:
        """How many events of some days, counted back from a load, come later."""
        back = 7 * last - self.event
        return int(((self.load > last) & (back >= youngest) & (back <= oldest)).sum())


def table(rng: np.random.Generator, law: Law, weeks: int) -> MadeUp:
    """One table under a law, from some years before the first load to so many weeks after it."""
    span = _BACK + 7 * weeks
    number = rng.poisson(law.a_year / law.siblings * span / 365)
    event = np.floor(rng.random(number) * span - _BACK).astype(np.int64)
    if law.summer:
        month = np.array([(FIRST + timedelta(days=int(day))).month for day in event])
        event = event[~np.isin(month, (7, 8)) | (rng.random(len(event)) < 0.5)]
    event = np.repeat(event, rng.poisson(law.siblings - 1, len(event)) + 1)
    recorded = event + RECORDING[law.recording](rng, len(event))
    if law.batch:
        phase = rng.integers(law.batch)
        recorded = np.ceil((recorded - phase) / law.batch) * law.batch + phase
    if law.christmas:
        since = np.mod(recorded - _CHRISTMAS, 365.25)
        recorded = np.where(since < _CLOSED, recorded + _CLOSED - since, recorded)
    return MadeUp(event, recorded)


def stopped(made: MadeUp, day: int) -> MadeUp:
    """Nothing is recorded after a day."""
    return made.kept(made.recorded <= day)


def cut_off(rng: np.random.Generator, made: MadeUp, day: int) -> MadeUp:
    """Nothing that happened after a day comes in, as where a form was replaced; about one old row a week is still corrected."""
    left = made.kept(made.event <= day)
    weeks = np.flatnonzero(rng.random(30) < 0.8)
    corrected = replace(left, event=(day - rng.integers(100, 400, len(weeks))), recorded=day + 7.0 * weeks + 3)
    return MadeUp(np.concatenate([left.event, corrected.event]), np.concatenate([left.recorded, corrected.recorded]))
