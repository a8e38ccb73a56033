"""What an attacker knows to hold between counts, and what is left of each published count with all of it together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from plumbline.profiles.profile import Count

Name = tuple[object, ...]


class Most(NamedTuple):
    """One count is at most so many ``times`` the sum of others."""

    less: Name
    times: int
    parts: tuple[Name, ...]


class Step(NamedTuple):
    """From the first count to the second there are from ``least`` to ``most`` more."""

    first: Name
    second: Name
    least: int
    most: int


@dataclass
class Known:
    """What holds between counts, each named. Of each pair in ``some`` the second is not 0 where the first is not."""

    most: list[Most] = field(default_factory=list)
    some: list[tuple[Name, Name]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def __add__(self, other: "Known") -> "Known":
        return Known(self.most + other.most, self.some + other.some, self.steps + other.steps)

    def narrowed(self, published: Mapping[Name, Count]) -> dict[Name, Count]:
        """What is left of each interval when nothing more can be taken away."""
        left = _Left(
            {name: one.lo for name, one in published.items()}, {name: one.hi for name, one in published.items()}
        )
        changed = True
        while changed:
            left.changed = False
            for most in self.most:
                left.by_most(most)
            for one, other in self.some:
                left.raise_to(other, min(1, left.lo[one]))
            for step in self.steps:
                left.by_step(step)
            changed = left.changed
        assert all(left.lo[name] <= left.hi[name] for name in published)
        return {name: Count(left.lo[name], left.hi[name]) for name in published}


@dataclass
class _Left:
    lo: dict[Name, int]
    hi: dict[Name, int]
    changed: bool = False

    def raise_to(self, name: Name, least: int) -> None:
        if least > self.lo[name]:
            self.lo[name], self.changed = least, True

    def lower_to(self, name: Name, most: int) -> None:
        if most < self.hi[name]:
            self.hi[name], self.changed = most, True

    def by_most(self, most: Most) -> None:
        whole = sum(self.hi[part] for part in most.parts)
        self.lower_to(most.less, most.times * whole)
        for part in most.parts:
            others = most.times * (whole - self.hi[part])
            self.raise_to(part, -((others - self.lo[most.less]) // most.times))

    def by_step(self, step: Step) -> None:
        first, second, least, most = step
        self.raise_to(second, self.lo[first] + least)
        self.lower_to(second, self.hi[first] + most)
        self.raise_to(first, self.lo[second] - most)
        self.lower_to(first, self.hi[second] - least)
