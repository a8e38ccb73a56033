"""For the errors that set a council apart: which solutions there are, and whom to call."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from network_of_twelve import (
    CODES,
    ELSEWHERE,
    MINE,
    NORTH_WEST,
    OF_VERSION_1,
    OWN,
    exact,
    profile,
    put,
    put_solution,
    rounded,
    store_of,
    write_network,
)

from filled_in import filled_in
from plumbline.cli.app import app
from plumbline.model.authorities import council_name
from plumbline.networks.advice import ToCall
from plumbline.networks.files import profile_file
from plumbline.networks.likeness import Likeness, likeness
from plumbline.networks.members import Member
from plumbline.networks.network import key_of
from plumbline.profiles.disclosure import joined_band as band
from plumbline.profiles.profile import Count, Profile, RuleCounts
from plumbline.reporting.comparison.advice_words import call_line

EARLIER = date(2026, 3, 1)
ASKS = Member(OWN, "mosaic")


def had_it(folder, council, mine=12, *, round_it=False, **changed):
    """A peer's earlier profile with the error."""
    one = profile(council, mine, **{"as_at": EARLIER} | changed)
    put(folder, rounded(one) if round_it else one)


def run(folder, *more):
    return CliRunner().invoke(app, ["compare", "--network", str(folder), "--authority", OWN, *map(str, more)])


def test_damage_outside_the_rules_that_advice_is_on_is_told_too(tmp_path):
    folder = write_network(tmp_path / "network")
    had_it(folder, OWN)
    path = folder / profile_file(key_of(profile(OWN, as_at=EARLIER)))
    path.write_text(path.read_text().replace(f'"{CODES[1]}": {{', f'"{CODES[1]}": {{"child": 1, '))
    done = run(folder)
    assert done.exit_code == 3
    assert f"rules.{CODES[1]}.child: there is no such part" in done.stderr
    assert f"{MINE}  " in done.stdout


def advice_of(folder):
    return json.loads(run(folder, "--json").output)["advice"]


@pytest.mark.parametrize(
    ("other", "checked", "expected"),
    [
        (Member(NORTH_WEST[0], "mosaic"), (100, 150), Likeness(True, True, True)),
        (Member(NORTH_WEST[0], "azeus"), (100, 151), Likeness(False, True, False)),
        (Member(ELSEWHERE[0], "mosaic"), (150, 100), Likeness(True, False, True)),
        (Member(ELSEWHERE[0], "azeus"), (0, 0), Likeness(False, False, False)),
    ],
)
def test_likeness_is_case_system_region_and_size(other, checked, expected):
    sizes = {OWN: exact(checked[0]), other.authority: exact(checked[1])}
    assert likeness(ASKS, other, sizes) == expected


def test_systems_that_are_not_told_are_not_alike_and_nobody_is_like_nobody():
    for system in ("unknown", "other"):
        assert not likeness(Member(OWN, system), Member(ELSEWHERE[0], system), {}).same_case_system
    assert likeness(None, ASKS, {OWN: exact(5)}) == Likeness()


def test_case_system_comes_before_region_and_region_before_size():
    order = [
        Likeness(True, False, False),
        Likeness(False, True, True),
        Likeness(False, True),
        Likeness(False, False, True),
    ]
    assert [one.unlike for one in order] == sorted(one.unlike for one in order)


@given(st.integers(0, 400), st.integers(0, 400))
def test_rounding_never_makes_councils_alike_in_size(one, other):
    rough = likeness(ASKS, Member(ELSEWHERE[0], "azeus"), {OWN: band(exact(one)), ELSEWHERE[0]: band(exact(other))})
    true = likeness(ASKS, Member(ELSEWHERE[0], "azeus"), {OWN: exact(one), ELSEWHERE[0]: exact(other)})
    assert true.similar_size or not rough.similar_size


def test_peers_that_lost_the_error_are_called_the_most_alike_first(tmp_path):
    folder = write_network(tmp_path / "network")
    for council in (ELSEWHERE[0], NORTH_WEST[0], NORTH_WEST[1]):
        had_it(folder, council)
    had_it(folder, NORTH_WEST[1], 20, as_at=date(2026, 2, 1))
    store_of(folder).put_member(Member(NORTH_WEST[1], "azeus", "ask@council.example"))
    calls = advice_of(folder)[MINE]["to_call"]
    assert [call["authority"] for call in calls] == [ELSEWHERE[0], NORTH_WEST[1], NORTH_WEST[0]]
    assert calls[1] == {
        "authority": NORTH_WEST[1], "case_system": "azeus", "same_case_system": False, "same_region": True,
        "similar_size": True, "contact": "ask@council.example",
        "most": {"as_at": "2026-02-01", "children_checked": 500, "children": 20},
        "now": {"as_at": "2026-05-01", "children_checked": 500, "children": 0},
    }  # fmt: skip
    assert (
        f"whom to call: {council_name(NORTH_WEST[1])}: 20 of 500 children in error on 01/02/2026; now 0 of 500 children in error "
        "on 01/05/2026; your region; about your size; ask@council.example"
    ) in run(folder).output


@pytest.mark.parametrize(
    "changed",
    [{"stage": "cleaning"}, OF_VERSION_1, {"as_at": date(2026, 5, 9)}, {"mine": 0}],
    ids=["another stage", "another edition", "later", "never had it"],
)
def test_who_did_not_lose_it_in_comparable_profiles_is_not_called(tmp_path, changed):
    folder = write_network(tmp_path / "network")
    had_it(folder, NORTH_WEST[0], **changed)
    assert advice_of(folder)[MINE] == {"solutions": [], "to_call": []}


def test_who_still_has_it_is_not_called(tmp_path):
    folder = write_network(tmp_path / "network")
    had_it(folder, NORTH_WEST[0])
    had_it(folder, NORTH_WEST[0], 1, as_at=date(2026, 5, 1))
    assert advice_of(folder)[MINE]["to_call"] == []


def test_where_rounding_hides_whether_it_is_gone_the_counts_say_so(tmp_path):
    folder = write_network(tmp_path / "network", exactly=False)
    had_it(folder, NORTH_WEST[0], round_it=True)
    output = run(folder).output
    assert "11 to 15 of 496 to 500 children in error on 01/03/2026; now 0 to 5 of 496 to 500 children" in output
    had_it(folder, ELSEWHERE[0], 4, round_it=True)
    assert [call["authority"] for call in advice_of(folder)[MINE]["to_call"]] == [NORTH_WEST[0]]


def test_solutions_are_under_their_rule_with_their_evidence(tmp_path):
    folder = write_network(tmp_path / "network")
    text = filled_in("501-x", MINE, Member(ELSEWHERE[0], "mosaic", "a@council.example"), EARLIER)
    put_solution(folder, "501-x", text)
    put_solution(folder, "501-bad", "no header")
    done = run(folder, "--html", tmp_path / "page.html")
    assert done.exit_code == 3
    assert done.stderr.count("501-bad.md") == 1
    assert "solution 501-x, What we did about 501, briefly: no councils adopted it." in done.stdout
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "solutions/501-x.md): no councils adopted it.<br>" in page
    assert "City of London; Mosaic; your case system; about your size;" in page


def test_the_page_says_where_there_is_nothing_to_say(tmp_path):
    run(write_network(tmp_path / "network"), "--html", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "The network has no solution for this rule yet." in page
    assert "No peer is known to have had this error and to have lost it." in page


@given(st.integers(6, 500), st.integers(0, 5), st.integers(500, 900))
def test_no_number_of_a_call_narrows_a_rounded_count(then, now, checked):
    """What is printed of both profiles covers every count that their rounded ones may stand for."""
    both = [rounded(with_counts(profile(OWN), children, checked)) for children in (then, now)]
    said = call_line(ToCall(ASKS, MINE, *both, Likeness()), council_name)
    found = [int(number) for number in re.findall(r"(?<![/\d])\d+(?![/\d])", said.replace(",", ""))]
    for (low, high), true in zip(zip(found[::2], found[1::2], strict=True), (then, checked, now, checked), strict=True):
        assert Count(low, high) == band(exact(true))


def with_counts(one: Profile, children, checked):
    counts = RuleCounts(*map(exact, (checked, children, checked, children)))
    return replace(one, ran={MINE: counts})
