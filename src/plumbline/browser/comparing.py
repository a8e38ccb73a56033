"""A return beside its network, in the words that the page shows."""

from collections.abc import Mapping

from plumbline.browser.answers import ComparisonShown, DistinctiveRule, OfVerdict, OtherRule
from plumbline.browser.books import book_of
from plumbline.comparing.applying.comparison import Comparison
from plumbline.comparing.applying.verdicts import Compared, Verdict
from plumbline.model.authorities import council_name
from plumbline.networks.comparing import CouncilCompared, CouncilRequest, compare_council
from plumbline.networks.exporting import Export
from plumbline.profiles.made_up import made_up_words
from plumbline.profiles.profile import Profile
from plumbline.profiles.words import disclosure_words, disclosures_words
from plumbline.reporting.comparison.advice_words import MOST_CALLS, call_line, solution_lines
from plumbline.reporting.comparison.page import comparison_page
from plumbline.reporting.comparison.words import VERDICTS, about, numbers, sentence, why_not_checked
from plumbline.rules.book import Definition
from plumbline.wording import counted

#: Verdicts in the order in which the page lists the rules that don't set the council apart.
_OTHERS: tuple[Verdict, ...] = (
    "few_only_you",
    "similar",
    "lower",
    "cannot_tell",
    "too_few_peers",
    "none",
    "not_checked",
)


def compared(export: Export, own: Profile) -> CouncilCompared:
    """A profile of this tab's return beside the peers of an export."""
    return compare_council(export.store, CouncilRequest(own, export.peers))


def compared_page(found: CouncilCompared) -> str:
    """The comparison as a page of its own, with its charts."""
    return comparison_page(found, _rules(found))


def shown_comparison(found: CouncilCompared) -> ComparisonShown:
    """The comparison as the page shows it."""
    beside = found.comparison
    return ComparisonShown(
        f"{sentence(beside)}.",
        f"{about(beside)}. {_peers(beside, found.network)}",
        [_distinctive(found, rule) for rule in beside.distinctive],
        [
            OfVerdict(VERDICTS[verdict].capitalize(), [_other(found, rule) for rule in rules])
            for verdict in _OTHERS
            if (rules := beside.of(verdict))
        ],
        [f"{council_name(code)}: {why}" for code, why in beside.not_comparable.items()],
    )


def _rules(found: CouncilCompared) -> Mapping[str, Definition]:
    return book_of(found.comparison.own.year).in_force


def _distinctive(found: CouncilCompared, rule: Compared) -> DistinctiveRule:
    definition, tried = _rules(found)[rule.code], found.advice[rule.code]
    return DistinctiveRule(
        rule.code,
        definition.title,
        VERDICTS[rule.verdict],
        [*numbers(found.comparison, rule), definition.why],
        definition.fix,
        [". ".join((one.solution.title, *solution_lines(one))) for one in tried.solutions],
        [call_line(one, found.comparison.name) for one in tried.to_call[:MOST_CALLS]],
    )


def _other(found: CouncilCompared, rule: Compared) -> OtherRule:
    said = " ".join(numbers(found.comparison, rule))
    if rule.verdict == "not_checked":
        said = f"Not checked here: {why_not_checked(found.comparison.own, rule.code)}."
    return OtherRule(rule.code, _rules(found)[rule.code].title, said)


def _peers(compared: Comparison, network: str) -> str:
    names = ", ".join(map(compared.name, compared.peers))
    counts = disclosures_words(peer.disclosure for peer in compared.peers.values())
    said = (
        f"Your {disclosure_words(compared.own.disclosure)}, and stay here. "
        f"Compared with {counted(len(compared.peers), 'council')} of {network}: {names}. Their {counts}. "
        f"{made_up_words(compared.made_up)}"
    )
    return said.rstrip()
