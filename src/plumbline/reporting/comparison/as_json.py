"""A comparison as plain data, for other programs. A number that is known as an interval only is a pair."""

from collections.abc import Mapping
from typing import Any

from plumbline.comparing.applying.comparison import Comparison
from plumbline.comparing.applying.verdicts import Compared
from plumbline.networks.advice import Advice
from plumbline.reporting.comparison.advice_words import advice_document
from plumbline.reporting.comparison.words import number


def comparison_document(
    compared: Comparison, titles: Mapping[str, str], advice: Mapping[str, Advice]
) -> dict[str, Any]:
    """The document; what a rule has no number for is null. ``advice`` is on the errors that are told in full."""
    return {
        "authority": compared.own.authority,
        "peers": list(compared.peers),
        "not_comparable": dict(compared.not_comparable),
        "as_at": compared.own.as_at.isoformat(),
        "rules": [_rule(compared, rule, titles.get(rule.code, rule.code)) for rule in compared.rules],
        "advice": advice_document(advice),
    }


def peers_checked(compared: Comparison, code: str) -> int:
    """The peers that are known to have checked a child by a rule."""
    return sum(1 for peer in compared.peers.values() if code in peer.ran and peer.ran[code].children_checked.lo > 0)


def _rule(compared: Comparison, rule: Compared, title: str) -> dict[str, Any]:
    fit = rule.fit
    return {
        "code": rule.code,
        "title": title,
        "children_checked": number(rule.children_checked),
        "children": number(rule.children),
        "rate": number(rule.rate),
        "interval": list(rule.interval) if rule.interval else None,
        "peer_median": number(fit.median) if fit else None,
        "peers_with": number(fit.peers_with) if fit else None,
        "peers_checked": peers_checked(compared, rule.code),
        "peers_of_another_edition": compared.of_another_edition(rule.code),
        "expected": number(rule.expected),
        "excess": number(rule.excess),
        "p": rule.p,
        "q": rule.q,
        "verdict": rule.verdict,
        "cannot_tell_because": rule.unclear,
        "trend": compared.trends.get(rule.code),
    }
