"""Young people who have left care: who is in the return, and what it says of them."""

from datetime import date, timedelta
from random import Random

from plumbline.synthetic.life import Episode, Life

_ACTIVE = ("F1", "F2", "F2", "F4", "F5", "P2", "P4", "P5", "G4", "G5", "G5", "G6", "P1")
_LIVES = ("U1", "U1", "U1", "B1", "B1", "K1", "D1", "E1", "C1", "S2", "V2", "W2", "X2", "Y1", "R2", "G1")
_OUT_OF_TOUCH = ("NO", "REFU", "NREQ")
_NOT_FOLLOWED = ("E2", "E3", "E11", "E12", "E15")


def is_asked_after(life: Life, episodes: list[Episode], start: date, end: date) -> bool:
    """Whether a return with these episodes asks how a care leaver is doing: from a birthday in the year on."""
    if life.birthday(17) > end or life.short_breaks or (life.baby and not episodes):
        return False
    left = life.left
    if left is None or left > end or life.episodes[-1].ended in _NOT_FOLLOWED:
        return False
    age = _age(life, end)
    if not left < life.birthday(age) >= start or (age > 18 and episodes):
        return False
    died_before = life.died_after and age > 17 and left < life.birthday(age - 1)
    return not died_before and _long_enough(life, start, end)


def care_leaver(life: Life, start: date, end: date, rng: Random) -> dict[str, str]:
    """How a care leaver is doing whom the return asks after."""
    age = _age(life, end)
    if life.died_after:
        return {"IN_TOUCH": "DIED", "ACTIV": "0", "ACCOM": "0"}
    drawn = rng.random()
    if drawn < 0.04:
        return {"IN_TOUCH": "RHOM", "ACTIV": "0", "ACCOM": "0"}
    if drawn < 0.14:
        unknown = rng.random() < 0.7
        return {"IN_TOUCH": rng.choice(_OUT_OF_TOUCH)} | (
            {"ACTIV": "0", "ACCOM": "0"} if unknown else {"ACTIV": "G5", "ACCOM": "U1"}
        )
    return {"IN_TOUCH": "YES", "ACTIV": rng.choice(_ACTIVE), "ACCOM": _home(life, age, start, rng)}


def _home(life: Life, age: int, start: date, rng: Random) -> str:
    if age > 17 and rng.random() < 0.15:
        return "Z1"
    if life.birthday(18) <= start and rng.random() < 0.1:
        return "T1"
    return rng.choice(_LIVES)


def _age(life: Life, day: date) -> int:
    age = day.year - life.born.year
    return age if life.birthday(age) <= day else age - 1


def _long_enough(life: Life, start: date, end: date) -> bool:
    """13 weeks in care since 14, some of it since 16, as far as this and last year's returns show."""
    last_start = date(start.year - 1, 4, 1)
    shown = [e for e in life.episodes if e.start <= end and (e.end is None or e.end >= last_start)]
    if not shown:
        return False
    since = [
        sum((max(e.end - max(e.start, life.birthday(years)), timedelta(0)) for e in shown if e.end), timedelta(0))
        for years in (14, 16)
    ]
    return life.birthday(20) <= end or (since[0].days >= 91 and since[1].days >= 1)
