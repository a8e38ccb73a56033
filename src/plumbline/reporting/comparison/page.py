"""The page of a comparison: one file that opens anywhere, prints, and needs nothing from elsewhere."""

from collections.abc import Mapping

from plumbline.comparing.applying.comparison import Comparison
from plumbline.comparing.applying.verdicts import FALSE_DISCOVERY_RATE
from plumbline.model.authorities import council_name
from plumbline.networks.comparing import CouncilCompared
from plumbline.profiles.made_up import made_up_words
from plumbline.profiles.words import disclosure_words, disclosures_words
from plumbline.reporting.comparison.lists import not_checked, verdict_bars, verdict_lists
from plumbline.reporting.comparison.rows import ErrorRow, error_rows
from plumbline.reporting.comparison.words import SHAPES, VERDICTS, finding, left_out, touched
from plumbline.reporting.shared.charts.strip import axis
from plumbline.reporting.shared.pages import environment
from plumbline.rules.book import Definition

#: The verdicts that set a council apart, and what the group of each is called.
_GROUPS = (
    ("only_you", "Errors that others don't have"),
    ("higher", "Errors that others have less often"),
)


def comparison_page(found: CouncilCompared, definitions: Mapping[str, Definition]) -> str:
    """The page, with the meaning of each rule from its definition."""
    compared = found.comparison
    rows, few = error_rows(found, definitions), error_rows(found, definitions, ["few_only_you"])
    lists = verdict_lists(compared, definitions)
    return environment().get_template("reporting/comparison/comparison.html").render(
        made_up=found.made_up,
        council=compared.name(compared.own.authority),
        made_up_part=made_up_words(compared.made_up),
        own=compared.own,
        network=found.network,
        verdicts=VERDICTS,
        shapes=SHAPES,
        finding=finding(compared),
        touched=touched(compared),
        bands=_bands(compared),
        axis=axis(rows[0].strip.scale, rows[0].strip.unit) if rows else "",
        groups=[
            (verdict, name, those)
            for verdict, name in _GROUPS
            if (those := [row for row in rows if row.rule.verdict == verdict])
        ],
        rows=rows,
        few=few,
        lists=lists,
        bars=verdict_bars(lists),
        checks=len(compared.rules) - len(compared.of("not_checked")),
        not_checked=not_checked(compared),
        titles={code: definition.title for code, definition in definitions.items()},
        peers=_peers(compared, rows),
        not_comparable={council_name(code): reason for code, reason in compared.not_comparable.items()},
        left_out={rule.code: words for rule in compared.rules if (words := left_out(compared, rule))},
        by_chance=round(1 / FALSE_DISCOVERY_RATE),
    )  # fmt: skip


def _bands(compared: Comparison) -> str:
    """Which bands the counts are in: this council's, and its peers'."""
    own = disclosure_words(compared.own.disclosure)
    if not compared.peers:
        return f"This council's {own}."
    theirs = disclosures_words(peer.disclosure for peer in compared.peers.values())
    return f"All {own}." if own == theirs else f"This council's {own}. Of the peers, {theirs}."


def _peers(compared: Comparison, rows: list[ErrorRow]) -> list[tuple[str, list[str]]]:
    """Each peer with its children in error by rule, for the table; empty where it did not check a rule."""
    return [
        (
            compared.name(code),
            [str(peer.children), *(str(peer.ran[one].children) if one in peer.ran else "" for one in _codes(rows))],
        )
        for code, peer in sorted(compared.peers.items(), key=lambda one: council_name(one[0]))
    ]


def _codes(rows: list[ErrorRow]) -> list[str]:
    return [row.rule.code for row in rows]
