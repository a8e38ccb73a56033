"""A made-up network: what its truth says is in its counts."""

import json
from datetime import date, timedelta
from random import Random

import pytest
from click.testing import CliRunner

from plumbline.cli.app import app
from plumbline.networks.folder import FolderStore
from plumbline.profiles.document import profile_to_json
from plumbline.rules.compiled import codes_in_force, rulebook_of
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR
from plumbline.synthetic.network import binomial, made_up_network
from plumbline.synthetic.network_calendar import MOST_MONTHS

pytestmark = pytest.mark.slow


def made(number=24, months=12, seed=1):
    return made_up_network(number, months, seed, lambda year: rulebook_of(year).in_force, "0.1.0")


@pytest.fixture(scope="module")
def network():
    return made()


@pytest.fixture(scope="module")
def long():
    """Over many months what is true shows through chance."""
    return made(30, 36, 7)


def shares(network, code, authorities, months=range(1, 13), stage="raw"):
    """The mean share of children in error of some councils, in some calendar months."""
    counts = [
        profile.ran[code]
        for profile in network.profiles
        if profile.authority in authorities
        and profile.stage == stage
        and profile.as_at.month in months
        and code in profile.ran
    ]
    return sum(c.children.lo for c in counts) / max(1, sum(c.children_checked.lo for c in counts))


def test_every_profile_can_be_written(network):
    for profile in network.profiles[::40]:
        assert profile_to_json(profile, codes_in_force)


def test_every_council_has_a_profile_each_month_and_cleans_after_the_year(network):
    of_one = [
        (p.as_at.month, p.year, p.stage) for p in network.profiles if p.authority == network.profiles[0].authority
    ]
    assert [one for one in of_one if one[2] == "raw"] == [(m % 12 + 1, 2026, "raw") for m in range(3, 15)]
    assert [one for one in of_one if one[2] != "raw"] == [
        (4, 2025, "cleaning"), (5, 2025, "cleaning"), (6, 2025, "submitted")
    ]  # fmt: skip


def test_cleaning_leaves_few_errors(network):
    left = {
        (profile.stage, profile.as_at.month): sum(counts.children.lo for counts in profile.ran.values())
        for profile in network.profiles
        if profile.year == 2025 and profile.authority == network.profiles[0].authority
    }
    assert left["cleaning", 4] > left["cleaning", 5] > left["submitted", 6] > 0


def test_an_error_of_one_council_is_no_one_elses(network):
    alone = [one for one in network.truth["distinctive"] if one["kind"] == "only_here"]
    followed = {rule["follows"] for rule in network.truth["rules"].values()}
    assert len(alone) >= 4
    for one in alone:
        have = {p.authority for p in network.profiles if one["code"] in p.ran and p.ran[one["code"]].children.lo}
        assert have == {one["authority"]} or (not have and one["code"] in followed)


def test_an_excess_is_that_many_times_as_much(long):
    excesses = [
        (one["code"], one["authority"], long.truth["rates"][f"{one['authority']} {one['code']}"] * one["factor"])
        for one in long.truth["distinctive"]
        if one["kind"] == "excess" and one["since"] == "2024-04-01"
    ]
    common = [one for one in excesses if one[2] > 0.04 and ever_ran(long, *one[:2])]
    assert common
    for code, authority, share in common:
        assert shares(long, code, {authority}) == pytest.approx(share, rel=0.35)


def ever_ran(network, code, authority):
    """A council without the provider list never runs the rules that need it."""
    return any(code in profile.ran for profile in network.profiles if profile.authority == authority)


def half_a_year_after(day):
    return date.fromisoformat(day) + timedelta(days=183)


@pytest.mark.parametrize("at", range(6))
def test_a_fix_does_what_its_truth_says(long, at):
    """Half a year on, when the spell that prompted it is over, shares are the council's own rate times the effect."""
    fix = long.truth["fixes"][at]
    later = [
        (
            counts.children.lo,
            counts.children_checked.lo * long.truth["rates"].get(f"{p.authority} {fix['code']}", 0.0),
        )
        for p in long.profiles
        if half_a_year_after(fix["adopted"].get(p.authority, "2099-01-01")) < p.as_at and p.stage == "raw"
        for counts in [p.ran.get(fix["code"])]
        if counts
    ]
    assert len(fix["adopted"]) >= 5
    assert sum(found for found, _ in later) / sum(usual for _, usual in later) == pytest.approx(fix["effect"], rel=0.35)


def test_fixes_are_adopted_after_a_bad_spell(network):
    """So what follows is better even where a fix does nothing: that is what a comparison must see through."""
    prompted, usual = [], []
    for fix in network.truth["fixes"]:
        for authority, day in fix["adopted"].items():
            before = [p.ran[fix["code"]].children.lo for p in network.profiles
                      if p.authority == authority and p.stage == "raw" and p.as_at.isoformat() < day and fix["code"] in p.ran]  # fmt: skip
            if len(before) > 1:
                prompted.append(before[-1])
                usual.append(sum(before[:-1]) / len(before[:-1]))
    assert sum(prompted) > 1.1 * sum(usual)


def test_some_fixes_do_nothing(network):
    assert sorted(fix["effect"] for fix in network.truth["fixes"])[-2:] == [1.0, 1.0]


def test_an_error_of_a_case_system_is_common_where_that_is_used(network):
    systems = {code: council["case_system"] for code, council in network.truth["councils"].items()}
    users = {
        one["code"]: {code for code, system in systems.items() if system == one["case_system"]}
        for one in network.truth["of_case_system"]
    }
    told_apart = {code: theirs for code, theirs in users.items() if theirs and set(systems) - theirs}
    assert told_apart
    for code, theirs in told_apart.items():
        assert shares(network, code, theirs) > shares(network, code, set(systems) - theirs)


def test_some_councils_give_less(network):
    reasons = {reason for profile in network.profiles for reason in profile.skipped.values()}
    assert {"needs_last_year", "needs_providers", "needs_xml"} <= reasons


@pytest.mark.parametrize("months", [1, 24, MOST_MONTHS])
def test_any_number_of_months_lies_within_the_rulebook(months):
    assert {p.year for p in made(1, months).profiles} <= set(range(FIRST_YEAR, LAST_YEAR + 1))


def test_the_same_seed_makes_the_same_network():
    one, two, other = made(3, 2, 1), made(3, 2, 1), made(3, 2, 2)
    assert (one.profiles, one.truth) == (two.profiles, two.truth)
    assert one.truth["councils"] != other.truth["councils"]


@pytest.mark.parametrize(
    ("trials", "chance"), [(10, 0.5), (400, 0.01), (300, 0.3), (50, 0.9), (0, 0.5), (5, 0.0), (5, 1.0)]
)
def test_draws_have_the_mean_of_a_binomial(trials, chance):
    rng = Random(1)
    drawn = [binomial(rng, trials, chance) for _ in range(3000)]
    assert all(0 <= number <= trials for number in drawn)
    assert sum(drawn) / len(drawn) == pytest.approx(trials * chance, abs=0.02 * trials + 0.1)


def test_the_command_writes_a_network_that_can_be_read(tmp_path):
    out = tmp_path / "made"
    done = CliRunner().invoke(
        app, ["sample-network", "--authorities", "3", "--months", "5", "--seed", "1", "--out", str(out)]
    )
    assert done.exit_code == 0, done.output
    network = FolderStore(out, codes_in_force).read()
    assert len(network.members) == 3
    assert len(network.profiles) == 3 * (5 + 3)
    assert network.damaged == ()
    assert {*network.solutions} == {
        fix["solution"] for fix in json.loads((out / "truth.json").read_text())["fixes"] if fix["adopted"]
    }
