"""The edition of a rule: another when what it means differs, the same when only its words or its SQL do."""

import re
from dataclasses import replace

import pytest

from plumbline.rules import declare
from plumbline.rules.compiled import rulebook_of
from plumbline.rules.compiling import compile_rules, compiled_library
from plumbline.rules.released import released
from plumbline.rules.rulebooks import years

YEAR = 2026
RULE = next(rule for rule in declare.rulebook(YEAR) if rule.code == "434")
LIBRARY = compiled_library("duckdb")


def edition(rule, library=LIBRARY):
    (definition,) = compile_rules([rule], YEAR, library)
    return definition.edition


def with_part(**changes):
    return replace(RULE, parts=[replace(RULE.parts[0], **changes), *RULE.parts[1:]])


def raised(version):
    """The library with every fact of a later version."""
    facts = tuple(
        replace(query, columns=tuple(replace(one, version=version) for one in query.columns)) for query in LIBRARY.facts
    )
    return replace(LIBRARY, facts=facts)


def test_an_edition_is_eight_hexadecimal_digits():
    found = {one.edition for one in rulebook_of(YEAR).definitions}
    assert found and all(re.fullmatch("[0-9a-f]{8}", one) for one in found)


@pytest.mark.parametrize(
    "rule",
    [
        with_part(condition=lambda episode: episode.DECOM > episode.previous.DEC),
        with_part(flags=("header",)),
        replace(RULE, applies=lambda episode: episode.DEC.notnull()),
    ],
    ids=["another condition", "another table flagged", "another denominator"],
)
def test_another_meaning_is_another_edition(rule):
    assert edition(rule) != edition(RULE)


def test_a_fact_of_a_later_version_is_another_edition():
    assert edition(RULE, raised(2)) != edition(RULE)


@pytest.mark.parametrize("words", [{"title": "other"}, {"why": "other"}, {"fix": "other"}, {"theme": "other"}])
def test_other_words_are_the_same_edition(words):
    assert edition(replace(RULE, **words)) == edition(RULE)


@pytest.mark.slow
def test_other_sql_of_the_same_meaning_is_the_same_edition():
    spark = {one.code: one.edition for one in compile_rules(declare.rulebook(YEAR), YEAR, compiled_library("spark"))}
    assert spark == {code: one.edition for code, one in rulebook_of(YEAR).in_force.items()}


@pytest.mark.parametrize("year", years())
def test_every_edition_in_force_is_released(year):
    """Where this fails a rule is new or its meaning changed: once it is final, 'make editions'."""
    now = {code: one.edition for code, one in rulebook_of(year).in_force.items()}
    assert not [code for code, edition in now.items() if edition not in released().get(code, ())]
