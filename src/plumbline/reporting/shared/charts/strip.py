"""A strip: one council on one axis with its peers, their median, and the range expected of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from plumbline.reporting.shared.charts.chart import Known, Table
from plumbline.reporting.shared.charts.drawing import across, box, dot, percent, plot, text, title, upright
from plumbline.reporting.shared.charts.scale import Scale
from plumbline.reporting.shared.figures import Unit

#: From the top, in pixels: our value, the upper edge of the marks, their middle, the foot of the grid, what is said of zero.
_VALUE, _TOP, _MIDDLE, _FOOT, _ZERO, _HEIGHT = 11, 19, 37, 60, 70, 72
#: Nearer than this to an end of the axis, in per cent, our value stands to one side of its mark, lest it run out of the strip.
_NEAR_END = 20
#: Peers nearer to one another than this, in per cent of the axis, don't stand on one line.
_NEAR = 2.2
_OFFSETS = (0, -6, 6, -12, 12)


class OnStrip(NamedTuple):
    """A council's value, and what more is said of it where the mouse is over its mark and in the table: 11 to 15 children."""

    name: str
    value: Known
    said: str = ""


@dataclass(frozen=True)
class Strip:
    """``us`` and ``peers`` on an axis; ``expected`` is the range of values that a council like them would have.

    Of a value that is known from and to, the middle is drawn; ours and the median's with a line of its length. Peers that have, or may have, none
    are counted at zero: they are one mark with their number. The unit's words are in ``about``.
    """

    about: str
    us: OnStrip
    peers: Sequence[OnStrip]
    median: Known | None
    expected: Known | None
    scale: Scale
    unit: Unit

    @property
    def none(self) -> list[OnStrip]:
        """The peers that have none."""
        return [peer for peer in self.peers if peer.value.high == 0]

    @property
    def words(self) -> str:
        """Own value, median and expected range; the peers are in the table."""
        said = [f"{self.us.name} {self._of(self.us.value)}"]
        if self.median:
            said.append(f"median of {len(self.peers)} peers {self._of(self.median)}")
        if self.expected:
            said.append(f"expected {self._of(self.expected)}")
        return f"{self.about}: {'; '.join(said)}; {len(self.none)} of {len(self.peers)} peers are known to have none."

    @property
    def svg(self) -> Markup:
        """The strip; grid lines stand at the ticks of the axis, which ``axis`` draws above the first of several strips."""
        marks = [upright(self.scale.at(tick), _TOP - 4, _FOOT, "grid") for tick in self.scale.ticks]
        if self.expected:
            low, high = map(self.scale.at, self.expected)
            marks.append(box(low, high, _TOP + 4, 28, "band"))
        marks += self._peers()
        if self.median:
            low, high = map(self.scale.at, self.median)
            marks += [
                across(low, high, _TOP, "median known"),
                upright(self.scale.at(self.median.middle), _TOP, _FOOT - 5, "median bar"),
            ]
        return plot(self.words, _HEIGHT, [*marks, *self._own()], "strip")

    @property
    def table(self) -> Table:
        """Us, the median, the expected range, then each peer, the highest first."""
        rows = [(self.us.name, self._of(self.us.value), self.us.said)]
        if self.median:
            rows.append(("Median of peers", self._of(self.median), ""))
        if self.expected:
            rows.append(("Expected", self._of(self.expected), ""))
        peers = sorted(self.peers, key=lambda one: (-one.value.high, -one.value.low, one.name))
        return Table(
            self.about,
            ("Council", "Value", "That is"),
            (*rows, *((one.name, self._of(one.value), one.said) for one in peers)),
        )

    def _of(self, value: Known) -> str:
        return self.unit.between(*value)

    def _peers(self) -> Iterator[Markup]:
        placed = sorted(
            (self.scale.at(peer.value.middle), peer.name, peer) for peer in self.peers if peer.value.high > 0
        )
        for (at, _, peer), offset in zip(placed, _dodged([at for at, _, _ in placed]), strict=True):
            kind = "peer" if peer.value.low > 0 else "peer may"
            said = title(f"{peer.name}: {peer.said or self._of(peer.value)}")
            yield dot(at, _MIDDLE + offset, 3.6, kind, said)
        if self.none:
            names = title(f"None: {', '.join(one.name for one in self.none)}")
            yield dot(self.scale.at(0.0), _MIDDLE, 4.6, "peer none", names)
            yield text(f"{len(self.none)} {'has' if len(self.none) == 1 else 'have'} none", "0%", _ZERO, "quiet small")

    def _own(self) -> Iterator[Markup]:
        low, high = map(self.scale.at, self.us.value)
        if self.expected and (beyond := self.scale.at(self.expected.high)) < low:
            yield across(beyond, low, _MIDDLE, "excess")
        if high > low:
            yield across(low, high, _MIDDLE, "us wide")
        at = self.scale.at(self.us.value.middle)
        yield dot(at, _MIDDLE, 8, "us", title(f"{self.us.name}: {self.us.said or self._of(self.us.value)}"))
        anchor = "start" if at < _NEAR_END else "end" if at > 100 - _NEAR_END else "middle"
        yield text(self._of(self.us.value), percent(at), _VALUE, "us", anchor)


def axis(scale: Scale, unit: Unit) -> Markup:
    """The axis of several strips, drawn once above them; it repeats nothing that isn't in their words."""
    marks = []
    for tick in scale.ticks:
        marks.append(upright(scale.at(tick), 22, 28, "tick"))
        words = unit.of(tick) if tick == scale.ticks[-1] else Unit(unit.places).of(tick)
        marks.append(text(words, f"{scale.at(tick):.2f}%", 16, "quiet", "middle"))
    return Markup('<svg class="plot strip" height="28" width="100%" aria-hidden="true">{}</svg>').format(
        Markup("").join(marks)
    )


def _dodged(places: Sequence[float]) -> Iterator[int]:
    """How far above or below the line each mark stands, so that near ones can be told apart."""
    last: dict[int, float] = {}
    for at in places:
        free = (offset for offset in _OFFSETS if at - last.get(offset, -100.0) >= _NEAR)
        chosen = next(free, min(_OFFSETS, key=lambda offset: last.get(offset, -100.0)))
        last[chosen] = at
        yield chosen
