"""The grid of error rates on which every distribution of councils' rates is written down.

Where a rate is small its logarithm is what matters, so the steps are even on the logit scale; where it is not, a step is
well below the sampling error of a council with a thousand children.
"""

from math import log, sqrt

from plumbline.statistics.special import expit

_LOWEST, _HIGHEST = -14.0, 4.6
_WIDEST_STEP = 0.25
_ANGLE_STEP = 0.02


def ladder(lowest: float, highest: float, widest: float, angle: float, at_least: float = 0.0) -> tuple[float, ...]:
    """Log-odds from lowest to highest in steps of a given angle (twice the arcsine of the root of the rate)."""
    steps = [lowest]
    while steps[-1] < highest:
        p = expit(steps[-1])
        steps.append(steps[-1] + max(at_least, min(widest, angle / sqrt(p * (1 - p)))))
    return tuple(steps)


LOGITS = ladder(_LOWEST, _HIGHEST, _WIDEST_STEP, _ANGLE_STEP)
RATES = tuple(expit(logit) for logit in LOGITS)
LOG_RATES = tuple(log(p) for p in RATES)
LOG_REST = tuple(log(1 - p) for p in RATES)
