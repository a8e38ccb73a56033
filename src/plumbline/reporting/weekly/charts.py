"""The page's two drawings: ages of newest events on one axis, and errors over loads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from plumbline.dataset.freshness.fresh import TableFreshness
from plumbline.dataset.freshness.lateness import Verdict
from plumbline.reporting.shared.charts.chart import Table
from plumbline.reporting.shared.charts.drawing import (
    box,
    dot,
    line_through,
    percent,
    plot,
    stretched,
    text,
    upright,
)
from plumbline.reporting.shared.charts.over_time import HEIGHT, full, levels, names, place
from plumbline.reporting.shared.charts.scale import Days, Scale, scale_of
from plumbline.reporting.shared.figures import WHOLE
from plumbline.reporting.weekly.week import ErrorsAt
from plumbline.reporting.weekly.words import table_title
from plumbline.wording import counted

_ROW, _MIDDLE = 30, 15


def ages_scale(tables: Sequence[TableFreshness]) -> Scale:
    """One axis in days from 0 for the tables that can be judged."""
    waits = [one.lateness.age for one in tables if one.lateness.age and _judged(one)]
    return scale_of([float(days) for wait in waits for days in (wait.days, wait.usual)])


def ages_axis(scale: Scale) -> Markup:
    """Its numbers, above the rows; each row says its own in words."""
    marks = [text(WHOLE.of(tick), percent(scale.at(tick)), 14, "quiet", "middle") for tick in scale.ticks]
    return Markup('<svg class="plot age" height="18" aria-hidden="true">{}</svg>').format(Markup("").join(marks))


def age(table: TableFreshness, scale: Scale) -> Markup | None:
    """A table's row: a band up to how old its newest event usually gets, a dot for how old it is now.

    None for a table that can't be judged.
    """
    wait = table.lateness.age
    if wait is None or not _judged(table):
        return None
    at, usual = scale.at(wait.days), scale.at(wait.usual)
    words = f"{table_title(table.table)}: newest event {counted(wait.days, 'day')} old; up to {wait.usual} is usual"
    label = (counted(wait.days, "day"), "us") if table.late else (WHOLE.of(wait.days), "quiet")
    # Right of dot and band where there is room, else left of the dot.
    side, anchor, dx = (max(at, usual), "start", 12) if max(at, usual) < 75 else (at, "end", -12)
    return plot(
        words,
        _ROW,
        [
            *(upright(scale.at(tick), 0, _ROW, "grid") for tick in scale.ticks),
            box(0, usual, 6, 18, "band"), upright(usual, 3, 27, "bar"),
            dot(at, _MIDDLE, 7 if table.late else 5.5, "us" if table.late else "was"),
            text(label[0], percent(side), 20, label[1], anchor, dx=dx),
        ],
        "age",
    )  # fmt: skip


def _judged(table: TableFreshness) -> bool:
    return table.lateness.verdict in (Verdict.LATE, Verdict.ON_TIME)


@dataclass(frozen=True)
class ErrorsOverLoads:
    """Errors to be mended now and those not due yet, at each load that was checked: at least one, the oldest first."""

    errors: Sequence[ErrorsAt]

    @property
    def about(self) -> str:
        """What is drawn."""
        return "Findings at each load; “not due yet” are those that only the year's end will ask for"

    @property
    def words(self) -> str:
        """The first and the last load."""
        first, last = self.errors[0], self.errors[-1]
        return (
            f"Errors to be mended now: {first.now:,} on {full(first.as_at)}, {last.now:,} on {full(last.as_at)}; "
            f"not due yet: {first.not_due_yet:,}, then {last.not_due_yet:,}."
        )

    @property
    def svg(self) -> Markup:
        """A thick line for now, a dashed one for not due yet."""
        scale = scale_of([float(number) for one in self.errors for number in (one.now, one.not_due_yet)])
        days, last = Days(self.errors[0].as_at, self.errors[-1].as_at), self.errors[-1]
        now = [place(days, scale, one.as_at, one.now) for one in self.errors]
        later = [place(days, scale, one.as_at, one.not_due_yet) for one in self.errors]
        marks = [
            *levels(scale, WHOLE), stretched(line_through(later, "line middle"), line_through(now, "line us")),
            dot(now[-1][0], percent(now[-1][1]), 5, "us"),
            *(text(self._short(of), at, "100%", "quiet", anchor, dy=19) for of, at, anchor in self._ends),
            *names([(now[-1][1], f"{last.now:,} now", "us"), (later[-1][1], f"{last.not_due_yet:,} not due yet", "quiet")]),
        ]  # fmt: skip
        return plot(self.words, HEIGHT, marks, "time named")

    def _short(self, of: date) -> str:
        """A day under the axis, with its year where it is not the last load's."""
        return f"{of.day} {of:%b}" if of.year == self.errors[-1].as_at.year else f"{of.day} {of:%b %Y}"

    @property
    def table(self) -> Table:
        """A row for each load."""
        rows = [(full(one.as_at), f"{one.now:,}", f"{one.not_due_yet:,}") for one in self.errors]
        return Table("Errors at each load", ("As at", "Now", "Not due yet"), tuple(rows))

    @property
    def _ends(self) -> list[tuple[date, str, str]]:
        first, last = self.errors[0].as_at, self.errors[-1].as_at
        return [(first, "50%", "middle")] if first == last else [(first, "0%", "start"), (last, "100%", "end")]
