"""Unique pupil numbers with a right check letter, as the Department for Education defines it."""

from random import Random

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def check_letter(body: str) -> str:
    """The first letter of a UPN for the twelve characters after it; the last of them may be a letter."""
    values = [int(c) if c.isdigit() else _LETTERS.index(c) for c in body]
    return _LETTERS[sum(weight * value for weight, value in enumerate(values, start=2)) % 23]


def made_up(rng: Random, number: int, year: int) -> str:
    """A UPN that no other ``number`` has: a council, a school, the year of admission and a serial number."""
    school, serial = divmod(number, 1000)
    body = f"{rng.randrange(201, 939)}{4000 + school:04d}{year % 100:02d}{serial:03d}"
    if number % 50 == 0:
        body = body[:-1] + _LETTERS[number // 50 % 23]
    return check_letter(body) + body
