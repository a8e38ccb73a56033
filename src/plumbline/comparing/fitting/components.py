"""The components of the prior: candidates for how councils' error rates are distributed, which a fit weighs.

A component is a typical rate, a spread of the councils about it (none, or log-normal, or beta) and a share of councils
without the error at all (zero inflation: Lambert 1992).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from plumbline.comparing.applying.rates import LOGITS, RATES, ladder
from plumbline.statistics.numeric.arrays import Floats
from plumbline.statistics.special import expit

#: Spread of the log rates.
_SPREADS = (0.25, 0.4, 0.6, 0.8, 1.0, 1.3, 1.7)
_BETA_FROM = 0.6

#: Shares of councils at zero.
ZERO_SHARES = np.array([0.0, 0.35, 0.65, 0.85, 0.95])

#: Components of one spread whose typical rates (log-odds) are all below this, or all above, share their prior.
_RARE = -6.0

_LOWEST, _HIGHEST = -12.0, 3.0
_ANYWHERE_FROM = -5.8


@dataclass(frozen=True)
class Components:
    """All components, as distributions over ``RATES``.

    ``spread``: one row per typical rate and spread. ``anywhere``: rates of a peer that does what no other does.
    With each share at zero in turn, each row of ``spread`` is a component. Of the cells of the prior that they fall into,
    one after the other, ``starts`` has the first components, ``sizes`` the numbers of components.
    """

    spread: Floats
    anywhere: Floats
    starts: NDArray[np.intp]
    sizes: NDArray[np.intp]


@cache
def components() -> Components:
    """The components. The same for every network."""
    logits = np.array(LOGITS)
    widths = np.gradient(logits)
    rows, kinds = [], []
    for kind, (spread, shape) in enumerate(_kinds()):
        steps = ladder(_LOWEST, _HIGHEST, 0.5, 0.06, 0.8 * spread)
        for i, typical in enumerate(steps):
            rows.append(_distribution(shape, logits, widths, steps, i, spread))
            kinds.append(2 * kind + (typical >= _RARE))
    sizes = np.tile(np.unique(kinds, return_counts=True)[1], len(ZERO_SHARES))
    anywhere = _normalised(np.where(logits > _ANYWHERE_FROM, widths, 0.0))
    return Components(np.array(rows), anywhere, np.cumsum(sizes) - sizes, sizes)


def _kinds() -> list[tuple[float, str]]:
    return [
        (0.0, "none"),
        *((spread, "log-normal") for spread in _SPREADS),
        *((spread, "beta") for spread in _SPREADS if spread >= _BETA_FROM),
    ]


def _distribution(
    shape: str, logits: Floats, widths: Floats, steps: tuple[float, ...], i: int, spread: float
) -> Floats:
    if shape == "beta":
        return _beta(widths, expit(steps[i]), spread)
    if shape == "log-normal":
        density = np.exp(-0.5 * ((logits - steps[i]) / spread) ** 2)
    else:
        # No spread: the rates nearer to this step than to the next ones, so that no rate falls between two steps.
        below = steps[i] - steps[i - 1] if i else steps[1] - steps[0]
        above = steps[i + 1] - steps[i] if i + 1 < len(steps) else below
        off = logits - steps[i]
        density = np.clip(1 - np.where(off < 0, -off / below, off / above), 0, None)
    return _normalised(density * widths)


def _beta(widths: Floats, mean: float, spread: float) -> Floats:
    """A beta distribution, its coefficient of variation the spread where the rarer of error and no error is rare."""
    rarer = min(mean, 1 - mean)
    shape = (1 - rarer) / spread**2
    other = shape * (1 - rarer) / rarer
    a, b = (shape, other) if mean <= 0.5 else (other, shape)
    rates = np.array(RATES)
    logs = a * np.log(rates) + b * np.log1p(-rates)
    density = np.exp(logs - logs.max()) * widths
    density[0] += np.exp(logs[0] - logs.max()) / a  # what lies below the lowest rate, and above the highest
    density[-1] += np.exp(logs[-1] - logs.max()) / b
    return _normalised(density)


def _normalised(weights: Floats) -> Floats:
    return np.asarray(weights / weights.sum())
