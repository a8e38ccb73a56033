"""The page of a comparison: one file that opens anywhere, prints, and needs nothing from elsewhere."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from plumbline.comparing.comparison import Comparison
from plumbline.comparing.fitted import FEWEST_PEERS
from plumbline.comparing.verdicts import Compared
from plumbline.networks.advice import Advice
from plumbline.profiles.profile import Count, Profile, RuleCounts
from plumbline.reporting.advice_words import MOST_CALLS, call_line, solution_lines
from plumbline.reporting.comparison_words import (
    TRENDS,
    VERDICTS,
    about,
    council_name,
    decimal,
    more_than_expected,
    numbers,
    percent,
    sentence,
    why_not_checked,
)
from plumbline.reporting.page import environment

#: The chart of peers: its width, how far the bars reach, and the room for each peer.
_WIDTH, _REACH, _ROW = 480, 470, 6
_TOP = 50

#: Where a bar would be too small to be seen.
_THINNEST = 3.0

Definition = Mapping[str, Any]


def comparison_page(
    compared: Comparison, definitions: Mapping[str, Definition], network: str, advice: Mapping[str, Advice]
) -> str:
    """The page, with the meaning of each rule from its definition; ``network`` is what the network is called."""
    template = environment().from_string(
        files("plumbline.reporting").joinpath("templates/comparison.html").read_text("utf-8")
    )
    return template.render(
        network=network,
        own=compared.own,
        name=council_name,
        sentence=sentence(compared),
        about=about(compared.own),
        compared=compared,
        sections=[
            _section(compared, rule, definitions.get(rule.code, {}), advice[rule.code]) for rule in compared.distinctive
        ],
        lines=[_line(rule, definitions) for rule in compared.rules if rule.verdict != "not_checked"],
        not_checked=_not_checked(compared.own, compared.of("not_checked")),
        titles={code: definition["title"] for code, definition in definitions.items()},
        trends={code: TRENDS[trend] for code, trend in compared.trends.items()},
        verdicts=VERDICTS,
        fewest_peers=FEWEST_PEERS,
    )


def _section(compared: Comparison, rule: Compared, definition: Definition, advice: Advice) -> dict[str, Any]:
    peers = [(code, peer.ran[rule.code]) for code, peer in compared.peers.items() if _knows(peer, rule.code)]
    peers.sort(key=lambda peer: (_share(peer[1])[1], _share(peer[1])[0], peer[0]), reverse=True)
    return {
        "rule": rule,
        "title": definition.get("title", ""),
        "why": definition.get("why", ""),
        "fix": definition.get("fix", ""),
        "numbers": numbers(compared, rule),
        "solutions": [(one.solution, *solution_lines(one)) for one in advice.solutions],
        "calls": [call_line(one) for one in advice.to_call[:MOST_CALLS]],
        "more_calls": [council_name(one.member.authority) for one in advice.to_call[MOST_CALLS:]],
        "peers": [
            {
                "name": council_name(code),
                "children": ran.children,
                "checked": ran.children_checked,
                "share": percent(_share(ran)),
            }
            for code, ran in peers
        ],
        "strip": _strip(compared.own.ran[rule.code], [ran for _, ran in peers]),
    }


def _strip(own: RuleCounts, peers: list[RuleCounts]) -> dict[str, Any]:
    """Where the bars of the chart begin and how long they are; a bar covers all that a share may be."""
    shares = [_share(ran) for ran in peers]
    most = max(high for _, high in (_share(own), *shares)) or 1.0
    return {
        "width": _WIDTH,
        "reach": _REACH,
        "height": _TOP + _ROW * len(shares) + 24,
        "own": _bar(_share(own), most),
        "own_share": percent(_share(own)),
        "bars": [(*_bar(share, most), _TOP + _ROW * at) for at, share in enumerate(shares)],
        "most": percent((most, most)),
    }


def _bar(share: tuple[float, float], most: float) -> tuple[float, float]:
    low, high = (end / most * (_REACH - _THINNEST) for end in share)
    return round(low, 1), round(max(high - low, _THINNEST), 1)


def _knows(peer: Profile, code: str) -> bool:
    return code in peer.ran and peer.ran[code].children_checked.lo > 0


def _share(ran: RuleCounts) -> tuple[float, float]:
    """All that the share of children in error may be."""
    return ran.children.lo / max(1, ran.children_checked.hi), min(1.0, ran.children.hi / _fewest(ran))


def _fewest(ran: RuleCounts) -> int:
    return max(1, ran.children_checked.lo, ran.children.lo)


def _line(rule: Compared, definitions: Mapping[str, Definition]) -> dict[str, Any]:
    return {
        "rule": rule,
        "title": definitions.get(rule.code, {}).get("title", ""),
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
