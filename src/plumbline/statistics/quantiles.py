"""Quantiles."""

from plumbline.statistics.special import incomplete_beta

#: The normal quantile of a two-sided interval of 95 per cent.
NORMAL_95 = 1.959963984540054


def student_two_sided(freedom: float, outside: float = 0.05) -> float:
    """The distance from 0 beyond which Student's t (Student 1908) lies with the given probability, both sides together.

    ``freedom`` are the degrees of freedom, above 0. A distance above 1000 is given as 1000.
    """
    low, high = 0.0, 1e3
    for _ in range(60):
        middle = (low + high) / 2
        if incomplete_beta(freedom / 2, 0.5, freedom / (freedom + middle * middle)) > outside:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_quantile(a: float, b: float, below: float) -> float:
    """The value below which a beta variable lies with the given probability, for a and b above 0; to six decimals."""
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        if incomplete_beta(a, b, middle) < below:
            low = middle
        else:
            high = middle
    return (low + high) / 2
