"""How care ends: adulthood, home, special guardianship and the rest."""

from collections.abc import Callable
from datetime import date
from random import Random

from plumbline.synthetic.life import Life, Spell, days
from plumbline.synthetic.plan import EXIT_KINDS

_ADULT = ("E5", "E5", "E6", "E7", "E17", "E8", "E9")
_CODES = {
    "home": ("E4A", "E4A", "E4A", "E4B", "E4B"), "relatives": ("E13",), "guardianship": ("E47", "E48"), "arrangements": ("E41",),
    "independence": ("E5", "E6"), "custody": ("E9",), "another council": ("E3",), "age assessed": ("E15",), "died": ("E2",),
    "other": ("E8", "E16"),
}  # fmt: skip
_FORMER_CARERS = ("E45", "E46")
_FROM_AGE = {"independence": 16, "custody": 12}
_OF_ASYLUM_SEEKERS = ("another council", "age assessed", "died", "other")
_HOME = ("E4A", "E4A", "E4A", "E4B", "E4B", "E13", "E41", "E3", "E8", "E16")


def leave(rng: Random, life: Life, day: date) -> None:
    """The child leaves care on a day, in a way that its age, placement and status allow."""
    life.leave(day, _ending(rng, life, day))
    adult = day == life.birthday(18)
    last = life.episodes[-1]
    if adult and last.ended == "E8" and (day - last.start).days > 9:
        life.missing.append(Spell(day - days(rng.randrange(2, 9)), day, ("M", "")))


def leave_by(rng: Random, life: Life, day: date, share: Callable[[str], float]) -> None:
    """The same with a share for each kind of exit; of those impossible for the child the others take the place."""
    if day >= life.birthday(18):
        life.leave(day, rng.choice(_ADULT))
        return
    kinds = [kind for kind in EXIT_KINDS if _possible(kind, life, day)]
    weights = [share(kind) for kind in kinds]
    kind = rng.choices(kinds, weights)[0] if any(weights) else "other"
    formerly_carers = life.episodes[-1].placement.type[0] == "U"
    life.leave(day, rng.choice(_FORMER_CARERS if kind == "guardianship" and formerly_carers else _CODES[kind]))


def _possible(kind: str, life: Life, day: date) -> bool:
    if life.asylum:
        return kind in _OF_ASYLUM_SEEKERS
    return kind != "age assessed" and day >= life.birthday(_FROM_AGE.get(kind, 0))


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
