"""Simulated lives of children in care: one life gives the rows of every year's return, so that years agree."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from plumbline.synthetic.places import Placement, Places

#: How often children come into care at each age, roughly as in England: babies and teenagers most.
_ENTRY_AGES = (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 13, 14, 14, 15, 15, 15, 16, 16)
_ETHNIC = ("WBRI", "WBRI", "WBRI", "WBRI", "WOTH", "MWBC", "MWAS", "BAFR", "APKN", "AOTH", "NOBT")


@dataclass
class Episode:
    """A stretch of care with one legal status and placement; ``end`` is None while it is open."""

    start: date
    reason: str
    status: str
    placement: Placement
    end: date | None = None
    ended: str = ""
    moved_because: str = ""


@dataclass
class Life:
    """One made-up child, with everything that any year's return says of it."""

    child: str
    girl: bool
    born: date
    ethnic: str
    upn: str
    need: str
    home: str
    asylum: bool
    episodes: list[Episode] = field(default_factory=list)
    adopted_on: date | None = None
    decided: date | None = None

    @property
    def left(self) -> date | None:
        """The day the child left care, or None while looked after."""
        return self.episodes[-1].end

    def birthday(self, years: int) -> date:
        """The birthday so many years after birth; 29 February falls on the 28th in other years."""
        try:
            return self.born.replace(year=self.born.year + years)
        except ValueError:
            return date(self.born.year + years, 2, 28)


def live(rng: Random, number: int, year: int, places: Places) -> Life:
    """One life, with an entry into care in the six years to the end of collection ``year``."""
    end = date(year, 3, 31)
    entry = end - timedelta(days=rng.randrange(1, 6 * 365))
    age = rng.choice(_ENTRY_AGES)
    born = entry - timedelta(days=age * 365 + rng.randrange(5, 360))
    digits = f"{rng.randrange(10**11):011d}"
    life = Life(
        child=f"{100000 + number}", girl=rng.random() < 0.45, born=born, ethnic=rng.choice(_ETHNIC),
        upn=f"{rng.choice('ABCDEFGHJKLMNPQRTUVWXYZ')}{digits}{rng.randrange(10)}", need=f"N{rng.randrange(1, 9)}",
        home=places.home(rng), asylum=age >= 15 and rng.random() < 0.25,
    )  # fmt: skip
    _episodes(rng, life, entry, end, places)
    return life


def _episodes(rng: Random, life: Life, entry: date, end: date, places: Places) -> None:
    leaves = min(entry + timedelta(days=rng.randrange(60, 2600)), life.birthday(18))
    adoption = life.birthday(5) > leaves and rng.random() < 0.3
    status = rng.choice(("V2", "C1"))
    now, reason = entry, "S"
    placement = places.choose(rng)
    while True:
        lasts = timedelta(days=rng.randrange(40, 700))
        episode = Episode(now, reason, status, placement)
        life.episodes.append(episode)
        until = min(now + lasts, leaves)
        if until > end:
            return
        if until >= leaves:
            episode.end, episode.ended = leaves, _ending(rng, life, leaves)
            break
        episode.end, episode.ended = until, "X1"
        if status == "C1" and rng.random() < 0.5:
            status, reason = "C2", "L"
        else:
            reason, episode.moved_because = "P", "CARPL"
            placement = places.choose(rng, other_than=placement)
        now = until
    if adoption and leaves < life.birthday(18):
        _adopt(rng, life, leaves, places)


def _adopt(rng: Random, life: Life, leaves: date, places: Places) -> None:
    """Turns the last placement into one with adopters, decided on, matched and ended with the order."""
    last = life.episodes[-1]
    if (leaves - last.start).days < 30 or (leaves.month, leaves.day) == (3, 31) or last.reason == "L":
        return
    last.placement = places.adopters(rng)
    last.status = "E1"
    if last.reason == "P":
        last.reason = "B"
    last.ended, life.adopted_on, life.decided = "E11", leaves, max(life.episodes[0].start, last.start - timedelta(30))


def _ending(rng: Random, life: Life, leaves: date) -> str:
    if leaves >= life.birthday(18):
        return rng.choice(("E5", "E7", "E17"))
    return rng.choice(("E4A", "E4A", "E4B", "E41", "E13"))
