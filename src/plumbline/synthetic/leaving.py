"""How care ends: adulthood, home, special guardianship and the rest."""

from datetime import date
from random import Random

from plumbline.synthetic.life import Life, Spell, days

_ADULT = ("E5", "E5", "E6", "E7", "E17", "E8", "E9")
_HOME = ("E4A", "E4A", "E4A", "E4B", "E4B", "E13", "E41", "E3", "E8", "E16")


def leave(rng: Random, life: Life, day: date) -> None:
    """The child leaves care on a day, in a way that its age, placement and status allow."""
    life.leave(day, _ending(rng, life, day))
    adult = day == life.birthday(18)
    last = life.episodes[-1]
    if adult and last.ended == "E8" and (day - last.start).days > 9:
        life.missing.append(Spell(day - days(rng.randrange(2, 9)), day, ("M", "")))


def _ending(rng: Random, life: Life, day: date) -> str:
    last = life.episodes[-1]
    if day >= life.birthday(18):
        return rng.choice(_ADULT)
    drawn = rng.random()
    if life.asylum:
        return "E15" if drawn < 0.3 else rng.choice(("E3", "E16", "E8"))
    if last.placement.type[0] == "U" and drawn < 0.35:
        return rng.choice(("E45", "E46"))
    if drawn < 0.42:
        return rng.choice(("E47", "E48"))
    if day >= life.birthday(16) and drawn < 0.7:
        return rng.choice(("E5", "E6", "E7"))
    if day >= life.birthday(12) and drawn < 0.48:
        return "E9"
    if drawn > 0.995:
        return "E2"
    return rng.choice(_HOME)
