"""How often the 95 % interval of a fix's effect holds the truth, on made-up histories. Part of comparison.py.

Councils adopt a fix when they see that errors have become frequent: in the first month in which they have half as many
again as they used to. Or in any month. Or, which no count shows, when they know that a bad spell has begun.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from plumbline.comparing.applying.difference_in_differences import Observation, difference_in_differences
from plumbline.profiles.disclosure import band
from plumbline.profiles.profile import Count
from plumbline.rules.compiled import rulebook_of
from plumbline.synthetic.network import made_up_network

Found = tuple[bool, float, bool, float]

MONTHS = 24
START = date(2024, 4, 30)


@dataclass(frozen=True)
class Case:
    """Councils adopt a fix with a true effect (the share by which the error falls), prompted by something or not."""

    fell_by: float
    adopters: int
    prompt: str = "a bad month"
    lasting: float = 0.3
    councils: int = 60
    rounded: bool = False
    high: bool = False


CASES = (
    *(Case(fell_by, adopters) for fell_by in (0.0, 0.6) for adopters in (3, 5, 12)),
    Case(0.0, 5, prompt=""),
    Case(0.0, 12, lasting=0.6),
    Case(0.0, 12, prompt="a spell"),
    Case(0.6, 12, prompt="a spell"),
    Case(0.6, 12, councils=25),
    Case(0.0, 12, high=True),
    Case(0.0, 12, rounded=True),
    Case(0.6, 12, rounded=True),
)


def covered(case: Case, seed: int) -> tuple[bool, float, bool]:
    """Whether the interval holds the truth, the error of the estimate (logarithm), and whether 0 lies outside."""
    rng = np.random.default_rng(seed)
    level = rng.normal(np.log(0.05), 0.6, case.councils)
    season = 0.3 * np.sin(np.arange(MONTHS + 1) / 12 * 2 * np.pi) - 0.02 * np.arange(MONTHS + 1)
    spell = np.zeros((case.councils, MONTHS + 1))
    spell[:, 0] = rng.normal(0, 0.35, case.councils)
    for month in range(1, MONTHS + 1):
        fresh = rng.normal(0, 0.35 * np.sqrt(1 - case.lasting**2), case.councils)
        spell[:, month] = case.lasting * spell[:, month - 1] + fresh
    rates = np.exp(level[:, None] + season + spell)
    checked = np.exp(rng.normal(np.log(600), 0.5, case.councils)).astype(int)
    children = rng.binomial(checked[:, None], np.minimum(rates, 0.9))
    adopted = _adopters(case, rng, level, {"a spell": spell > 0.4, "a bad month": _bad(children)}.get(case.prompt))
    for council, month in adopted.items():
        rates[council] *= (1 - case.fell_by) * np.exp(rng.normal(0, 0.15))
        children[council, month + 1 :] = rng.binomial(checked[council], np.minimum(rates[council, month + 1 :], 0.9))
    histories = {
        f"{council:03d}": [
            _seen(case, month, int(checked[council]), int(children[council, month])) for month in range(MONTHS)
        ]
        for council in range(case.councils)
    }
    days = {f"{council:03d}": _day(month) + timedelta(days=10) for council, month in adopted.items()}
    found = difference_in_differences(days, histories, "cleaning")
    if found.interval is None or found.fell_by is None:
        raise ValueError("no estimate")
    low, high = found.interval
    error = float(np.log(1 - found.fell_by) - np.log(1 - case.fell_by))
    return low <= case.fell_by <= high, error, low > 0


def _bad(children: np.ndarray) -> np.ndarray:
    """The months in which a council had half as many again as on average before."""
    before = np.cumsum(children, axis=1) - children
    return np.asarray(children * np.arange(children.shape[1]) > 1.5 * before)


def _adopters(case: Case, rng: np.random.Generator, level: np.ndarray, bad: np.ndarray | None) -> dict[int, int]:
    """Who adopts after which month: after the first bad one, or in any month."""
    order = np.argsort(-level + rng.normal(0, 0.6, len(level))) if case.high else rng.permutation(len(level))
    adopted: dict[int, int] = {}
    for council in order:
        months = np.arange(8, 18)
        if bad is not None:
            months = months[bad[council, 8:18]]
        if len(months) and len(adopted) < case.adopters:
            adopted[int(council)] = int(rng.choice(months) if bad is None else months[0])
    return adopted


def _seen(case: Case, month: int, checked: int, children: int) -> Observation:
    counts = Count(checked, checked), Count(children, children)
    return Observation(_day(month), "cleaning", *((band(count) for count in counts) if case.rounded else counts))


def _day(month: int) -> date:
    return START + timedelta(days=round(30.4 * month))


HEADER = (
    "| true effect | adopters | councils | adopted | counts | interval holds the truth | bias of the logarithm"
    " | called a success |",
    "|---" * 8 + "|",
)


def row(case: Case, repeats: int) -> str:
    """The results of a case, as a line of a page."""
    results = np.array([covered(case, seed) for seed in range(repeats)])
    held, bias, success = results.mean(axis=0)
    when = f"after {case.prompt} (spells last {case.lasting})" if case.prompt else "in any month"
    when += ", councils with most errors" if case.high else ""
    spread = (held * (1 - held) / repeats) ** 0.5
    counts = "in bands" if case.rounded else "exact"
    return (
        f"| {-case.fell_by:.0%} | {case.adopters} | {case.councils} | {when} | {counts}"
        f" | {held:.1%} ± {spread:.1%} | {bias:+.3f} | {success:.1%} |"
    )


def in_networks(found: Iterable[list[Found]]) -> list[str]:
    """The results in networks of ``sample-network``, where councils adopt after a bad month: lines of a page."""
    results = [one for of_network in found for one in of_network]
    lines = ["| true effect | counts | fixes | interval holds the truth | bias of the logarithm |", "|---" * 5 + "|"]
    for rounded in (False, True):
        for effects in ((1.0,), (0.25, 0.4, 0.5, 0.7)):
            some = np.array([one[2:] for one in results if one[0] == rounded and one[1] in effects])
            held, bias = some.mean(axis=0)
            spread = (held * (1 - held) / len(some)) ** 0.5
            of = " and ".join(f"{effect - 1:.0%}" for effect in (effects[0], *effects[1:][-1:]))
            lines.append(
                f"| {'between ' if len(effects) > 1 else ''}{of} | {'in bands' if rounded else 'exact'} | {len(some)}"
                f" | {held:.1%} ± {spread:.1%} | {bias:+.3f} |"
            )
    return lines


def of_network(seed: int) -> list[Found]:
    """Every fix of one network."""
    return list(_of_network(seed))


def _of_network(seed: int) -> Iterator[Found]:
    """Per fix and kind of counts the true factor, whether the interval holds it, and the error of the logarithm."""
    made = made_up_network(60, 20, seed, _some_rules, "0.1")
    for fix in made.truth["fixes"]:
        adopted = {council: date.fromisoformat(day) for council, day in fix["adopted"].items()}
        for rounded in (False, True):
            histories: dict[str, list[Observation]] = {}
            for profile in made.profiles:
                if counts := profile.ran.get(fix["code"]):
                    pair = counts.children_checked, counts.children
                    seen = Observation(profile.as_at, profile.stage, *(map(band, pair) if rounded else pair))
                    histories.setdefault(profile.authority, []).append(seen)
            found = difference_in_differences(adopted, histories, "raw")
            if found.interval and found.fell_by is not None:
                low, high = found.interval
                error = float(np.log(1 - found.fell_by) - np.log(fix["effect"]))
                yield rounded, fix["effect"], low <= 1 - fix["effect"] <= high, error


def _some_rules(year: int) -> dict[str, Any]:
    """One rule in five of a year, for the others take time and say the same."""
    everything = rulebook_of(year).in_force
    return {code: everything[code] for code in sorted(everything)[::5]}
