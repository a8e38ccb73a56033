"""The edition of a year's rulebook: another number when a condition or a denominator differs, else the same."""

import copy
import re

import pytest

from plumbline.rules import rulebooks


@pytest.fixture
def changed(monkeypatch):
    """Gives the edition of 2026 after a change to the compiled rulebook."""

    def edition_after(change):
        compiled = copy.deepcopy(rulebooks.compiled_rulebook())
        change(compiled, next(d for d in compiled["definitions"] if "2026" in d["applies"] and "2026" in d["parts"]))
        monkeypatch.setattr(rulebooks, "compiled_rulebook", lambda: compiled)
        return rulebooks.edition.__wrapped__(2026)

    return edition_after


def test_an_edition_is_its_year_and_a_number():
    assert re.fullmatch(r"2026\.\d{1,3}", rulebooks.edition(2026))


@pytest.mark.parametrize(
    "change",
    [
        lambda compiled, rule: rule["parts"]["2026"][0].update(condition="FALSE"),
        lambda compiled, rule: rule["applies"]["2026"].update(condition="FALSE"),
        lambda compiled, rule: compiled["definitions"].remove(rule),
        lambda compiled, rule: compiled["tables"].update(episode="SELECT 1"),
    ],
)
def test_another_condition_or_denominator_is_another_edition(changed, change):
    assert changed(change) != rulebooks.edition(2026)


@pytest.mark.parametrize("word", ["title", "why", "fix"])
def test_other_words_are_the_same_edition(changed, word):
    assert changed(lambda compiled, rule: rule.update({word: "other"})) == rulebooks.edition(2026)
