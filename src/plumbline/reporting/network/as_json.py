"""A whole network as plain data, for other programs. A number that is known as an interval only is a pair."""

from collections.abc import Mapping
from typing import Any

from plumbline.comparing.network_wide.across import Across, Group, RuleAcross
from plumbline.model.authorities import authorities
from plumbline.reporting.comparison.words import number


def across_document(across: Across, titles: Mapping[str, str]) -> dict[str, Any]:
    """The document; ``councils_with`` counts the councils that have an error, of those that checked the rule."""
    return {
        "collection_year": across.first.year,
        "stage": across.first.stage,
        "as_at": across.first.as_at.isoformat(),
        "councils": [
            {
                "authority": code,
                "name": authorities()[code].name,
                "region": authorities()[code].region,
                "case_system": across.systems.get(code),
                "as_at": profile.as_at.isoformat(),
            }
            for code, profile in across.councils.items()
        ],
        "not_comparable": dict(across.not_comparable),
        "rules": [_rule(across, rule, titles.get(rule.code, rule.code)) for rule in across.rules],
        "common": [rule.code for rule in across.common],
        "of_case_systems": [
            {"code": one.code, "case_system": one.system, "its": _group(one.its), "others": _group(one.others), "p": one.p,
             "q": one.q}
            for one in across.of_systems
        ],
        "case_system_tests": across.tested,
        "untold_case_systems": dict(across.untestable),
    }  # fmt: skip


def _rule(across: Across, rule: RuleAcross, title: str) -> dict[str, Any]:
    return {
        "code": rule.code,
        "title": title,
        **_group(rule.councils),
        "councils_of_another_edition": across.of_another_edition(rule.code),
        "children_checked": number(rule.children_checked),
        "children": number(rule.children),
        "common": rule.common,
        "verdicts": dict(rule.verdicts),
    }


def _group(found: Group) -> dict[str, Any]:
    return {
        "councils_checked": found.checked,
        "councils_with": number(found.with_it),
        "middle_share": number(found.middle) if found.checked else None,
    }
