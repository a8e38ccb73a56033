"""What a fix did: seen where it is there, not seen where it is not, and not judged where it can't be."""

from dataclasses import replace
from datetime import date, timedelta
from math import exp, log, sqrt
from statistics import fmean, stdev

import numpy as np
import pytest
from scipy import stats

from plumbline.comparing.applying.difference_in_differences import (
    CONTROLS,
    FEWEST_CONTROLS,
    SPELL,
    Observation,
    difference_in_differences,
)
from plumbline.profiles.disclosure import joined_band as band
from plumbline.profiles.profile import Count


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


#: Returns are taken on 31 January and every thirty days from then; the eleventh, on 27 November, prompts the adoption.
ADOPTED = date(2025, 12, 5)
FIRST, PROMPT, MONTHS = date(2025, 1, 31), 10, 20


def controls(number: int = 8) -> dict[str, list[Observation]]:
    return {f"C{i:02d}": history([0.05 + i / 1000] * MONTHS) for i in range(number)}


def why_not_judged(own: list[Observation], others: dict[str, list[Observation]] | None = None) -> str:
    found = difference_in_differences({"A": ADOPTED}, {"A": own, **(others or controls())}, "cleaning")
    return found.not_judged.get("A", "")


def with_numbers(own: list[Observation], months: range, **changed: Count) -> list[Observation]:
    return [replace(one, **changed) if month in months else one for month, one in enumerate(own)]


STEADY = history([0.05] * MONTHS)
#: The months whose returns are of the baseline: those before the spell of two months that ends with the prompt.
BASELINE = [month for month, one in enumerate(STEADY) if one.as_at < STEADY[PROMPT].as_at - SPELL]
AFTER = [month for month, one in enumerate(STEADY) if one.as_at > ADOPTED + SPELL]


@pytest.mark.parametrize(
    ("months", "judged"),
    [
        ([*BASELINE[:2], PROMPT, AFTER[0]], True),
        ([*BASELINE[:1], PROMPT, AFTER[0]], False),
        ([*BASELINE[:1], BASELINE[-1] + 1, PROMPT, AFTER[0]], False),
        ([*BASELINE[:2], PROMPT, AFTER[0] - 1], False),
        ([*BASELINE[:2], PROMPT], False),
        ([*AFTER], False),
    ],
    ids=[
        "just enough",
        "one before",
        "one before, one in the spell",
        "none since but in the spell",
        "none since",
        "new",
    ],
)
def test_it_takes_two_returns_before_the_spell_and_one_after(months: list[int], judged: bool) -> None:
    assert why_not_judged([STEADY[month] for month in months]) == (
        "" if judged else "too few returns before it adopted, or none since, those of the spell left out"
    )


@pytest.mark.parametrize(("checked", "judged"), [(0, False), (1, True)])
def test_a_return_in_which_nobody_was_checked_is_passed_over(checked: int, judged: bool) -> None:
    few = [STEADY[month] for month in [*BASELINE[:2], PROMPT, AFTER[0]]]
    own = with_numbers(few, range(1), checked=Count(checked, checked), children=Count(checked, checked))
    assert (why_not_judged(own) == "") == judged


@pytest.mark.parametrize(("children", "judged"), [(Count(5, 10), True), (Count(4, 9), False)])
def test_where_more_is_hidden_by_rounding_than_is_known_nothing_is_judged(children: Count, judged: bool) -> None:
    own = with_numbers(STEADY, range(len(BASELINE)), children=children)
    assert (why_not_judged(own) == "") == judged


@pytest.mark.parametrize(("number", "judged"), [(FEWEST_CONTROLS, True), (FEWEST_CONTROLS - 1, False)])
def test_it_takes_six_controls(number: int, judged: bool) -> None:
    said = "" if judged else "too few councils that did not adopt it to compare with"
    assert why_not_judged(STEADY, controls(number)) == said


def test_a_council_without_a_return_in_the_spell_is_no_control() -> None:
    others = controls(FEWEST_CONTROLS)
    spell = range(BASELINE[-1] + 1, PROMPT + 1)
    others["C00"] = [one for month, one in enumerate(others["C00"]) if month not in spell]
    assert why_not_judged(STEADY, others) == "too few councils that did not adopt it to compare with"


def test_the_controls_are_the_fifteen_of_the_nearest_baseline() -> None:
    found = difference_in_differences({"A": ADOPTED}, {"A": STEADY, **controls(20)}, "cleaning")
    assert list(found.changes[0].controls) == [f"C{i:02d}" for i in range(CONTROLS)]


def test_a_change_is_told_in_shares_and_in_logarithms_of_their_middles() -> None:
    """Half a child is added to the children and one to those checked, so that none in error is not infinitely few."""
    own = with_numbers(STEADY, range(MONTHS), checked=Count(996, 1000), children=Count(46, 50))
    own = with_numbers(own, range(AFTER[0], MONTHS), children=Count(96, 100))
    [change] = difference_in_differences({"A": ADOPTED}, {"A": own, **controls()}, "cleaning").changes
    assert change.before == pytest.approx((46 / 1000, 50 / 996))
    assert change.after == pytest.approx((96 / 1000, 100 / 996))
    after = (98 * len(AFTER) + 0.5) / (998 * len(AFTER) + 1)
    before = (48 * len(BASELINE) + 0.5) / (998 * len(BASELINE) + 1)
    assert change.change == pytest.approx(log(after / before), abs=1e-12)
    assert change.difference == pytest.approx(log(after / before), abs=0.01)


def test_a_share_is_never_above_one() -> None:
    own = with_numbers(STEADY, range(MONTHS), checked=Count(6, 10), children=Count(6, 10))
    [change] = difference_in_differences({"A": ADOPTED}, {"A": own, **controls()}, "cleaning").changes
    assert change.before == (0.6, 1.0)


def test_where_the_controls_go_as_expected_the_interval_is_students_of_the_differences() -> None:
    histories = controls()
    for i, fell in enumerate([0.1, 0.3, 0.5, 0.4, 0.2]):
        histories[f"A{i}"] = history([0.05] * AFTER[0] + [0.05 * (1 - fell)] * (MONTHS - AFTER[0]), 100_000)
    found = difference_in_differences({f"A{i}": ADOPTED for i in range(5)}, histories, "cleaning")
    differences = [change.difference for change in found.changes]
    half = stats.t.ppf(0.975, 4) * stdev(differences) / sqrt(5)
    low, high = fmean(differences) - half, fmean(differences) + half
    assert found.fell_by == pytest.approx(1 - exp(fmean(differences)))
    assert found.interval == pytest.approx((1 - exp(high), 1 - exp(low)), abs=1e-6)


def test_controls_that_several_adopters_share_widen_the_interval() -> None:
    """Four adopters alike: all that is uncertain is what their controls, the same for each, would have done."""
    rng = np.random.default_rng(3)
    noisy = {f"C{i:02d}": history((0.05 * np.exp(rng.normal(0, 0.3, MONTHS))).tolist()) for i in range(10)}
    adopters = {f"A{i}": STEADY for i in range(4)}
    found = difference_in_differences(dict.fromkeys(adopters, ADOPTED), {**adopters, **noisy}, "cleaning")
    logs = np.array([[log_share(own, months) for months in (BASELINE, [PROMPT], AFTER)] for own in noisy.values()])
    design = np.column_stack([np.ones(len(logs)), logs[:, :2]])
    _, squares, *_ = np.linalg.lstsq(design, logs[:, 2], rcond=None)
    weights = np.array(list(found.changes[0].controls.values()))
    variance = float(squares[0]) / (len(logs) - 3) * float(weights @ weights) * (1 - 1 / 4)
    assert found.interval is not None and found.fell_by is not None
    half = log(1 - found.interval[0]) - log(1 - found.fell_by)
    assert half == pytest.approx(stats.t.ppf(0.975, 3) * sqrt(variance))


def log_share(own: list[Observation], months: list[int]) -> float:
    children = sum(own[month].children.lo for month in months)
    return log((children + 0.5) / (sum(own[month].checked.lo for month in months) + 1))
