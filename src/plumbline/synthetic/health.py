"""Reviews, and the health and wellbeing of children in care all year."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, repeat
from random import Random

from plumbline.synthetic.life import Episode, Life, days

_TAKES_PART = ("PN1",) * 10 + ("PN2", "PN3", "PN4", "PN5", "PN6", "PN6", "PN7")
#: Days from coming into care to the first review, from there to the second, and between the later ones: all in time.
_FIRST, _SECOND, _THEN = 25, 85, 175


def reviews(life: Life, start: date, end: date, rng: Random) -> Iterator[tuple[date, str]]:
    """The reviews of a year, with how the child took part."""
    four = life.birthday(4)
    for day in reviewed(life, min(life.left or end, end)):
        if day >= start:
            yield day, "PN0" if day < four else rng.choice(_TAKES_PART)


def reviewed(life: Life, last: date) -> Iterator[date]:
    """The days of all reviews up to a day. Each counts from the one before, so a late one puts off those after it."""
    day = life.episodes[0].start
    for number, late in enumerate(chain(life.reviews_late, repeat(0))):
        day += days(usual_wait(number) + late)
        if day > last:
            return
        yield day


def usual_wait(number: int) -> int:
    """Days from the review before, or from coming into care, to the review of a number counted from 0."""
    return (_FIRST, _SECOND)[number] if number < 2 else _THEN


def in_care_all_year(episodes: list[Episode], start: date, end: date) -> bool:
    """Whether a child with these episodes in the year neither came, left nor had short breaks in it."""
    return not any(
        (e.reason == "S" and e.start > start) or (e.end and e.ended != "X1" and e.end < end) or e.status in ("V3", "V4")
        for e in episodes
    )


def health(life: Life, start: date, end: date, rng: Random) -> dict[str, str]:
    """Checks, scores and convictions as asked for at the child's age."""
    row = {name: "1" if rng.random() < 0.85 else "0" for name in ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT")}
    teenager = life.birthday(12) <= end
    row["SUBSTANCE_MISUSE"] = "1" if teenager and rng.random() < 0.15 else "0"
    if row["SUBSTANCE_MISUSE"] == "1":
        received = rng.random() < 0.6
        row["INTERVENTION_RECEIVED"] = "1" if received else "0"
        row["INTERVENTION_OFFERED"] = "" if received else rng.choice("01")
    if life.birthday(4) <= end and life.birthday(17) >= start:
        if rng.random() < 0.85:
            row["SDQ_SCORE"] = str(min(40, int(rng.gammavariate(3.5, 4))))
        else:
            turning = life.birthday(4) > start or life.birthday(17) <= end
            row["SDQ_REASON"] = rng.choice(("SDQ1", "SDQ1", "SDQ2") if turning else ("SDQ2", "SDQ3", "SDQ4", "SDQ5"))
    if life.birthday(10) <= end:
        row["CONVICTED"] = "1" if teenager and rng.random() < 0.06 else "0"
    if life.birthday(5) > end:
        row["HEALTH_CHECK"] = "1" if rng.random() < 0.9 else "0"
    return row
