"""The page of a whole network: errors of all, errors of one case system, and the matrix of councils by rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plumbline.comparing.applying.verdicts import Verdict
from plumbline.comparing.network_wide.across import Across, Group, RuleAcross
from plumbline.model.authorities import authorities, council_name
from plumbline.profiles.made_up import made_up_words
from plumbline.profiles.words import disclosures_words
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
from plumbline.reporting.shared.systems import system_name
from plumbline.rules.book import Definition

#: So many councils fit beside one another on a printed page; with more, the matrix is several tables.
_ABREAST = 24


@dataclass(frozen=True)
class CouncilLine:
    """One council in the list: ``apart`` are the codes of the rules that set it apart."""

    code: str
    name: str
    region: str
    system: str
    apart: list[str]


@dataclass(frozen=True)
class Matrix:
    """Some councils, as code and name, and their verdicts rule by rule."""

    councils: list[tuple[str, str]]
    rows: list[tuple[RuleAcross, list[Verdict]]]


def across_page(across: Across, definitions: Mapping[str, Definition], network: str, *, made_up: bool) -> str:
    """The page; ``network`` is what the network is called, and a made-up one is marked."""
    some = [rule for rule in checked(across) if rule.councils.with_it.hi]
    return environment().get_template("reporting/network/across.html").render(
        made_up=made_up,
        made_up_part=made_up_words(across.made_up),
        network=network,
        sentence=sentence(across),
        about=about(across),
        bands=disclosures_words(profile.disclosure for profile in across.councils.values()),
        titles={code: definition.title for code, definition in definitions.items()},
        meanings={"common": COMMON_MEANS, "system": SYSTEM_MEANS, "verdict": VERDICT_MEANS},
        common=across.common,
        of_systems=[(one, chance(one.p)) for one in across.of_systems],
        tested=across.tested,
        undecided=undecided(across),
        marks=MARKS,
        councils=[_council(across, code) for code in _by_name(across)],
        matrices=_matrices(across, [rule for rule in some if rule.apart]),
        others=_matrices(across, [rule for rule in some if not rule.apart]),
        without=[rule.code for rule in checked(across) if not rule.councils.with_it.hi],
        not_checked=[rule.code for rule in across.rules if not rule.councils.checked],
        not_comparable={council_name(code): reason for code, reason in across.not_comparable.items()},
        of=of,
        median=_median,
        system_name=system_name,
    )  # fmt: skip


def _median(found: Group) -> str:
    return percent(found.middle)


def _council(across: Across, code: str) -> CouncilLine:
    system = system_name(across.systems.get(code, "unknown"))
    return CouncilLine(
        code, across.name(code), authorities()[code].region, system, [rule.code for rule in across.apart(code)]
    )


def _by_name(across: Across) -> list[str]:
    return sorted(across.councils, key=council_name)


def _matrices(across: Across, rules: Sequence[RuleAcross]) -> list[Matrix]:
    """The matrix in tables of so many councils as fit abreast; none where there are no rules."""
    councils = _by_name(across)
    parts = [councils[at : at + _ABREAST] for at in range(0, len(councils), _ABREAST)] if rules else []
    return [
        Matrix(
            [(code, across.name(code)) for code in part],
            [(rule, [rule.verdicts[code] for code in part]) for rule in rules],
        )
        for part in parts
    ]
