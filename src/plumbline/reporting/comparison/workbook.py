"""The workbook of a comparison: in words, rule by rule, and what was not compared."""

import io
from collections.abc import Iterator, Mapping

from plumbline.comparing.applying.comparison import Comparison
from plumbline.comparing.applying.verdicts import Compared
from plumbline.model.authorities import council_name
from plumbline.networks.comparing import CouncilCompared
from plumbline.reporting.comparison.advice_words import call_line, solution_lines
from plumbline.reporting.comparison.words import (
    TRENDS,
    VERDICTS,
    about,
    left_out,
    numbers,
    sentence,
    why_not_checked,
)
from plumbline.reporting.shared.sheets import new_book, say_made_up, sheet_of
from plumbline.rules.book import Definition

_PAIRS = (
    "Children in error",
    "Children checked",
    "Share",
    "Median of peers",
    "Peers with it",
    "Expected",
    "Excess",
)
_HEAD = (
    "Rule", "Title", "Verdict", "Since the last profile", *(f"{name}, {end}" for name in _PAIRS for end in ("from", "to")),
    "Share, 95 % interval from", "Share, 95 % interval to", "Peers that checked it", "p", "q",
)  # fmt: skip
_NUMBERS = (
    "A number that is known as an interval only has two cells, from and to; one that is known exactly has the same in both. "
    "Shares are of the children checked, 0.1 for one in ten. Expected: the children in error if the council were like its "
    "peers; excess: those beyond. p is of the test that the council is higher, q the false discovery rate at which it would "
    "be named."
)

Definitions = Mapping[str, Definition]


def comparison_book(found: CouncilCompared, definitions: Definitions) -> bytes:
    """The workbook as bytes."""
    compared = found.comparison
    out = io.BytesIO()
    book = new_book(out)
    head = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    words = sheet_of(
        book,
        head,
        "In words",
        ("Rule", "What", "In words"),
        _in_words(found, definitions),
    )
    words.set_column(1, 1, 18, wrapped)
    words.set_column(2, 2, 110, wrapped)
    rules = sheet_of(
        book,
        head,
        "Rules",
        _HEAD,
        [_row(compared, rule, definitions) for rule in compared.rules],
    )
    rules.set_column(1, 1, 60)
    rules.set_column(2, len(_HEAD) - 1, 14)
    left_out = sheet_of(
        book,
        head,
        "Not compared",
        ("What", "Which", "Name", "Why not"),
        _not_compared(compared, definitions),
    )
    left_out.set_column(2, 3, 60, wrapped)
    if found.made_up:
        say_made_up(book, in_part=bool(compared.made_up))
    book.close()
    return out.getvalue()


def _in_words(found: CouncilCompared, definitions: Definitions) -> Iterator[tuple[str, ...]]:
    compared = found.comparison
    yield "", "In short", f"{sentence(compared)}."
    yield "", "What is compared", f"{about(compared)}; network: {found.network}."
    yield "", "Peers", ", ".join(map(compared.name, compared.peers)) or "none"
    yield "", "Numbers", _NUMBERS
    for rule in compared.distinctive:
        definition, advice = definitions[rule.code], found.advice[rule.code]
        yield rule.code, VERDICTS[rule.verdict], definition.title
        yield rule.code, "Why it matters", definition.why
        yield rule.code, "What to do", definition.fix
        yield from ((rule.code, "Numbers", said) for said in numbers(compared, rule))
        for one in advice.solutions:
            evidence, by = solution_lines(one)
            yield rule.code, "Solution", f"{one.solution.title} (solutions/{one.solution.id}.md): {evidence} {by}"
        yield from ((rule.code, "Whom to call", call_line(one, compared.name)) for one in advice.to_call)


def _row(compared: Comparison, rule: Compared, definitions: Definitions) -> tuple[str | float | None, ...]:
    fit = rule.fit
    pairs = (
        rule.children, rule.children_checked, rule.rate, fit and fit.median, fit and fit.peers_with, rule.expected,
        rule.excess, rule.interval,
    )  # fmt: skip
    known = [end for pair in pairs for end in (pair or (None, None))]
    trend = TRENDS[compared.trends[rule.code]] if rule.code in compared.trends else ""
    title = definitions[rule.code].title
    return rule.code, title, VERDICTS[rule.verdict], trend, *known, fit.peers_checked if fit else None, rule.p, rule.q


def _not_compared(compared: Comparison, definitions: Definitions) -> Iterator[tuple[str, ...]]:
    for code, reason in compared.not_comparable.items():
        yield "Council, not comparable", code, council_name(code), reason
    for rule in sorted(compared.of("not_checked"), key=lambda one: one.code):
        title = definitions[rule.code].title
        yield "Rule, not checked here", rule.code, title, why_not_checked(compared.own, rule.code)
    for rule in sorted(compared.rules, key=lambda one: one.code):
        if words := left_out(compared, rule):
            yield "Rule, of another edition", rule.code, definitions[rule.code].title, words
