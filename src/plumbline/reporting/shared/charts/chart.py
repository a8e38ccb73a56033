"""What every part of the kit is: a drawing, its figures in words, and its table."""

from typing import NamedTuple, Protocol

from markupsafe import Markup


class Table(NamedTuple):
    """A chart as a table: the first cell of a row names it, the others are numbers as people read them."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(Protocol):
    """A typed value that can be seen, heard and read; ``reporting/shared/charts.html`` puts the three on a page."""

    @property
    def words(self) -> str:
        """Its title and the figures that are labelled, in a sentence or two."""

    @property
    def svg(self) -> Markup:
        """The drawing, with ``words`` for who can't see it."""

    @property
    def table(self) -> Table:
        """Every figure that is drawn."""


class Known(NamedTuple):
    """A number that is known from ``low`` to ``high``, which are the same where it is known exactly."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Where it is drawn."""
        return (self.low + self.high) / 2
