"""All rules by verdict, for the folded lists of a comparison, and those that were not checked by the reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from plumbline.comparing.applying.comparison import DISTINCTIVE, Comparison
from plumbline.comparing.applying.fitted import FEWEST_PEERS
from plumbline.comparing.applying.verdicts import ALONE, FEWEST_ALONE, Compared, Unclear, Verdict
from plumbline.reporting.comparison.words import (
    TRENDS,
    VERDICTS,
    expected_children,
    more_than_expected,
    percent,
    why_not_checked,
)
from plumbline.reporting.shared.charts.bars import Bar, Bars, Kind
from plumbline.reporting.shared.figures import WHOLE
from plumbline.rules.book import Definition

#: The lists in their order: the verdict, why it can't be told where it can't, and what that means.
_LISTS: tuple[tuple[Verdict, Unclear | None, str], ...] = (
    ("only_you", None, f"At most 1 peer in {ALONE} has it or, where counts are in bands, could have it."),
    ("few_only_you", None, f"The same, in fewer than {FEWEST_ALONE} children."),
    ("higher", None, "More than a council like the peers would have, beyond chance."),
    ("similar", None, "Nothing to learn from others here."),
    ("lower", None, "Fewer than a council like the peers would have: others may call you."),
    ("cannot_tell", "small_counts", "More children, or exact counts, would tell."),
    ("cannot_tell", "councils_differ", "Whatever the count, a big difference is usual."),
    ("too_few_peers", None, f"Fewer than {FEWEST_PEERS} peers checked it."),
    ("none", None, "No child here has it."),
)
_WHY: dict[Unclear, str] = {"small_counts": "counts too small", "councils_differ": "councils differ too much"}


@dataclass(frozen=True)
class RuleLine:
    """One rule in a list, everything as it is printed; empty where there is nothing to say."""

    code: str
    title: str
    table: str
    children: str
    checked: str
    share: str
    median: str
    peers_with: str
    expected: str
    beside: str
    since: str


@dataclass(frozen=True)
class VerdictList:
    """The rules with one verdict, those furthest above what is expected first."""

    verdict: Verdict
    name: str
    means: str
    lines: list[RuleLine]


def verdict_lists(compared: Comparison, definitions: Mapping[str, Definition]) -> list[VerdictList]:
    """A list for each verdict that any rule has; those that can't be told are apart by the reason."""
    return [
        VerdictList(verdict, _name(verdict, why), means, lines)
        for verdict, why, means in _LISTS
        if (
            lines := [
                _line(compared, rule, definitions[rule.code]) for rule in compared.of(verdict) if rule.unclear == why
            ]
        )
    ]


def verdict_bars(lists: list[VerdictList]) -> Bars:
    """How many rules have each verdict."""
    return Bars("Checks by verdict", [Bar(one.name, len(one.lines), _kind(one)) for one in lists], WHOLE)


def not_checked(compared: Comparison) -> dict[str, list[str]]:
    """The codes of the rules that were not checked, by the reason in words."""
    found: dict[str, list[str]] = {}
    for code in sorted(rule.code for rule in compared.of("not_checked")):
        found.setdefault(why_not_checked(compared.own, code), []).append(code)
    return found


def _name(verdict: Verdict, why: Unclear | None) -> str:
    name = VERDICTS[verdict].capitalize()
    return f"{name}: {_WHY[why]}" if why else name


def _kind(one: VerdictList) -> Kind:
    if one.verdict in DISTINCTIVE:
        return "us"
    return "open" if one.verdict in ("cannot_tell", "too_few_peers") else "usual"


def _line(compared: Comparison, rule: Compared, definition: Definition) -> RuleLine:
    some = rule.excess is not None and rule.verdict != "none"
    return RuleLine(
        rule.code,
        definition.title,
        str(definition.table),
        str(rule.children or ""),
        str(rule.children_checked or ""),
        percent(rule.rate) if rule.rate else "",
        percent(rule.fit.median) if rule.fit else "",
        f"{rule.fit.peers_with} of {rule.fit.peers_checked}" if rule.fit else "",
        expected_children(rule) if rule.expected else "",
        more_than_expected(rule) if some else "",
        TRENDS[compared.trends[rule.code]] if rule.code in compared.trends else "",
    )
