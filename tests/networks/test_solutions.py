"""Solutions: their form, adopting them, and the evidence in words."""

import json
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from one_profile import PROFILE

from filled_in import filled_in
from plumbline.cli.app import app
from plumbline.faults import BadInput
from plumbline.model.authorities import authorities
from plumbline.networks.evidence import tried
from plumbline.networks.folder import FolderStore
from plumbline.networks.members import Member
from plumbline.networks.network import Network, key_of
from plumbline.networks.solutions import solution, to_fill_in
from plumbline.profiles.profile import Count, Disclosure, RuleCounts
from plumbline.reporting.comparison.solution_words import evidence
from plumbline.rules.compiled import codes_in_force

MANCHESTER, BOLTON = "E08000003", "E08000001"
AUTHOR = Member(MANCHESTER, "mosaic", "team@council.example")
DAY = date(2026, 5, 1)
TEXT = filled_in("501-x", "501", AUTHOR, DAY)
COUNCILS = [*authorities()][:30]
DAYS = [date(2026, month, 1) for month in range(1, 13)]
ADOPTED = date(2026, 6, 2)


@pytest.fixture
def shared(folder):
    """A network of two members without a profile."""
    for member in (AUTHOR, Member(BOLTON, "azeus")):
        store_of(folder).put_member(member)
    return folder


def store_of(folder):
    return FolderStore(folder, codes_in_force)


def adopted_in(folder):
    return {name: one.adopted for name, one in store_of(folder).read().solutions.items()}


def put(folder, name, text):
    (folder / "solutions" / f"{name}.md").write_text(text)


def run(*given):
    return CliRunner().invoke(app, ["solution", *map(str, given)])


def new(folder, code="501"):
    return run("new", code, "--network", folder, "--authority", "manchester")


def new_and_filled_in(folder):
    name = "501-e08000003"
    new(folder)
    put(folder, name, filled_in(name, "501", AUTHOR, DAY))


def adopt(folder, name="501-e08000003", authority=BOLTON, on="2026-05-01"):
    return run("adopt", name, "--network", folder, "--authority", authority, "--on", on)


def counts_of(adopters):
    """Months of profiles: forty of 400 children in error everywhere, and about a quarter of it after adopting."""
    for place, council in enumerate(COUNCILS):
        for day in DAYS:
            fell = council in adopters and day > ADOPTED
            children = Count(*[10 + place % 3 if fell else 40 + place % 5] * 2)
            ran = {"501": RuleCounts(Count(400, 400), children, Count(400, 400), children)}
            yield replace(PROFILE, authority=council, as_at=day, ran=ran, skipped={},
                          tables={}, children=Count(400, 400), disclosure=Disclosure("exact"))  # fmt: skip


def network_where(adopters):
    there = solution("501-x", TEXT, dict.fromkeys(adopters, ADOPTED))
    return Network("North", profiles={key_of(one): one for one in counts_of(adopters)}, solutions={"501-x": there})


def test_one_that_is_filled_in_is_a_solution():
    found = solution("501-x", TEXT)
    assert (found.rules, found.authority, found.case_system, found.written) == (("501",), MANCHESTER, "mosaic", DAY)
    assert (found.contact, found.adopted) == ("team@council.example", {})


def test_a_new_one_never_overwrites(shared):
    assert new(shared).exit_code == 0
    file = shared / "solutions" / "501-e08000003.md"
    file.write_text("mine")
    assert new(shared).exit_code == 0
    assert file.read_text() == "mine"
    assert (shared / "solutions" / "501-e08000003-2.md").read_text().startswith("---\nid: 501-e08000003-2\n")


def test_a_second_one_of_a_council_says_that_it_has_one(shared):
    first = "Manchester has one of this rule already, "
    assert first not in new(shared).stdout
    assert f"{first}a draft: {shared}/solutions/501-e08000003.md" in new(shared).stdout
    put(shared, "501-e08000003", filled_in("501-e08000003", "501", AUTHOR, DAY))
    assert f"{first}filled in: {shared}/solutions/501-e08000003.md" in new(shared).stdout


@pytest.mark.parametrize(
    ("text", "unfilled"),
    [
        (to_fill_in("501-x", "501", AUTHOR, DAY), ("title", "cause", "first step", "next step")),
        (TEXT.replace("A form.", "Why the error arose."), ("cause",)),
        (TEXT.replace("# What", "#  What"), ()),
        (TEXT, ()),
    ],
)
def test_until_every_part_is_filled_in_it_is_a_draft(text, unfilled):
    assert solution("501-x", text).unfilled == unfilled


def test_a_draft_is_shown_to_nobody_and_can_not_be_adopted(shared):
    new(shared)
    assert tried(store_of(shared).read(), "501") == []
    shown = run("list", "501", "--network", shared).stdout
    assert "The network has no solution for rule 501." in shown
    assert "Not shown until it is filled in (title, cause, first step, next step): solutions/501-e08000003.md" in shown
    assert "501-e08000003 is not filled in yet" in str(adopt(shared).exception)


def test_the_code_of_a_rule_may_be_written_in_any_case():
    network = Network("North", solutions={"392a-x": solution("392a-x", filled_in("392a-x", "392A", AUTHOR, DAY))})
    assert [one.solution.id for one in tried(network, "392a")] == ["392a-x"]


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("---\nid", "id", 1, "begins with a line"),
        ("\n---\n\n", "\n\n", 21, "no line ---"),
        ("effort:", "efort:", 6, "one of id, rules"),
        ("rules: 501", "rules:", 3, "'rules'"),
        ("rules: 501\n", "", 8, "'rules'"),
        ("id: 501-x", "id: 502-x", 2, "the file's name"),
        ("date: 2026-05-01", "date: 1 May", 7, "'1 May' is not a date"),
        (f"authority: {MANCHESTER}", "authority: Leeds", 4, "no council 'Leeds'"),
        ("case system: mosaic", "case system: paper", 5, "the case system is one of"),
        ("effort:", "id: 501-x", 6, "there already"),
        ("effort:", f"adopted: {BOLTON} 2026-05-01", 6, "one of id, rules"),
    ],
)
def test_a_faulty_one_is_refused_with_its_file_and_line(before, after, line, words):
    with pytest.raises(BadInput, match=rf"solutions/501-x\.md, line {line}: .*{words}"):
        solution("501-x", TEXT.replace(before, after, 1))


def test_an_empty_file_and_an_open_header_are_refused():
    for text in ("", "---\nid: 501-x\n"):
        with pytest.raises(BadInput, match=r"solutions/501-x\.md, line \d"):
            solution("501-x", text)


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_each_adoption_is_a_file_of_its_own_so_that_none_is_lost(shared):
    new_and_filled_in(shared)
    before = files(shared)
    assert [adopt(shared, authority=council).exit_code for council in (BOLTON, MANCHESTER)] == [0, 0]
    added = [f"adoptions/501-e08000003/{council}.json" for council in (BOLTON, MANCHESTER)]
    after = files(shared)
    assert after == before | {name: after[name] for name in added}
    assert adopted_in(shared) == {"501-e08000003": {BOLTON: DAY, MANCHESTER: DAY}}


@pytest.mark.parametrize("text", ["", "{}", '{"since": "May"}', "[]"])
def test_a_damaged_adoption_is_named_and_the_rest_is_read(shared, text):
    new_and_filled_in(shared)
    adopt(shared)
    adopt(shared, authority=MANCHESTER)
    (shared / "adoptions" / "501-e08000003" / f"{BOLTON}.json").write_text(text)
    assert adopted_in(shared) == {"501-e08000003": {MANCHESTER: DAY}}
    assert store_of(shared).read().damaged[0].startswith(f"adoptions/501-e08000003/{BOLTON}.json: ")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Bolton adopted 501-e08000003 on 01/05/2026 already; nothing was changed"),
        ({"name": "../network"}, "It has: 501-e08000003."),
        ({"authority": "Nowhere"}, "There is no council 'Nowhere'"),
        ({"authority": "Leeds"}, "no member of the network"),
        ({"authority": MANCHESTER, "on": "2999-01-01"}, "yet to come"),
    ],
)
def test_what_can_not_be_adopted(shared, given, words):
    new_and_filled_in(shared)
    adopt(shared)
    before = files(shared)
    refused = adopt(shared, **given)
    assert isinstance(refused.exception, BadInput)
    assert words in str(refused.exception)
    assert files(shared) == before


def test_the_evidence_of_five_that_adopted_it():
    network = network_where(COUNCILS[:5])
    [one] = tried(network, "501")
    low, high = one.effect.interval
    assert evidence(one) == (
        f"five councils adopted it; the share of children in error fell by {100 * one.effect.fell_by:.0f}% more than "
        f"at like councils ({100 * low:.0f} to {100 * high:.0f})"
    )
    assert 0.65 < low < one.effect.fell_by < high < 0.8


def test_two_that_adopted_it_are_described_and_nothing_is_estimated():
    network = network_where(COUNCILS[:2])
    [one] = tried(network, "501")
    assert one.effect.fell_by is None
    assert evidence(one).startswith("two councils adopted it, too few for an estimate; ")
    assert evidence(one).count("of children in error before") == 2


def test_a_rule_that_was_mended_is_judged_before_or_since_and_never_across():
    """With the adoption at the change of edition there is nothing to judge; with all of one edition there is."""
    whole = network_where(COUNCILS[:5])
    across = {
        key: replace(one, editions={"501": "ffffffff"}) if key.as_at > ADOPTED else one
        for key, one in whole.profiles.items()
    }
    [one] = tried(replace(whole, profiles=across), "501")
    assert one.effect.changes == () and one.effect.fell_by is None
    since_march = {
        key: replace(one, editions={"501": "ffffffff"}) if key.as_at < DAYS[2] else one
        for key, one in whole.profiles.items()
    }
    [one] = tried(replace(whole, profiles=since_march), "501")
    assert {change.council for change in one.effect.changes} == set(COUNCILS[:5])


def test_a_faulty_one_is_named_wherever_the_network_is_read_and_can_not_be_adopted(shared):
    put(shared, "bad", "no header")
    network = store_of(shared).read(lambda _: False)
    assert (dict(network.solutions), len(network.damaged)) == ({}, 1)
    assert network.damaged[0].startswith("solutions/bad.md, line 1: ")
    assert "Damaged: solutions/bad.md, line 1: " in str(adopt(shared, name="bad").exception)


def test_one_that_nobody_adopted():
    [one] = tried(Network("North", solutions={"501-x": solution("501-x", TEXT)}), "501")
    assert evidence(one) == "no councils adopted it"


def test_evidence_comes_before_likeness_and_likeness_before_the_name():
    like = next(code for code, one in authorities().items() if one.region == "North West" and code != MANCHESTER)
    far = next(code for code, one in authorities().items() if one.region == "London")
    there = [
        solution(name, filled_in(name, code, author, DAY), dict.fromkeys(councils, ADOPTED))
        for name, code, councils, author in (
            ("a", "501", [], Member(far, "unknown")),
            ("b", "501", [], Member(like, "azeus")),
            ("c", "501", [], Member(far, "mosaic")),
            ("d", "501", COUNCILS[:5], Member(far, "unknown")),
            ("e", "502", [], AUTHOR),
        )
    ]
    network = replace(network_where(COUNCILS[:5]), solutions={one.id: one for one in there})
    assert [one.solution.id for one in tried(network, "501", AUTHOR)] == ["d", "c", "b", "a"]
    assert [one.solution.id for one in tried(network, "501")] == ["d", "a", "b", "c"]


def test_the_list_names_faulty_files_and_shows_the_rest(shared):
    for profile in counts_of(COUNCILS[:5]):
        store_of(shared).put_profile(profile)
    put(shared, "501-x", TEXT)
    for council in COUNCILS[:5]:
        store_of(shared).put_adoption("501-x", council, ADOPTED)
    put(shared, "bad", "no header")
    shown = run("list", "501", "--network", shared, "--authority", MANCHESTER)
    assert shown.exit_code == 3
    assert "left out: solutions/bad.md, line 1" in shown.stderr
    assert "five councils adopted it; the share" in shown.stdout
    assert "your case system; your region" in shown.stdout
    document = json.loads(run("list", "501", "--network", shared, "--json").stdout)
    [one] = document["solutions"]
    assert (one["id"], one["judged"], one["not_judged"]) == ("501-x", sorted(COUNCILS[:5]), {})
    assert one["interval"][0] < one["fell_by"] < one["interval"][1]


def test_without_a_rule_the_list_has_the_solutions_of_all(shared):
    assert run("list", "--network", shared).stdout == "There is none yet.\n"
    put(shared, "501-x", TEXT)
    assert run("list", "--network", shared).stdout.splitlines()[0].startswith("501")
    [one] = json.loads(run("list", "--network", shared, "--json").stdout)["solutions"]
    assert one["id"] == "501-x"


def test_no_solution_and_no_such_rule(shared):
    assert "no solution for rule 501" in run("list", "501", "--network", shared).stdout
    assert "There is no rule 99Z" in str(new(shared, "99Z").exception)
