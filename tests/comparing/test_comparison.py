"""``plumbline compare``: what a council is told of its errors beside its peers'."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from markupsafe import escape
from network_of_twelve import CODES, ELSEWHERE, MINE, NORTH_WEST, OWN, exact, profile, write_network

from plumbline.cli.app import app
from plumbline.comparing.applying.fitted import FittedRule, observed
from plumbline.comparing.applying.verdicts import compare
from plumbline.faults import BadInput
from plumbline.networks.advice import Advice
from plumbline.networks.choosing import councils_listed, own_key, peer_group
from plumbline.networks.comparing import compared_with, fitted_cohorts
from plumbline.networks.folder import profile_path, read_network, write_profile
from plumbline.networks.network import key_of
from plumbline.reporting.comparison.page import comparison_page
from plumbline.reporting.comparison.words import decimal, sentence
from plumbline.rules.compiled import codes_in_force, rulebook_of

FIELDS = [
    "code", "title", "children_checked", "children", "rate", "interval", "peer_median", "peers_with", "peers_checked",
    "expected", "excess", "p", "q", "verdict", "trend",
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


def of_network(folder, peers="all"):
    network = read_network(folder, codes_in_force)
    return compared_with(network, own_key(network.profiles, OWN), peer_group(network, OWN, peers, str))


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
    assert first["verdict"] == "only_you"


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
        own_key([key_of(profile(OWN))], OWN, year=2025, stage="raw", as_at=date(2026, 1, 1))


def test_stage_and_day_pick_the_profile_and_the_rest_is_said(tmp_path):
    folder = write_network(tmp_path / "network")
    before = profile(OWN, 2, as_at=date(2026, 3, 20))
    write_profile(folder, before, codes_in_force)
    write_profile(folder, profile("E08000035", as_at=date(2026, 1, 1)), codes_in_force)
    latest = as_json(folder)
    assert latest["not_comparable"] == {"E08000035": "taken 120 days apart"}
    assert {rule["code"]: rule["trend"] for rule in latest["rules"]}[MINE] == "worsened"
    earlier = as_json(folder, "--as-at", "2026-04-01", "--stage", "raw", "--year", "2026")
    assert (earlier["as_at"], earlier["peers"]) == ("2026-03-20", [])
    assert "taken 42 days apart" in earlier["not_comparable"].values()


def test_an_earlier_profile_of_the_same_edition_stands_in_for_a_nearer_one_of_another(tmp_path):
    folder = write_network(tmp_path / "network")
    write_profile(folder, profile(NORTH_WEST[0], as_at=date(2026, 4, 20)), codes_in_force)
    for peer in NORTH_WEST[:2]:
        write_profile(folder, profile(peer, edition="2026.1"), codes_in_force)
    document = as_json(folder)
    assert NORTH_WEST[0] in document["peers"]
    assert document["not_comparable"][NORTH_WEST[1]].startswith("rulebook 2026.1, not 2026.")


def test_a_damaged_profile_is_named(tmp_path):
    folder = write_network(tmp_path / "network")
    profile_path(folder, key_of(profile(NORTH_WEST[0]))).write_text("{")
    done = run(folder)
    assert (done.exit_code, f"left out: profiles/{NORTH_WEST[0]}" in done.output) == (3, True)
    profile_path(folder, key_of(profile(OWN))).write_text("{")
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
    network = read_network(folder, codes_in_force)
    own = own_key(network.profiles, OWN)
    before = compared_with(network, own, set(NORTH_WEST)).rules
    for code in ELSEWHERE:
        changed = profile(code, 400)
        network.profiles[key_of(changed)] = changed
    network.profiles = dict(reversed(network.profiles.items()))
    assert compared_with(network, own, set(NORTH_WEST)).rules == before


def ends(words):
    """The ends of an interval as it is printed."""
    found = [float(number.replace(",", "")) for number in re.findall(r"-?[\d,]+(?:\.\d+)?", words)]
    return found[0], found[-1]


def test_no_number_of_the_page_narrows_a_rounded_count(rounded_folder):
    """Every share, expectation and excess that is printed covers all that the counts may truly be."""
    compared = of_network(rounded_folder)
    page = comparison_page(compared, rulebook_of(2026).in_force, "n", NO_ADVICE)
    table = page[page.index("<h2>All rules checked") :]
    rows = {row[0]: row[1:] for row in (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", r) for r in table.split("<tr>")[2:])}
    for rule in compared.rules:
        if rule.verdict == "not_checked":
            continue
        _, children, checked, share, middle, _, expected, beside, _ = rows[
            escape(f"{rule.code}: {rulebook_of(2026).in_force[rule.code].title}")
        ]
        assert (children, checked) == (str(rule.children), str(rule.children_checked))
        known, possible, typical = rule.children, rule.children_checked, rule.fit.shares[1]
        for printed, low, high in (
            (share, 100 * known.lo / possible.hi, 100 * known.hi / possible.lo),
            (middle, 100 * typical[0], 100 * typical[1]),
            (expected, rule.fit.mean * possible.lo, rule.fit.mean * possible.hi),
            (beside, known.lo - rule.fit.mean * possible.hi, known.hi - rule.fit.mean * possible.lo),
        ):
            first, last = ends(printed)
            if " or " in printed:  # up to so many fewer or so many more
                first = -first
            elif "fewer" in printed:
                first, last = -last, -first
            assert first <= low <= high <= last, (rule.code, printed, low, high)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ((12.34, 12.34), "12.3"), ((12.34, 12.36), "12.3 to 12.4"), ((0.0, 0.01), "0 to 0.1"), ((0.01, 0.01), "under 0.1"),
        ((-0.26, 1200.0), "-0.3 to 1,200"), ((0.0, 0.0), "0"),
    ],
)  # fmt: skip
def test_intervals_are_rounded_outwards(known, words):
    assert decimal(known) == words


def test_the_page_tells_meaning_peers_and_what_was_not_checked(folder, tmp_path):
    done = run(folder, "--html", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert done.output.endswith("page.html\n")
    for said in (
        "<h1>1 of the 120 checks", "<strong>What to do:</strong>", "63 of 500 children checked, 12.6 %", '<svg role="img"',
        "this year&#39;s file was not given", "Compared with 11 councils", "0 of the 11 that checked it have it",
    ):  # fmt: skip
        assert said in page
    assert page.count("<rect") == 1  # no peer has it
    assert all(code in page for code in CODES)


def test_the_chart_has_a_bar_for_every_council_and_shows_what_rounding_hides(rounded_folder):
    page = comparison_page(of_network(rounded_folder), rulebook_of(2026).in_force, "n", NO_ADVICE)
    chart = page[page.index("<svg") : page.index("</svg>")]
    bars = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="\d+" fill="(#\w+)"', chart)
    assert [fill for _, _, fill in bars] == ["#0b0c0c", *["#8a9299"] * 12]
    assert ">13.2 %</text>" in chart  # the share is 65 of 496 at most, 13.1048 %: the axis ends beyond it
    assert "Grey is what rounding hides" in page


def test_text_of_others_is_shown_and_never_run(rounded_folder, tmp_path):
    run(rounded_folder, "--html", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    known = rulebook_of(2026).in_force
    hostile = {code: replace(known[code], title="<img src=x>", why="</svg><b>", fix='"><i>') for code in CODES}
    page = comparison_page(of_network(rounded_folder), hostile, "n", NO_ADVICE)
    assert not re.search("<img|<b>|<i>", page)


def test_an_exported_network_compares_one_more_return(folder):
    cohort = json.loads(json.dumps(fitted_cohorts(read_network(folder, codes_in_force))))[0]
    assert (cohort["collection_year"], cohort["stage"], len(cohort["peers"])) == (2026, "raw", 12)
    fits = {code: FittedRule.from_numbers(numbers) for code, numbers in cohort["rules"].items()}
    assert fits[MINE].peers_with == exact(1)
    newcomer = {**observed(profile("E08000035")), CODES[1]: (exact(500), exact(60))}
    rules = {rule.code: rule.verdict for rule in compare(newcomer, fits, CODES)}
    assert [code for code, verdict in rules.items() if verdict == "only_you"] == [CODES[1]]


def test_a_profile_too_far_off_in_time_is_no_cohort(folder):
    network = read_network(folder, codes_in_force)
    late = profile(OWN, as_at=date(2026, 5, 1) + timedelta(days=31))
    network.profiles[key_of(late)] = late
    assert fitted_cohorts(network)[0]["peers"] == {OWN: late.as_at.isoformat()}
