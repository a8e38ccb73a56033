"""The errors that are told in full, each as a row of charts on one axis, with what to do and whom to call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plumbline.comparing.applying.comparison import DISTINCTIVE, Comparison, Seen
from plumbline.comparing.applying.predictive import expected_range
from plumbline.comparing.applying.verdicts import Compared, Verdict, likely_share
from plumbline.comparing.network_wide.across import share
from plumbline.networks.advice import Advice
from plumbline.networks.comparing import CouncilCompared
from plumbline.networks.solutions import Solution
from plumbline.profiles.profile import Profile, RuleCounts
from plumbline.reporting.comparison.advice_words import MOST_CALLS, call_briefly, call_line, solution_lines
from plumbline.reporting.comparison.words import excess_children, numbers, with_sign
from plumbline.reporting.shared.charts.chart import Known
from plumbline.reporting.shared.charts.line import Line, OnLine
from plumbline.reporting.shared.charts.scale import Scale, scale_of
from plumbline.reporting.shared.charts.strip import OnStrip, Strip
from plumbline.reporting.shared.figures import PERCENT
from plumbline.rules.book import Definition


@dataclass(frozen=True)
class Tried:
    """A solution in the network, its evidence in words, and who wrote it."""

    solution: Solution
    evidence: str
    by: str


@dataclass(frozen=True)
class ErrorRow:
    """One error: ``more`` are the children beyond those expected; ``months`` is absent where there is one return only."""

    rule: Compared
    definition: Definition
    strip: Strip
    more: str
    months: Line | None
    change: str
    numbers: list[str]
    solutions: list[Tried]
    call: str
    calls: list[str]
    more_calls: list[str]


def error_rows(
    found: CouncilCompared, definitions: Mapping[str, Definition], verdicts: Sequence[Verdict] = DISTINCTIVE
) -> list[ErrorRow]:
    """The rows in the order of the verdicts; of each verdict those that would lessen most come first."""
    compared = found.comparison
    rules = [rule for verdict in verdicts for rule in compared.of(verdict)]
    scale = scale_of([end for rule in rules for one in _drawn(compared, rule) for end in one], root=True)
    return [_row(compared, rule, definitions[rule.code], found.advice[rule.code], scale) for rule in rules]


def _row(compared: Comparison, rule: Compared, definition: Definition, advice: Advice, scale: Scale) -> ErrorRow:
    seen = compared.last_months(rule.code)
    return ErrorRow(
        rule,
        definition,
        _strip(compared, rule, scale),
        with_sign(excess_children(rule)),
        _months(rule.code, seen),
        f"{seen[0].children} → {seen[-1].children}" if len(seen) > 1 else "",
        numbers(compared, rule),
        [Tried(one.solution, *solution_lines(one)) for one in advice.solutions],
        call_briefly(advice.to_call[0], compared.name) if advice.to_call else "",
        [call_line(one, compared.name) for one in advice.to_call[:MOST_CALLS]],
        [compared.name(one.member.authority) for one in advice.to_call[MOST_CALLS:]],
    )


def _strip(compared: Comparison, rule: Compared, scale: Scale) -> Strip:
    own = compared.own
    return Strip(
        f"Rule {rule.code}, children in error of every 100 checked",
        OnStrip(compared.name(own.authority), _known(own.ran[rule.code]), _said(own.ran[rule.code])),
        [
            OnStrip(compared.name(code), _known(peer.ran[rule.code]), _said(peer.ran[rule.code]))
            for code, peer in _that_checked(compared, rule.code)
        ],
        _of_100(rule.fit.median) if rule.fit else None,
        _expected(rule),
        scale,
        PERCENT,
    )


def _drawn(compared: Comparison, rule: Compared) -> list[Known]:
    """All that must be on the axis."""
    everyone = [compared.own, *(peer for _, peer in _that_checked(compared, rule.code))]
    expected = _expected(rule)
    return [*(_known(one.ran[rule.code]) for one in everyone), *([expected] if expected else [])]


def _that_checked(compared: Comparison, code: str) -> list[tuple[str, Profile]]:
    """The peers that are known to have checked a child."""
    return [
        (council, peer)
        for council, peer in compared.peers.items()
        if code in peer.ran and peer.ran[code].children_checked.lo > 0
    ]


def _expected(rule: Compared) -> Known | None:
    """The shares that 95 of 100 councils like the peers would have, of as many children checked."""
    checked = rule.children_checked
    if rule.fit is None or rule.expected is None or not checked:
        return None
    of = max(1, checked.lo), checked.hi
    fewest, most = expected_range(rule.fit, of[0])[0], expected_range(rule.fit, of[1])[1]
    return _of_100((fewest / of[1], min(1.0, most / of[0])))


def _months(code: str, seen: Sequence[Seen]) -> Line | None:
    if len(seen) < 2:
        return None
    points = [
        OnLine(
            one.as_at,
            _of_100(share(RuleCounts(*[one.children_checked, one.children] * 2))).middle,
            _of_100(likely_share(one.children_checked, one.children)),
        )
        for one in seen
    ]
    return Line(f"Rule {code}, children in error of every 100 checked here", points, PERCENT)


def _known(counts: RuleCounts) -> Known:
    return _of_100(share(counts))


def _of_100(known: tuple[float, float]) -> Known:
    return Known(100 * known[0], 100 * known[1])


def _said(counts: RuleCounts) -> str:
    return f"{counts.children} of {counts.children_checked} children"
