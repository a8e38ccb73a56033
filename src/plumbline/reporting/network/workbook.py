"""The workbook of a whole network: in words, the matrix, rule by rule, and what was not compared."""

import io
from collections.abc import Iterator, Mapping

from plumbline.comparing.network_wide.across import Across, RuleAcross
from plumbline.model.authorities import council_name
from plumbline.reporting.network.words import (
    COMMON_MEANS,
    MARKS,
    SYSTEM_MEANS,
    VERDICT_MEANS,
    about,
    common_line,
    sentence,
    system_line,
    undecided,
)
from plumbline.reporting.shared.sheets import new_book, say_made_up, sheet_of
from plumbline.reporting.shared.systems import system_name

_HEAD = (
    "Rule", "Title", "Common to all", "Councils with it, from", "Councils with it, to", "Councils that checked it",
    "Children in error, from", "Children in error, to", "Children checked, from", "Children checked, to",
    "Median share, from", "Median share, to", "Councils set apart",
)  # fmt: skip
_COMMON = {"yes": "yes", "may_be": "rounding hides it", "no": "no"}

Titles = Mapping[str, str]


def across_book(across: Across, titles: Titles, network: str, *, made_up: bool) -> bytes:
    """The workbook as bytes; a made-up one is marked."""
    out = io.BytesIO()
    book = new_book(out)
    head = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    words = sheet_of(
        book,
        head,
        "In words",
        ("Rule", "What", "In words"),
        _in_words(across, titles, network),
    )
    words.set_column(1, 1, 24, wrapped)
    words.set_column(2, 2, 110, wrapped)
    names = [across.name(code) for code in across.councils]
    matrix = sheet_of(book, head, "Councils by rules", ("Rule", "Title", *names), _matrix(across, titles))
    matrix.freeze_panes(1, 2)
    matrix.set_column(1, 1, 60)
    matrix.set_column(2, len(names) + 1, 20)
    rules = sheet_of(book, head, "Rules", _HEAD, [_row(across, rule, titles) for rule in across.rules])
    rules.set_column(1, 1, 60)
    rules.set_column(2, len(_HEAD) - 1, 14)
    left_out = sheet_of(
        book,
        head,
        "Not compared",
        ("What", "Which", "Name", "Why not"),
        _not_compared(across, titles),
    )
    left_out.set_column(2, 3, 60, wrapped)
    if made_up:
        say_made_up(book, in_part=bool(across.made_up))
    book.close()
    return out.getvalue()


def _in_words(across: Across, titles: Titles, network: str) -> Iterator[tuple[str, ...]]:
    yield "", "In short", f"{sentence(across)}."
    yield "", "What is compared", f"{about(across)}; network: {network}."
    yield "", "Common to all", COMMON_MEANS
    for rule in across.common:
        yield rule.code, "Common to all", f"{titles.get(rule.code, '')}: {common_line(rule)}."
    yield "", "Of one case system", SYSTEM_MEANS
    for one in across.of_systems:
        yield one.code, f"Of {system_name(one.system)}", f"{titles.get(one.code, '')}: {system_line(one)}."
    yield "", "Set apart", VERDICT_MEANS
    for rule in across.rules:
        for code in rule.apart:
            yield rule.code, across.name(code), f"{titles.get(rule.code, '')}: {MARKS[rule.verdicts[code]][1]}"


def _matrix(across: Across, titles: Titles) -> Iterator[tuple[str, ...]]:
    for rule in across.rules:
        yield (
            rule.code,
            titles.get(rule.code, ""),
            *(MARKS[rule.verdicts[code]][1] for code in across.councils),
        )


def _row(across: Across, rule: RuleAcross, titles: Titles) -> tuple[str | float | None, ...]:
    middle = rule.councils.middle if rule.councils.checked else (None, None)
    return (
        rule.code, titles.get(rule.code, ""), _COMMON[rule.common], *rule.councils.with_it, rule.councils.checked,
        *rule.children, *rule.children_checked, *middle, ", ".join(map(across.name, rule.apart)),
    )  # fmt: skip


def _not_compared(across: Across, titles: Titles) -> Iterator[tuple[str, ...]]:
    for code, reason in across.not_comparable.items():
        yield "Council, not comparable", code, council_name(code), reason
    for rule in across.rules:
        if not rule.councils.checked:
            yield "Rule, checked by no council", rule.code, titles.get(rule.code, ""), "no council checked it"
    yield from (("What can't be told", "", "", words) for words in undecided(across))
