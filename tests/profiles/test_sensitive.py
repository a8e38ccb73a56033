"""The rules that never tell 0 from a few: which they are, and that they stay the same from year to year."""

from collections import Counter

import pytest

from plumbline.profiles.sensitive import SENSITIVE, sensitive_rules
from plumbline.rules.compiled import every_definition, rulebook_of
from plumbline.rules.rulebooks import years

#: The rules of the four themes, in the issue's words: asylum seekers, health, substance misuse, motherhood.
OF_THE_THEMES = {"uasc": 10, "health": 9, "substance_misuse": 4, "motherhood": 14}

#: Five more, whose themes are other ones, say the same of a child: four check every row of the asylum seekers' table, and a
#: mistyped date of birth of a mother's child is an error that only a mother can have.
BESIDE_THEM = {"INT09", "INT18", "INT21", "INT36", "171"}


def test_the_list_is_the_37_rules_of_four_themes_and_5_that_say_the_same():
    every = every_definition()
    listed = sensitive_rules(every)
    themes = Counter(
        {one.code: one.theme for one in every if one.code in listed}[code] for code in listed - BESIDE_THEM
    )
    assert themes == OF_THE_THEMES
    assert listed >= BESIDE_THEM
    assert len(listed) == 37 + 5


@pytest.mark.parametrize("year", years())
def test_a_rule_is_sensitive_in_every_year_or_in_none(year):
    in_force = rulebook_of(year).in_force
    assert sensitive_rules(in_force.values()) == sensitive_rules(every_definition()) & in_force.keys()


@pytest.mark.parametrize("group", SENSITIVE, ids=lambda group: group.name)
def test_a_group_says_why_and_names_what_the_rulebook_has(group):
    every = every_definition()
    assert group.why
    assert group.themes <= {one.theme for one in every}
    assert group.tables <= {one.table.name for one in every}
    assert group.fields <= {field for one in every for field in one.fields}
