"""What is true of a made-up network: its councils, how common each rule's errors are, who stands out, what helps."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from plumbline.model.authorities import authorities
from plumbline.rules.book import Definition
from plumbline.rules.needs import Source
from plumbline.synthetic.network_rates import typical

#: Share of a council's children with a row of the table, and rows of each such child.
_TABLES = {
    "header": (1.0, 1), "episodes": (0.95, 2), "reviews": (0.8, 3), "uasc": (0.08, 1), "oc2": (0.6, 1), "oc3": (0.25, 1),
    "ad1": (0.06, 1), "placed_adoption": (0.08, 1), "prev_perm": (0.3, 1), "missing": (0.12, 4), "sw_episodes": (0.9, 2),
    "dolo": (0.01, 1),
}  # fmt: skip
_SYSTEMS = ("mosaic", "liquidlogic", "liquidlogic", "mosaic", "eclipse", "azeus", "other")

#: What the fixes do to the rate of an error: two of them nothing.
_EFFECTS = (0.4, 1.0, 0.25, 0.7, 1.0, 0.5)


@dataclass(frozen=True)
class RuleTraits:
    """How one rule's errors come: ``rate`` is that of the middle council among those that have any.

    ``reach`` is the share of children it checks, ``concerns`` the share of those that it can be about, ``zero`` the share of
    councils that never have it, ``spread`` how far councils differ (of the logarithm). Where it ``follows`` another, most
    children in error there are in error here.
    """

    reach: float
    rows: int
    concerns: float
    rate: float
    zero: float
    spread: float
    follows: str = ""


@dataclass(frozen=True)
class Council:
    """One council: how many children, how careful on the whole and by theme, what it does not give."""

    authority: str
    case_system: str
    size: int
    level: float
    themes: Mapping[str, float]
    lacks: frozenset[str]
    day_back: int


@dataclass(frozen=True)
class Distinctive:
    """An error of one council that others don't have (``only_here``), or have ``factor`` times less, from a month on."""

    authority: str
    code: str
    kind: str
    factor: float
    since: int


@dataclass
class Fix:
    """A solution: it multiplies the rate by ``effect`` where adopted, by council and month."""

    name: str
    code: str
    effect: float
    adopted: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Traits:
    """All that is true of the network."""

    councils: Sequence[Council]
    rules: Mapping[str, RuleTraits]
    rates: Mapping[tuple[str, str], float]
    distinctive: Sequence[Distinctive]
    of_system: Mapping[str, str]
    common: Sequence[str]
    fixes: Sequence[Fix]


def traits(rng: Random, number: int, months: int, book: Mapping[str, Definition], lasting: Collection[str]) -> Traits:
    """Draws a network of ``number`` councils; ``book`` holds the definitions of all rules by code.

    Only rules in force all the time, the ``lasting`` ones, have anything special about them.
    """
    themes = sorted({definition.theme for definition in book.values()})
    councils = [_council(rng, code, themes) for code in sorted(rng.sample(sorted(authorities()), number))]
    rules = _rules(rng, book)
    special = [
        code for code in rules if code in lasting and not rules[code].follows and Source.XML not in book[code].needs
    ]
    often = sorted(special, key=lambda code: -rules[code].rate * rules[code].reach)
    common, fixed, spread = often[:3], often[3:9], often[9:40]
    of_system = dict(zip(rng.sample(spread, 3), ("mosaic", "liquidlogic", "eclipse"), strict=True))
    others = [code for code in spread if code not in of_system]
    rare = [code for code in often[40:] if rules[code].reach * rules[code].concerns > 0.2]
    distinctive = _distinctive(rng, councils, months, others, rare)
    zeros = dict.fromkeys(common, 0.0) | dict.fromkeys(fixed, 0.1) | dict.fromkeys(others, 0.3)
    zeros |= {one.code: 1.0 for one in distinctive if one.kind == "only_here"}
    rules |= {code: replace(rules[code], zero=zero) for code, zero in zeros.items()}
    rates = {
        (council.authority, code): _rate(rng, council, rule, book[code].theme, of_system.get(code, ""))
        for council in councils
        for code, rule in rules.items()
    }
    sizes = {council.authority: council.size for council in councils}
    for one in distinctive:
        usual = rng.uniform(8, 30) / sizes[one.authority] if one.kind == "only_here" else rules[one.code].rate
        rates[one.authority, one.code] = rates[one.authority, one.code] or usual
    fixes = [Fix(f"{code}-example", code, effect) for code, effect in zip(fixed, _EFFECTS, strict=True)]
    return Traits(councils, rules, rates, distinctive, of_system, common, fixes)


def _council(rng: Random, code: str, themes: Sequence[str]) -> Council:
    lacks = {need for need, share in (("providers", 0.2), ("last_year", 0.1)) if rng.random() < share}
    return Council(
        authority=code,
        case_system=rng.choice(_SYSTEMS),
        size=max(60, round(rng.lognormvariate(math.log(600), 0.6))),
        level=rng.gauss(0, 0.35),
        themes={theme: rng.gauss(0, 0.35) for theme in themes},
        lacks=frozenset(lacks),
        day_back=rng.randrange(7),
    )


def _rules(rng: Random, book: Mapping[str, Definition]) -> dict[str, RuleTraits]:
    """The traits of every rule; one in eight follows the rule of its theme before it on the same table."""
    found: dict[str, RuleTraits] = {}
    before: dict[tuple[str, str, float], str] = {}
    for code in sorted(book):
        table = book[code].table.name
        reach, rows = _TABLES[table]
        concerns, usual = typical(book[code])
        like = (table, book[code].theme, concerns)
        follows = before.get(like, "") if rng.random() < 1 / 8 else ""
        part = 1.0 if follows or rng.random() < 0.5 else rng.uniform(0.1, 1.0)
        rate = concerns * min(0.3, rng.lognormvariate(math.log(usual), 0.5))
        found[code] = RuleTraits(
            reach * part, rows, concerns, rate, rng.betavariate(1.2, 1.0), rng.uniform(0.2, 0.6), follows
        )
        if not follows and part == 1.0:
            before[like] = code
    return found


def _rate(rng: Random, council: Council, rule: RuleTraits, theme: str, of_system: str) -> float:
    """A council's own rate of a rule's errors, 0 where it never has any."""
    never, scatter = rng.random() < rule.zero, rng.gauss(0, rule.spread)
    if of_system == council.case_system:
        return min(0.5 * rule.concerns, 4 * rule.rate * math.exp(scatter))
    if never:
        return 0.0
    return min(0.5 * rule.concerns, rule.rate * math.exp(council.level + council.themes[theme] + scatter))


def _distinctive(
    rng: Random, councils: Sequence[Council], months: int, spread: Sequence[str], rare: Sequence[str]
) -> list[Distinctive]:
    """One council in four stands out, in one rule that others have and in one that no one else has."""
    some = rng.sample(list(councils), max(1, len(councils) // 4))
    alone = rng.sample(rare, min(len(rare), len(some)))
    found = []
    for at, council in enumerate(some):
        since = rng.randrange(months) if at % 2 else 0
        found.append(Distinctive(council.authority, rng.choice(spread), "excess", (3.0, 5.0, 8.0)[at % 3], since))
        if at < len(alone):
            found.append(Distinctive(council.authority, alone[at], "only_here", 0.0, since))
    return found
