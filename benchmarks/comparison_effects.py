"""How often the 95 % interval of a fix's effect holds the truth, on made-up histories. Part of comparison.py."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from plumbline.comparing.effects import Seen, effect
from plumbline.profiles.disclosure import band
from plumbline.profiles.profile import Count

MONTHS = 24
START = date(2024, 4, 30)


@dataclass(frozen=True)
class Case:
    """Councils adopt a fix with a true effect (the share by which the error falls), after a bad spell or whenever."""

    fell_by: float
    adopters: int
    bad_spell: bool = True
    lasting: float = 0.3
    councils: int = 60
    rounded: bool = False
    high: bool = False


CASES = (
    *(Case(fell_by, adopters) for fell_by in (0.0, 0.6) for adopters in (3, 5, 12)),
    Case(0.0, 5, bad_spell=False),
    Case(0.0, 12, lasting=0.6),
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
    adopted = _adopters(case, rng, level, spell)
    rates = np.exp(level[:, None] + season + spell)
    for council, month in adopted.items():
        rates[council, month + 1 :] *= (1 - case.fell_by) * np.exp(rng.normal(0, 0.15))
    checked = np.exp(rng.normal(np.log(600), 0.5, case.councils)).astype(int)
    children = rng.binomial(checked[:, None], np.minimum(rates, 0.9))
    histories = {
        f"{council:03d}": [
            _seen(case, month, int(checked[council]), int(children[council, month])) for month in range(MONTHS)
        ]
        for council in range(case.councils)
    }
    days = {f"{council:03d}": _day(month) + timedelta(days=10) for council, month in adopted.items()}
    found = effect(days, histories, "cleaning")
    if found.interval is None or found.fell_by is None:
        raise ValueError("no estimate")
    low, high = found.interval
    error = float(np.log(1 - found.fell_by) - np.log(1 - case.fell_by))
    return low <= case.fell_by <= high, error, low > 0


def _adopters(case: Case, rng: np.random.Generator, level: np.ndarray, spell: np.ndarray) -> dict[int, int]:
    """Who adopts after which month: after the first of a bad spell, or in any month."""
    order = np.argsort(-level + rng.normal(0, 0.6, len(level))) if case.high else rng.permutation(len(level))
    adopted: dict[int, int] = {}
    for council in order:
        months = np.arange(8, 18)
        if case.bad_spell:
            months = months[spell[council, 8:18] > 0.4]
        if len(months) and len(adopted) < case.adopters:
            adopted[int(council)] = int(months[0] if case.bad_spell else rng.choice(months))
    return adopted


def _seen(case: Case, month: int, checked: int, children: int) -> Seen:
    counts = Count(checked, checked), Count(children, children)
    return Seen(_day(month), "cleaning", *((band(count) for count in counts) if case.rounded else counts))


def _day(month: int) -> date:
    return START + timedelta(days=round(30.4 * month))


def table(repeats: int) -> list[str]:
    """The results, as lines of a page."""
    lines = [
        "| true effect | adopters | councils | adopted | counts | interval holds the truth | bias of the logarithm"
        " | called a success |",
        "|---" * 8 + "|",
    ]
    for case in CASES:
        results = np.array([covered(case, seed) for seed in range(repeats)])
        held, bias, success = results.mean(axis=0)
        when = f"after a bad spell (lasting {case.lasting})" if case.bad_spell else "in any month"
        when += ", councils with most errors" if case.high else ""
        spread = (held * (1 - held) / repeats) ** 0.5
        counts = "rounded" if case.rounded else "exact"
        lines.append(
            f"| {-case.fell_by:.0%} | {case.adopters} | {case.councils} | {when} | {counts}"
            f" | {held:.1%} ± {spread:.1%} | {bias:+.3f} | {success:.1%} |"
        )
    return lines


if __name__ == "__main__":
    print("\n".join(table(300)))
