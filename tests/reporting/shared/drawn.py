"""Reads a chart's drawing back: what stands where, in per cent."""

import re
from typing import NamedTuple

from defusedxml.ElementTree import fromstring


class Shape(NamedTuple):
    """One shape: its name, its classes, and what its attributes say."""

    name: str
    classes: frozenset[str]
    given: dict[str, str]
    inside: str

    def at(self, attribute):
        """A place in per cent, or pixels."""
        return float(self.given[attribute].removesuffix("%"))

    @property
    def points(self):
        """The points of a path, by its subpaths."""
        return [
            [tuple(map(float, point.split())) for point in part.rstrip("Z").split("L")]
            for part in self.given["d"].split("M")[1:]
        ]


def shapes(svg):
    """All shapes of a drawing, the outer element first."""
    found = []
    for one in fromstring(str(svg)).iter():
        words = "".join(one.itertext())
        found.append(Shape(one.tag, frozenset(one.get("class", "").split()), dict(one.attrib), words))
    return found


def of(svg, name, *classes):
    """The shapes of a name with these classes."""
    return [one for one in shapes(svg) if one.name == name and set(classes) <= one.classes]


def numbers(words):
    """The numbers in words, as people read them."""
    found = re.findall(r"(?:^|(?<=[ (£+]))[+\N{MINUS SIGN}-]?[£]?\d[\d,]*(?:\.\d+)?", words)
    return [float(one.replace(",", "").replace("£", "").replace("\N{MINUS SIGN}", "-")) for one in found]
