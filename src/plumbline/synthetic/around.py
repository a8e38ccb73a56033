"""What goes on around the placements: children of girls in care, going missing, orders, workers, asylum decisions."""

from collections.abc import Sequence
from datetime import date
from random import Random

from plumbline.synthetic.life import Episode, Life, Spell, days, year_end

_WHY_CHANGED = ("MANAGE", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "CHCHAN", "PCCHAN", "OTHERS")
_DEPRIVING = ("K2", "Z12", "Z13")


def around(rng: Random, life: Life, end: date) -> None:
    """Fills a life whose time in care is known."""
    if life.short_breaks:
        return
    become(rng, life, end)
    _go_missing(rng, life, end)
    deprive(rng, life, end)
    work_with(rng, life, end, (0, 0, 1, 3))


def become(rng: Random, life: Life, end: date) -> None:
    """What becomes of some: a mother, refused or granted asylum, dead before they are asked how they are doing."""
    entry, left = life.episodes[0].start, life.left or end
    if life.girl and left > life.birthday(14) and rng.random() < 0.12:
        _baby(rng, life, entry)
    if life.asylum and left <= end and rng.random() < 0.25:
        first = max(life.episodes[-1].start, year_end(left) - days(360))
        if (left - first).days > 2:
            life.asylum_ended = first + days(rng.randrange(1, (left - first).days))
    life.died_after = rng.random() < 0.01


def _baby(rng: Random, life: Life, entry: date) -> None:
    """A birth before care, or at a time when no earlier episode of the same return has ended."""
    chosen = rng.choice(life.episodes)
    born = rng.choice((entry - days(rng.randrange(5, 200)), chosen.start + days(rng.randrange(1, 200))))
    if born <= life.birthday(14) or (life.left and born > life.left):
        return
    close = year_end(born)
    ended = [e.end for e in life.episodes if e.end and close - days(366) < e.end <= close]
    if born < entry or not ended or min(ended) >= born:
        life.baby = born


def _go_missing(rng: Random, life: Life, end: date) -> None:
    """Spells within one episode each, in order; more for teenagers."""
    if life.missing:
        return
    for episode in life.episodes[-6:]:
        age = (episode.start - life.born).days / 365
        if age < 9 or rng.random() > (0.35 if age > 13 else 0.08):
            continue
        life.missing += [Spell(a, b, (rng.choice("MMMA"), "")) for a, b in _within(rng, episode, end, 2, 5)]


def deprive(rng: Random, life: Life, end: date) -> None:
    """Orders that deprive a child of liberty, in the placements that can have them."""
    for episode in life.episodes:
        if episode.placement.type in _DEPRIVING and rng.random() < 0.3:
            life.orders += [Spell(a, b) for a, b in _within(rng, episode, end, 20, 80)]


def _within(rng: Random, episode: Episode, end: date, least: int, most: int) -> list[tuple[date, date]]:
    """One to three spells strictly within an episode."""
    last = episode.end or end + days(most)
    day = max(episode.start, end - days(800)) + days(rng.randrange(1, 60))
    found = []
    for _ in range(rng.randint(1, 3)):
        back = day + days(rng.randrange(least, most))
        if back >= last:
            break
        found.append((day, back))
        day = back + days(rng.randrange(0, 90))
    return found


def work_with(rng: Random, life: Life, end: date, gaps: Sequence[int]) -> None:
    """Social workers one after another with days between them, the first before care begins.

    None hands over in the last days of March.
    """
    last = min(life.left or end, end)
    day, why = life.episodes[0].start - days(rng.choice((0, 0, 0, 1, 3))), "FCONTA"
    while True:
        number = f"SW{rng.randrange(10000, 99999)}" if rng.random() < 0.97 else "XX00000"
        until = day + days(rng.randrange(90, 600))
        if until.month == 3 and until.day > 24:
            until += days(10)
        if until + days(5) > last:
            life.workers.append(Spell(day, None, (number, why)))
            return
        life.workers.append(Spell(day, until, (number, why)))
        day, why = until + days(rng.choice(gaps)), rng.choice(_WHY_CHANGED)
