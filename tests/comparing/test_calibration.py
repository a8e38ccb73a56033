"""Small, seeded checks that the comparison is as seldom wrong as it says, and sees what is there.

The whole study is benchmarks/comparison.py.
"""

import numpy as np
import pytest

from plumbline.comparing.applying.fitted import Observed
from plumbline.comparing.network_wide.in_bulk import compare_all
from plumbline.profiles.profile import Count

COUNCILS, RULES = 31, 120


def made_up(seed: int, bad_peers: int = 0) -> dict[str, Observed]:
    """Councils whose rates differ by a gamma law; rule R000 to R009 has five times as many errors at the last one."""
    rng = np.random.default_rng(seed)
    means = np.exp(rng.normal(np.log(0.03), 0.8, RULES)).clip(0, 0.15)
    rates = means[:, None] * rng.gamma(4, 0.25, (RULES, COUNCILS))
    rates[:10, -1] = means[:10] * 5
    rates[:, :bad_peers] *= 6
    checked = rng.integers(150, 900, COUNCILS)
    children = rng.binomial(checked, np.minimum(rates, 0.9))
    return {
        f"{council:02d}": {
            f"R{rule:03d}": (Count(n, n), Count(k, k)) for rule, k in enumerate(children[:, council].tolist())
        }
        for council, n in enumerate(checked.tolist())
    }


@pytest.mark.slow
@pytest.mark.parametrize("bad_peers", [0, 2])
def test_few_false_alarms_and_most_of_what_was_planted(bad_peers: int) -> None:
    false, found = [], []
    for seed in range(4):
        councils = made_up(seed, bad_peers)
        asked = [name for name in councils if int(name) >= COUNCILS - 12]
        for name, compared in compare_all(councils, {name: list(councils) for name in asked}).items():
            named = {rule.code for rule in compared if rule.verdict in ("higher", "only_you")}
            planted = {f"R{rule:03d}" for rule in range(10)} if int(name) == COUNCILS - 1 else set()
            false.append(len(named - planted) / max(1, len(named)))
            found += [code in named for code in planted]
    assert np.mean(false) < 0.15
    assert np.mean(found) > 0.6
