"""The page of a whole network: errors of all, errors of one case system, and the matrix of councils by rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from plumbline.comparing.network_wide.across import Across, Group, RuleAcross
from plumbline.model.authorities import authorities, council_name
from plumbline.reporting.comparison.words import percent
from plumbline.reporting.network.words import (
    COMMON_MEANS,
    MARKS,
    SYSTEM_MEANS,
    VERDICT_MEANS,
    about,
    chance,
    checked,
    of,
    sentence,
    undecided,
)
from plumbline.reporting.shared.pages import environment
from plumbline.rules.book import Definition

#: So many councils fit beside one another on a printed page; with more, the matrix is several tables.
_ABREAST = 24


def across_page(across: Across, definitions: Mapping[str, Definition], network: str) -> str:
    """The page; ``network`` is what the network is called."""
    some = [rule for rule in checked(across) if rule.councils.with_it.hi]
    return environment().get_template("reporting/network/across.html").render(
        network=network,
        sentence=sentence(across),
        about=about(across),
        titles={code: definition.title for code, definition in definitions.items()},
        meanings={"common": COMMON_MEANS, "system": SYSTEM_MEANS, "verdict": VERDICT_MEANS},
        common=across.common,
        of_systems=[(one, chance(one.p)) for one in across.of_systems],
        tested=across.tested,
        undecided=undecided(across),
        marks=MARKS,
        councils=[
            {"name": council_name(code), "region": authorities()[code].region, "system": across.systems.get(code, ""),
             "apart": [rule.code for rule in across.apart(code)]}
            for code in _by_name(across)
        ],
        matrices=_matrices(across, [rule for rule in some if rule.apart]),
        others=_matrices(across, [rule for rule in some if not rule.apart]),
        without=[rule.code for rule in checked(across) if not rule.councils.with_it.hi],
        not_checked=[rule.code for rule in across.rules if not rule.councils.checked],
        not_comparable={council_name(code): reason for code, reason in across.not_comparable.items()},
        of=of,
        middle=_middle,
    )  # fmt: skip


def _middle(found: Group) -> str:
    return percent(found.middle)


def _by_name(across: Across) -> list[str]:
    return sorted(across.councils, key=council_name)


def _matrices(across: Across, rules: Sequence[RuleAcross]) -> list[dict[str, Any]]:
    """The matrix in tables of so many councils as fit abreast; none where there are no rules."""
    councils = _by_name(across)
    parts = [councils[at : at + _ABREAST] for at in range(0, len(councils), _ABREAST)] if rules else []
    return [
        {
            "names": [council_name(code) for code in part],
            "rows": [(rule, [rule.verdicts[code] for code in part]) for rule in rules],
        }
        for part in parts
    ]
