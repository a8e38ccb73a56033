"""The counts of many councils as arrays: a row per rule, a column per council."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plumbline.comparing.applying.fitted import Observed
from plumbline.statistics.numeric.arrays import Truths, Wholes


@dataclass(frozen=True)
class Counts:
    """Children checked and children in error, from the fewest to the most; ``checked_from`` 0 where a rule did not run."""

    codes: list[str]
    councils: list[str]
    checked_from: Wholes
    checked_to: Wholes
    children_from: Wholes
    children_to: Wholes

    @cached_property
    def checked(self) -> Wholes:
        """The middle of what is known of the children checked."""
        return np.asarray(np.maximum((self.checked_from + self.checked_to + 1) // 2, self.children_from))

    @cached_property
    def known(self) -> Truths:
        """Where a council is known to have checked a child by the rule."""
        return np.asarray(self.checked_from > 0)

    def of(self, columns: Sequence[int] | Wholes) -> "Counts":
        """The counts of some of the councils."""
        return Counts(
            self.codes,
            [self.councils[column] for column in columns],
            self.checked_from[:, columns],
            self.checked_to[:, columns],
            self.children_from[:, columns],
            self.children_to[:, columns],
        )


def counts_of(councils: Mapping[str, Observed]) -> Counts:
    """The counts in the order of the councils' and the rules' codes, so that no other order can matter."""
    names = sorted(councils)
    codes = sorted({code for own in councils.values() for code in own})
    numbers = np.zeros((4, len(codes), len(names)), dtype=np.int64)
    for row, code in enumerate(codes):
        for column, name in enumerate(names):
            counts = councils[name].get(code)
            if counts is not None:
                numbers[:, row, column] = (*counts[0], *counts[1])
    return Counts(codes, names, *numbers)
