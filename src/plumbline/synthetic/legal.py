"""Legal statuses: with which a child comes into care, how long the short ones last and what follows them."""

from random import Random

#: Statuses on coming into care, with how often.
_FIRST = ("V2", "C1", "L1", "L2", "L3", "C2"), (45, 40, 5, 7, 1, 2)
#: How long the law lets a status last, less a little: days at least and at most.
_LIMITS = {"L1": (1, 3), "L2": (5, 20), "L3": (2, 7), "J2": (1, 15)}
_NEXT = {
    "V2": ("C1", "C1", "C2"),
    "C1": ("C2",),
    "L1": ("C1", "L2", "V2"),
    "L2": ("C1",),
    "L3": ("C1", "V2"),
    "J2": ("V2",),
}


def first(rng: Random) -> str:
    """The legal status with which a child comes into care."""
    return rng.choices(*_FIRST)[0]


def limited(rng: Random, status: str) -> int:
    """How many days an emergency status lasts; 0 for the lasting ones."""
    return rng.randint(*_LIMITS[status]) if status in _LIMITS else 0


def changed(rng: Random, status: str) -> str:
    """The status that may follow one; empty when it is there to stay."""
    return rng.choice(_NEXT[status]) if status in _NEXT else ""


def is_limited(status: str) -> bool:
    """Whether the law lets a status last some days only."""
    return status in _LIMITS


def follows(status: str) -> bool:
    """Whether another status may follow one."""
    return status in _NEXT
