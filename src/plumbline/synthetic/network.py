"""A made-up network: councils' profiles month by month, straight from a statistical model of counts; no lives in it."""

import json
import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from plumbline.checking.skipping import skip
from plumbline.faults import BadInput
from plumbline.profiles.profile import Count, Disclosure, Profile, RuleCounts, Stage
from plumbline.progress import Progress, unheard
from plumbline.rules.book import Definition
from plumbline.rules.needs import Source
from plumbline.synthetic.network_calendar import MOST_MONTHS, Months
from plumbline.synthetic.network_traits import Council, Fix, RuleTraits, Traits, traits

#: The definitions in force in a year by code.
Book = Callable[[int], Mapping[str, Definition]]

_STAYS, _SPELL, _SPELL_STAYS = 0.7, 0.45, 0.6


@dataclass(frozen=True)
class MadeUpNetwork:
    """Exact profiles, solutions' Markdown by name, who adopted them and when, and the truth as plain data."""

    profiles: list[Profile]
    solutions: dict[str, str]
    adopted: dict[str, dict[str, date]]
    truth: dict[str, Any]


def made_up_network(
    number: int, months: int, seed: int, book: Book, version: str, progress: Progress = unheard
) -> MadeUpNetwork:
    """``number`` councils over ``months``; ``book`` gives the definitions in force in a year by code."""
    if months > MOST_MONTHS:
        raise BadInput(f"The rulebook's years make a network of at most {MOST_MONTHS} months.")
    rng = Random(seed)
    when = Months.for_so_many(months)
    books = {year: book(year) for year in range(when.first, when.running(months - 1) + 1)}
    everything = {code: definition for of_year in books.values() for code, definition in of_year.items()}
    lasting = {code for code in everything if all(code in of_year for of_year in books.values())}
    true = traits(rng, number, months, everything, lasting)
    unchecked = {
        (year, council.lacks): _unchecked(of_year, council.lacks)
        for year, of_year in books.items()
        for council in true.councils
    }
    editions = {year: {code: one.edition for code, one in of_year.items()} for year, of_year in books.items()}
    history = _History(rng, true, when)
    profiles = []
    for month in range(months):
        progress("Making up councils month by month", month / months)
        history.step(month)
        for council in true.councils:
            for year, stage, children, size in _returns(month, council, history, when):
                skipped = unchecked[year, council.lacks]
                checked = {code: str(one.table) for code, one in books[year].items() if code not in skipped}
                profiles.append(
                    Profile(
                        council.authority, year, stage, when.day(month, council.day_back),
                        council.case_system, version, Disclosure("exact"), _exact(size),
                        *_counts(council.authority, true, checked, children, size), skipped,
                        editions[year], made_up=True,
                    )
                )  # fmt: skip
    adopted = {fix.name: {code: when.first_day(month) for code, month in fix.adopted.items()} for fix in true.fixes}
    return MadeUpNetwork(profiles, _solutions(true, when), adopted, _truth(seed, true, when))


def _unchecked(book: Mapping[str, Definition], lacks: Collection[str]) -> dict[str, str]:
    """The rules that can't run at a council that does not give some things, with the reason."""
    given = frozenset(need for one in book.values() for need in (*one.needs, *one.flags) if need != Source.XML)
    if "last_year" in lacks:
        given = frozenset(need for need in given if not str(need).endswith(("_last", "_last_year")))
    offered = frozenset(need for need in given if str(need) not in lacks)
    found = {code: skip(one.needs, one.flags, offered) for code, one in book.items()}
    return {code: why.reason for code, why in found.items() if why}


class _History:
    """Children in error by council and rule, month by month: most stay, spells come and go, fixes are adopted."""

    def __init__(self, rng: Random, true: Traits, when: Months):
        self._rng, self._true, self._when = rng, true, when
        self._spells = {key: rng.gauss(0, _SPELL) for key, rate in true.rates.items() if rate}
        self._usual: dict[tuple[str, str], float] = {}
        self._since = {(one.authority, one.code): one for one in true.distinctive}
        self._fixes = {fix.code: fix for fix in true.fixes}
        self.now: dict[tuple[str, str], int] = {}
        self.ended: dict[tuple[str, str], int] = {}
        for _ in range(6):
            self._advance(0)
        self.ended = dict(self.now)

    def step(self, month: int) -> None:
        """One month on: adoptions follow what was seen the month before; in April a year's return goes its own way."""
        if month and month % 12 == 0:
            self.ended = dict(self.now)
        if month > 3:
            self._adopt(month)
        self._advance(month)
        left = self._when.left_by_cleaning(month)
        self.ended = {key: binomial(self._rng, count, left) for key, count in self.ended.items()}

    def _advance(self, month: int) -> None:
        rng = self._rng
        for key in self._spells:
            noise = rng.gauss(0, _SPELL * math.sqrt(1 - _SPELL_STAYS**2))
            self._spells[key] = _SPELL_STAYS * self._spells[key] + noise
        for council in self._true.councils:
            size = _size(council, month)
            for code, rule in self._true.rules.items():
                key = (council.authority, code)
                if rule.follows or self.now.get(key) or self._true.rates[key]:
                    self._advance_rule(key, rule, round(size * rule.reach), month)

    def _advance_rule(self, key: tuple[str, str], rule: RuleTraits, reached: int, month: int) -> None:
        rng = self._rng
        left = _STAYS * self._cleared(key, month)
        stay = binomial(rng, min(self.now.get(key, 0), reached), left)
        here = stay + binomial(rng, reached - stay, min(1.0, (1 - _STAYS) * self._rate(key, month)))
        if rule.follows:
            here = max(here, binomial(rng, min(self.now.get((key[0], rule.follows), 0), reached), 0.85))
        self.now[key] = here
        self._usual[key] = 0.8 * self._usual.get(key, here) + 0.2 * here

    def _rate(self, key: tuple[str, str], month: int) -> float:
        rate = self._true.rates[key] * math.exp(self._spells.get(key, 0.0) - _SPELL**2 / 2)
        if one := self._since.get(key):
            if one.kind == "only_here":
                return rate if month >= one.since else 0.0
            rate *= one.factor if month >= one.since else 1.0
        fix = self._fixes.get(key[1])
        return rate * (fix.effect if fix and fix.adopted.get(key[0], month + 1) <= month else 1.0)

    def _cleared(self, key: tuple[str, str], month: int) -> float:
        """The share of the errors already there that are left in a month: a fix shows at once, not over half a year."""
        fix = self._fixes.get(key[1])
        return fix.effect if fix and fix.adopted.get(key[0]) == month else 1.0

    def _adopt(self, month: int) -> None:
        """Councils adopt a fix after a bad month: that is why what follows would have been better anyway."""
        most = max(1, len(self._true.councils) // 3)
        for fix in self._true.fixes:
            for council in self._true.councils:
                key = (council.authority, fix.code)
                now = self.now.get(key, 0)
                bad = now >= 4 and now > 1.15 * self._usual[key]
                if bad and key[0] not in fix.adopted and len(fix.adopted) < most and self._rng.random() < 0.15:
                    fix.adopted[key[0]] = month


def _returns(
    month: int, council: Council, history: _History, when: Months
) -> Iterator[tuple[int, Stage, Mapping[tuple[str, str], int], int]]:
    """The returns that a council takes in a month: the running year's, and last year's while it is being cleaned.

    Each with its collection year, stage, children in error and children.
    """
    yield when.running(month), "raw", history.now, _size(council, month)
    if ended := when.ended(month):
        yield ended[1], ended[0], history.ended, council.size


def _size(council: Council, month: int) -> int:
    return round(council.size * Months.grown(month))


def _counts(
    authority: str, true: Traits, tables: Mapping[str, str], children: Mapping[tuple[str, str], int], size: int
) -> tuple[dict[str, Count], dict[str, RuleCounts]]:
    """Rows of tables, and the counts of the rules that ran, of which ``tables`` gives each one's subject."""
    ran = {}
    for code in tables:
        rule = true.rules[code]
        checked = round(size * rule.reach)
        at_fault = min(children.get((authority, code), 0), checked)
        more = round(0.4 * at_fault * (rule.rows - 1))
        ran[code] = RuleCounts(*map(_exact, (checked * rule.rows, at_fault + more, checked, at_fault)))
    rows: dict[str, int] = {}
    for code, counts in ran.items():
        if not tables[code].endswith("_last"):
            rows[tables[code]] = max(rows.get(tables[code], 0), counts.checked.lo)
    return {name: _exact(number) for name, number in sorted(rows.items())}, ran


def _exact(number: int) -> Count:
    return Count(number, number)


def binomial(rng: Random, trials: int, chance: float) -> int:
    """How many of ``trials`` succeed: exact where few are expected, else by the normal curve."""
    if chance > 0.5:
        return trials - binomial(rng, trials, 1 - chance)
    if trials <= 0 or chance <= 0:
        return 0
    mean = trials * chance
    if mean > 30:
        return min(trials, max(0, round(rng.gauss(mean, math.sqrt(mean * (1 - chance))))))
    found, at = 0, 0
    scale = math.log1p(-chance)
    while True:
        at += int(math.log(1.0 - rng.random()) / scale) + 1
        if at > trials:
            return found
        found += 1


def _solutions(true: Traits, when: Months) -> dict[str, str]:
    systems = {council.authority: council.case_system for council in true.councils}
    return {fix.name: _solution(fix, systems, when) for fix in true.fixes if fix.adopted}


def _solution(fix: Fix, systems: Mapping[str, str], when: Months) -> str:
    """A solution's Markdown: a short header, then words. The first to adopt it wrote it."""
    author, first = min(fix.adopted.items(), key=lambda one: (one[1], one[0]))
    return (
        f"---\nid: {fix.name}\nrules: {fix.code}\nauthority: {author}\ncase system: {systems[author]}\neffort: two days\n"
        f"date: {when.first_day(first)}\ncontact: performance.team@{author.lower()}.example\n---\n\n"
        f"# A made-up fix for rule {fix.code}\n\n## Cause\n\nMade up: a form lets the field be left out.\n\n"
        "## What was done\n\n1. The field was made compulsory on the form.\n2. The weekly list of gaps goes to the team.\n"
    )


def _truth(seed: int, true: Traits, when: Months) -> dict[str, Any]:
    """What a comparison of the network should find."""
    return {
        "seed": seed,
        "councils": {c.authority: {"case_system": c.case_system, "children": c.size} for c in true.councils},
        "distinctive": [
            {"authority": one.authority, "code": one.code, "kind": one.kind, "factor": one.factor or None,
             "since": str(when.first_day(one.since))}
            for one in true.distinctive
        ],
        "of_case_system": [{"code": code, "case_system": system} for code, system in true.of_system.items()],
        "common": list(true.common),
        "fixes": [
            {"solution": fix.name, "code": fix.code, "effect": fix.effect,
             "adopted": {code: str(when.first_day(month)) for code, month in sorted(fix.adopted.items())}}
            for fix in true.fixes
        ],
        "rules": {code: {"rate": r.rate, "zero": r.zero, "spread": r.spread, "follows": r.follows} for code, r in true.rules.items()},
        "rates": {f"{authority} {code}": rate for (authority, code), rate in true.rates.items() if rate},
    }  # fmt: skip


def truth_document(network: MadeUpNetwork) -> str:
    """The truth as a JSON document."""
    return json.dumps(network.truth, indent=1) + "\n"
