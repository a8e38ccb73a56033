"""What the default bands leave of a comparison, on the networks of ``sample-network``. Part of comparison.py.

Every council is held against all others, first with exact counts, then with the peers' in bands and its own exact, as at
home, then with its own in bands too.
"""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Literal

from plumbline.cli.sampling_networks import made_up, shared
from plumbline.comparing.applying.fitted import observed
from plumbline.comparing.applying.verdicts import FEWEST_ALONE, Compared, Verdict
from plumbline.comparing.network_wide.across import across_rule
from plumbline.comparing.network_wide.in_bulk import compare_all
from plumbline.networks.fitting import cohort_of
from plumbline.networks.network import Network, key_of
from plumbline.profiles.profile import Profile
from plumbline.profiles.sensitive import sensitive_rules
from plumbline.rules.compiled import rulebook_of

SIZES, SEEDS = (24, 153), (1, 2, 3)

HEADER = [
    "| councils | seed | counts | yours alone | of these true | of the exact ones kept | of ordinary rules | of sensitive rules "
    "| few, and yours alone | can't tell | higher | nearly all have it | of the exact ones kept |",
    "|---" * 13 + "|",
]

How = Literal["exact", "peers in bands, own exact", "all in bands"]


@dataclass(frozen=True)
class Said:
    """The verdicts on every council and rule that it checked, and the errors of nearly all councils."""

    verdicts: Mapping[tuple[str, str], Verdict]
    nearly_all: frozenset[str]

    def of(self, verdict: Verdict) -> set[tuple[str, str]]:
        """Councils and rules with a verdict."""
        return {pair for pair, found in self.verdicts.items() if found == verdict}


def rows(size: int, seed: int) -> list[str]:
    """A network of so many councils: three lines of the table."""
    exact = councils_of(made_up(size, 1, seed)[0])
    said, facts = of_network(size, seed), true_facts(exact)
    known = of_no_sensitive_rule(facts, exact)
    return [_line(size, seed, how, one, said["exact"], facts, known) for how, one in said.items()]


def of_network(size: int, seed: int) -> dict[How, Said]:
    """What is said of the councils of a network, three ways."""
    network, _ = made_up(size, 1, seed)
    exact, bands = councils_of(network), councils_of(shared(network))
    return {
        "exact": of_all(exact),
        "peers in bands, own exact": at_home(exact, bands),
        "all in bands": of_all(bands),
    }


def councils_of(network: Network) -> dict[str, Profile]:
    """The profiles of the newest return that stand beside one another."""
    newest = max(network.profiles.values(), key=lambda one: (one.as_at, one.year, one.stage, one.authority))
    councils, _ = cohort_of(network, key_of(newest))
    return councils


def of_all(councils: Mapping[str, Profile]) -> Said:
    """Every council beside all others."""
    counts = {name: observed(profile) for name, profile in councils.items()}
    compared = compare_all(counts, {name: list(counts) for name in counts})
    return Said(
        {pair: verdict for name in counts for pair, verdict in _verdicts(name, compared[name])}, _nearly_all(councils)
    )


def true_facts(exact: Mapping[str, Profile]) -> frozenset[tuple[str, str]]:
    """Councils and rules whose error is theirs alone by the exact counts, worked out anew and plainly."""
    facts = set()
    for code in sorted({code for profile in exact.values() for code in profile.ran}):
        ran = {
            name: profile.ran[code]
            for name, profile in exact.items()
            if code in profile.ran and profile.ran[code].children_checked.lo > 0
        }
        having = {name for name, counts in ran.items() if counts.children.lo > 0}
        for name in having:
            if ran[name].children.lo >= FEWEST_ALONE and 10 * (len(having) - 1) <= len(ran) - 1:
                facts.add((name, code))
    return frozenset(facts)


def at_home(exact: Mapping[str, Profile], bands: Mapping[str, Profile]) -> Said:
    """Every council with its own counts exact beside the bands of all others."""
    own = {f"{name} itself": observed(profile) for name, profile in exact.items()}
    counts = {name: observed(profile) for name, profile in bands.items()}
    groups = {f"{name} itself": [other for other in bands if other != name] for name in exact}
    compared = compare_all({**counts, **own}, groups)
    return Said(
        {pair: verdict for name in exact for pair, verdict in _verdicts(name, compared[f"{name} itself"])},
        _nearly_all(bands),
    )


def of_no_sensitive_rule(pairs: Set[tuple[str, str]], councils: Mapping[str, Profile]) -> set[tuple[str, str]]:
    """Without the rules of which peers don't tell no child from a few."""
    [year] = {profile.year for profile in councils.values()}
    sensitive = sensitive_rules(rulebook_of(year).in_force.values())
    return {(name, code) for name, code in pairs if code not in sensitive}


def _verdicts(name: str, compared: list[Compared]) -> list[tuple[tuple[str, str], Verdict]]:
    return [((name, rule.code), rule.verdict) for rule in compared if rule.verdict != "not_checked"]


def _nearly_all(councils: Mapping[str, Profile]) -> frozenset[str]:
    codes = sorted({code for profile in councils.values() for code in profile.ran})
    return frozenset(code for code in codes if across_rule(code, councils, {}).common == "yes")


def _line(
    size: int,
    seed: int,
    how: How,
    said: Said,
    exact: Said,
    facts: Set[tuple[str, str]],
    known: Set[tuple[str, str]],
) -> str:
    alone, number = said.of("only_you"), Counter(said.verdicts.values())
    kept = len(said.nearly_all & exact.nearly_all)
    cells = [
        str(size), str(seed), how, str(len(alone)),
        _share(len(alone & facts), len(alone)), _share(len(alone & facts), len(facts)),
        f"{len(alone & known)} of {len(known)}", f"{len(alone & facts - known)} of {len(facts - known)}",
        str(number["few_only_you"]), _share(number["cannot_tell"], len(said.verdicts)), str(number["higher"]),
        str(len(said.nearly_all)), _share(kept, len(exact.nearly_all)),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"
