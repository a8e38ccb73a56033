"""``plumbline compare``: what a council is told of its errors beside its peers'."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from network_of_twelve import (
    BEFORE,
    CODES,
    EDITIONS,
    ELSEWHERE,
    MENDED,
    MINE,
    NORTH_WEST,
    OF_VERSION_1,
    OWN,
    compared_in,
    exact,
    profile,
    put,
    store_of,
    write_network,
)

from plumbline.cli.app import app
from plumbline.comparing.applying.fitted import observed
from plumbline.comparing.applying.verdicts import compare
from plumbline.faults import BadInput
from plumbline.networks.advice import Advice
from plumbline.networks.choosing import Choice, PeerGroup, councils_listed, own_key
from plumbline.networks.cohorts import Cohort
from plumbline.networks.files import profile_file
from plumbline.networks.fitting import fitted_cohorts
from plumbline.networks.memory import MemoryStore
from plumbline.networks.network import key_of
from plumbline.reporting.comparison.words import sentence

FIELDS = [
    "code", "title", "children_checked", "children", "rate", "interval", "peer_median", "peers_with", "peers_checked",
    "peers_of_another_edition", "expected", "excess", "p", "q", "verdict", "cannot_tell_because", "trend",
]  # fmt: skip
NO_ADVICE = dict.fromkeys(CODES, Advice([], []))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_network(tmp_path_factory.mktemp("exact") / "network")


@pytest.fixture(scope="module")
def rounded_folder(tmp_path_factory):
    return write_network(
        tmp_path_factory.mktemp("rounded") / "network", exactly=False, title="<script>alert(1)</script>"
    )


def run(folder, *given):
    return CliRunner().invoke(app, ["compare", "--network", str(folder), "--authority", OWN, *map(str, given)])


def as_json(folder, *given):
    done = run(folder, "--json", *given)
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def of_network(folder):
    return compared_in(store_of(folder)).comparison


def test_the_document_has_the_agreed_form(folder):
    document = as_json(folder)
    assert list(document) == ["authority", "peers", "not_comparable", "as_at", "rules", "advice"]
    assert (document["authority"], document["as_at"]) == (OWN, "2026-05-01")
    assert document["peers"] == sorted([*NORTH_WEST, *ELSEWHERE])
    assert all(list(rule) == FIELDS for rule in document["rules"])
    first = document["rules"][0]
    assert (first["code"], first["children_checked"], first["children"], first["rate"]) == (MINE, 500, 63, 0.126)
    assert (first["verdict"], first["peers_with"], first["peers_checked"], first["trend"]) == (
        "only_you",
        0,
        11,
        "first",
    )
    assert first["interval"][0] < 0.126 < first["interval"][1]
    assert first["excess"] == pytest.approx(63 - first["expected"])
    unchecked = next(rule for rule in document["rules"] if rule["code"] == "101")
    assert (unchecked["verdict"], unchecked["children"], unchecked["q"], unchecked["trend"]) == ("not_checked",) + (
        None,
    ) * 3


def test_rounded_counts_are_pairs(rounded_folder):
    first = as_json(rounded_folder)["rules"][0]
    assert (first["children_checked"], first["children"], first["peers_with"]) == ([496, 500], [61, 65], [0, 11])
    assert first["rate"] == [61 / 500, 65 / 496]
    assert first["verdict"] == "higher"  # 0 to 5 at each peer: any of them could have it


@pytest.mark.parametrize(
    ("peers", "expected"),
    [("all", NORTH_WEST + ELSEWHERE), ("region", NORTH_WEST), ("case-system", ELSEWHERE)],
)
def test_peers_are_those_asked_for(folder, peers, expected):
    assert as_json(folder, "--peers", peers)["peers"] == sorted(expected)


def test_neighbours_and_listed_councils_without_a_profile_are_named(folder, tmp_path):
    document = as_json(folder, "--peers", "neighbours")
    assert len(document["peers"]) + len(document["not_comparable"]) == 10
    assert set(document["not_comparable"].values()) == {"no profile in the network"}
    listed = tmp_path / "peers.txt"
    listed.write_text(f"{NORTH_WEST[0]}  # near us\n\nLeeds\n{OWN}\n")
    document = as_json(folder, "--peers", listed)
    assert (document["peers"], list(document["not_comparable"])) == ([NORTH_WEST[0]], ["E08000035"])


def test_what_can_not_be_chosen_is_refused(folder):
    with pytest.raises(BadInput, match="Atlantis"):
        councils_listed("Atlantis\n")
    assert "is none of these" in str(run(folder, "--peers", "everyone").exception)
    with pytest.raises(BadInput, match="no profile 2025 raw taken by 01/01/2026 of Manchester"):
        own_key([key_of(profile(OWN))], Choice(OWN, "raw", 2025, date(2026, 1, 1)))


def test_stage_and_day_pick_the_profile_and_the_rest_is_said(tmp_path):
    folder = write_network(tmp_path / "network")
    before = profile(OWN, 2, as_at=date(2026, 3, 20))
    put(folder, before)
    put(folder, profile("E08000035", as_at=date(2026, 1, 1)))
    latest = as_json(folder)
    assert latest["not_comparable"] == {"E08000035": "taken 120 days apart"}
    assert {rule["code"]: rule["trend"] for rule in latest["rules"]}[MINE] == "worsened"
    earlier = as_json(folder, "--as-at", "2026-04-01", "--stage", "raw", "--year", "2026")
    assert (earlier["as_at"], earlier["peers"]) == ("2026-03-20", [])
    assert "taken 42 days apart" in earlier["not_comparable"].values()


def test_an_earlier_profile_by_the_same_rules_stands_in_for_a_nearer_one_by_others(tmp_path):
    folder = write_network(tmp_path / "network")
    put(folder, profile(NORTH_WEST[0], as_at=date(2026, 4, 20)))
    put(folder, *(profile(peer, **OF_VERSION_1) for peer in NORTH_WEST[:2]))
    document = as_json(folder)
    assert NORTH_WEST[0] in document["peers"]
    assert document["not_comparable"][NORTH_WEST[1]] == "none of its rules is of the same edition"


def test_one_mended_rule_makes_one_row_incomparable_and_it_is_said_why(tmp_path):
    """Seven of the eleven peers have the rule of an earlier release: four are left, too few; all else is as it was."""
    folder = write_network(tmp_path / "network")
    before = {rule["code"]: rule for rule in as_json(folder)["rules"]}
    put(folder, *(profile(code, editions={**EDITIONS, MENDED: BEFORE}) for code in (*NORTH_WEST, ELSEWHERE[0])))
    after = {rule["code"]: rule for rule in as_json(folder)["rules"]}
    assert after[MENDED]["peers_of_another_edition"] == 7
    assert after[MENDED]["peers_checked"] == 4
    assert after[MENDED]["peer_median"] is None
    changed = {code for code in before if (before[code]["peers_with"], before[code]["verdict"]) != (
        after[code]["peers_with"], after[code]["verdict"])}  # fmt: skip
    assert changed == {MENDED}
    assert {rule["peers_of_another_edition"] for code, rule in after.items() if code != MENDED} == {0}
    words = "7 of the 11 peers have counts of another edition of this rule, which are left out"
    assert f"Of another edition, {MENDED}: {words}" in run(folder, "--html", tmp_path / "page.html").output
    assert f"<li>{MENDED}: " in (tmp_path / "page.html").read_text("utf-8")
    assert words in (tmp_path / "page.html").read_text("utf-8")


def test_too_few_peers_for_their_editions_is_said_of_a_rule_with_errors(tmp_path):
    folder = write_network(tmp_path / "network")
    before = {**EDITIONS, MENDED: BEFORE}
    put(folder, *(profile(code, editions=before) for code in (*NORTH_WEST, ELSEWHERE[0])))
    mine = profile(OWN, 63)
    put(folder, replace(mine, ran={**mine.ran, MENDED: mine.ran[MINE]}))
    [verdict] = [rule["verdict"] for rule in as_json(folder)["rules"] if rule["code"] == MENDED]
    assert verdict == "too_few_peers"
    assert (
        f"Of another edition, {MENDED}: 7 of the 11 peers have counts of another edition of this rule, which are left out; "
        "too few are left to compare with."
    ) in run(folder).output


def test_a_damaged_profile_is_named(tmp_path):
    folder = write_network(tmp_path / "network")
    (folder / profile_file(key_of(profile(NORTH_WEST[0])))).write_text("{")
    done = run(folder)
    assert (done.exit_code, f"left out: profiles/{NORTH_WEST[0]}" in done.output) == (3, True)
    (folder / profile_file(key_of(profile(OWN)))).write_text("{")
    assert "Manchester, 2026 raw, as at 01/05/2026: this profile can't be read" in str(run(folder).exception)


def test_the_sentence(folder, rounded_folder):
    assert sentence(of_network(folder)) == (
        "1 of the 120 checks shows an error that councils like yours don't have; it touches 63 children"
    )
    assert sentence(of_network(rounded_folder)).endswith("it touches 61 to 65 children")
    assert run(folder).output.startswith(sentence(of_network(folder)) + ".\n")


def test_the_sentence_where_there_is_little_to_say(folder):
    compared = of_network(folder)
    assert sentence(replace(compared, peers={})) == "Too few councils to compare with: 0, and it takes at least 5"
    quiet = replace(compared, rules=[rule for rule in compared.rules if rule.code != MINE])
    assert sentence(quiet).startswith("None of the 119 checks shows an error")


def test_children_with_several_errors_are_known_from_and_to(folder):
    compared = of_network(folder)
    both = [
        replace(compared.rules[0], code=code, verdict=verdict) for code, verdict in (("1", "only_you"), ("2", "higher"))
    ]
    assert replace(compared, rules=both).children_affected == (63, 126)
    assert "together they touch 63 to 126 children" in sentence(replace(compared, rules=both))
    small = replace(compared, rules=both, own=replace(compared.own, children=exact(100)))
    assert small.children_affected == (63, 100)


def test_nothing_outside_the_peer_group_matters(folder):
    network, group = store_of(folder).read(), PeerGroup("listed", frozenset(NORTH_WEST))
    before = compared_in(MemoryStore(network), OWN, group).comparison.rules
    changed = {key_of(one): one for one in (profile(code, 400) for code in ELSEWHERE)}
    other = replace(network, profiles=dict(reversed({**network.profiles, **changed}.items())))
    assert compared_in(MemoryStore(other), OWN, group).comparison.rules == before


def test_an_exported_network_compares_one_more_return(folder):
    [cohort] = fitted_cohorts(store_of(folder).read())
    read = Cohort.from_document(json.loads(json.dumps(cohort.as_document())))
    assert (read.year, read.stage, len(read.peers)) == (2026, "raw", 12)
    newcomer = profile("E08000035")
    fits = read.fits_for(newcomer)
    assert fits[MINE].peers_with == exact(1)
    counts = {**observed(newcomer), CODES[1]: (exact(500), exact(60))}
    rules = {rule.code: rule.verdict for rule in compare(counts, fits, CODES)}
    assert [code for code, verdict in rules.items() if verdict == "only_you"] == [CODES[1]]


def test_a_profile_too_far_off_in_time_is_no_cohort(folder):
    network = store_of(folder).read()
    late = profile(OWN, as_at=date(2026, 5, 1) + timedelta(days=31))
    later = replace(network, profiles={**network.profiles, key_of(late): late})
    assert fitted_cohorts(later)[0].peers == {OWN: late.as_at}
