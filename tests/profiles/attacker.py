"""An attacker with everything published: narrows each count by all that is known to hold between counts.

The counts are of made-up sets of children, so that whatever is told to the attacker is true.
"""

from dataclasses import dataclass, field
from random import Random

from plumbline.profiles.profile import Count

Name = tuple[object, ...]


@dataclass
class Known:
    """What holds between counts, each named: ``most`` says that the first is at most that many times the sum of others."""

    most: list[tuple[Name, int, tuple[Name, ...]]] = field(default_factory=list)
    some: list[tuple[Name, Name]] = field(default_factory=list)
    steps: list[tuple[Name, Name, int]] = field(default_factory=list)

    def narrowed(self, published: dict[Name, Count]) -> dict[Name, Count]:
        """What is left of each interval when nothing more can be taken away."""
        lo = {name: count.lo for name, count in published.items()}
        hi = {name: count.hi for name, count in published.items()}
        before = None
        while before != (lo, hi):
            before = (dict(lo), dict(hi))
            for less, times, parts in self.most:
                hi[less] = min(hi[less], times * sum(hi[part] for part in parts))
                for part in parts:
                    others = times * sum(hi[other] for other in parts if other is not part)
                    lo[part] = max(lo[part], -((others - lo[less]) // times))
            for one, other in self.some:
                lo[other] = max(lo[other], min(1, lo[one]))
            for first, second, change in self.steps:
                lo[second], hi[second] = max(lo[second], lo[first] + change), min(hi[second], hi[first] + change)
                lo[first], hi[first] = max(lo[first], lo[second] - change), min(hi[first], hi[second] - change)
        assert all(lo[name] <= hi[name] for name in published)
        return {name: Count(lo[name], hi[name]) for name in published}


def pinned(found: dict[Name, Count]) -> list[Name]:
    """The counts of 1 to 4 that are known exactly."""
    return [name for name, count in found.items() if count.exact and 1 <= count.lo <= 4]


class Universe:
    """Children with the rows that rules check and flag: half the rules imply an earlier one, some join two of them."""

    def __init__(self, rng: Random, rules: int = 12):
        self._rng = rng
        self.children = list(range(rng.choice([3, 6, 9, 15, 40])))
        self.within: dict[int, int] = {}
        self.union: dict[int, tuple[int, int]] = {}
        self.checked: dict[int, dict[int, int]] = {}
        self.flagged: dict[int, dict[int, int]] = {}
        for rule in range(rules):
            self._draw(rule)

    def _draw(self, rule: int) -> None:
        rng = self._rng
        share = rng.choice([0.05, 0.2, 0.5])
        checked = {child: rng.randint(1, 3) for child in self.children if rng.random() < 0.8}
        flagged = {child: rng.randint(1, rows) for child, rows in checked.items() if rng.random() < share}
        if rule > 1 and rng.random() < 0.2:
            self.union[rule] = one, other = rng.randrange(rule), rng.randrange(rule)
            checked, flagged = ({**side[one], **side[other]} for side in (self.checked, self.flagged))
            flagged = {child: min(rows, checked[child]) for child, rows in flagged.items()}
        elif rule and rng.random() < 0.5:
            self.within[rule] = wider = rng.randrange(rule)
            checked = {c: rng.randint(1, r) for c, r in self.checked[wider].items() if rng.random() < 0.8}
            flagged = {
                c: rng.randint(1, min(checked[c], r))
                for c, r in self.flagged[wider].items()
                if c in checked and rng.random() < 0.7
            }
        self.checked[rule], self.flagged[rule] = checked, flagged

    def counts(self, day: int, without: int | None = None) -> dict[Name, int]:
        """Every count of a profile, with or without one child."""
        found: dict[Name, int] = {(day, "all"): sum(child != without for child in self.children)}
        for what, side in (("checked", self.checked), ("flagged", self.flagged)):
            for rule, rows in side.items():
                mine = {child: number for child, number in rows.items() if child != without}
                found[day, what, rule] = sum(mine.values())
                found[day, f"children {what}", rule] = len(mine)
        return found

    def known(self, day: int, rows_of_a_child: int = 0) -> Known:
        """What an attacker knows of one day's counts; ``rows_of_a_child`` is the most that a child can have."""
        known = Known()
        for rule in self.checked:
            children, in_error = (day, "children checked", rule), (day, "children flagged", rule)
            checked, flagged = (day, "checked", rule), (day, "flagged", rule)
            orders = [(flagged, checked), (in_error, flagged), (in_error, children), (children, checked)]
            orders += [(children, (day, "all"))]
            for what in ("checked", "flagged", "children checked", "children flagged"):
                mine = (day, what, rule)
                if rule in self.within:
                    orders.append((mine, (day, what, self.within[rule])))
                if rule in self.union and what.startswith("children"):
                    parts = tuple((day, what, part) for part in self.union[rule])
                    orders += [(part, mine) for part in parts]
                    known.most.append((mine, 1, parts))
            known.most += [(less, 1, (more,)) for less, more in orders]
            known.some += [(checked, children), (flagged, in_error)]
            if rows_of_a_child:
                known.most += [
                    (rows, rows_of_a_child, (of,)) for rows, of in ((checked, children), (flagged, in_error))
                ]
        return known
