"""One council beside its peers: everything that a page, a terminal or a document shows of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plumbline.comparing.applying.fitted import FittedRule, observed
from plumbline.comparing.applying.peers import comparable, left_out, same_edition
from plumbline.comparing.applying.trends import Trend, trend
from plumbline.comparing.applying.verdicts import Compared, compare
from plumbline.profiles.profile import Count, Profile

#: The verdicts that set a council apart from its peers for the worse.
DISTINCTIVE = ("only_you", "higher")


@dataclass(frozen=True)
class Comparison:
    """``rules`` are in the order of the children above what is expected; ``trends`` are of the rules that ran."""

    own: Profile
    peers: Mapping[str, Profile]
    not_comparable: Mapping[str, str]
    rules: list[Compared]
    trends: Mapping[str, Trend]

    @property
    def distinctive(self) -> list[Compared]:
        """The errors that set the council apart."""
        return [rule for rule in self.rules if rule.verdict in DISTINCTIVE]

    def of_another_edition(self, code: str) -> int:
        """How many peers have counts of a rule that don't compare, for the rule meant something else to them."""
        return left_out(self.peers.values(), code)

    def of(self, verdict: str) -> list[Compared]:
        """The rules with a verdict."""
        return [rule for rule in self.rules if rule.verdict == verdict]

    @property
    def children_affected(self) -> Count:
        """The children with any of the distinctive errors. One child may have several, and counts can't tell."""
        children = [rule.children for rule in self.distinctive if rule.children]
        fewest = max((count.lo for count in children), default=0)
        most = min(sum(count.hi for count in children), max(self.own.children.hi, fewest))
        return Count(fewest, most)


def peers_of(own: Profile, profiles: Iterable[Profile], group: set[str]) -> tuple[dict[str, Profile], dict[str, str]]:
    """The profiles of a group of councils that can be compared, and why the others can't be."""
    like, reasons = comparable(own, [profile for profile in profiles if profile.authority in group])
    absent = dict.fromkeys(group - {own.authority} - set(like) - set(reasons), "no profile in the network")
    return like, dict(sorted((reasons | absent).items()))


def comparison(
    own: Profile,
    peers: Mapping[str, Profile],
    not_comparable: Mapping[str, str],
    fits: Mapping[str, FittedRule],
    earlier: Iterable[Profile],
) -> Comparison:
    """The council beside what was fitted to its peers; ``earlier`` may hold any of its profiles.

    A rule's trend is over the returns in which it meant the same.
    """
    codes = sorted({*own.ran, *own.skipped})
    before = sorted((one for one in earlier if comes_before(one, own)), key=lambda one: (one.year, one.as_at))
    trends = {
        code: trend(
            [
                (ran.children_checked, ran.children)
                for one in (*before, own)
                if (ran := one.ran.get(code)) and (one is own or same_edition(one, own, code))
            ]
        )
        for code in own.ran
    }
    return Comparison(own, peers, not_comparable, compare(observed(own), fits, codes), trends)


def comes_before(one: Profile, own: Profile) -> bool:
    """Whether a profile is an earlier one of the same council and stage."""
    same = one.authority == own.authority and one.stage == own.stage
    return same and one.as_at < own.as_at and one.year <= own.year
