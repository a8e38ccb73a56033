"""What changed since an earlier check, by the findings' keys."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.faults import BadInput
from plumbline.reporting.check.as_json import to_json
from plumbline.reporting.check.since import Earlier, changes, changes_in_words, read_earlier

KEYS = st.sets(st.integers(0, 9))


def earlier(keys, ran=("203", "501")):
    """An earlier check with findings of rule 501 of these keys."""
    return Earlier("findings.json", date(2026, 4, 14), 2026, "E08000003", frozenset(ran), dict.fromkeys(keys, "501"))


def found(result, keys):
    """The result with findings of rule 501 of these keys alone."""
    return replace(result, findings=[result.findings[-1]._replace(code="501", key=key) for key in keys])


@given(then=KEYS, now=KEYS)
def test_every_finding_is_new_or_still_there_and_every_earlier_one_gone_or_still_there(result, then, now):
    then, now = ({f"501|episodes|{number}|1" for number in some} for some in (then, now))
    changed = changes(found(result, now), earlier(then))
    assert (len(changed.new) + changed.still, sum(changed.gone.values()) + changed.still) == (len(now), len(then))
    assert changed.new == now - then
    assert changed.gone == Counter({"501": len(then - now)} if then - now else {})


def test_a_check_held_against_its_own_file_has_nothing_new_and_nothing_gone(result, tmp_path):
    path = tmp_path / "findings.json"
    path.write_text(to_json(result, date(2026, 4, 14)), "utf-8")
    changed = changes(result, read_earlier(path))
    assert changes_in_words(changed) == "Since the check of 14/04/2026: 0 new, 0 gone, 2 still there."


def test_of_a_rule_that_one_check_alone_could_check_nothing_is_said(result):
    changed = changes(found(result, ["501|episodes|x|1"]), earlier(["501|episodes|y|1"], ran=["203"]))
    assert changes_in_words(changed) == (
        "Since the check of 14/04/2026: 0 new, 0 gone, 0 still there; "
        "of 1 rule only one of the two checks could check, nothing is said."
    )


@pytest.mark.parametrize(
    ("now", "then", "quiet"),
    [
        ([], {"501|x": "501", "501|y": "501", "203|x": "203", "1B|x": "1B"}, ("203", "501")),
        (["501|x"], {"501|x": "501", "501|y": "501"}, ()),
        (["501|z"], {"501|x": "501"}, ()),
        (["501|x"], {}, ()),
    ],
    ids=["all gone, but what one check alone looked for", "one still there", "one new", "none before"],
)
def test_rules_that_find_nothing_any_more_are_named(result, now, then, quiet):
    changed = changes(found(result, now), replace(earlier([]), findings=then))
    assert changed.quiet == quiet
    words = f"Nothing found any more by rules {', '.join(quiet)}."
    assert changes_in_words(changed).endswith(words) == bool(quiet)


def test_an_accepted_finding_is_neither_new_nor_gone(result):
    one = replace(found(result, ["501|episodes|x|1"]), accepted={"501|episodes|x|1": "right"})
    for then in ([], ["501|episodes|x|1"]):
        changed = changes(one, earlier(then))
        assert (changed.new, sum(changed.gone.values()), changed.still) == (frozenset(), 0, 0)


def test_a_file_without_its_day_is_named_by_its_name(result):
    changed = changes(result, replace(earlier([]), checked_on=None))
    assert changes_in_words(changed).startswith("Since the earlier check (findings.json): ")


@pytest.mark.parametrize(
    ("change", "words"),
    [({"year": 2025}, "a check of 2025, not of 2026"), ({"authority": "E08000001"}, "another council")],
)
def test_a_check_of_something_else_is_refused(result, change, words):
    with pytest.raises(BadInput, match=words):
        changes(result, replace(earlier([]), **change))


NOT_A_CHECK = {
    "no JSON": "CHILD,SEX\n1,2\n", "another document": "{}", "a list": "[1, 2]", "nested without end": "[" * 100_000,
    "a day that is none": json.dumps({"checked_on": "May", "collection": {"year": 1}, "authority": ""}),
}  # fmt: skip


@pytest.mark.parametrize("content", NOT_A_CHECK.values(), ids=NOT_A_CHECK)
def test_a_file_that_is_no_check_is_refused(tmp_path, content):
    (tmp_path / "odd.json").write_text(content, "utf-8")
    with pytest.raises(BadInput, match=r"odd\.json: this is not a findings\.json"):
        read_earlier(tmp_path / "odd.json")
