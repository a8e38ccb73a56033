"""How children move: which placements suit whom, moves, stays with the same carer, and short stays elsewhere and back."""

from datetime import date
from random import Random

from plumbline.synthetic.legal import changed, limited
from plumbline.synthetic.life import Life, Placement, days
from plumbline.synthetic.places import REGISTERED_SINCE, UNREGISTERED_UNTIL, Places

#: Placement types, the age from which and up to which they are used, and how often.
_MIX = (
    ("U6", 0, 17, 30), ("U3", 0, 17, 10), ("U1", 3, 17, 4), ("U4", 4, 17, 14), ("U5", 0, 3, 4), ("U2", 0, 4, 1),
    ("P1", 0, 17, 7), ("R3", 0, 0, 5), ("K2", 8, 12, 6), ("K2", 13, 17, 16), ("K1", 13, 17, 1), ("S1", 6, 16, 2),
    ("R1", 6, 17, 1), ("R2", 2, 17, 1), ("P3", 16, 17, 2), ("H5", 16, 17, 14), ("P2", 16, 17, 4), ("Z11", 12, 17, 1),
    ("Z12", 12, 17, 1), ("Z13", 12, 17, 1), ("Z14", 12, 17, 1),
)  # fmt: skip
_SUITABLE = {age: [(kind, weight) for kind, low, high, weight in _MIX if low <= age <= high] for age in range(18)}
_KINDS = {age: [kind for kind, _ in found] for age, found in _SUITABLE.items()}
_WEIGHTS = {age: [weight for _, weight in found] for age, found in _SUITABLE.items()}
_BECAUSE = ("CARPL", "CARPL", "CARPL", "CREQB", "CREQO", "CHILD", "LAREQ", "OTHER", "STAND", "ALLEG", "APPRR", "CUSTOD")
#: Temporary stays: how long they last at least and at most.
_STAYS = {"T0": (2, 25), "T1": (2, 40), "T2": (5, 18), "T3": (3, 20), "T4": (2, 7)}


def suitable(rng: Random, life: Life, day: date, status: str, places: Places) -> Placement:
    """A placement for a child's age and legal status, different from the present one."""
    age = min(17, (day - life.born).days // 366)
    present = life.episodes[-1].placement.type if life.episodes else ""
    while True:
        kind = rng.choices(_KINDS[age], _WEIGHTS[age])[0]
        if kind == "P1" and (status not in ("C1", "C2") or life.asylum or kind == present):
            continue
        if kind == "H5" and day < REGISTERED_SINCE:
            kind = "H5u"
        if kind in ("H5u", "P2") and (UNREGISTERED_UNTIL - day).days < 60:
            continue
        break
    if present:
        return places.other(rng, kind, day, life.home, life.episodes[-1].placement)
    return places.choose(rng, kind, day, life.home)


def live_on(rng: Random, life: Life, leaves: date, places: Places, until: date) -> None:
    """Moves and changes of legal status up to the day of leaving care, or until no return asks for more."""
    while True:
        now = life.episodes[-1]
        day = now.start + days(limited(rng, now.status) or rng.randrange(40, 560))
        closes = now.placement.closes
        must_move = closes is not None and day >= closes
        if closes and must_move:
            day = closes
        if (leaves - day).days < 12 or day > until:
            if must_move and day <= until and day < leaves:
                move(rng, life, day, places, "CLOSE")
            return
        _event(rng, life, day, leaves, places, must_move)


def _event(rng: Random, life: Life, day: date, leaves: date, places: Places, must_move: bool) -> None:
    now = life.episodes[-1]
    new = changed(rng, now.status)
    if limited(rng, now.status) and not must_move:
        life.turn(day, "L", status=new)
        return
    drawn = rng.random()
    if must_move:
        move(rng, life, day, places, "CLOSE")
    elif new and drawn < 0.30:
        life.turn(day, "L", status=new)
    elif new and drawn < 0.36:
        move_and_change(rng, life, day, new, places)
    elif drawn < 0.46 and now.placement.type in ("U6", "U3", "U5"):
        same_carer(rng, life, day, new, places)
    elif drawn < 0.60 and (leaves - day).days > 60 and not now.placement.closes:
        stay_away(rng, life, day, places)
    else:
        move(rng, life, day, places)


def move(rng: Random, life: Life, day: date, places: Places, because: str = "") -> None:
    """A move to another placement, for a reason that fits the child's age or the one given."""
    there = suitable(rng, life, day, life.episodes[-1].status, places)
    reasons = _BECAUSE if life.episodes[-1].start >= life.birthday(10) else _BECAUSE[:-1]
    life.turn(day, "P", placement=there, because=because or rng.choice(reasons))


def move_and_change(rng: Random, life: Life, day: date, new: str, places: Places) -> None:
    """A move with which the legal status changes as well."""
    there = suitable(rng, life, day, new, places)
    life.turn(day, "B", status=new, placement=there, because=rng.choice(_BECAUSE[:7]))


def same_carer(rng: Random, life: Life, day: date, new: str, places: Places) -> None:
    """The foster placement becomes a long-term one, or the carers move house; the status may change too."""
    now = life.episodes[-1].placement
    if now.type in ("U6", "U3"):
        there, because = now._replace(type="U4" if now.type == "U6" else "U1"), "PLACE"
    else:
        there, because = now._replace(postcode=places.other(rng, now.type, day, "", now).postcode), "OTHER"
    if there == now:
        return
    if new and rng.random() < 0.4:
        life.turn(day, "U", status=new, placement=there, because=because)
    else:
        life.turn(day, "T", placement=there, because=because)


def stay_away(rng: Random, life: Life, day: date, places: Places) -> None:
    """A temporary stay and the return to the same place; carers' holidays are kept to one a life."""
    home = life.episodes[-1].placement
    kinds = [k for k in _STAYS if k != "T3" or all(e.placement.type != "T3" for e in life.episodes)]
    kind = rng.choice(kinds)
    life.turn(day, "P", placement=places.choose(rng, kind, day, life.home))
    life.turn(day + days(rng.randrange(*_STAYS[kind])), "P", placement=home)
