"""Where a rule's findings concentrate: every group of children it checked, compared with the children it flagged."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from plumbline.checking.context import ReturnRows, text_of
from plumbline.checking.result import Result
from plumbline.explaining.attributes import ATTRIBUTES, Attribute
from plumbline.model.years import TableOfYear
from plumbline.statistics.intervals import lift, wilson
from plumbline.statistics.multiple_testing import q_values
from plumbline.statistics.tails import hypergeometric_at_least

#: A group is looked at when at least so many children checked are in it, and as many outside it; what was flagged plays
#: no part in the choice, so that the correction for many looks holds.
ENOUGH = 5
#: With fewer children flagged nothing is said of groups.
FEWEST = 3
#: The share of false discoveries among the groups that stand out, at most, on average.
FALSE = 0.05


@dataclass(frozen=True)
class Group:
    """The children who share a value of an attribute, among those flagged and among those checked.

    A child counts once: among the flagged if one of its flagged rows has the value, among the checked if any of its
    rows checked has. ``looked_for``: the rule itself looks at the field, so that it may be what the rule is about.
    """

    attribute: str
    value: str
    label: str
    words: str
    flagged: int
    checked: int
    share_of_flagged: float
    share_of_checked: float
    rate: float
    rate_interval: tuple[float, float]
    times: float
    times_interval: tuple[float, float | None]
    p: float
    q: float
    stands_out: bool
    looked_for: bool
    children: frozenset[str] = field(repr=False)


@dataclass(frozen=True)
class Explanation:
    """What can be said of one rule. ``outcome`` is one of: concentrated, even, too_few, all_flagged, none, not_checked.

    ``places`` are the flagged rows by table and file. A rule's rows checked are all of one table, so flagged rows
    of others are not among ``rows_flagged``: they are ``rows_elsewhere``, ``children_elsewhere`` are the children who
    are flagged in these alone. ``flagged_without_child`` are the rows flagged that name no child. ``not_due`` are the findings that
    are not due yet, in a year that is not over: nothing else counts them.
    """

    code: str
    title: str
    table: TableOfYear
    outcome: str
    why_not: str = ""
    rows_checked: int = 0
    rows_flagged: int = 0
    rows_without_child: int = 0
    children_checked: int = 0
    children_flagged: int = 0
    rows_elsewhere: int = 0
    children_elsewhere: int = 0
    flagged_without_child: int = 0
    not_due: int = 0
    places: tuple[tuple[TableOfYear, str, int], ...] = ()
    groups: tuple[Group, ...] = ()
    groups_too_small: int = 0

    @property
    def standing_out(self) -> list[Group]:
        """The groups that stand out, those first that the rule doesn't itself look at, then by strength of evidence."""
        return [group for group in self.groups if group.stands_out]

    def document(self) -> dict[str, Any]:
        """Everything as plain data; the children themselves are left out."""
        return asdict(self) | {
            "table": str(self.table),
            "places": [{"table": str(t), "file": f, "rows": n} for t, f, n in self.places],
            "groups": [{k: v for k, v in vars(group).items() if k != "children"} for group in self.groups],
        }


def explain(result: Result, code: str) -> Explanation:
    """Compares a rule's findings with the rows it checked. A result that came without its rows: ValueError."""
    rule = result.rules[code]
    around = result.context
    if around is None:
        raise ValueError("The check was not asked for the rows around its findings.")
    if code not in result.ran:
        skipped = result.skipped.get(code)
        return Explanation(
            code, rule.title, rule.table, "not_checked", skipped.words if skipped else "The rule failed."
        )
    every = [finding for finding in result.findings if finding.code == code]
    mine = [finding for finding in every if finding.key not in result.not_due]
    flagged = {finding.row for finding in mine if finding.table == rule.table}
    checked = flagged.union(around.checked[code])
    rows = around.tables.get(rule.table, {})
    child_of = {row: child for row in checked if (child := text_of(rows[row], "CHILD"))}
    known = set(child_of)
    children = set(child_of.values())
    at_fault = {child_of[row] for row in known & flagged}
    elsewhere = [finding.child for finding in mine if finding.table != rule.table]
    missing = {name for part in result.witness.looks.get(code, ()) for name in part.asks_for_rows_of}
    groups, too_small = _groups(around, rule.table, child_of, flagged, result.end, rule.fields, missing)
    places: dict[tuple[TableOfYear, str], int] = {}
    for finding in mine:
        places[finding.table, finding.file] = places.get((finding.table, finding.file), 0) + 1
    return Explanation(
        code, rule.title, rule.table, _outcome(groups, len(at_fault), len(children)),
        rows_checked=len(checked), rows_flagged=len(flagged), rows_without_child=len(checked) - len(known),
        children_checked=len(children), children_flagged=len(at_fault), rows_elsewhere=len(elsewhere),
        children_elsewhere=len(set(elsewhere) - at_fault - {""}), flagged_without_child=len(flagged - known), not_due=len(every) - len(mine),
        places=tuple((table, file, count) for (table, file), count in sorted(places.items())),
        groups=tuple(groups), groups_too_small=too_small,
    )  # fmt: skip


def _outcome(groups: list[Group], flagged: int, everyone: int) -> str:
    if not flagged:
        return "none"
    if flagged == everyone:
        return "all_flagged"
    if any(group.stands_out for group in groups):
        return "concentrated"
    best = min(
        (hypergeometric_at_least(min(flagged, g.checked), flagged, g.checked, everyone) for g in groups), default=1.0
    )
    return "too_few" if flagged < FEWEST or best * len(groups) > FALSE else "even"


def _groups(
    around: ReturnRows, table: TableOfYear, child_of: Mapping[int, str], flagged: set[int], year_end: date,
    looked_at: Sequence[str], missing: Collection[str],
) -> tuple[list[Group], int]:  # fmt: skip
    """Every group with enough children, the likeliest first, and how many groups were too small to be looked at.

    Where the rule asks for the child's rows of a table (``missing``), to have none there is the fault, and no group.
    """
    blamed_rows = child_of.keys() & flagged
    everyone, at_fault = len(set(child_of.values())), len({child_of[row] for row in blamed_rows})
    found: list[tuple[Attribute, str, int, frozenset[str]]] = []
    too_small = 0
    for attribute in ATTRIBUTES:
        values = {
            row: attribute.value(around, table, row, year_end)
            for row in child_of
            if attribute.table not in missing or attribute.source(around, table, row)
        }
        members = _children(child_of, values, values)
        blamed = _children(child_of, values, blamed_rows & values.keys())
        enough = [value for value, who in members.items() if ENOUGH <= len(who) <= everyone - ENOUGH]
        too_small += len(members) - len(enough)
        found += [(attribute, v, len(members[v]), frozenset(blamed.get(v, ()))) for v in sorted(enough)]
    chances = [hypergeometric_at_least(len(who), at_fault, size, everyone) for _, _, size, who in found]
    q = q_values(dict(enumerate(chances)))
    groups = [
        _group(*one, at_fault, everyone, p, q[at], looked_at)
        for at, (one, p) in enumerate(zip(found, chances, strict=True))
    ]
    return sorted(groups, key=lambda group: (group.looked_for, group.p, -group.times)), too_small


def _children(child_of: Mapping[int, str], values: Mapping[int, str], some: Iterable[int]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in some:
        found.setdefault(values[row], set()).add(child_of[row])
    return found


def _group(
    attribute: Attribute, value: str, size: int, blamed: frozenset[str], flagged: int, everyone: int,
    p: float, q: float, looked_at: Sequence[str],
) -> Group:  # fmt: skip
    times, low, high = lift(len(blamed), flagged, size, everyone) if flagged else (0.0, 0.0, float("inf"))
    return Group(
        attribute.name, value, attribute.label(value), attribute.words(value),
        flagged=len(blamed), checked=size,
        share_of_flagged=len(blamed) / flagged if flagged else 0.0, share_of_checked=size / everyone,
        rate=len(blamed) / size, rate_interval=wilson(len(blamed), size),
        times=times, times_interval=(low, None if high == float("inf") else high),
        p=p, q=q, stands_out=flagged >= FEWEST and q <= FALSE,
        looked_for=attribute.concerns(looked_at), children=blamed,
    )  # fmt: skip
