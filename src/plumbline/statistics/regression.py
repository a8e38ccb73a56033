"""Least squares as a weighting of the observations."""

from collections.abc import Sequence
from typing import NamedTuple

#: A column is taken to be explained by those before it where this little of its variance is left.
_FLAT = 1e-9


class Weighting(NamedTuple):
    """Weights of the observations, which sum to 1, and the variance of the outcome that the columns leave unexplained."""

    weights: list[float]
    residual_variance: float


class _Column(NamedTuple):
    """A column that is orthogonal to those before it: its values, its value at the point, its squared length."""

    values: list[float]
    at: float
    length: float


def regression_weights(columns: Sequence[Sequence[float]], at: Sequence[float], outcome: Sequence[float]) -> Weighting:
    """The weights with which a linear regression, with an intercept, predicts the outcome at a point.

    ``columns`` are the regressors, each with a value per observation, ``at`` their values at the point. Under the weights the
    observations' average of every regressor is its value there (Abadie, Diamond and Hainmueller 2015, section 2). There
    must be more observations than columns and the intercept. Columns are made orthogonal one after the other (Gram and
    Schmidt); one that those before it explain is left out.
    """
    number = len(outcome)
    basis: list[_Column] = []
    for column, value in zip(([1.0] * number, *columns), (1.0, *at), strict=True):
        rest, rest_at = _unexplained(basis, column, value)
        length = _product(rest, rest)
        if length > _FLAT * number:
            basis.append(_Column(rest, rest_at, length))
    weights = [sum(one.at * one.values[i] / one.length for one in basis) for i in range(number)]
    residuals, _ = _unexplained(basis, outcome, 0.0)
    return Weighting(weights, _product(residuals, residuals) / (number - len(basis)))


def _unexplained(basis: Sequence[_Column], column: Sequence[float], at: float) -> tuple[list[float], float]:
    """What of a column, and of its value at the point, the columns of a basis leave unexplained."""
    rest = list(column)
    for known in basis:
        slope = _product(rest, known.values) / known.length
        rest = [value - slope * part for value, part in zip(rest, known.values, strict=True)]
        at -= slope * known.at
    return rest, at


def _product(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
