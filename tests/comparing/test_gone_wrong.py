"""Which peers have gone wrong, and what a fit makes of them."""

from dataclasses import replace

import numpy as np
import pytest

from plumbline.comparing.applying.fitted import Observed
from plumbline.comparing.fitting.counts import Counts, counts_of
from plumbline.comparing.fitting.fit import fit
from plumbline.comparing.fitting.gone_wrong import gone_wrong
from plumbline.profiles.disclosure import band
from plumbline.profiles.profile import Count

RULES, PEERS = 80, 24


def network(seed: int = 1, *, worse: float = 1.0, out_of_hand: float = 0.0, peers: int = PEERS) -> Counts:
    """Councils that differ by a log-normal law; the first is worse in all, or in a share of its errors seven times as bad."""
    rng = np.random.default_rng(seed)
    checked = np.broadcast_to(rng.integers(200, 900, peers), (RULES, peers))
    shares = rng.uniform(0.005, 0.04, (RULES, 1)) * np.exp(0.6 * rng.normal(size=(RULES, peers)))
    shares[:, 0] *= np.where(rng.random(RULES) < out_of_hand, 7, worse)
    children = rng.binomial(checked, np.minimum(shares, 0.9))
    return Counts([f"{rule:02d}" for rule in range(RULES)], [f"{peer:02d}" for peer in range(peers)],
                  checked, checked, children, children)  # fmt: skip


def named(peers: Counts) -> list[str]:
    return [council for council, wrong in zip(peers.councils, gone_wrong(peers), strict=True) if wrong]


@pytest.mark.parametrize("seed", range(6))
def test_a_peer_with_a_third_of_its_errors_out_of_hand_has_gone_wrong(seed):
    assert named(network(seed, out_of_hand=0.33)) == ["00"]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("worse", [1.0, 3.0], ids=["like the others", "three times as many of everything"])
def test_a_peer_that_is_worse_in_general_has_not(seed, worse):
    assert "00" not in named(network(seed, worse=worse))


@pytest.mark.parametrize("seed", range(6))
def test_unless_it_is_beyond_all_measure(seed):
    assert named(network(seed, worse=9.0)) == ["00"]


def test_few_of_the_peers_that_differ_as_councils_do_are_said_to_have_gone_wrong():
    assert np.mean([gone_wrong(network(seed)).mean() for seed in range(40)]) < 0.03


def test_of_fewer_than_eight_peers_none_has_gone_wrong():
    assert named(network(out_of_hand=0.33, peers=8)) == ["00"]
    assert named(network(out_of_hand=0.33, peers=7)) == []


def test_rounded_counts_tell_it_too():
    exact = network(out_of_hand=0.33)
    counts = ((exact.children_from[:, peer], exact.checked_from[:, peer]) for peer in range(PEERS))
    rounded = {
        council: {
            code: (band(Count(n, n)), band(Count(k, k)))
            for code, k, n in zip(exact.codes, children.tolist(), checked.tolist(), strict=True)
        }
        for council, (children, checked) in zip(exact.councils, counts, strict=True)
    }
    assert named(counts_of(rounded)) == ["00"]


def test_a_fit_is_learnt_from_the_others_and_still_shows_all_peers():
    peers = network(out_of_hand=0.33)
    with_all, without = (fit(observed(one)) for one in (peers, peers.of(np.arange(1, PEERS))))
    for code in peers.codes:
        assert with_all[code].mean == pytest.approx(without[code].mean, rel=0.01)
        assert with_all[code].peers_checked == PEERS


def test_a_rule_that_only_those_gone_wrong_checked_has_a_fit():
    peers = network(out_of_hand=0.33)
    five = replace(peers, checked_from=np.where(np.arange(PEERS) < 5, peers.checked_from, 0))
    assert set(fit(observed(five))) == set(peers.codes)


def observed(peers: Counts) -> dict[str, Observed]:
    """The same as councils' counts, exactly known."""
    return {
        council: {
            code: (Count(int(n), int(n)), Count(int(k), int(k)))
            for code, n, k in zip(peers.codes, peers.checked_from[:, at], peers.children_from[:, at], strict=True)
            if n
        }
        for at, council in enumerate(peers.councils)
    }
