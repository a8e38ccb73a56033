"""A return beside its network, in the words that the page shows."""

from typing import Any

from plumbline.browser.books import book_of, codes_in_force
from plumbline.comparing.applying.comparison import Comparison
from plumbline.comparing.applying.verdicts import Compared
from plumbline.networks.advice import Advice, advice
from plumbline.networks.exporting import Export, compared_with_export
from plumbline.networks.network import Network
from plumbline.profiles.profile import Profile
from plumbline.reporting.comparison.advice_words import MOST_CALLS, call_line, solution_lines
from plumbline.reporting.comparison.page import comparison_page
from plumbline.reporting.comparison.words import VERDICTS, about, council_name, numbers, sentence, why_not_checked
from plumbline.rules.book import Definition

#: Verdicts in the order in which the page lists the rules that don't set the council apart.
_OTHERS = ("similar", "lower", "cannot_tell", "too_few_peers", "none", "not_checked")


class Beside:
    """A profile of this tab's return beside the peers of an export."""

    def __init__(self, export: Export, own: Profile):
        self._compared, self._network = compared_with_export(export, own, codes_in_force)
        self._rules = book_of(own.year).in_force
        self._advice = advice(self._network, self._compared)

    def shown(self) -> dict[str, Any]:
        """The comparison as the page shows it."""
        compared = self._compared
        return {
            "sentence": f"{sentence(compared)}.",
            "about": f"{about(compared.own)}. {_peers(compared, self._network)}",
            "distinctive": [self._distinctive(rule) for rule in compared.distinctive],
            "others": [
                {"verdict": VERDICTS[verdict].capitalize(), "rules": [self._other(rule) for rule in rules]}
                for verdict in _OTHERS
                if (rules := compared.of(verdict))
            ],
            "notComparable": [f"{council_name(code)}: {why}" for code, why in compared.not_comparable.items()],
        }

    def page(self) -> str:
        """The comparison as a page of its own, with its charts."""
        return comparison_page(self._compared, self._rules, self._network.title, self._advice)

    def _distinctive(self, rule: Compared) -> dict[str, Any]:
        found: Advice = self._advice[rule.code]
        definition: Definition = self._rules[rule.code]
        return {
            "code": rule.code,
            "title": definition.title,
            "verdict": VERDICTS[rule.verdict],
            "said": [*numbers(self._compared, rule), definition.why],
            "fix": definition.fix,
            "solutions": [". ".join((one.solution.title, *solution_lines(one))) for one in found.solutions],
            "calls": [call_line(one) for one in found.to_call[:MOST_CALLS]],
        }

    def _other(self, rule: Compared) -> dict[str, str]:
        said = " ".join(numbers(self._compared, rule))
        if rule.verdict == "not_checked":
            said = f"Not checked: {why_not_checked(self._compared.own, rule.code)}."
        return {"code": rule.code, "title": self._rules[rule.code].title, "said": said}


def _peers(compared: Comparison, network: Network) -> str:
    names = ", ".join(map(council_name, compared.peers))
    return f"Compared with {len(compared.peers)} councils of {network.title}: {names}."
