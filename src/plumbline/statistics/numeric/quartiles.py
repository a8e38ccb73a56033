"""Quartiles of rows with gaps."""

import numpy as np

from plumbline.statistics.numeric.arrays import Floats


def quartiles(rows: Floats) -> Floats:
    """The lower quartile, median and upper quartile of each row, what is not a number left out: an array of rows by 3.

    Between two values they are interpolated (Hyndman and Fan 1996, definition 7). A row without a number gives none.
    """
    in_order = np.sort(rows, axis=1)
    last = np.maximum(np.isfinite(in_order).sum(axis=1) - 1, 0)
    at = np.array([0.25, 0.5, 0.75]) * last[:, None]
    below, above = (np.take_along_axis(in_order, whole(at).astype(int), axis=1) for whole in (np.floor, np.ceil))
    return np.asarray(below + (above - below) * (at % 1))
