"""Simulated lives of children in care: one life gives the rows of every year's return, so that years agree."""

from datetime import date
from random import Random

from plumbline.model.made_up import made_up_child
from plumbline.synthetic import adoption, leaving, legal, special
from plumbline.synthetic.around import around
from plumbline.synthetic.life import Life, birthday, days
from plumbline.synthetic.placements import live_on, suitable
from plumbline.synthetic.places import Places
from plumbline.synthetic.upn import made_up

#: How often children come into care at each age, roughly as in England: babies and teenagers most.
_ENTRY_AGES = tuple(range(18)), (20, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 6, 7, 8, 6)
_ETHNIC = (
    *("WBRI",) * 60, "WIRI", "WOTH", "WOTH", "WOTH", "WIRT", "WROM", "MWBC", "MWBC", "MWBA", "MWAS", "MOTH", "MOTH", "AIND",
    "APKN", "APKN", "ABAN", "AOTH", "BCRB", "BCRB", "BAFR", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
)  # fmt: skip
_NEEDS = ("N1",) * 12 + ("N2", "N3", "N4", "N4", "N5", "N5", "N5", "N6", "N7", "N8")
#: Of every hundred lives these are out of the ordinary, by their number; the rest follow chance.
_SPECIAL = {
    7: "short breaks", 23: "short breaks", 41: "agreed breaks", 55: "remanded", 71: "remanded", 83: "stays on", 13: "reversed",
    29: "reversed", 47: "reversed", 91: "freed",
}  # fmt: skip
_AGES = {
    "short breaks": (4, 14), "agreed breaks": (4, 13), "remanded": (13, 16), "stays on": (15, 16), "reversed": (0, 4),
}  # fmt: skip
#: How many days before the year end the shorter of them begin at most.
_REACH = {"remanded": 700, "reversed": 1100}
GIRLS_OF_ASYLUM_SEEKERS = 0.1
#: The last return with children under a freeing order.
_LAST_FREED = 2024


def live(rng: Random, number: int, places: Places) -> Life:
    """One life, in care at some time in the two years to the end of the collection year."""
    end = date(places.year, 3, 31)
    kind = _SPECIAL.get(number % 100, "")
    if kind == "freed" and places.year > _LAST_FREED:
        kind = ""
    entry, born, leaves = _dates(rng, kind, end)
    age = (entry - born).days // 365
    asylum = age >= 14 and number % 100 not in _SPECIAL and rng.random() < 0.2
    girl = rng.random() < (GIRLS_OF_ASYLUM_SEEKERS if asylum else 0.45)
    life = child(rng, number, born, girl, asylum, places)
    _through_care(rng, life, kind, entry, leaves, places, end)
    around(rng, life, end)
    return life


def _dates(rng: Random, kind: str, end: date) -> tuple[date, date, date]:
    """When the child came into care, was born and leaves care: 18 at the latest, and within reach of the returns."""
    earliest = end - days(729)
    while True:
        reach = _REACH.get(kind, 8 * 365)
        entry = end - days(int(rng.random() ** 1.5 * reach) + 1)
        low_high = _AGES.get(kind)
        age = rng.randint(*low_high) if low_high else rng.choices(*_ENTRY_AGES)[0]
        born = entry - days(age * 365 + age // 4 + rng.randrange(3, 350))
        adult = birthday(born, 18)
        first = max(entry + days(50), earliest)
        if first < adult:
            return entry, born, min(adult, first + days(int(rng.random() ** 0.7 * 1800)))


def child(rng: Random, number: int, born: date, girl: bool, asylum: bool, places: Places) -> Life:
    """A child before care: who it is, and where its home is."""
    ethnic = rng.choice(("BAFR", "AOTH", "OOTH")) if asylum else rng.choice(_ETHNIC)
    upn = made_up(rng, number, born.year + 5)
    if asylum:
        upn = rng.choice(("UN2", "UN3", upn))
    elif rng.random() < 0.005:
        upn = "UN5"
    need = "N8" if asylum else rng.choice(_NEEDS)
    return Life(made_up_child(number), girl, born, ethnic, upn, need, places.home(rng), asylum)


def _through_care(rng: Random, life: Life, kind: str, entry: date, leaves: date, places: Places, end: date) -> None:
    if kind == "short breaks":
        special.short_breaks(rng, life, entry, end)
    elif kind == "agreed breaks":
        special.agreed_breaks(rng, life, entry, leaves)
    elif kind == "stays on":
        leaving.leave(rng, life, special.stays_on(rng, life, entry, places))
    elif not kind and life.birthday(5) > entry and (end - entry).days < 1300 and rng.random() < 0.35:
        adoption.adopt(rng, life, entry, places)
    else:
        leaves = _begin(rng, life, kind, entry, leaves, places, end)
        if life.left is None:
            live_on(rng, life, leaves, places, end)
            leaving.leave(rng, life, leaves)


def _begin(rng: Random, life: Life, kind: str, entry: date, leaves: date, places: Places, end: date) -> date:
    """The first part of the time in care; returns the day of leaving, put off where that part takes longer."""
    if kind == "reversed":
        adoption.plan_and_reverse(rng, life, entry, places)
    elif kind == "remanded":
        special.remanded(rng, life, entry, leaves, places)
    elif kind == "freed":
        life.born = date(2005, 8, 1) + days(rng.randrange(120))
        adoption.freed_long_ago(rng, life, end - days(rng.randrange(330, 360)), places)
        return life.birthday(18)
    else:
        status = "V2" if life.asylum else legal.first(rng)
        life.begin(entry, status, suitable(rng, life, entry, status, places))
    return max(leaves, life.episodes[-1].start + days(50))
