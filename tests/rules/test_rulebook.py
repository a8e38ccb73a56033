"""What must hold of every rule."""

import re

import pytest

from plumbline.model import ssda903
from plumbline.rules import compiled
from plumbline.rules.compiled import codes_in_force, rulebook_of
from plumbline.rules.declare import read_words, rulebook
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)

WHOLE_SENTENCES = re.compile(r"[A-Z0-9].*[^\s.]\.")
#: Other tools, other definitions, and how the check is built: a reader of the one explanation knows none of them.
NOT_FOR_ANALYSTS = re.compile(
    r"\b(peers?|as (in |for )?(202\d|\d{3}|SW\d\w*)|(specification's|the) logic|SQL|null|join(ed)?|subject|partner)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("year", YEARS)
def test_no_two_definitions_of_a_code_are_in_force_at_once(year):
    assert len({rule.code for rule in rulebook(year)}) == len(rulebook(year))


@pytest.mark.parametrize("year", YEARS)
def test_the_codes_in_force_are_known_without_a_compiled_book(year, monkeypatch):
    in_force = set(rulebook_of(year).in_force)
    monkeypatch.setattr(compiled, "_kept", lambda year, dialect: None)
    monkeypatch.setattr(compiled, "rulebook_of", None)
    assert codes_in_force.__wrapped__(year) == in_force


def test_every_rule_says_what_is_wrong_why_and_what_to_do():
    assert all(rule.title and rule.why and rule.fix for rule in rulebook())


@pytest.mark.parametrize("words", ["why", "fix"])
def test_explanations_and_fixes_are_whole_sentences(words):
    assert not [rule.code for rule in rulebook() if not WHOLE_SENTENCES.fullmatch(getattr(rule, words))]


def test_explanations_and_fixes_speak_to_analysts():
    said = [(rule.code, word.group()) for rule in rulebook() for word in NOT_FOR_ANALYSTS.finditer(rule.why + rule.fix)]
    assert not said


def test_a_rule_without_a_fix_is_refused():
    with pytest.raises(ValueError, match="Fix"):
        read_words("999", "A title.\n\nNo advice.")


def test_every_blamed_field_is_a_field_of_the_return():
    known = {field.name for table in ssda903().tables.values() for field in table.fields}
    assert {name for rule in rulebook() for name in rule.fields} <= known


def test_function_names_name_the_fault():
    names = [part.condition.__name__ for rule in rulebook() for part in rule.parts]
    assert not [name for name in names if name.startswith(("check_", "validate_"))]


@pytest.mark.parametrize(("year", "code", "there"), [(2026, "700", False), (2027, "700", True), (2024, "231", False)])
def test_a_rule_is_in_force_from_its_first_year(year, code, there):
    assert (code in rulebook_of(year).in_force) is there


def test_sex_codes_follow_the_year():
    in_2024 = rulebook_of(2024).written["101"].parts[0].condition.sql
    in_2025 = rulebook_of(2025).written["101"].parts[0].condition.sql
    assert "'1', '2'" in in_2024
    assert "'M', 'F', 'U'" in in_2025
