"""Lives out of the ordinary: short breaks, remand, police cells, and those who stay in a home after 18."""

from datetime import date
from random import Random

from plumbline.synthetic.life import Life, Placement, days
from plumbline.synthetic.places import Places

#: From this day on a short break without a provider's number must be of a type that needs none.
_NUMBER_WANTED_SINCE = date(2025, 4, 1)


def short_breaks(rng: Random, life: Life, entry: date, until: date) -> None:
    """A disabled child lives at home and stays elsewhere for a few days, several times a year."""
    life.short_breaks, life.need = True, "N2"
    day = entry
    while day <= until and day < life.birthday(17):
        ends = day + days(rng.randrange(2, 10))
        life.begin(day, "V3", _elsewhere(rng, ends))
        life.leave(ends, rng.choice(("E4A", "E8")))
        day = ends + days(rng.randrange(45, 120))


def agreed_breaks(rng: Random, life: Life, entry: date, leaves: date) -> None:
    """The same, but only the agreement is recorded."""
    life.short_breaks, life.need = True, "N2"
    life.begin(entry, "V4", _elsewhere(rng, leaves))
    life.leave(leaves, "E8")


def _elsewhere(rng: Random, ends: date) -> Placement:
    kinds = (
        (("R1", "PR4"), ("R1", "PR5"))
        if ends >= _NUMBER_WANTED_SINCE
        else (("U6", "PR1"), ("K2", "PR5"), ("R1", "PR4"))
    )
    kind, provider = rng.choice(kinds)
    return Placement(kind, provider, "", "")


def remanded(rng: Random, life: Life, entry: date, leaves: date, places: Places) -> None:
    """On remand in a secure place, perhaps after some days in police custody; sometimes staying on in care."""
    kind = rng.choice(("R5", "K1", "K2"))
    there = places.lasting(rng, kind, entry, life.home)
    if rng.random() < 0.5:
        life.begin(entry, "J2", there)
        life.turn(entry + days(rng.randrange(2, 15)), "L", status="J1")
    else:
        life.begin(entry, "J1", there)
    ends = min(entry + days(rng.randrange(30, 150)), leaves)
    if kind != "R5" and (leaves - ends).days > 40:
        life.turn(ends, "L", status="V2")
    else:
        life.leave(ends, rng.choice(("E14", "E14", "E9")))


def stays_on(rng: Random, life: Life, entry: date, places: Places) -> date:
    """Accommodated in a children's home and staying there past 18; returns the day of leaving."""
    life.begin(entry, "V2", places.lasting(rng, "K2", entry, life.home))
    return life.birthday(18) + days(rng.randrange(300, 900))
