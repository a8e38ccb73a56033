"""The rulebook's reference pages: each rule once, with its years, what changed and where it belongs."""

import re

import pytest

from plumbline.documenting.rule_pages import rule_pages
from plumbline.rules.compiled import every_definition, rulebook_of
from plumbline.rules.rulebooks import years


@pytest.fixture(scope="module")
def pages():
    return rule_pages(
        every_definition(), [rulebook_of(year) for year in years()], {"501": "# 501: title\n\n## One example\n"}
    )


def test_the_table_of_rules_has_each_rule_once(pages):
    codes = re.findall(r'<a href="(\w+)\.html">', pages["rules/index.md"])
    assert sorted(codes) == sorted({one.code for one in every_definition()})


@pytest.mark.parametrize("year", years())
def test_a_rule_is_listed_under_the_years_that_have_it_in_force(pages, year):
    shown = re.findall(r'<tr data-year="([^"]*)"', pages["rules/index.md"])
    assert sum(str(year) in one.split() for one in shown) == len(rulebook_of(year).in_force)


def test_a_changed_rule_shows_each_definition_newest_first(pages):
    spells = re.findall(r"^## .*collection years: (.*)\)$", pages["rules/371.md"], re.MULTILINE)
    assert spells == ["from 2025", "2024", "until 2023"]


def test_a_rules_page_prints_its_examples_and_links_to_its_theme(pages):
    assert "### One example" in pages["rules/501.md"]
    assert "(../themes/episode_order.md)" in pages["rules/501.md"]
