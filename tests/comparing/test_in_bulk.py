"""All councils at once are told what each would be told alone, to every number."""

import numpy as np
import pytest

from plumbline.comparing.applying.fitted import Observed
from plumbline.comparing.applying.verdicts import compare
from plumbline.comparing.fitting.fit import fit
from plumbline.comparing.network_wide.in_bulk import compare_all
from plumbline.profiles.disclosure import joined_band as band
from plumbline.profiles.profile import Count

RULES = [f"{rule:02d}" for rule in range(12)]
COUNCILS = [f"E{council:02d}" for council in range(12)]


def network(*, rounded: bool) -> dict[str, Observed]:
    """Rates from one in three to one in ten thousand, so that counts are large, small and none; some did not run."""
    rng = np.random.default_rng(5)
    found: dict[str, Observed] = {}
    for council in COUNCILS:
        checked = int(rng.integers(20, 900))
        rates = 0.35 * 0.45 ** np.arange(len(RULES)) * rng.gamma(3, 1 / 3, len(RULES))
        numbers = zip(RULES, rng.binomial(checked, np.minimum(rates, 0.95)).tolist(), strict=True)
        counts = {code: (Count(checked, checked), Count(number, number)) for code, number in numbers}
        if rounded:
            counts = {code: (band(of), band(number)) for code, (of, number) in counts.items()}
        found[council] = {code: pair for code, pair in counts.items() if rng.random() > 0.1}
    return found


def small(councils: dict[str, Observed]) -> dict[str, Observed]:
    """The first council checked four children, and one rule none."""
    few = {code: (Count(4, 4), Count(number % 5, number % 5)) for number, code in enumerate(RULES)}
    return {**councils, "E00": {**few, "11": (Count(0, 0), Count(0, 0))}}


@pytest.mark.parametrize("rounded", [False, True], ids=["exact", "rounded"])
@pytest.mark.parametrize("change", [lambda councils: councils, small], ids=["as it is", "with a small council"])
@pytest.mark.parametrize("peers", [11, 8, 5, 4])
def test_in_bulk_is_as_one_by_one(rounded, change, peers):
    councils = change(network(rounded=rounded))
    groups = {name: [*COUNCILS[-peers:], name] if name in COUNCILS[:3] else COUNCILS for name in COUNCILS}
    in_bulk = compare_all(councils, groups)
    assert list(in_bulk) == list(groups)
    for name in COUNCILS[:4]:
        alone = compare(councils[name], fit({peer: councils[peer] for peer in groups[name] if peer != name}), RULES)
        by_code = {rule.code: rule for rule in in_bulk[name]}
        for one in alone:
            other = by_code[one.code]
            assert other.verdict == one.verdict
            for field in ("children_checked", "children", "rate", "interval"):
                assert getattr(other, field) == getattr(one, field)
            for field in ("p", "q", "expected", "excess"):
                known = getattr(one, field)
                assert (getattr(other, field) is None) == (known is None), (one.code, field)
                assert known is None or getattr(other, field) == pytest.approx(known, rel=2e-4, abs=1e-5)
            assert (other.fit is None) == (one.fit is None)
            if one.fit and other.fit:
                assert (other.fit.peers_checked, other.fit.peers_with) == (one.fit.peers_checked, one.fit.peers_with)
                assert other.fit.shares == one.fit.shares
