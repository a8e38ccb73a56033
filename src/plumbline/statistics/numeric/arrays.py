"""The types of arrays."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Wholes = NDArray[np.int64]
Truths = NDArray[np.bool_]
