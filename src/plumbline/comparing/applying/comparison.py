"""One council beside its peers: everything that a page, a terminal or a document shows of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from plumbline.comparing.applying.fitted import FittedRule, observed
from plumbline.comparing.applying.peers import comparable, left_out, same_edition
from plumbline.comparing.applying.trends import Trend, trend
from plumbline.comparing.applying.verdicts import Compared, Verdict, compare
from plumbline.profiles.made_up import made_up_among, marked_name
from plumbline.profiles.profile import Count, Profile

#: The verdicts that set a council apart from its peers for the worse.
DISTINCTIVE: tuple[Verdict, ...] = ("only_you", "higher")


#: How far back the counts of a rule are shown: the months of a year, whatever the day of the month.
SHOWN = timedelta(days=372)


class Seen(NamedTuple):
    """What a rule counted on a day."""

    as_at: date
    children_checked: Count
    children: Count


@dataclass(frozen=True)
class Comparison:
    """``rules`` are in the order of the children above what is expected.

    Of the rules that ran, ``history`` is what the council's returns of the same stage counted, the oldest first and ``own``
    last, as far as the rule meant the same in them; and ``trends`` are how that went.
    """

    own: Profile
    peers: Mapping[str, Profile]
    not_comparable: Mapping[str, str]
    rules: list[Compared]
    trends: Mapping[str, Trend]
    history: Mapping[str, Sequence[Seen]]

    @property
    def made_up(self) -> frozenset[str]:
        """The councils whose profiles are made up, where others' are not."""
        return made_up_among([self.own, *self.peers.values()])

    def name(self, council: str) -> str:
        """A council's name, with a mark where its profile is made up and others' are not."""
        return marked_name(council, self.made_up)

    def last_months(self, code: str) -> list[Seen]:
        """What a rule counted in the last twelve months."""
        return [seen for seen in self.history.get(code, ()) if self.own.as_at - seen.as_at <= SHOWN]

    @property
    def distinctive(self) -> list[Compared]:
        """The errors that set the council apart."""
        return [rule for rule in self.rules if rule.verdict in DISTINCTIVE]

    @property
    def in_full(self) -> list[Compared]:
        """The errors of which all is told: those that set the council apart, then those that it has in few, and alone."""
        return [*self.distinctive, *self.of("few_only_you")]

    def of_another_edition(self, code: str) -> int:
        """How many peers have counts of a rule that don't compare, for the rule meant something else to them."""
        return left_out(self.peers.values(), code)

    def of(self, verdict: Verdict) -> list[Compared]:
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
    """The council beside what was fitted to its peers; ``earlier`` may hold any of its profiles."""
    codes = sorted({*own.ran, *own.skipped})
    before = sorted((one for one in earlier if comes_before(one, own)), key=lambda one: (one.year, one.as_at))
    history = {
        code: [
            Seen(one.as_at, ran.children_checked, ran.children)
            for one in (*before, own)
            if (ran := one.ran.get(code)) and (one is own or same_edition(one, own, code))
        ]
        for code in own.ran
    }
    trends = {code: trend([(one.children_checked, one.children) for one in seen]) for code, seen in history.items()}
    return Comparison(own, peers, not_comparable, compare(observed(own), fits, codes), trends, history)


def comes_before(one: Profile, own: Profile) -> bool:
    """Whether a profile is an earlier one of the same council and stage."""
    same = one.authority == own.authority and one.stage == own.stage
    return same and one.as_at < own.as_at and one.year <= own.year
