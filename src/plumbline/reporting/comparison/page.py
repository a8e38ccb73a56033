"""The page of a comparison: one file that opens anywhere, prints, and needs nothing from elsewhere."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from plumbline.comparing.applying.comparison import Comparison
from plumbline.comparing.applying.fitted import FEWEST_PEERS
from plumbline.comparing.applying.verdicts import Compared
from plumbline.comparing.network_wide.across import share
from plumbline.model.authorities import council_name
from plumbline.networks.advice import Advice
from plumbline.profiles.profile import Count, Profile, RuleCounts
from plumbline.reporting.comparison.advice_words import MOST_CALLS, call_line, solution_lines
from plumbline.reporting.comparison.words import (
    TRENDS,
    VERDICTS,
    about,
    decimal,
    left_out,
    more_than_expected,
    numbers,
    percent,
    sentence,
    why_not_checked,
)
from plumbline.reporting.shared.pages import environment
from plumbline.rules.book import Definition

#: The chart of peers: its width, how far the bars reach, and the room for each peer.
_WIDTH, _REACH, _ROW = 480, 470, 7
_TOP = 44


def comparison_page(
    compared: Comparison, definitions: Mapping[str, Definition], network: str, advice: Mapping[str, Advice]
) -> str:
    """The page, with the meaning of each rule from its definition; ``network`` is what the network is called."""
    return (
        environment()
        .get_template("reporting/comparison/comparison.html")
        .render(
            network=network,
            own=compared.own,
            name=council_name,
            sentence=sentence(compared),
            about=about(compared.own),
            compared=compared,
            sections=[
                _section(compared, rule, definitions[rule.code], advice[rule.code]) for rule in compared.distinctive
            ],
            lines=[_line(rule, definitions) for rule in compared.rules if rule.verdict != "not_checked"],
            left_out={rule.code: words for rule in compared.rules if (words := left_out(compared, rule))},
            not_checked=_not_checked(compared.own, compared.of("not_checked")),
            titles={code: definition.title for code, definition in definitions.items()},
            trends={code: TRENDS[trend] for code, trend in compared.trends.items()},
            verdicts=VERDICTS,
            fewest_peers=FEWEST_PEERS,
        )
    )


def _section(compared: Comparison, rule: Compared, definition: Definition, advice: Advice) -> dict[str, Any]:
    peers = [(code, peer.ran[rule.code]) for code, peer in compared.peers.items() if _knows(peer, rule.code)]
    peers.sort(key=lambda peer: (share(peer[1])[1], share(peer[1])[0], peer[0]), reverse=True)
    return {
        "rule": rule,
        "title": definition.title,
        "why": definition.why,
        "fix": definition.fix,
        "numbers": numbers(compared, rule),
        "solutions": [(one.solution, *solution_lines(one)) for one in advice.solutions],
        "calls": [call_line(one) for one in advice.to_call[:MOST_CALLS]],
        "more_calls": [council_name(one.member.authority) for one in advice.to_call[MOST_CALLS:]],
        "peers": [
            {
                "name": council_name(code),
                "children": ran.children,
                "checked": ran.children_checked,
                "share": percent(share(ran)),
            }
            for code, ran in peers
        ],
        "strip": _strip(compared.own.ran[rule.code], [ran for _, ran in peers]),
    }


def _strip(own: RuleCounts, peers: list[RuleCounts]) -> dict[str, Any]:
    """The bars of the chart: to where a share is at least, and to where it is at most."""
    shares = [known for known in map(share, peers) if known[1] > 0]
    most = ceil(1000 * max(high for _, high in (share(own), *shares))) / 1000 or 1.0  # as it is printed, or more
    return {
        "width": _WIDTH,
        "reach": _REACH,
        "height": _TOP + _ROW * len(shares) + 28,
        "own": _ends(share(own), most),
        "own_share": percent(share(own)),
        "bars": [(_ends(peer, most), _TOP + _ROW * at) for at, peer in enumerate(shares)],
        "most": percent((most, most)),
        "without": len(peers) - len(shares),
        "hidden": any(low < high for low, high in (share(own), *shares)),
    }


def _ends(known: tuple[float, float], most: float) -> tuple[float, float]:
    low, high = known
    return round(low / most * _REACH, 1), round(high / most * _REACH, 1)


def _knows(peer: Profile, code: str) -> bool:
    return code in peer.ran and peer.ran[code].children_checked.lo > 0


def _line(rule: Compared, definitions: Mapping[str, Definition]) -> dict[str, Any]:
    return {
        "rule": rule,
        "title": definitions[rule.code].title,
        "share": percent(rule.rate) if rule.rate else "",
        "middle": percent(rule.fit.shares[1]) if rule.fit else "",
        "with": f"{rule.fit.peers_with} of {rule.fit.peers_checked}" if rule.fit else "",
        "expected": decimal(rule.expected) if rule.expected else "",
        "excess": more_than_expected(rule) if rule.excess and rule.children != Count(0, 0) else "",
    }


def _not_checked(own: Profile, rules: list[Compared]) -> dict[str, list[str]]:
    """The codes of the rules that were not checked, by the reason in words."""
    found: dict[str, list[str]] = {}
    for code in sorted(rule.code for rule in rules):
        found.setdefault(why_not_checked(own, code), []).append(code)
    return found
