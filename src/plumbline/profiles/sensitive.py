"""The rules whose profiles don't tell no child from a few: what their counts would say of a child is nobody else's business."""

from collections.abc import Iterable
from typing import NamedTuple

from plumbline.checking.result import RuleWords
from plumbline.rules.book import Definition


class Group(NamedTuple):
    """Some rules, by their themes, the tables whose rows they check and the fields they name; and why they are sensitive."""

    name: str
    why: str
    themes: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()


#: A rule of no theme here is in the list all the same where one child in error, or one child checked, says what the group's
#: reason names. The list belongs to version 3 of a profile's form: another list is another version.
SENSITIVE = (
    Group(
        "asylum seekers",
        "a row of the asylum seekers' table, at fault or not, says that a child came to this country alone to seek asylum; "
        "a council may have one such child, whom neighbours know",
        themes=frozenset({"uasc"}),
        tables=frozenset({"uasc"}),
    ),
    Group(
        "health",
        "these errors say that a child was convicted, or how a child's health was looked after: special category data",
        themes=frozenset({"health"}),
    ),
    Group(
        "substance misuse",
        "they tell of children with a substance misuse problem, or of the help that they were offered or refused",
        themes=frozenset({"substance_misuse"}),
    ),
    Group(
        "motherhood",
        "a girl in care who is a mother is one of very few, and who knows of one error here knows of her child",
        themes=frozenset({"motherhood"}),
        fields=frozenset({"MC_DOB"}),
    ),
)


def sensitive_rules(rules: Iterable[Definition | RuleWords]) -> frozenset[str]:
    """The codes of those of the rules that are in a group of the list."""
    return frozenset(rule.code for rule in rules if any(_is_in(rule, group) for group in SENSITIVE))


def _is_in(rule: Definition | RuleWords, group: Group) -> bool:
    return rule.theme in group.themes or rule.table.name in group.tables or not group.fields.isdisjoint(rule.fields)
