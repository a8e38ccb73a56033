"""Many councils side by side: which errors nearly all have, which are of one case system, and who stands out in what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from plumbline.comparing.applying.comparison import DISTINCTIVE
from plumbline.comparing.applying.fitted import FEWEST_PEERS
from plumbline.comparing.applying.peers import left_out
from plumbline.comparing.applying.verdicts import ALONE, Verdict
from plumbline.profiles.made_up import made_up_among, marked_name
from plumbline.profiles.profile import Count, Profile, RuleCounts

#: With fewer councils with a case system, or without it, that system is not tested.
FEWEST_COUNCILS = 3

#: ``may_be``: rounding hides whether so many councils have the error.
Common = Literal["yes", "may_be", "no"]


@dataclass(frozen=True)
class Group:
    """Some councils and one rule: how many checked it, how many have the error, the share at the middle one."""

    checked: int
    with_it: Count
    middle: tuple[float, float]


@dataclass(frozen=True)
class OfSystem:
    """An error that councils with one case system have more of than the others, its p-value by the test of ``case_systems``."""

    code: str
    system: str
    its: Group
    others: Group
    p: float
    q: float


@dataclass(frozen=True)
class RuleAcross:
    """One rule at all councils. ``children`` and ``children_checked`` are summed over those that checked it."""

    code: str
    councils: Group
    children: Count
    children_checked: Count
    verdicts: Mapping[str, Verdict]

    @property
    def common(self) -> Common:
        """Whether all councils but at most one in ten have the error, and at least five checked it."""
        if self.councils.checked < FEWEST_PEERS or not _nearly_all(self.councils.with_it.hi, self.councils.checked):
            return "no"
        return "yes" if _nearly_all(self.councils.with_it.lo, self.councils.checked) else "may_be"

    @property
    def apart(self) -> list[str]:
        """The councils that the error sets apart."""
        return [council for council, verdict in self.verdicts.items() if verdict in DISTINCTIVE]


@dataclass(frozen=True)
class Across:
    """All councils of a network that can stand beside ``first``. Rules that most councils stand out in come first.

    ``untestable`` says which case systems can't be tested, and why; ``tested`` is the number of tests of case systems.
    """

    first: Profile
    councils: Mapping[str, Profile]
    systems: Mapping[str, str]
    not_comparable: Mapping[str, str]
    rules: Sequence[RuleAcross]
    of_systems: Sequence[OfSystem]
    tested: int
    untestable: Mapping[str, str]

    @property
    def common(self) -> list[RuleAcross]:
        """Errors of nearly all councils, those with the greatest share at the middle one first."""
        found = [rule for rule in self.rules if rule.common == "yes"]
        return sorted(found, key=lambda rule: (-rule.councils.middle[0], rule.code))

    @property
    def may_be_common(self) -> list[RuleAcross]:
        """Errors that nearly all councils may have: rounding hides it."""
        return [rule for rule in self.rules if rule.common == "may_be"]

    @property
    def made_up(self) -> frozenset[str]:
        """The councils whose profiles are made up, where others' are not."""
        return made_up_among(self.councils.values())

    def name(self, council: str) -> str:
        """A council's name, with a mark where its profile is made up and others' are not."""
        return marked_name(council, self.made_up)

    def of_another_edition(self, code: str) -> int:
        """How many councils have counts of a rule that don't compare with those of ``first``."""
        return left_out(self.councils.values(), code)

    def apart(self, council: str) -> list[RuleAcross]:
        """The rules whose errors set a council apart."""
        return [rule for rule in self.rules if council in rule.apart]


def across_rule(code: str, councils: Mapping[str, Profile], verdicts: Mapping[str, Verdict]) -> RuleAcross:
    """One rule at all councils."""
    ran = checked_by(code, councils)
    return RuleAcross(
        code,
        group_of(list(ran.values())),
        _sum([counts.children for counts in ran.values()]),
        _sum([counts.children_checked for counts in ran.values()]),
        verdicts,
    )


def checked_by(code: str, councils: Mapping[str, Profile]) -> dict[str, RuleCounts]:
    """The counts of the councils that are known to have checked a child by a rule."""
    return {
        council: profile.ran[code]
        for council, profile in councils.items()
        if code in profile.ran and profile.ran[code].children_checked.lo > 0
    }


def group_of(counts: Sequence[RuleCounts]) -> Group:
    """A group of councils that checked a rule."""
    shares = [share(one) for one in counts] or [(0.0, 0.0)]
    return Group(
        len(counts),
        Count(sum(one.children.lo > 0 for one in counts), sum(one.children.hi > 0 for one in counts)),
        (median(low for low, _ in shares), median(high for _, high in shares)),
    )


def share(counts: RuleCounts) -> tuple[float, float]:
    """All that the share of children in error may be."""
    fewest = max(1, counts.children_checked.lo, counts.children.lo)
    return counts.children.lo / max(1, counts.children_checked.hi), min(1.0, counts.children.hi / fewest)


def _nearly_all(councils: int, of: int) -> bool:
    return (of - councils) * ALONE <= of


def _sum(counts: Sequence[Count]) -> Count:
    return Count(sum(count.lo for count in counts), sum(count.hi for count in counts))
