"""Small, seeded checks that the comparison is as seldom wrong as it says, and sees what is there.

The whole study is benchmarks/comparison.py.
"""

from datetime import date, timedelta

import numpy as np
import pytest

from plumbline.comparing.applying.difference_in_differences import Observation, difference_in_differences
from plumbline.comparing.applying.fitted import Observed
from plumbline.comparing.network_wide.in_bulk import compare_all
from plumbline.profiles.disclosure import band
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


def history(rates: list[float], checked: int = 1000) -> list[Observation]:
    """One return a month."""
    first = date(2025, 1, 31)
    return [
        Observation(
            first + timedelta(days=30 * month), "cleaning", Count(checked, checked), Count(*[round(rate * checked)] * 2)
        )
        for month, rate in enumerate(rates)
    ]


def test_a_fix_that_halves_an_error() -> None:
    steady, halved = [0.08] * 20, [0.08] * 10 + [0.04] * 10
    histories = {f"C{i}": history([rate + i / 1000 for rate in steady]) for i in range(8)}
    histories |= {f"A{i}": history([rate + i / 1000 for rate in halved]) for i in range(4)}
    adopted = {f"A{i}": date(2025, 11, 5) for i in range(4)}
    found = difference_in_differences(adopted, histories, "cleaning")
    assert found.fell_by == pytest.approx(0.5, abs=0.03)
    assert found.interval is not None and found.interval[0] < 0.5 < found.interval[1]
    assert difference_in_differences(dict(list(adopted.items())[:2]), histories, "cleaning").fell_by is None
    assert difference_in_differences(adopted, histories, "raw").not_judged.keys() == adopted.keys()


def test_a_bad_spell_that_ends_by_itself_is_no_success() -> None:
    spell = [0.05] * 10 + [0.09] + [0.05] * 9
    histories = {f"C{i}": history([0.05 + i / 2000] * 20) for i in range(8)}
    histories |= {f"A{i}": history([rate + i / 2000 for rate in spell]) for i in range(4)}
    found = difference_in_differences({f"A{i}": date(2025, 12, 5) for i in range(4)}, histories, "cleaning")
    assert found.fell_by == pytest.approx(0, abs=0.01)


def test_a_council_that_took_another_fix_is_no_ones_measure() -> None:
    histories = {f"C{i}": history([0.05] * 20) for i in range(7)} | {"A": history([0.05] * 20)}
    found = difference_in_differences({"A": date(2025, 12, 5)}, histories, "cleaning", not_controls=["C0"])
    assert list(found.changes[0].controls) == [f"C{i}" for i in range(1, 7)]


def test_the_way_back_to_the_usual_is_neither_merit_nor_fault() -> None:
    """Whoever has a month far above its usual is back there later, having adopted a fix or not."""
    rng = np.random.default_rng(1)
    histories = {}
    for council in range(60):
        rates = 0.05 * np.exp(rng.normal(0, 0.3) + rng.normal(0, 0.2, 20))
        rates[:8] /= 1.5 if council % 2 else 1
        rates[8:10] *= 1.5 if council % 2 else 1
        histories[f"C{council:02d}"] = history(rates.tolist())
    found = difference_in_differences(
        {f"C{council:02d}": date(2025, 10, 5) for council in range(1, 24, 2)}, histories, "cleaning"
    )
    assert found.interval is not None and found.interval[0] < 0 < found.interval[1]


def test_too_few_in_error_before_are_hidden_by_rounding() -> None:
    histories = {f"C{i}": history([0.05 + i / 1000] * 20) for i in range(8)} | {"A": history([0.004] * 20)}
    rounded = {
        name: [Observation(one.as_at, one.stage, one.checked, band(one.children)) for one in seen]
        for name, seen in histories.items()
    }
    adopted = {"A": date(2025, 12, 5)}
    assert "rounding" in difference_in_differences(adopted, rounded, "cleaning").not_judged["A"]
    assert not difference_in_differences(adopted, histories, "cleaning").not_judged
