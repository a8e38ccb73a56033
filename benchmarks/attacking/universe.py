"""Made-up children with rows that rules check and flag, so that whatever an attacker is told of them is true."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from attacking.known import Known, Most, Name

#: The most rows that a child has of what a rule checks; an attacker knows it.
ROWS = 3

#: About how many rules of the rulebook are sensitive (42 of 323).
_SENSITIVE = 0.13

COUNTS = ("checked", "flagged", "children checked", "children flagged")


class Day(NamedTuple):
    """One day of a return: the children in it, and those of them whose errors were all put right."""

    number: int
    present: frozenset[int]
    put_right: frozenset[int] = frozenset()


class Universe:
    """Children and rules: half the rules imply an earlier one, some join two, some are sensitive."""

    def __init__(
        self, rng: Random, *, rules: int = 12, children: Sequence[int] = (3, 6, 9, 15, 40),
        shares: Sequence[float] = (0.05, 0.2, 0.5),
    ):  # fmt: skip
        self.rng, self._shares = rng, shares
        self.children = list(range(rng.choice(children)))
        self.within: dict[int, int] = {}
        self.union: dict[int, tuple[int, int]] = {}
        self.checked: dict[int, dict[int, int]] = {}
        self.flagged: dict[int, dict[int, int]] = {}
        for rule in range(rules):
            self._draw(rule)
        self.sensitive = frozenset(rule for rule in range(rules) if rng.random() < _SENSITIVE)

    def day(self, number: int) -> Day:
        """A day on which every child is in the return and nothing was put right."""
        return Day(number, frozenset(self.children))

    def counts(self, day: Day) -> dict[Name, int]:
        """Every count of a day's profile."""
        found: dict[Name, int] = {(day.number, "all"): len(day.present)}
        for rule, checked in self.checked.items():
            flagged = {child: rows for child, rows in self.flagged[rule].items() if child not in day.put_right}
            for what, side in (("checked", checked), ("flagged", flagged)):
                rows = [number for child, number in side.items() if child in day.present]
                found[day.number, what, rule] = sum(rows)
                found[day.number, f"children {what}", rule] = len(rows)
        return found

    def known(self, day: Day, rows_of_a_child: int = 0) -> Known:
        """What an attacker knows of one day's counts; ``rows_of_a_child`` is the most that a child can have, 0 unknown."""
        known = Known()
        for rule in self.checked:
            children, in_error = (day.number, "children checked", rule), (day.number, "children flagged", rule)
            checked, flagged = (day.number, "checked", rule), (day.number, "flagged", rule)
            orders = [(flagged, checked), (in_error, flagged), (in_error, children), (children, checked)]
            orders += [(children, (day.number, "all")), *self._between_rules(rule, day, known)]
            known.most += [Most(less, 1, (more,)) for less, more in orders]
            known.some += [(checked, children), (flagged, in_error)]
            if rows_of_a_child:
                known.most += [Most(checked, rows_of_a_child, (children,)), Most(flagged, rows_of_a_child, (in_error,))]
        return known

    def _between_rules(self, rule: int, day: Day, known: Known) -> list[tuple[Name, Name]]:
        orders: list[tuple[Name, Name]] = []
        for what in COUNTS:
            mine = (day.number, what, rule)
            if rule in self.within:
                orders.append((mine, (day.number, what, self.within[rule])))
            if rule in self.union and what.startswith("children"):
                parts = tuple((day.number, what, part) for part in self.union[rule])
                orders += [(part, mine) for part in parts]
                known.most.append(Most(mine, 1, parts))
        return orders

    def _draw(self, rule: int) -> None:
        rng = self.rng
        share = rng.choice(self._shares)
        checked = {child: rng.randint(1, ROWS) for child in self.children if rng.random() < 0.8}
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
