"""Ways to adoption: decisions, placement orders, adopters, and the decisions that were reversed."""

from datetime import date
from random import Random

from plumbline.synthetic.life import Adoption, Decision, Life, Placement, days, year_end
from plumbline.synthetic.places import Places

_ADOPTERS = (
    ("2", "MF", "L11"), ("2", "MF", "L11"), ("2", "MF", "L3"), ("2", "MF", "L2"), ("2", "MM", "L12"), ("2", "FF", "L12"),
    ("2", "MM", "L2"), ("2", "FF", "L4"), ("1", "F1", "L0"), ("1", "M1", "L0"),
)  # fmt: skip


def adopt(rng: Random, life: Life, entry: date, places: Places) -> None:
    """From care proceedings or consent to the adoption order; now and then by foster carers who become adopters."""
    fostering = rng.random() < 0.3
    consent = rng.random() < 0.2
    life.begin(entry, "V2" if consent else "C1", places.lasting(rng, "U5" if fostering else "U6", entry, life.home))
    decided = entry + days(rng.randrange(60, 200))
    if rng.random() < 0.15:
        reversed_on = decided + days(rng.randrange(20, 60))
        life.decisions.append(Decision(decided, reversed_on, "RD2"))
        decided = _decided_again(decided, reversed_on, reversed_on + days(rng.randrange(20, 80)))
    life.decisions.append(Decision(decided))
    ordered = max(decided, year_end(life.decisions[0].reversed_on or entry)) + days(rng.randrange(1, 60))
    if not consent:
        life.turn(ordered, "L", status="E1")
    matched = ordered + days(rng.randrange(30, 240))
    moved = matched + days(rng.randrange(1, 30))
    _to_adopters(rng, life, moved, fostering, consent, places)
    on = max(moved + days(rng.randrange(80, 300)), year_end(life.decisions[0].made) + days(2))
    if (on.month, on.day) == (3, 31):
        on += days(1)
    life.adoption = Adoption(on, matched, *rng.choice(_ADOPTERS))
    life.leave(on, "E11" if consent else rng.choice(("E11", "E12")))


def _decided_again(first: date, reversed_on: date, day: date) -> date:
    """A return that shows a first decision of an earlier year being reversed has no room for the second decision."""
    if year_end(first) == year_end(day):
        return day
    return max(day, year_end(reversed_on) + days(2))


def _to_adopters(rng: Random, life: Life, day: date, fostering: bool, consent: bool, places: Places) -> None:
    now = life.episodes[-1].placement
    if fostering:
        there = _listed(rng, "A3" if consent else "A5", day, life, places)._replace(postcode=now.postcode)
        life.turn(day, "T", placement=there, because="PLACE")
    else:
        there = _listed(rng, "A4" if consent else "A6", day, life, places)
        life.turn(day, "P", placement=there, because="CARPL")


def _listed(rng: Random, kind: str, day: date, life: Life, places: Places) -> Placement:
    return places.other(rng, kind, day, life.home, life.episodes[-1].placement)


def plan_and_reverse(rng: Random, life: Life, entry: date, places: Places) -> None:
    """A placement order whose decision is reversed later: the child stays in foster care under a care order."""
    life.begin(entry, "C1", places.lasting(rng, "U3", entry, life.home))
    decided = entry + days(rng.randrange(60, 200))
    ordered = decided + days(rng.randrange(1, 60))
    life.turn(ordered, "L", status="E1")
    reversed_on = ordered + days(rng.randrange(100, 500))
    life.decisions.append(Decision(decided, reversed_on, rng.choice(("RD1", "RD3", "RD4"))))
    drawn = rng.random()
    if drawn < 0.3:
        life.leave(reversed_on, rng.choice(("E47", "E48", "E41")))
    elif drawn < 0.6:
        life.turn(reversed_on, "L", status="C2")
    else:
        there = places.lasting(rng, "U6", reversed_on, life.home)
        life.turn(reversed_on, "B", status="C2", placement=there, because="CARPL")


def freed_long_ago(rng: Random, life: Life, revoked: date, places: Places) -> None:
    """A freeing order of 2005, revoked in the year: some of the last children with one."""
    freed = date(2005, 12, 20)
    life.episodes.clear()
    life.begin(freed, "D1", places.lasting(rng, "U4", freed, life.home))
    life.decisions.append(Decision(freed, revoked, "RD4"))
    life.turn(revoked, "L", status="C2")
