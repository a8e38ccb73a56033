"""Planted mistakes: which are made of a source, and what is said of those made in a rule or in a fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutation import of_facts, of_rules
from mutation.changes import Sample, changes
from mutation.examples import PAGES, Examples, read_examples
from mutation.result import Equivalent, Mutant

from plumbline.rules.compiling import compiled_library

pytestmark = pytest.mark.slow

#: A theme with one rule, as rule 375 is: made small, so that few mistakes can be made in it.
THEME = '''
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import days_between, known, one_of

@rule("375", flags="episodes", fields=["DEC"])
def lasts_too_long(episode, header):
    """Stay in hospital is too long.

    It is too long.

    Fix: Correct it.
    """
    stay = one_of(episode.PLACE, ("T1",)) & known(episode.DEC)
    return stay & known(header.DOB) & (days_between(episode.DECOM, episode.DEC) > 42)
'''
EVERY = list(changes(THEME, "theme"))
STAYS = of_facts.FOLDERS[1] / "stays.py"


@pytest.fixture(scope="module")
def examples() -> Examples:
    return read_examples([PAGES / "375.md", PAGES / "377.md"])


@pytest.mark.parametrize(
    ("source", "mistakes"),
    [
        ("x = a < b", {"a <= b", "a > b"}),
        ("x = a & b", {"a | b", "a", "b"}),
        ("x = ~a", {"a"}),
        ("x = row.previous.DEC", {"row.next"}),
        ("x = one_of(row.PLACE, ('T1', 'T3'))", {"('T1',)", "('T3',)", "~one_of(row.PLACE, ('T1', 'T3'))"}),
        ("x = row.collection.start", {"row.collection.end"}),
        ("rule('1', words='A1', since=2026)", {
            "since=2025", "since=2027", "rule('1', words='A1', since=2026, partner='optional')",
            "rule('1', words='A1', since=2026, partner='none')",
        }),
        ("Fact('age', 'Years.', version=2)", set()),
        ("import os", set()),
    ],
)  # fmt: skip
def test_each_source_has_its_mistakes(source, mistakes):
    assert {change.after for change in changes(source, "example")} == mistakes


@given(st.integers(1, 20), st.integers())
def test_a_sample_is_of_the_mistakes_and_the_same_for_the_same_seed(one_in, seed):
    drawn, again = (list(Sample(one_in, seed).of(EVERY, "theme")) for _ in range(2))
    assert drawn == again == [change for change in EVERY if change in drawn]


def test_a_sample_of_one_in_one_is_every_mistake():
    assert list(Sample(1).of(EVERY, "theme")) == EVERY


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        ("days_between(episode.DECOM, episode.DEC) >= 42", "caught"),
        ("days_between(episode.DECOM, episode.DEC) > 43", "caught"),
        ("one_of(episode.PLACE, ('T1',)) | known(episode.DEC)", "caught"),
        # without an end the number of days is unknown, which is too long for no example
        ("one_of(episode.PLACE, ('T1',))", "survived"),
    ],
)
def test_a_mistake_in_a_rule_is_caught_where_an_example_comes_out_otherwise(after, verdict, verdicts_of_rule):
    assert verdicts_of_rule[after] == verdict


@pytest.fixture(scope="module")
def verdicts_of_rule(examples, tmp_path_factory) -> dict[str, str]:
    path = tmp_path_factory.mktemp("themes") / "stays.py"
    path.write_text(THEME, "utf-8")
    return {mutant.after: mutant.verdict for mutant in of_rules.mutants_of(path, Sample(1), examples)}


@pytest.mark.parametrize(
    ("right", "wrong", "verdict"),
    [
        ('yes(e.PLACE == "T3").sum()', 'yes(e.PLACE == "T1").sum()', "caught"),  # of which rule 377 has examples
        ('yes(e.LS == "V3").any()', 'yes(e.LS == "V4").any()', "survived"),  # of which no rule here has
        ('yes(e.PLACE == "T3")', 'yes("T3" == e.PLACE)', "unchanged"),
        ("e.PLACE", "e.PLAICE", "does not compile"),
    ],
)
def test_a_mistake_in_a_fact_is_caught_where_an_example_of_a_rule_that_asks_comes_out_otherwise(
    right, wrong, verdict, examples
):
    source = STAYS.read_text("utf-8")
    assert right in source
    code = compile(source.replace(right, wrong), str(STAYS), "exec")
    assert of_facts.verdict_of("plumbline.rules.facts.stays", code, examples) == verdict


def test_a_module_as_it_is_gives_the_library_as_it_is():
    code = compile(STAYS.read_text("utf-8"), str(STAYS), "exec")
    assert of_facts.library_with("plumbline.rules.facts.stays", code) == compiled_library("duckdb")


@pytest.mark.parametrize(
    ("before", "after", "is_covered"),
    [
        ("yes(e.RNE == 'S')", "e.RNE == 'S'", True),
        ("e.touches | yes(e.RNE == 'S')", "e.touches | e.RNE == 'S'", True),
        ("yes(e.RNE == 'S').any", "yes(e.RNE == 'S').all", False),
        ("yes(e.REC == 'E2')", "e.REC == 'E2'", False),
    ],
)
def test_a_reason_covers_only_the_mistake_that_it_was_given_for(before, after, is_covered):
    known = Equivalent(("history",), "yes(e.RNE == 'S')", "e.RNE == 'S'", "Unknown is no here.")
    assert known.covers(Mutant("concepts/children", "history", 1, before, after, "survived")) == is_covered
    assert not known.covers(Mutant("concepts/children", "another", 1, before, after, "survived"))
